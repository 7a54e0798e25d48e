import { describe, expect, test } from 'vitest'
import { readFigures } from '#features/figures/index.ts'
import { canonicalHash, canonicalJson } from '#platform/canonical-hash.ts'
import { adviceText } from './advice-text.ts'
import { adviseFirm, resultFor } from './advise-firm.ts'
import { z } from 'zod'
import { adviceDocument } from './advice-document.ts'
import { adviceDocumentShape } from './advice-schema.ts'
import { knowledgeOf } from './knowledge.ts'
import { readExamples } from './read-examples.ts'
import { receiptSchemaFor } from './read-receipt.ts'
import { replayAdvice } from './replay-advice.ts'

const figures = readFigures('data')
if (!figures.ok) throw new Error('data/ does not load')
const knowledge = knowledgeOf(figures.value)
const examples = readExamples(new URL('../../../fixtures/firms/', import.meta.url), knowledge)
const at = new Date('2026-11-22T12:00:00Z')

test('there are six invented firms, and they say so', () => {
  expect(examples.map(({ firm }) => firm.isInvented)).toEqual(Array.from({ length: 6 }, () => true))
})

describe.each(examples)('$id', ({ id, firm }) => {
  const report = adviseFirm(knowledge, firm, at)
  const json = JSON.parse(JSON.stringify(adviceDocument(report, knowledge.figures)))

  test('has every field that the description of the API promises, and no other', () => {
    const schema = z.strictObject({ ...adviceDocumentShape, receipt: receiptSchemaFor(knowledge) })
    expect(schema.safeParse(json).error?.issues).toBeUndefined()
  })

  test('is the same to the last byte when it is made again, and from its receipt', () => {
    expect(canonicalJson(resultFor(knowledge, firm, 1))).toBe(canonicalJson(resultFor(knowledge, firm, 1)))
    expect(replayAdvice(knowledge, json.receipt).ok).toBe(true)
  })

  test('names a grade for every figure behind the plan, and every source those figures name', () => {
    const ids = new Set(json.sources.map(({ id }: { id: string }) => id))
    expect(json.figures.length > 0).toBe(report.firstStep.order.length > 0)
    for (const { grade, sources } of json.figures) {
      expect(['published', 'vendor', 'estimate', 'measured']).toContain(grade)
      expect(sources.filter((source: string) => !ids.has(source))).toEqual([])
    }
  })

  test('holds only numbers that are finite', () => {
    expect(JSON.stringify(report)).not.toContain('null')
    expect(adviceText(report, knowledge.figures)).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('advises nothing that adds more chance of trouble than the firm accepts', () => {
    const { action, addedChanceOfTrouble, addedChanceOfTroubleAllowed } = report.firstStep
    if (action !== 'find-out') expect(addedChanceOfTrouble).toBeLessThanOrEqual(addedChanceOfTroubleAllowed)
  })

  test('reads as it did when it was last read by a person', () => {
    const { action, begin, target, reasonToWait, reasonToAsk, fact } = report.firstStep
    expect({ action, begin, target, reasonToWait, reasonToAsk, fact }).toMatchObject(EXPECTED[id]!)
  })
})

/** What each invented firm is told. A change here is a change of results: say so in CHANGELOG.md. */
const EXPECTED: Readonly<Record<string, object>> = {
  'subcontractor-15': { action: 'do-nothing', reasonToWait: 'nothing-pays' },
  'sheet-metal-45': { action: 'do', begin: 'shopfloor-registration', target: 'shopfloor-registration' },
  'machine-builder-180': { action: 'do', begin: 'shopfloor-registration', target: 'finite-scheduling' },
  'almost-all-unknown': { action: 'find-out', fact: 'spareCashEur', reasonToAsk: 'safety-depends-on-it' },
  'close-to-bankrupt': { action: 'do-nothing', reasonToWait: 'money-first' },
  'nearly-everything-done': { action: 'try-first', target: 'ai-demand-forecast' },
}

test('two seeds agree on where a firm begins, within what chance explains', () => {
  const [first] = examples.filter(({ id }) => id === 'machine-builder-180')
  const one = resultFor(knowledge, first!.firm, 1).firstStep
  const other = resultFor(knowledge, first!.firm, 2).firstStep
  const error = one.planOutlook!.standardErrorEur + other.planOutlook!.standardErrorEur
  expect(other.begin).toBe(one.begin)
  expect(Math.abs(one.expectedNetPresentValueEur - other.expectedNetPresentValueEur)).toBeLessThan(3 * error)
})

test('a receipt whose firm was changed is refused', () => {
  const [{ firm }] = examples as [(typeof examples)[number]]
  const { receipt } = adviseFirm(knowledge, firm, at)
  const changed = replayAdvice(knowledge, { ...receipt, firm: { ...firm, employees: 99 } })
  expect(changed).toEqual({ ok: false, error: { code: 'input-changed' } })
  const forged = { ...receipt, resultHash: canonicalHash('something else') }
  expect(replayAdvice(knowledge, forged)).toMatchObject({ ok: false, error: { code: 'result-differs' } })
})
