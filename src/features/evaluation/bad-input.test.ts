import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '#platform/run-command.test-data.ts'
import { evaluationCommands } from './commands.ts'
import { syntheticStudy } from './synthetic-study.test-data.ts'
import type { EvaluationRecord } from './evaluation-record.ts'

const PAGE = readFileSync(new URL('../../../docs/evaluation-bad-input.md', import.meta.url), 'utf8')
const X = { covariates: [{ column: 'x', name: { nl: 'x', en: 'x' } }] }
const ROADS = ['rows', 'sums'] as const
const KINDS = { rows: ['csv'], sums: ['parquet'] } as const
const PANEL = `SELECT id, t, [0, 3, 5][id % 3 + 1] AS g, cos(id * 2.3) AS x, id % 20 AS cl, 1.0::DOUBLE AS w,
  sin(id * 1.7) + t * 0.3 + sin(id * t * 0.9) + (g > 0 AND t >= g)::INTEGER AS y
  FROM range(1, 121) a(id), range(1, 7) b(t) ORDER BY id, t`
let folder = ''
let connection: DuckDBConnection
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'))
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  await connection.run(`CREATE TABLE p AS ${PANEL}`)
})
afterAll(() => {
  connection.closeSync()
  rmSync(folder, { recursive: true })
})

async function panelOf(sql: string, kind: 'csv' | 'parquet'): Promise<string> {
  await connection.run(`COPY (${sql}) TO '${at(`panel.${kind}`)}' ${kind === 'csv' ? '(HEADER)' : ''}`)
  return at(`panel.${kind}`)
}

function studyWith(changes: object): string {
  const quick = { placeboShifts: [], bootstrap: { rounds: 100, seed: 1 }, power: { simulations: 100 } }
  writeFileSync(at('study.json'), syntheticStudy({ ...quick, ...changes }))
  return at('study.json')
}

async function evaluate(panel: string, study: object) {
  const argv = ['evaluate', panel, '--study', studyWith(study), '--out', at('out'), '--ledger', at('l')]
  const { code, err: said } = await runCommand(argv, evaluationCommands)
  const err = said
    .split('\n')
    .filter((line) => line.startsWith('schakel: '))
    .map((line) => line.slice(9))
    .join('')
  return { code, err }
}

const replaced = (column: string, when: string, value: string) =>
  `SELECT * REPLACE (CASE WHEN ${when} THEN ${value} ELSE ${column} END AS ${column}) FROM p`

type Refused = readonly [what: string, sql: string, study: object, exit: 1 | 2, rows: string, sums?: string]

