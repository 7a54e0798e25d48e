import { describe, expect, test } from 'vitest'
import { readFigures } from '#features/figures/index.ts'
import { canonicalHash, canonicalJson } from '#platform/canonical-hash.ts'
import { adviceText } from './advice-text.ts'
import { LANGUAGES, type Language } from '#platform/i18n.ts'
import { type AdviceReport, adviseFirm, resultFor } from './advise-firm.ts'
import { z } from 'zod'
import { adviceDocument } from './advice-document.ts'
import { adviceDocumentShape } from './advice-schema.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { readExamples } from './read-examples.ts'
import { receiptSchemaFor } from './read-receipt.ts'
import { replayAdvice } from './replay-advice.ts'
import { resultPage } from './result-page.ts'
import type { ResultView } from './result-view.ts'

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

  test('explains itself where there is something to do, and only then', () => {
    const { whyThis, measure, stop } = report.explanation
    const isDoing = report.firstStep.action !== 'do-nothing'
    expect([whyThis.length > 0, measure.length > 0, stop !== undefined]).toEqual([isDoing, isDoing, isDoing])
    const later = report.firstStep.order.slice(1)
    for (const reason of whyThis)
      if ('steps' in reason) expect(later).toEqual(expect.arrayContaining([...reason.steps]))
  })

  test('keeps each plan within the risk it is for, and bolder plans worth no less', () => {
    const { careful, normal, bold } = report.plans
    for (const { outlook, addedChanceOfTroubleAllowed: allowed } of [careful, normal, bold])
      expect(outlook?.addedChanceOfTrouble ?? 0).toBeLessThanOrEqual(allowed)
    const slack = 2 * (bold.outlook?.standardErrorEur ?? 0)
    expect(normal.expectedNetPresentValueEur).toBeGreaterThanOrEqual(
      careful.expectedNetPresentValueEur - slack,
    )
    expect(bold.expectedNetPresentValueEur).toBeGreaterThanOrEqual(normal.expectedNetPresentValueEur - slack)
  })

  test('says on its page why, in whole sentences of the language', async () => {
    for (const language of LANGUAGES) {
      const text = textOf(String(await resultPage(pageView(report, language))))
      expect(text).not.toMatch(/undefined|NaN|\[object/)
      for (const [nl, en] of SAID[id]!) expect(text).toContain(language === 'nl' ? nl : en)
    }
  })

  test('reads as it did when it was last read by a person', () => {
    const { action, begin, target, reasonToWait, reasonToAsk, fact } = report.firstStep
    expect({ action, begin, target, reasonToWait, reasonToAsk, fact }).toMatchObject(EXPECTED[id]!)
  })
})

function pageView({ receipt, integration, ...advice }: AdviceReport, language: Language): ResultView {
  return {
    advice,
    integration,
    firm: receipt.firm,
    figures: knowledge.figures,
    language,
    advisedOn: at,
    receipt,
    path: '/voorbeeld/x',
    assumptionsAction: '/voorbeeld/x/aannames',
    scanPath: '/voorbeelden',
    riskPath: '/voorbeeld/x?risico=',
    provinceForm: { action: '/voorbeeld/x', method: 'get', field: 'provincie', hidden: {} },
    isInvented: true,
  }
}

const textOf = (page: string) =>
  page
    .replace(/<(title|desc)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

/** What must be said to each, whatever the amounts are. */
const SAID: Readonly<Record<string, readonly (readonly [nl: string, en: string])[]>> = {
  'subcontractor-15': [
    ['Wat kwam het dichtst in de buurt?', 'What came closest?'],
    ['Ook wie meer durft, kan nu beter niets doen.', 'Even those who dare more had better do nothing now.'],
  ],
  'sheet-metal-45': [
    ['Waarom dit', 'Why this'],
    [
      'U verdient er vooral aan met meer marge op uw orders',
      'You earn mostly from a better margin on your orders',
    ],
    ['Als een stap mislukt', 'If a step fails'],
    ['Kijk ook opnieuw als de stap na', 'Think again, too, if the step is not in use after'],
  ],
  'machine-builder-180': [
    ['Het scheelt weinig met beginnen bij', 'is almost as good'],
    ['lagere kosten van uitval en herstel', 'a lower cost of scrap and rework'],
    ['Tel elke week de uitval en de uren aan herstel.', 'Count scrap and hours of rework each week.'],
    ['Hierna komen gegevens vanzelf binnen voor', 'After it, information arrives by itself for'],
  ],
  'almost-all-unknown': [
    ['In welke provincie zit u?', 'Which province are you in?'],
    ['Nog een vraag', 'One more question'],
    ['dat hangt af van uw geld, en dat weten wij nog niet', 'that depends on your money'],
  ],
  'close-to-bankrupt': [['Breng eerst uw geld op orde.', 'Put your finances in order first.']],
  'nearly-everything-done': [
    ['Verwacht er niet te veel van', 'Do not expect too much of it'],
    [
      'U verdient er vooral aan doordat u minder voorraad nodig hebt.',
      'You earn mostly because you need less stock.',
    ],
    ['U kunt het eerst uitproberen.', 'You can try it out first.'],
    ['Deze zijn verder weg:', 'These are further away:'],
    ['Overtypen doet u hier niet meer.', 'You no longer retype any of this.'],
  ],
}

/** What each invented firm is told. A change here is a change of results: say so in CHANGELOG.md. */
const EXPECTED: Readonly<Record<string, object>> = {
  'subcontractor-15': { action: 'do-nothing', reasonToWait: 'nothing-pays' },
  'sheet-metal-45': { action: 'do', begin: 'shopfloor-registration', target: 'shopfloor-registration' },
  'machine-builder-180': { action: 'do', begin: 'digital-measuring', target: 'digital-measuring' },
  'almost-all-unknown': {
    action: 'find-out',
    fact: 'freeCashFlowEurPerMonth',
    reasonToAsk: 'safety-depends-on-it',
  },
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
