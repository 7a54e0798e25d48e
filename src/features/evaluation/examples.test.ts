import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { trainingGrantsPanel } from '../../../scripts/make-examples.ts'
import type { EvaluationRecord } from './evaluation-record.ts'
import { replayEvaluation } from './replay-evaluation.ts'
import { reportPage } from './report/report-page.ts'

const folderOf = (name: string) => new URL(`../../../docs/examples/${name}/`, import.meta.url).pathname
const read = (name: string, file: string) => readFileSync(`${folderOf(name)}${file}`, 'utf8')

describe.each(['training-grants', 'invented-programme'])('docs/examples/%s', (name) => {
  const record: EvaluationRecord = JSON.parse(read(name, 'evaluation.json'))

  test('is what the engine finds today, to the last digit', async () => {
    expect(await replayEvaluation(`${folderOf(name)}panel.csv`, `${folderOf(name)}evaluation.json`)).toEqual({
      ok: true,
      value: record.receipt.resultHash,
    })
  })

  test.each([
    ['nl', 'verslag.html'],
    ['en', 'report.html'],
  ] as const)('has the report of today in %s (run schakel evaluate and commit)', (language, file) => {
    expect(reportPage(record, language) === read(name, file)).toBe(true)
  })
})

test('the panel of the training grants is made from the fixture', () => {
  expect(read('training-grants', 'panel.csv')).toBe(trainingGrantsPanel())
})

test('the invented programme is told close to its truth, which two-way fixed effects is not', () => {
  const { evaluation }: EvaluationRecord = JSON.parse(read('invented-programme', 'evaluation.json'))
  const truth = JSON.parse(read('invented-programme', 'truth.json'))
  const shown = truth.events.filter(({ event }: { event: number }) => event <= 2)
  const mean = shown.reduce((sum: number, { effect }: { effect: number }) => sum + effect, 0) / shown.length
  expect(evaluation.overall.low).toBeLessThan(mean)
  expect(evaluation.overall.high).toBeGreaterThan(mean)
  const { twoWay } = evaluation
  expect(twoWay.ok && twoWay.value.effect.low).toBeGreaterThan(truth.simple - 0.001)
})
