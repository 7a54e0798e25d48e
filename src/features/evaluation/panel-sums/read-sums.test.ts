import { afterAll, describe, expect, it } from 'vitest'
import { effectsFromSums } from '#engine/evaluation/sums/effects-from-sums.ts'
import { DEFAULT_SETTINGS } from '#engine/evaluation/group-time/study-data.ts'
import { groupTimeEffects } from '#engine/evaluation/group-time/group-time-effects.ts'
import { readPanel } from '../panel-file/read-panel.ts'
import { panelFiles, sourceOf } from './panel-files.test-data.ts'
import { readSums } from './read-sums.ts'

const COLUMNS = { unit: 'id', time: 't', first: 'g', outcomes: ['y'], never: [0], covariates: [] }
const ASKED = { withoutOutcome: 'refuse', incomplete: 'refuse' } as const
const { parquet, remove } = panelFiles()
afterAll(remove)

describe('sums of a Parquet file', () => {
  it('give the effects of the road in memory, in one part and in seven', async () => {
    const path = await parquet('plain', 'SELECT id, t, g, y FROM p ORDER BY hash(id * 31 + t)')
    const panel = await readPanel(path, COLUMNS)
    if (!panel.ok) throw new Error(panel.error.code)
    const memory = groupTimeEffects(panel.value.data, DEFAULT_SETTINGS)
    if (!memory.ok) throw new Error(memory.error.code)
    for (const parts of [1, 7]) {
      const told: number[] = []
      const sums = await readSums(await sourceOf(path), COLUMNS, ASKED, {
        parts,
        onPart: (done) => told.push(done),
      })
      if (!sums.ok) throw new Error(sums.error.code)
      const here = effectsFromSums(sums.value.sums, DEFAULT_SETTINGS)
      if (!here.ok) throw new Error(here.error.code)
      expect(told).toEqual(Array.from({ length: parts }, (_, k) => k + 1))
      expect(here.value.effects).toHaveLength(memory.value.effects.length)
      for (const [k, { estimate, standardError }] of here.value.effects.entries()) {
        expect(estimate / memory.value.effects[k]!.estimate).toBeCloseTo(1, 9)
        expect(standardError / memory.value.effects[k]!.standardError).toBeCloseTo(1, 9)
      }
    }
  })

  it('leaves out units that miss a time or an outcome where that is asked, and counts them', async () => {
    const path = await parquet(
      'incomplete',
      'SELECT * REPLACE (CASE WHEN id = 3 AND t = 4 THEN NULL ELSE y END AS y) FROM p WHERE NOT (id = 5 AND t = 2)',
    )
    const asked = { withoutOutcome: 'leave-out', incomplete: 'leave-out' } as const
    const left = await readSums(await sourceOf(path), COLUMNS, asked)
    const without = await parquet('without', 'FROM p WHERE id NOT IN (3, 5)')
    const whole = await readSums(await sourceOf(without), COLUMNS, ASKED)
    if (!left.ok || !whole.ok) throw new Error('not read')
    const { incomplete, ...rest } = left.value.handled
    expect(rest).toEqual({ rows: 9_999, rowsWithoutOutcome: 1 })
    expect(incomplete.reduce((sum, { units }) => sum + units, 0)).toBe(2)
    const [one, other] = [left, whole].map((read) => effectsFromSums(read.value.sums, DEFAULT_SETTINGS))
    if (!one?.ok || !other?.ok) throw new Error('not estimated')
    for (const [k, { estimate, standardError }] of one.value.effects.entries()) {
      expect(estimate).toBeCloseTo(other.value.effects[k]!.estimate, 10)
      expect(standardError).toBeCloseTo(other.value.effects[k]!.standardError, 10)
    }
    expect(await readSums(await sourceOf(path), COLUMNS, { ...asked, incomplete: 'refuse' })).toMatchObject({
      error: { code: 'unbalanced-panel', count: 2 },
    })
  })

  it('looks at the times that are asked only, and counts the rows at others', async () => {
    const path = await parquet('times', 'FROM p')
    const read = await readSums(await sourceOf(path), COLUMNS, { ...ASKED, from: 2, to: 9 })
    if (!read.ok) throw new Error(read.error.code)
    expect([read.value.sums.times, read.value.outside]).toEqual([[2, 3, 4, 5, 6, 7, 8, 9], 2_000])
  })

  it('takes what stands for never, and refuses a 0 that does not', async () => {
    const path = await parquet('never', 'SELECT * REPLACE (CASE WHEN g = 0 THEN 9999 ELSE g END AS g) FROM p')
    const read = await readSums(await sourceOf(path), { ...COLUMNS, never: [9999] }, ASKED)
    const plain = await readSums(await sourceOf(await parquet('zero', 'FROM p')), COLUMNS, ASKED)
    if (!read.ok || !plain.ok) throw new Error('not read')
    expect(read.value.sums.cohorts.map(({ first, units }) => [first, units])).toEqual(
      plain.value.sums.cohorts.map(({ first, units }) => [first, units]),
    )
    expect(
      await readSums(await sourceOf(await parquet('zeros', 'FROM p')), { ...COLUMNS, never: [9999] }, ASKED),
    ).toMatchObject({
      error: { code: 'zero-firsts', count: 4_850 },
    })
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
    ['no rows', 'FROM p LIMIT 0', { code: 'header-only' }],
    ['a column that is not there', 'SELECT id, t, y FROM p', { code: 'column-missing', column: 'g' }],
  ])('refuses %s', async (name, query, error) => {
    const path = await parquet(name, query)
    expect(await readSums(await sourceOf(path), COLUMNS, ASKED)).toMatchObject({ ok: false, error })
  })
})
