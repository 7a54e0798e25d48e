import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '#platform/run-command.test-data.ts'
import { evaluationCommands } from './commands.ts'
import { syntheticStudy } from './synthetic-study.test-data.ts'

const SYNTHETIC = new URL('../../../fixtures/causal/syn_panel_1000x10.csv', import.meta.url).pathname
let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sums-'))
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const from = `SELECT id, t, g, y, cl, min(x) OVER (PARTITION BY id) AS x FROM read_csv('${SYNTHETIC}')`
  await connection.run(`COPY (${from}) TO '${at('panel.parquet')}'`)
  await connection.run(`COPY (FROM (${from}) WHERE NOT (id = 3 AND t = 2)) TO '${at('gap.parquet')}'`)
  connection.closeSync()
  instance.closeSync()
})
afterAll(() => rmSync(folder, { recursive: true }))

function studyWith(changes: object): string {
  writeFileSync(at('study.json'), syntheticStudy({ reckoning: 'sums', ...changes }))
  return at('study.json')
}

async function run(...argv: string[]) {
  return runCommand(['evaluate', ...argv, '--ledger', at('ledger.jsonl')], evaluationCommands)
}

const evaluate = (panel: string, study: string, out = 'out') =>
  run(at(panel), '--study', study, '--out', at(out))

test('a Parquet that is summed says what its rows say, and gives itself again', async () => {
  expect((await evaluate('panel.parquet', studyWith({}))).code).toBe(0)
  const [summed, rows] = ['out', 'rows'].map((name) => at(`${name}/evaluation.json`))
  await evaluate('panel.parquet', studyWith({ reckoning: 'rows' }), 'rows')
  const [one, other] = [summed, rows].map((file) => JSON.parse(readFileSync(file!, 'utf8')))
  expect(one.evaluation.overall.estimate).toBeCloseTo(other.evaluation.overall.estimate, 9)
  expect(one.evaluation.overall.standardError).toBeCloseTo(other.evaluation.overall.standardError, 9)
  expect(one.evaluation.verdict.code).toBe(other.evaluation.verdict.code)
  expect(one.panel.rows).toBe(10_000)
  expect(readFileSync(at('out/verslag.html'), 'utf8')).toContain('per groep opgeteld')
  const again = await run(at('panel.parquet'), '--replay', summed!)
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(one.receipt.resultHash) })
})

test('with covariates and clusters it goes through blocks, and says what the rows say', async () => {
  const changes = { covariates: [{ column: 'x', name: { nl: 'x', en: 'x' } }], cluster: 'cl' }
  expect((await evaluate('panel.parquet', studyWith(changes), 'blocks')).code).toBe(0)
  await evaluate('panel.parquet', studyWith({ ...changes, reckoning: 'rows' }), 'block-rows')
  const [one, other] = ['blocks', 'block-rows'].map(
    (name) => JSON.parse(readFileSync(at(`${name}/evaluation.json`), 'utf8')).evaluation,
  )
  expect(one.overall.estimate).toBeCloseTo(other.overall.estimate, 9)
  expect(one.overall.standardError).toBeCloseTo(other.overall.standardError, 9)
  expect(one.alternatives).toHaveLength(6)
  expect(one.balance.map(({ covariate }: { covariate: string }) => covariate)).toEqual(['', 'x'])
  expect(one.verdict.code).toBe(other.verdict.code)
})

test('rows outside the times of the study and units that miss one are counted', async () => {
  const study = studyWith({ time: { column: 't', from: 2 }, unbalanced: 'drop-units' })
  expect((await evaluate('gap.parquet', study, 'fewer')).code).toBe(0)
  const { panel, evaluation } = JSON.parse(readFileSync(at('fewer/evaluation.json'), 'utf8'))
  expect(panel.handled).toEqual([{ code: 'outside-times', count: 1_000 }])
  expect(evaluation.warnings).toContainEqual({ code: 'incomplete-units-dropped', count: 1 })
  expect(evaluation.counts).toMatchObject({ rows: 8_999, units: 1_000 })
})

test.each([
  ['placeboOutcome', { placeboOutcome: { column: 'x', name: { nl: 'x', en: 'x' } } }],
  ['takesPart', { takesPart: 'x' }],
  ['unbalanced', { unbalanced: 'as-cross-sections' }],
])('a study with %s needs its rows, and says so by field', async (field, changes) => {
  const { code, err } = await evaluate('panel.parquet', studyWith(changes))
  expect([code, err]).toEqual([2, expect.stringMatching(new RegExp(`${field}: .*can't go with`))])
})

test.each([
  ['a gap', 'gap.parquet', {}, 'some units miss a time', 1],
  [
    'a column that is not there',
    'panel.parquet',
    { unit: { column: 'no', name: { nl: 'x', en: 'x' } } },
    'does not have',
    2,
  ],
])('%s is refused', async (_, panel, changes, sentence, exit) => {
  const { code, err } = await evaluate(panel, studyWith(changes), 'never')
  expect(code).toBe(exit)
  expect(err).toContain(sentence)
})

test('a csv is summed too, with the ways in which it was written', async () => {
  const [head, ...lines] = readFileSync(SYNTHETIC, 'utf8').trim().split('\n')
  const dutch = [
    head!.replaceAll(',', ';'),
    ...lines.map((line) => line.replaceAll(',', ';').replaceAll('.', ',')),
  ]
  writeFileSync(at('dutch.csv'), dutch.join('\n'))
  const parts = ['plain', 'dutch'].map((name) => at(name))
  expect((await run(SYNTHETIC, '--study', studyWith({ cluster: 'cl' }), '--out', parts[0]!)).code).toBe(0)
  expect((await run(at('dutch.csv'), '--study', studyWith({ cluster: 'cl' }), '--out', parts[1]!)).code).toBe(
    0,
  )
  await evaluate('panel.parquet', studyWith({ cluster: 'cl' }), 'same')
  const [plain, other, same] = [...parts, at('same')].map((name) =>
    JSON.parse(readFileSync(join(name, 'evaluation.json'), 'utf8')),
  )
  expect(plain.evaluation.overall.standardError).toBeCloseTo(same.evaluation.overall.standardError, 9)
  expect(other.evaluation.overall.standardError).toBeCloseTo(same.evaluation.overall.standardError, 9)
  expect([plain.panel.handled, other.panel.handled.map(({ code }: { code: string }) => code)]).toEqual([
    [],
    ['separator-semicolon', 'decimal-comma'],
  ])
})

test('text among the numbers of a csv is refused with its row, and the check needs single firms', async () => {
  writeFileSync(at('text.csv'), readFileSync(SYNTHETIC, 'utf8').replace(/^(3,4,.*),[^,]*$/m, '$1,much'))
  const csv = await run(at('text.csv'), '--study', studyWith({}), '--out', at('never'))
  expect([csv.code, csv.err]).toEqual([2, expect.stringMatching(/row 24.*much/)])
  const check = await run(at('panel.parquet'), '--study', studyWith({}), '--check')
  expect([check.code, check.err]).toEqual([1, expect.stringContaining('single firms')])
})