/** What is said in memory and from sums; the latter only where it is something else. */
const REFUSED: readonly Refused[] = [
  ['Nobody joins after the first time', replaced('g', 'g > 0', '1'), {}, 1, 'nobody joins within the times'],
  ['Nobody left to compare with', 'FROM p WHERE g > 0', {}, 1, 'nobody is left to compare with'],
  ['Everybody joins at once', 'FROM p WHERE g = 3', { controls: 'not-yet' }, 1, 'all of them join at once'],
  ['One control', 'FROM p WHERE g > 0 OR id = 3', {}, 1, 'there are fewer than two to compare with (10 com'],
  ['A firm that leaves', replaced('g', 'id = 1 AND t > 4', '0'), {}, 2, 'row 5 below', '"g" changes within'],
  [
    'A firm-year twice',
    'FROM p UNION ALL FROM p WHERE id = 7 AND t = 2',
    {},
    2,
    'row 721 as row 38',
    'two rows at',
  ],
  [
    'A firm-year twice, once without outcome',
    'FROM p UNION ALL SELECT * REPLACE (NULL AS y) FROM p WHERE id = 7 AND t = 2',
    { missingOutcome: 'leave-out' },
    2,
    'row 721 as row 38',
    'two rows at',
  ],
  [
    'A gap',
    'FROM p WHERE NOT (id = 7 AND t = 2)',
    {},
    1,
    'some units miss a time',
    '"drop-units" (1 of "id")',
  ],
  [
    'Time that is not whole',
    replaced('t', 'id = 7 AND t = 2', '2.5'),
    {},
    2,
    '2.5 is not',
    '"t" holds no whole',
  ],
  [
    'Time that is no number',
    replaced('t', 'id = 7 AND t = 6', "'nan'::DOUBLE"),
    { time: { column: 't', to: 5 } },
    2,
    'NaN is not',
    '"t" holds no whole number within ±100,000 in 1 row',
  ],
  ['First time empty', replaced('g', 'id = 3', 'NULL'), {}, 2, 'put null among "never"'],
  ['First time 0', 'FROM p', { firstYear: { column: 'g', never: [9_999] } }, 2, 'put 0 among "never"'],
  ['Outcome empty', replaced('y', 'id = 7 AND t = 2', 'NULL'), {}, 2, 'column "y" is empty'],
  [
    'Outcome not finite',
    replaced('y', 'id = 7 AND t = 2', "'inf'::DOUBLE"),
    {},
    2,
    'not a finite',
    'in 1 row',
  ],
  ['Outcome beyond 1e150', 'SELECT * REPLACE (y * 1e200 AS y) FROM p', {}, 2, 'is too large', 'beyond 1e150'],
  [
    'Outcome without any value',
    'SELECT * REPLACE (NULL::DOUBLE AS y) FROM p',
    { missingOutcome: 'leave-out' },
    1,
    'no rows are left',
  ],
  ['Covariate empty', replaced('x', 'id = 7 AND t = 2', 'NULL'), X, 2, 'column "x" is empty'],
  [
    'Covariate the same for all',
    'SELECT * REPLACE (1.0::DOUBLE AS x) FROM p',
    X,
    1,
    'a covariate is the same for all',
  ],
  [
    'Covariate the same for all controls',
    replaced('x', 'g = 0', '0.5'),
    X,
    1,
    'a covariate is the same for all',
  ],
  [
    'Perfect separation',
    replaced('x', 'g > 0', '10 + x'),
    X,
    1,
    'tell participants and others apart entirely (10',
  ],
  [
    'Weight below 0',
    replaced('w', 'id = 7 AND t = 2', '-1'),
    { weights: 'w' },
    2,
    'below 0',
    'no number of 0 or more',
  ],
  [
    'Weight that changes',
    replaced('w', 'id = 7 AND t = 2', '2'),
    { weights: 'w' },
    1,
    'the weight of a unit changes',
  ],
  ['All weights 0', 'SELECT * REPLACE (0.0::DOUBLE AS w) FROM p', { weights: 'w' }, 1, 'all weights are 0'],
  [
    'All weights of the controls 0',
    replaced('w', 'g = 0', '0'),
    { weights: 'w' },
    1,
    'weights on one side are 0',
  ],
  ['Cluster empty', replaced('cl', 'id = 7', 'NULL'), { cluster: 'cl' }, 2, 'column "cl" is empty'],
  [
    'One cluster',
    'SELECT * REPLACE (1 AS cl) FROM p',
    { cluster: 'cl' },
    2,
    'column "cl" is the same in all rows',
  ],
  ['Header only', 'FROM p LIMIT 0', {}, 2, 'the panel has a header and no rows'],
  ['One row', 'FROM p LIMIT 1', {}, 1, 'there is one time only'],
]

const TOLD = REFUSED.map(
  ([what, sql, study, exit, rows, sums = rows]) =>
    [what, { sql, study, exit, said: { rows, sums } }] as const,
)

describe.each(ROADS)('by %s', (reckoning) => {
  test.each(TOLD)('%s is refused', async (_, { sql, study, exit, said }) => {
    for (const kind of KINDS[reckoning]) {
      const { code, err } = await evaluate(await panelOf(sql, kind), { ...study, reckoning })
      expect([code, err]).toEqual([exit, expect.stringContaining(said[reckoning])])
    }
  })

  test.each([
    ['half', 'id + 0.5'],
    ['beyond what a number can tell apart', 'id + 9007199254740992::DOUBLE'],
    ['no number', "if(id = 7, 'nan'::DOUBLE, id)"],
  ])('a key in a Parquet that is %s is refused', async (_, key) => {
    const panel = await panelOf(`SELECT * REPLACE ((${key})::DOUBLE AS id) FROM p`, 'parquet')
    const { code, err } = await evaluate(panel, { reckoning, unbalanced: 'drop-units' })
    expect([code, err]).toEqual([2, expect.stringContaining('is not a whole number')])
  })
})

