import { describe, expect, test } from 'vitest'
import type { Assumption } from './assumptions.ts'
import { type Explained, explanationOf } from './explain.ts'
import type { Firm } from './firm.ts'
import type { QuestionPrice } from './question-prices.ts'
import { randomCatalogue, randomFirm } from './random-catalogue.test-data.ts'
import type { RunnerUp } from './runners-up.ts'
import {
  adviceFor,
  exactly,
  saves,
  simulationFor,
  someCatalogue,
  someFirm,
  someStep,
} from './small-catalogue.test-data.ts'

const catalogue = someCatalogue(
  [
    someStep('erp', { couplings: [{ from: 'sales', to: 'planning', effect: 'creates' }] }),
    someStep('scheduling', {
      prerequisites: ['erp'],
      couplings: [{ from: 'planning', to: 'production', effect: 'creates' }],
    }),
    someStep('calling-off', { couplings: [{ from: 'planning', to: 'purchasing', effect: 'creates' }] }),
    someStep('dashboards', { helpsFirst: ['erp'] }),
    someStep('training'),
    someStep('robot', { barriers: ['skills'] }),
  ],
  { flows: [{ id: 'F1', from: 'sales', to: 'planning' }] },
)
const order = ['erp', 'scheduling', 'calling-off', 'dashboards']

function explained(change: Partial<Explained['firstStep']> = {}, rest: Partial<Explained> = {}): Explained {
  return {
    firstStep: {
      action: 'do',
      begin: 'erp',
      order,
      expectedNetPresentValueEur: 100_000,
      figures: undefined,
      outlook: undefined,
      trial: undefined,
      ...change,
    },
    assumptions: [],
    questions: [],
    runnersUp: [],
    ...rest,
  }
}

const explain = (what: Explained, firm: Firm = { ...someFirm, flows: { F1: 'paper' } }) =>
  explanationOf(what, simulationFor(catalogue, firm))
const codes = (what: Explained, firm?: Firm) => explain(what, firm).whyThis.map(({ code }) => code)

describe('why a step comes first', () => {
  test('names the later steps that need it, get information through it, or fail less after it', () => {
    const { whyThis } = explain(explained())
    expect(whyThis).toContainEqual({ code: 'needed-for', steps: ['scheduling'] })
    expect(whyThis).toContainEqual({ code: 'feeds', steps: ['calling-off'] })
    expect(whyThis).toContainEqual({ code: 'helps', steps: ['dashboards'] })
  })

  test('does not call a step fed where its information arrives by itself already', () => {
    expect(codes(explained(), { ...someFirm, flows: { F1: 'one-way' } })).not.toContain('feeds')
  })

  test('counts a barrier that the step takes away as help, where the firm has that barrier', () => {
    const withFix = someCatalogue(catalogue.steps, {
      flows: catalogue.flows,
      parameters: { ...catalogue.parameters, barrierFix: { skills: 'training' } },
    })
    const what = explained({ begin: 'training', order: ['training', 'robot'] })
    const helped = (skills: boolean) =>
      explanationOf(
        what,
        simulationFor(withFix, { ...someFirm, barriers: { ...someFirm.barriers, skills } }),
      ).whyThis.some(({ code }) => code === 'helps')
    expect(helped(true)).toBe(true)
    expect(helped(false)).toBe(false)
  })

  test('puts what it makes possible before its own gain, unless it pays by itself', () => {
    const { firstStep } = adviceFor(someFirm, someCatalogue([someStep('erp')]), 4)
    const outlook = firstStep.outlook!
    expect(codes(explained({ outlook })).slice(0, 2)).toEqual(['largest-gain-on', 'pays-back'])
    const losing = { ...outlook, expectedNetPresentValueEur: -1, chanceOfPayback: 0.4 }
    expect(codes(explained({ outlook: losing }))).toEqual(['needed-for', 'feeds', 'helps', 'largest-gain-on'])
  })

  test('calls a setback bearable only beside money that the firm told of, and that covers it', () => {
    const { firstStep } = adviceFor(someFirm, someCatalogue([someStep('erp')]), 4)
    const outlook = { ...firstStep.outlook!, worstInTenEur: -20_000, cashNeedEur: exactly(30_000) }
    const isBearable = (spareCashEur: number | undefined) => {
      const { spareCashEur: _, ...open } = someFirm
      const firm = spareCashEur === undefined ? open : { ...open, spareCashEur }
      return codes(explained({ outlook }), firm).includes('worst-case-bearable')
    }
    expect([undefined, 10_000, 25_000, 50_000].map(isBearable)).toEqual([false, false, false, true])
  })

  test('says nothing of why where nothing is to be done', () => {
    const { whyThis, measure, stop, cautions } = explain(
      explained({ action: 'do-nothing', begin: undefined }),
    )
    expect({ whyThis, measure, stop, cautions }).toEqual({
      whyThis: [],
      measure: [],
      stop: undefined,
      cautions: [],
    })
  })
})

