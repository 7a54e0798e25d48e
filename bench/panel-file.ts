import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Bench, Measured } from './bench.ts'

/** Reading of panels into typed arrays; every file in a process of its own, one thread of the database. */
export const panelFile: Bench = {
  name: 'panel-file',
  isOnlyAskedFor: true,
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'panel-file-'))
    try {
      const measured: Measured[] = []
      for (const [firms, aims] of SIZES) {
        for (const kind of ['csv', 'parquet', 'text keys.csv'] as const) {
          const path = join(folder, `${firms} ${kind.includes('.') ? kind : `plain.${kind}`}`)
          await writePanel(path, firms, kind.startsWith('text'))
          const name = `${kind}, ${(firms * 10).toLocaleString('en')} rows`
          const aim = aims[kind]
          const { seconds, megabytes } = readApart(path)
          measured.push({ name: `${name}: time`, value: seconds, unit: 's', ...(aim ? { aim } : {}) })
          measured.push({ name: `${name}: memory at most`, value: megabytes, unit: 'MB' })
          measured.push({ name: `${name}: file`, value: (await stat(path)).size / 1e6, unit: 'MB' })
          await rm(path)
        }
      }
      return measured
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

const SIZES: readonly (readonly [firms: number, aims: Record<string, string>])[] = [
  [100_000, { csv: '< 1', parquet: '< 0.3' }],
  [1_000_000, { csv: '< 5', parquet: '< 2' }],
]

/** Ten years of firms that are invented, with two covariates. */
async function writePanel(path: string, firms: number, hasLongNames: boolean): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const firm = hasLongNames ? "'NL-firm-' || lpad(CAST(i AS VARCHAR), 12, '0')" : 'i + 10000000'
  await connection.run(`COPY (
    SELECT ${firm} AS firm, 2003 + t AS "year", CASE WHEN i % 3 = 0 THEN 0 ELSE 2006 + i % 5 END AS joined,
      round(hash(i * 10 + t) % 1000003 / 100000.0, 5) AS y, round(hash(i) % 99991 / 9999.0, 5) AS x1,
      round(hash(i + 7) % 99991 / 9999.0, 5) AS x2
    FROM range(${firms}) AS f(i), range(10) AS y(t) ORDER BY i, t
  ) TO '${path.replaceAll("'", "''")}'`)
  connection.closeSync()
  instance.closeSync()
}

const READ = `
import { readPanel } from '#features/evaluation/panel-file/read-panel.ts'
const columns = { unit: 'firm', time: 'year', first: 'joined', never: [0], outcomes: ['y'], covariates: ['x1', 'x2'] }
const start = performance.now()
const read = await readPanel(process.argv[1], columns)
const seconds = (performance.now() - start) / 1000
if (!read.ok) throw new Error(JSON.stringify(read.error))
const megabytes = process.resourceUsage().maxRSS / 1000
process.stdout.write(JSON.stringify({ seconds, megabytes, rows: read.value.rows }))`

const readApart = (path: string): { seconds: number; megabytes: number } =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', READ, path], { encoding: 'utf8' }),
  )
