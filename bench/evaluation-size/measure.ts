/**
 * One measurement in a process of its own: node bench/evaluation-size/measure.ts UNITS FOLDER
 * Writes a seeded panel of UNITS × 10 into FOLDER, in a process apart, reads and estimates it, and removes it.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { DEFAULT_SETTINGS } from '../../src/engine/evaluation/group-time/study-data.ts'
import { aggregateSums, effectsFromSums } from '../../src/engine/evaluation/sums/effects-from-sums.ts'
import { roundsFromSums } from '../../src/engine/evaluation/sums/rounds-from-sums.ts'
import { eventStudyFromSums, twoWayFromSums } from '../../src/engine/evaluation/sums/two-way-from-sums.ts'
import { readSums } from '../../src/features/evaluation/panel-sums/read-sums.ts'

const [units = '100000', folder = '.', only = ''] = process.argv.slice(2)
const path = join(folder, `evaluation-size-${units}.parquet`)

if (only === 'write') {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '1GB' })
  const connection = await instance.connect()
  await connection.run(`COPY (
    SELECT i::INTEGER AS unit, (2011 + t)::INTEGER AS time, f::INTEGER AS first,
      hash(i) % 1000 / 500.0 + 0.05 * t + hash(i * 10 + t) % 1000003 / 1000003.0
        + CASE WHEN f > 0 AND 2011 + t >= f THEN 0.2 ELSE 0 END AS y
    FROM (SELECT i, CASE WHEN hash(i + 7) % 5 < 2 THEN 0 ELSE 2014 + hash(i + 9) % 6 END AS f
      FROM range(${units}) AS u(i)), range(10) AS s(t)) TO '${path}'`)
  connection.closeSync()
  instance.closeSync()
} else {
  execFileSync(process.execPath, [import.meta.filename, units, folder, 'write'])
  const start = performance.now()
  const columns = { unit: 'unit', time: 'time', first: 'first', outcome: 'y', emptyIsNever: false }
  const sums = await readSums(path, columns)
  rmSync(path)
  if (!sums.ok) throw new Error(JSON.stringify(sums.error))
  const effects = effectsFromSums(sums.value, DEFAULT_SETTINGS)
  if (!effects.ok) throw new Error(JSON.stringify(effects.error))
  for (const kind of ['simple', 'dynamic', 'group', 'calendar'] as const) aggregateSums(effects.value, kind)
  roundsFromSums(effects.value, { rounds: 1_000, seed: 1 })
  const fits = [twoWayFromSums(sums.value), eventStudyFromSums(sums.value)]
  if (fits.some(({ ok }) => !ok)) throw new Error('two-way')
  const seconds = (performance.now() - start) / 1_000
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1_000)
  process.stdout.write(`${JSON.stringify({ units: Number(units), seconds, megabytes })}\n`)
}
