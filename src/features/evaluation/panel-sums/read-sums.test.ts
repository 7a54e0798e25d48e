import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { effectsFromSums } from '#engine/evaluation/sums/effects-from-sums.ts'
import { DEFAULT_SETTINGS } from '#engine/evaluation/group-time/study-data.ts'
import { groupTimeEffects } from '#engine/evaluation/group-time/group-time-effects.ts'
import { readPanel } from '../panel-file/read-panel.ts'
import { readSums } from './read-sums.ts'

const SYNTHETIC = join(import.meta.dirname, '../../../../fixtures/causal/syn_panel_1000x10.csv')
const COLUMNS = { unit: 'id', time: 't', first: 'g', outcome: 'y', emptyIsNever: false }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panel-sums-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A Parquet file of a query over the rows of the invented panel, `p`. */
async function parquet(name: string, query: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const path = join(folder, `${name}.parquet`)
  await connection.run(`CREATE TABLE p AS FROM read_csv('${SYNTHETIC}')`)
  await connection.run(`COPY (${query}) TO '${path}'`)
  connection.closeSync()
  instance.closeSync()
  return path
}

describe('sums of a Parquet file', () => {
  it('give the effects of the road in memory, in one part and in seven', async () => {
    const path = await parquet('plain', 'SELECT id, t, g, y FROM p ORDER BY hash(id * 31 + t)')
    const names = { unit: 'id', time: 't', first: 'g', never: [0], outcomes: ['y'], covariates: [] }
    const panel = await readPanel(path, names)
    if (!panel.ok) throw new Error(panel.error.code)
    const memory = groupTimeEffects(panel.value.data, DEFAULT_SETTINGS)
    if (!memory.ok) throw new Error(memory.error.code)
    for (const parts of [1, 7]) {
      const told: number[] = []
      const sums = await readSums(path, COLUMNS, { parts, onPart: (done) => told.push(done) })
      if (!sums.ok) throw new Error(sums.error.code)
      const here = effectsFromSums(sums.value, DEFAULT_SETTINGS)
      if (!here.ok) throw new Error(here.error.code)
      expect(told).toEqual(Array.from({ length: parts }, (_, k) => k + 1))
      expect(here.value.effects).toHaveLength(memory.value.effects.length)
      for (const [k, { estimate, standardError }] of here.value.effects.entries()) {
        expect(estimate / memory.value.effects[k]!.estimate).toBeCloseTo(1, 9)
        expect(standardError / memory.value.effects[k]!.standardError).toBeCloseTo(1, 9)
      }
    }
  })

  it.each([
    ['a gap', 'SELECT * FROM p WHERE NOT (id = 3 AND t = 4)', { code: 'unbalanced-panel', count: 1 }],
    [
      'a row twice',
      'FROM p UNION ALL FROM p WHERE id = 3 AND t = 4',
      { code: 'duplicate-unit-time', count: 1 },
    ],
    [
      'a row twice in place of another',
      'FROM p WHERE NOT (id = 3 AND t = 5) UNION ALL FROM p WHERE id = 3 AND t = 4',
      { code: 'duplicate-unit-time', count: 1 },
    ],
    [
      'a first time that changes',
      'SELECT * REPLACE (CASE WHEN id = 3 AND t = 4 THEN 9 ELSE g END AS g) FROM p',
      { code: 'first-varies-within-unit', count: 1 },
    ],
    [
      'an outcome that is not a number',
      "SELECT * REPLACE (CASE WHEN id = 3 AND t = 4 THEN 'nan'::DOUBLE ELSE y END AS y) FROM p",
      { code: 'broken-outcomes', count: 1 },
    ],
    [
      'an empty outcome',
      'SELECT * REPLACE (CASE WHEN id = 3 AND t = 4 THEN NULL ELSE y END AS y) FROM p',
      { code: 'empty-outcomes', count: 1 },
    ],
    [
      'an empty first time',
      'SELECT * REPLACE (nullif(g, 0) AS g) FROM p WHERE g = 0',
      { code: 'empty-firsts' },
    ],
    ['half years', 'SELECT * REPLACE (t / 2.0 AS t) FROM p', { code: 'time-not-whole' }],
    ['no rows', 'FROM p LIMIT 0', { code: 'no-rows' }],
    ['a column that is not there', 'SELECT id, t, y FROM p', { code: 'sums-column-missing', column: 'g' }],
  ])('refuses %s', async (name, query, error) => {
    const path = await parquet(name, query)
    expect(await readSums(path, COLUMNS)).toMatchObject({ ok: false, error })
  })
})