const lost = (begin: string, lostBecause: RunnerUp['lostBecause']): RunnerUp => ({
  action: 'do',
  target: begin,
  begin,
  order: [begin],
  barrier: undefined,
  expectedNetPresentValueEur: 1,
  addedChanceOfTrouble: 0,
  lostBecause,
  behindEur: 1,
})

test('warns of a plan that brings under a thousandth of turnover a year, and of a near tie: within chance, or 2 %', () => {
  const runnersUp = [
    lost('training', 'too-close-to-call'),
    { ...lost('robot', 'lower-value'), behindEur: 1_000 },
  ]
  const cautions = (expectedNetPresentValueEur: number) =>
    explain(explained({ expectedNetPresentValueEur }, { runnersUp })).cautions
  expect(cautions(11_000)).toEqual([
    { code: 'small-gain', eurPerYear: 2_200, shareOfTurnover: 2_200 / 2_400_000 },
    { code: 'near-tie', steps: ['training'] },
  ])
  expect(cautions(13_000).map(({ code }) => code)).toEqual(['near-tie'])
  expect(cautions(60_000)).toEqual([{ code: 'near-tie', steps: ['training', 'robot'] }])
})

const assumption = (id: string, varianceShare: number, isToldByFirm = false): Assumption => ({
  kind: 'base',
  id,
  value: exactly(1),
  isToldByFirm,
  influence: { lowFifthEur: 0, highFifthEur: 0, varianceShare },
  switching: undefined,
})

test('the three assumptions that explain most are named, without those that the firm settled', () => {
  const assumptions = [
    assumption('a', 0.02),
    assumption('told', 0.5, true),
    assumption('b', 0.3),
    assumption('slight', 0.001),
    assumption('c', 0.01),
    assumption('d', 0.008),
  ]
  const { whatWouldChange } = explain(explained({}, { assumptions }))
  expect(whatWouldChange.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
})

test('at most two questions are named, and only while the answer is clearly worth its minutes', () => {
  const price = (id: 'machines' | 'employees', valueEur: number): QuestionPrice => ({
    question: { kind: 'fact', id },
    valueEur,
    standardErrorEur: 10,
    chanceOfChange: 0.2,
    minutes: 1,
    about: 'erp',
  })
  const questions = [
    price('machines', 900),
    price('employees', 6),
    price('machines', 500),
    price('employees', 400),
  ]
  const found = explain(explained({}, { questions })).questions
  expect(found.map(({ valueEur }) => valueEur)).toEqual([900, 500])
})

test('stop where it is later or dearer than nine times in ten', () => {
  const range = { p10: 3, p50: 5, p90: 9 }
  const own = adviceFor(someFirm, someCatalogue([someStep('erp')]), 4).firstStep.figures!
  const figures = { ...own, monthsUntilInUse: range, oneOffCostEur: { p10: 1, p50: 2, p90: 8_000 } }
  expect(explain(explained({ figures })).stop).toEqual({ monthsP90: 9, costEurP90: 8_000 })
})

test('for any catalogue and firm: steps named come later in the plan, shares are shares, nothing is NaN', () => {
  const seen = new Set<string>()
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomCatalogue(seed)
    const { explanation, firstStep } = adviceFor(randomFirm(seed, random), random, 5, seed)
    expect(JSON.stringify(explanation)).not.toContain('null')
    for (const reason of explanation.whyThis) {
      seen.add(reason.code)
      if ('steps' in reason) for (const id of reason.steps) expect(firstStep.order.slice(1)).toContain(id)
      if ('share' in reason) expect(reason.share).toBeLessThanOrEqual(1)
    }
    for (const { changeShare } of explanation.measure) expect(changeShare.p10).toBeGreaterThanOrEqual(0)
    expect(explanation.whatWouldChange.length).toBeLessThanOrEqual(3)
  }
  expect(seen.size).toBeGreaterThan(2)
})

test('advise tells of a step that saves scrap that this is where the gain is', () => {
  const { explanation } = adviceFor(someFirm, someCatalogue([someStep('erp')]), 4)
  expect(explanation.whyThis[0]).toEqual({
    code: 'largest-gain-on',
    base: 'scrap-rework-cost',
    cashType: 'direct-cash',
    eur: exactly(12_000),
    isOnce: false,
  })
  const stock = someStep('stock', { yearlyBenefit: [saves('inventory-value', 0.5, 'working-capital')] })
  const other = adviceFor(someFirm, someCatalogue([stock]), 4).explanation.whyThis[0]
  expect(other).toMatchObject({ code: 'largest-gain-on', eur: exactly(60_000), isOnce: true })
})