const HANDLED: readonly (readonly [what: string, sql: string, study: object, page: readonly string[]])[] = [
  ['Joined before the first time', replaced('g', 'id <= 10', '1'), {}, ['10 scrapers', 'took part already']],
  [
    'Joins after the last time',
    replaced('g', 'g = 5', '20'),
    {},
    ['40 scrapers', 'start after the last time'],
  ],
  [
    'A gap, left out',
    'FROM p WHERE NOT (id = 7 AND t = 2)',
    { unbalanced: 'drop-units' },
    ['1 scrapers', 'miss a time'],
  ],
  ['A group of one', replaced('g', 'g = 5 AND id <> 2', '3'), {}, ['started in 5 has one member']],
  [
    'Perfect separation of one group',
    replaced('x', 'g = 3', '10 + x'),
    X,
    ['Group 3, time 4: covariates tell exactly'],
  ],
  [
    'All weights of a group 0',
    replaced('w', 'g = 5', '0'),
    { weights: 'w' },
    ['Group 5, time 4: all weights on one side'],
  ],
  [
    'First time empty, meaning never',
    replaced('g', 'id = 3', 'NULL'),
    { firstYear: { column: 'g', never: [0, null] } },
    ['In 6 rows the first time of taking part (g) is empty'],
  ],
  [
    'Outcome and covariate empty, left out',
    'SELECT * REPLACE (if(id = 7 AND t = 2, NULL, y) AS y, if(id = 7 AND t = 2, NULL, x) AS x) FROM p',
    { ...X, missingOutcome: 'leave-out', unbalanced: 'drop-units' },
    ['In 1 rows the outcome (y) is empty', '1 scrapers miss a time'],
  ],
  [
    'A group without outcomes',
    replaced('y', 'g = 5', 'NULL'),
    { missingOutcome: 'leave-out' },
    ['In 240 rows the outcome'],
  ],
  [
    'A time without outcomes',
    replaced('y', 't = 6', 'NULL'),
    { missingOutcome: 'leave-out' },
    ['In 120 rows the outcome'],
  ],
  ['Rows outside the times', 'FROM p', { time: { column: 't', from: 2 } }, ['120 rows lie outside the time']],
]

const readRecord = () => JSON.parse(readFileSync(at('out/evaluation.json'), 'utf8')) as EvaluationRecord
const UNITS = { column: 'id', name: { nl: 'schrapers', en: 'scrapers' } }

test.each(HANDLED)(
  '%s is handled alike on both roads, and the report says so',
  async (_, sql, study, page) => {
    const panel = await panelOf(sql, 'csv')
    const records: EvaluationRecord[] = []
    for (const reckoning of ROADS) {
      expect(await evaluate(panel, { ...study, unit: UNITS, reckoning })).toEqual({ code: 0, err: '' })
      records.push(readRecord())
      const text = readFileSync(at('out/report.html'), 'utf8').replaceAll(/<[^>]*>|\s+/g, ' ')
      for (const sentence of page) expect(text).toContain(sentence)
      expect(text).not.toMatch(/\bNaN\b|\bundefined\b|\[object/)
    }
    const [rows, sums] = records.map(({ panel: { handled }, evaluation: { overall } }) => ({
      handled,
      overall,
    }))
    expect(sums!.handled).toEqual(rows!.handled)
    expect(sums!.overall!.estimate).toBeCloseTo(rows!.overall!.estimate, 8)
    expect(sums!.overall!.standardError).toBeCloseTo(rows!.overall!.standardError, 8)
  },
)

test('the page on bad input has a row for each of these', () => {
  for (const [what] of [...REFUSED, ...HANDLED]) expect(PAGE).toContain(`| ${what} |`)
})
