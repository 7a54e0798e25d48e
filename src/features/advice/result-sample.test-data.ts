import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Advice, FirstStep } from '#engine/advice/advise.ts'
import type { ReasonToAsk, ReasonToWait } from '#engine/advice/first-step.ts'
import type { Dot } from '#engine/advice/outlook.ts'
import type { PlanAdvice, PlannedStepAdvice } from '#engine/advice/plan-advice.ts'
import type { RunnerUp } from '#engine/advice/runners-up.ts'
import type { StepId } from '#engine/advice/step.ts'
import { readFigures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { resultFor } from './advise-firm.ts'
import { EVERY_WHY, NO_WHY, why } from './explanation-sample.test-data.ts'
import { knowledgeOf } from '#features/firms/index.ts'
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
    riskAction: '/scan/voorbeeld/risico',
    provinceForm: { action: '/scan/voorbeeld/provincie', method: 'post', field: 'answer', hidden: {} },
    questionHref: ({ id }) => `/scan/voorbeeld/${id}`,
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
const planned = (step: StepId, more: Partial<PlannedStepAdvice> = {}): PlannedStepAdvice => ({
  step,
  reason: 'adds-value',
  isTriedFirst: false,
  notBeforeMonth: 0,
  chanceItStarts: 1,
  chanceItIsInUse: 0.7,
  startMonth: { p10: 0, p50: 0, p90: 0 },
  addsEur: 45_030,
  ...more,
})
const roadmap: Advice['roadmap'] = {
  now: [planned(begin, { reason: 'needed', addsEur: undefined })],
  then: [
    planned(target, { addsEur: 58_800, chanceItStarts: 0.61, startMonth: { p10: 3, p50: 5, p90: 11 } }),
    planned('digital-measuring', {
      isTriedFirst: true,
      chanceItStarts: 0.72,
      startMonth: { p10: 8, p50: 9, p90: 10 },
    }),
  ],
  later: [
    planned('barcode-rfid-stock', { notBeforeMonth: 18, startMonth: { p10: 18, p50: 18, p90: 20 } }),
    planned('maintenance-log', { addsEur: -120, startMonth: { p10: 19, p50: 29, p90: 44 } }),
  ],
}
const empty: Advice['roadmap'] = { now: [], then: [], later: [] }
// biome-ignore-end lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits them

const planOf = (steps: readonly PlannedStepAdvice[], outlook: PlanAdvice['outlook']): PlanAdvice => ({
  steps,
  expectedNetPresentValueEur: 58_800,
  addedChanceOfTroubleAllowed: 0.01,
  outlook: steps.length === 0 ? undefined : outlook,
})

/** Three different plans: nothing, the roadmap, and more than the page names. */
const threePlans = (): Advice['plans'] => {
  const outlook = base().advice.steps.find(({ id }) => id === begin)?.outlook
  const steps = [...roadmap.now, ...roadmap.then, ...roadmap.later]
  return {
    careful: planOf([], outlook),
    normal: planOf(steps, outlook),
    bold: planOf(
      [...steps, planned('mes-light'), planned('tool-management')],
      outlook && { ...outlook, addedChanceOfTrouble: 0.021 },
    ),
  }
}

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
    { roadmap: empty, explanation: NO_WHY, ...advice },
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
    do: viewWith(
      {},
      {
        roadmap,
        runnersUp: [runnerUp('lower-value'), runnerUp('too-close-to-call')],
        explanation: EVERY_WHY,
        plans: threePlans(),
      },
    ),
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
          chanceOfFailureBefore: 0.667,
          chanceOfFailureAfterGoodSign: 0.358,
          informationEur: 21_130,
          expectedNetPresentValueEur: 18_240,
          netOfDoingAtOnceEur: 18_240,
        },
      },
      {
        roadmap: { ...empty, now: [planned(begin, { isTriedFirst: true, addsEur: 18_240 })] },
        explanation: why({
          cautions: [{ code: 'small-gain', eurPerYear: 3_648, shareOfTurnover: 0.0004 }],
          whyThis: [{ code: 'tried-cheaply', eur: 2_393, months: 2 }],
        }),
      },
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
      explanation: { ...NO_WHY, whatWouldChange: EVERY_WHY.whatWouldChange },
    }),
    'nothing safe': waiting('nothing-safe', {
      runnersUp: [runnerUp('unsafe', { addedChanceOfTrouble: 0.04 })],
      plans: threePlans(),
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
