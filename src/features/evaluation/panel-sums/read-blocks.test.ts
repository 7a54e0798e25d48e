import { afterAll, describe, expect, it } from 'vitest'
import { blockStudy } from '#engine/evaluation/blocks/block-study.ts'
import { effectsFromBlocks } from '#engine/evaluation/blocks/effects-from-blocks.ts'
import { groupTimeEffects } from '#engine/evaluation/group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS } from '#engine/evaluation/group-time/study-data.ts'
import { readPanel } from '../panel-file/read-panel.ts'
import { panelFiles, sourceOf } from './panel-files.test-data.ts'
import { readBlocks } from './read-blocks.ts'

const COLUMNS = {
  unit: 'id',
  time: 't',
  first: 'g',
  outcomes: ['y'],
  never: [0],
  covariates: ['x'],
  weights: 'w',
  cluster: 'cl',
}
const ASKED = { withoutOutcome: 'refuse', incomplete: 'refuse' } as const
const CONSTANT = 'SELECT * REPLACE (min(x) OVER (PARTITION BY id) AS x), 1 + id % 3 AS w FROM p'
const { parquet, remove } = panelFiles()
afterAll(remove)

describe('blocks of a Parquet file', () => {
  it('give the effects of the road in memory, kept in memory and in a file, in one part and in five', async () => {
    const path = await parquet('plain', `FROM (${CONSTANT}) ORDER BY hash(id * 31 + t)`)
    const panel = await readPanel(path, COLUMNS)
    if (!panel.ok) throw new Error(panel.error.code)
    const memory = groupTimeEffects(panel.value.data, DEFAULT_SETTINGS)
    if (!memory.ok) throw new Error(memory.error.code)
    for (const [parts, memoryBytes] of [
      [1, 1e9],
      [5, 0],
    ] as const) {
      const read = await readBlocks(await sourceOf(path), COLUMNS, ASKED, { parts, place: { memoryBytes } })
      if (!read.ok) throw new Error(read.error.code)
      const here = effectsFromBlocks(blockStudy(read.value.blocks), DEFAULT_SETTINGS)
      read.value.close()
      if (!here.ok) throw new Error(here.error.code)
      expect(here.value.effects).toHaveLength(memory.value.effects.length)
      for (const [k, { estimate, standardError }] of here.value.effects.entries()) {
        expect(estimate / memory.value.effects[k]!.estimate).toBeCloseTo(1, 8)
        expect(standardError / memory.value.effects[k]!.standardError).toBeCloseTo(1, 8)
      }
    }
  })

  it('count what they leave out where a unit misses a time', async () => {
    const path = await parquet('gap', `FROM (${CONSTANT}) WHERE NOT (id = 3 AND t = 4)`)
    const read = await readBlocks(await sourceOf(path), COLUMNS, { ...ASKED, incomplete: 'leave-out' })
    if (!read.ok) throw new Error(read.error.code)
    read.value.close()
    expect(read.value.head.handled).toEqual({
      rows: 9_999,
      rowsWithoutOutcome: 0,
      incomplete: [{ first: expect.any(Number), units: 1, unseen: 0 }],
    })
    expect(read.value.blocks.cohorts.reduce((sum, { units }) => sum + units, 0)).toBe(999)
  })

  it('tell units that miss a time from those without any outcome', async () => {
    const query = `SELECT * REPLACE (CASE WHEN id = 3 OR (id = 5 AND t = 4) THEN NULL ELSE y END AS y) FROM (${CONSTANT})`
    const path = await parquet('no outcome', query)
    const asked = { withoutOutcome: 'leave-out', incomplete: 'leave-out' } as const
    const read = await readBlocks(await sourceOf(path), COLUMNS, asked)
    if (!read.ok) throw new Error(read.error.code)
    read.value.close()
    const { rowsWithoutOutcome, incomplete } = read.value.head.handled
    const total = (count: (one: (typeof incomplete)[number]) => number) =>
      incomplete.reduce((sum, one) => sum + count(one), 0)
    expect([rowsWithoutOutcome, total(({ units }) => units), total(({ unseen }) => unseen)]).toEqual([
      11, 2, 1,
    ])
  })

  const changed = (column: string, value: string) =>
    `SELECT * REPLACE (CASE WHEN id = 3 AND t = 4 THEN ${value} ELSE ${column} END AS ${column}) FROM (${CONSTANT})`
  it.each([
    ['a gap', `FROM (${CONSTANT}) WHERE NOT (id = 3 AND t = 4)`, { code: 'unbalanced-panel', count: 1 }],
    ['a covariate that changes', changed('x', '99'), { code: 'covariate-varies-within-unit', count: 1 }],
    ['an empty covariate', changed('x', 'NULL'), { code: 'empty-column', column: 'x', count: 1 }],
    ['a covariate without end', changed('x', "'inf'::DOUBLE"), { code: 'broken-column', column: 'x' }],
    ['a weight below 0', changed('w', '-1'), { code: 'broken-column', column: 'w', count: 1 }],
    ['a weight that changes', changed('w', '7'), { code: 'weight-varies-within-unit', count: 1 }],
    ['an empty cluster', changed('cl', 'NULL'), { code: 'empty-column', column: 'cl', count: 1 }],
    ['a cluster that changes', changed('cl', '999'), { code: 'cluster-varies-within-unit', count: 1 }],
    [
      'text for a covariate',
      "SELECT * REPLACE ('much' AS x), 1 AS w FROM p",
      { code: 'column-type', column: 'x' },
    ],
    [
      'more first times than can be',
      'SELECT * REPLACE (id AS g, 0 AS x), 1 AS w FROM p',
      { code: 'too-many-groups' },
    ],
  ])('refuse %s', async (name, query, error) => {
    const path = await parquet(name, query)
    const read = await readBlocks(await sourceOf(path), COLUMNS, ASKED)
    expect(read).toMatchObject({ ok: false, error })
  })
})
