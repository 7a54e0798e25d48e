import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '#platform/command-line.ts'
import { evaluationCommands } from './commands.ts'

const SYNTHETIC = new URL('../../../fixtures/causal/syn_panel_1000x10.csv', import.meta.url).pathname
const STUDY = new URL('../../../docs/examples/training-grants/study.json', import.meta.url)
let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sums-'))
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const from = `SELECT id, t, g, y FROM read_csv('${SYNTHETIC}')`
  await connection.run(`COPY (${from}) TO '${at('panel.parquet')}'`)
  await connection.run(`COPY (${from} WHERE NOT (id = 3 AND t = 2)) TO '${at('gap.parquet')}'`)
  connection.closeSync()
  instance.closeSync()
})
afterAll(() => rmSync(folder, { recursive: true }))

function studyWith(changes: object): string {
  const { missingOutcome: _, ...study } = JSON.parse(readFileSync(STUDY, 'utf8'))
  const own = {
    outcome: { ...study.outcome, column: 'y', scale: 'as-it-is', betterIs: 'higher' },
    unit: { ...study.unit, column: 'id' },
    time: { column: 't' },
    firstYear: { column: 'g', never: [0] },
    invented: true,
    reckoning: 'sums',
  }
  writeFileSync(at('study.json'), JSON.stringify({ ...study, ...own, ...changes }))
  return at('study.json')
}

async function run(...argv: string[]) {
  const said = { out: '', err: '' }
  const code = await runCommandLine(
    ['evaluate', ...argv, '--ledger', at('ledger.jsonl')],
    evaluationCommands,
    {
      out: (text) => (said.out += `${text}\n`),
      err: (text) => (said.err += `${text}\n`),
      env: {},
      now: () => new Date(0),
      openCtx: () => Promise.reject(new Error('no database')),
    },
  )
  return { code, ...said }
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

test.each([
  ['covariates', { covariates: [{ column: 'x', name: { nl: 'x', en: 'x' } }] }],
  ['cluster', { cluster: 'cl' }],
  ['missingOutcome', { missingOutcome: 'leave-out' }],
  ['time', { time: { column: 't', from: 2 } }],
])('a study with %s cannot be summed, and says so by field', async (field, changes) => {
  const { code, err } = await evaluate('panel.parquet', studyWith(changes))
  expect([code, err]).toEqual([2, expect.stringMatching(new RegExp(`${field}: .*can't go with`))])
})

test.each([
  ['a gap', 'gap.parquet', {}, 'some units miss a time'],
  [
    'a column that is not there',
    'panel.parquet',
    { unit: { column: 'no', name: { nl: 'x', en: 'x' } } },
    'does not have',
  ],
])('%s is refused', async (_, panel, changes, sentence) => {
  const { code, err } = await evaluate(panel, studyWith(changes), 'never')
  expect(code).toBe(1)
  expect(err).toContain(sentence)
})

test('a csv is refused, and so is the check beforehand', async () => {
  const csv = await run(SYNTHETIC, '--study', studyWith({}), '--out', at('never'))
  expect([csv.code, csv.err]).toEqual([1, expect.stringContaining('reads Parquet only')])
  const check = await run(at('panel.parquet'), '--study', studyWith({}), '--check')
  expect([check.code, check.err]).toEqual([1, expect.stringContaining('single firms')])
})
