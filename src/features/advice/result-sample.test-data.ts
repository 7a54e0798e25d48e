import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Advice, FirstStep } from '#engine/advice/advise.ts'
import type { ReasonToAsk, ReasonToWait } from '#engine/advice/first-step.ts'
import type { Dot } from '#engine/advice/outlook.ts'
import type { RunnerUp } from '#engine/advice/runners-up.ts'
import type { StepId } from '#engine/advice/step.ts'
import { readFigures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { resultFor } from './advise-firm.ts'
import { knowledgeOf } from './knowledge.ts'
import type { ResultView } from './result-view.ts'

/** Invented views for tests: one true calculation, and from it every kind of advice, whatever the figures say. */
const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

function realView(): ResultView {
  const figures = readFigures(root('data'))
  if (!figures.ok) throw new Error('data/ does not load')
  const knowledge = knowledgeOf(figures.value)
  const firm = knowledge.firmSchema.parse(
    JSON.parse(readFileSync(root('fixtures/firms/sheet-metal-45.json'), 'utf8')),
  )
  const { integration, ...advice } = resultFor(knowledge, firm, 1)
  return {
    advice,
    integration,
    firm,
    figures: figures.value,
    language: 'nl',
    advisedOn: new Date('2026-03-12T10:00:00Z'),
    receipt: {
      id: '3f0c1b7e-5d1a-4c39-9d7a-0d2b8c1e9f10',
      engineVersion: '0.1.0',
      method: 'advice/first-step@1',
      figuresHash: 'a'.repeat(64),
      inputHash: 'b'.repeat(64),
      seed: 1,
      resultHash: 'c'.repeat(64),
    },
    path: '/advies/voorbeeld',
    address: 'https://schakel.example/advies/voorbeeld',
    assumptionsAction: '/advies/voorbeeld/aannames',
    scanPath: '/scan/voorbeeld',
    isInvented: true,
  }
}

let real: ResultView | undefined
const base = () => {
  real ??= realView()
  return real
}

/** Eleven that pay back and nine that do not, two of them in trouble. */
export const SAMPLE_DOTS: readonly Dot[] = Array.from({ length: 20 }, (_, i) => ({
  paybackMonths: [2, 4, 5, 6, 8, 9, 12, 15, 19, 28, 60][i],
  isTrouble: i > 17,
}))

const begin: StepId = 'shopfloor-registration'
const target: StepId = 'finite-scheduling'

/** The view with its first step and more of its advice replaced. */
export function viewWith(firstStep: Partial<FirstStep>, advice: Partial<Advice> = {}): ResultView {
  const view = base()
  return {
    ...view,
    advice: { ...view.advice, ...advice, firstStep: { ...doStep(view), ...firstStep } },
  }
}

function doStep(view: ResultView): FirstStep {
  const own = view.advice.steps.find(({ id }) => id === begin)
  if (own?.outlook === undefined) throw new Error(`${begin} is in use in the sample`)
  return {
    action: 'do',
    reasonToWait: undefined,
    reasonToAsk: undefined,
    target,
    begin,
    order: [begin, target],
    barrier: undefined,
    fact: undefined,
    valueOfKnowingEur: undefined,
    trial: undefined,
    expectedNetPresentValueEur: 58_800,
    addedChanceOfTrouble: 0.0005,
    addedChanceOfTroubleAllowed: 0.01,
    figures: own.figures,
    outlook: own.outlook,
    dots: SAMPLE_DOTS,
    planOutlook: own.outlook,
  }
}

const runnerUp = (lostBecause: RunnerUp['lostBecause'], more: Partial<RunnerUp> = {}): RunnerUp => ({
  action: 'do',
  target: 'barcode-rfid-stock',
  begin: 'barcode-rfid-stock',
  order: ['barcode-rfid-stock'],
  barrier: undefined,
  expectedNetPresentValueEur: 47_320,
  addedChanceOfTrouble: 0.0002,
  lostBecause,
  behindEur: 11_480,
  ...more,
})

// biome-ignore-start lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits them
const roadmap: Advice['roadmap'] = {
  now: [{ step: begin, reason: 'needed', addsEur: undefined }],
  then: [{ step: target, reason: 'advised', addsEur: 58_800 }],
  later: [{ step: 'barcode-rfid-stock', reason: 'adds-value', addsEur: 45_030 }],
}
const empty: Advice['roadmap'] = { now: [], then: [], later: [] }
// biome-ignore-end lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits them

const waiting = (reasonToWait: ReasonToWait, advice: Partial<Advice> = {}): ResultView =>
  viewWith(
    {
      action: 'do-nothing',
      reasonToWait,
      target: undefined,
      begin: undefined,
      order: [],
      figures: undefined,
      outlook: undefined,
      planOutlook: undefined,
      dots: [],
      expectedNetPresentValueEur: 0,
      addedChanceOfTrouble: 0,
    },
    { roadmap: empty, ...advice },
  )

const asking = (reasonToAsk: ReasonToAsk, valueOfKnowingEur: number): ResultView =>
  viewWith(
    { action: 'find-out', reasonToAsk, fact: 'spareCashEur', valueOfKnowingEur },
    {
      roadmap,
      runnersUp: [runnerUp('find-out-first')],
      filledIn: {
        spareCashEur: { p10: 44_000, p50: 350_000, p90: 2_600_000 },
        businessType: { p10: 0, p50: 0, p90: 1 },
        freeCashFlowEurPerMonth: { p10: -15_710, p50: 11_670, p90: 103_300 },
      },
    },
  )

/** One view per action and per reason, by a name that tests print. */
export function sampleViews(): Readonly<Record<string, ResultView>> {
  return {
    do: viewWith({}, { roadmap, runnersUp: [runnerUp('lower-value'), runnerUp('too-close-to-call')] }),
    'do the target itself': viewWith({ target: begin, order: [begin], planOutlook: undefined }),
    'try first': viewWith(
      {
        action: 'try-first',
        target: begin,
        order: [begin],
        trial: {
          costEur: 2_393,
          months: 2,
          chanceOfWarning: 0.534,
          decision: { afterWarning: false, otherwise: true },
          chanceOfFailureBefore: 0.667,
          chanceOfFailureAfterGoodSign: 0.358,
          informationEur: 21_130,
          expectedNetPresentValueEur: 18_240,
          netOfDoingAtOnceEur: 18_240,
        },
      },
      { roadmap: { ...empty, now: [{ step: begin, reason: 'advised', addsEur: 18_240 }] } },
    ),
    'fix a barrier': viewWith({ action: 'fix-barrier', barrier: 'skills' }, { roadmap }),
    'find out, too little known': asking('too-little-known', -13_470),
    'find out, safety': asking('safety-depends-on-it', 100),
    'find out, worth knowing': asking('worth-knowing', 25_000),
    'find out, and then nothing': {
      ...waiting('nothing-pays'),
      advice: {
        ...waiting('nothing-pays').advice,
        firstStep: {
          ...waiting('nothing-pays').advice.firstStep,
          action: 'find-out',
          fact: 'employees',
          reasonToWait: undefined,
          reasonToAsk: 'too-little-known',
        },
      },
    },
    'nothing pays': waiting('nothing-pays', {
      runnersUp: [runnerUp('loses-money', { expectedNetPresentValueEur: -1_758 })],
    }),
    'nothing safe': waiting('nothing-safe', {
      runnersUp: [runnerUp('unsafe', { addedChanceOfTrouble: 0.04 })],
    }),
    'money first': waiting('money-first', { runnersUp: [runnerUp('money-first')] }),
    'everything in use': waiting('everything-in-use', {
      runnersUp: [],
      assumptions: [],
      steps: base().advice.steps.map((step) => ({ ...step, isInUse: true, outlook: undefined })),
    }),
  }
}

export const inLanguage = (view: ResultView, language: Language): ResultView => ({ ...view, language })
