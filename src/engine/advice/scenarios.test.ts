import { describe, expect, test } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import type { Firm } from './firm.ts'
import { planTo } from './mini-plans.ts'
import { overlapOf, resetSavings, savingsOf } from './overlap.ts'
import type { Parameters } from './parameters.ts'
import { type Plan, planFor } from './plan.ts'
import { simulatePlan } from './simulate-plan.ts'
import {
  exactly,
  invoice,
  saves,
  simulationFor,
  someCatalogue,
  someFirm,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'
import type { Step } from './step.ts'

type Changes = Readonly<{
  firm?: Partial<Firm>
  parameters?: Partial<Parameters>
  catalogue?: Partial<Catalogue>
  slots?: number
}>

function simulationOn(
  steps: readonly Step[],
  { firm = {}, parameters = {}, catalogue = {}, slots = 1 }: Changes = {},
) {
  const stepsAtOnce = { belowEmployees: 50, small: slots, large: slots }
  const all = { ...someParameters, stepsAtOnce, ...parameters }
  return simulationFor(someCatalogue(steps, { parameters: all, ...catalogue }), { ...someFirm, ...firm })
}

/** The first scenario of a plan; certain figures give the same in all. */
function run(target: string, steps: readonly Step[], changes: Changes = {}, plan: Partial<Plan> = {}) {
  const simulation = simulationOn(steps, changes)
  const mini = planTo(target, simulation)
  const { netPresentValue, netResult, paybackMonths, cashNeed, isTrouble, inUseMonth, wouldFail } =
    simulatePlan({ ...mini, ...plan }, simulation)
  return {
    netPresentValue: netPresentValue[0]!,
    netResult: netResult[0]!,
    paybackMonths: paybackMonths[0]!,
    cashNeed: cashNeed[0]!,
    isTrouble: isTrouble[0]!,
    inUseMonth: inUseMonth[0]!,
    wouldFail: wouldFail[0]!,
  }
}

const year = { parameters: { horizonMonths: 12 } }
const registration = someStep('registration')

describe('worked examples from docs/methods/scenarios.md', () => {
  test('one step: result, present value, payback, deepest point', () => {
    const monthly = [-1500, -1500, -1500, 150, 400, 650, 900, 900, 900, 900, 900, 900]
    const present = monthly.reduce((sum, eur, month) => sum + eur / 1.08 ** ((month + 1) / 12), 0)
    const result = run('registration', [registration], year)
    expect(result.netResult).toBeCloseTo(2100, 9)
    expect(result.netPresentValue).toBeCloseTo(present, 9)
    expect(result.netPresentValue).toBeCloseTo(1797.45, 2)
    expect(result).toMatchObject({ paybackMonths: 10, isTrouble: 0, inUseMonth: 3, wouldFail: 0 })
    expect(result.cashNeed).toBeCloseTo(3750, 9)
  })

  test('money runs out below 3,750 of spare cash and not above', () => {
    const trouble = (spareCashEur: number) =>
      run('registration', [registration], { ...year, firm: { spareCashEur } }).isTrouble
    expect([trouble(3749), trouble(3751)]).toEqual([1, 0])
  })

  test('trouble in a single month within the horizon counts, also where cash recovers', () => {
    const firm = { spareCashEur: 3000, freeCashFlowEurPerMonth: 200 }
    expect(run('registration', [registration], { ...year, firm }).isTrouble).toBe(1)
    expect(simulationOn([], { ...year, firm }).world.isTrouble[0]).toBe(0)
  })

  test('stock is released once, after the ramp, and saves carrying cost', () => {
    const stock = someStep('stock', {
      yearlyBenefit: [saves('inventory-value', 0.05, 'working-capital')],
      yearlyRunningCost: [],
    })
    const carrying = 50 * (0.25 + 0.5 + 0.75 + 6)
    expect(run('stock', [stock], year).netResult).toBeCloseTo(-4500 + 6000 + carrying, 9)
    const short = { parameters: { horizonMonths: 7 } }
    expect(run('stock', [stock], short).netResult).toBeCloseTo(-4500 + 50 * 2.5, 9)
  })

  test('a failed prerequisite costs its lost share, and what needs it is skipped', () => {
    const records = someStep('records', { oneOffCost: [invoice(2000)], failureProbability: exactly(1) })
    const planning = someStep('planning', { prerequisites: ['records'] })
    const result = run('planning', [records, planning], year)
    expect(result.netResult).toBeCloseTo(-1200, 9)
    expect(result.netPresentValue).toBeCloseTo(-1184.72, 2)
    expect(result).toMatchObject({ paybackMonths: Infinity, inUseMonth: Infinity, wouldFail: 0 })
  })

  test('a prerequisite that succeeds comes first, and one in use is not done again', () => {
    const records = someStep('records')
    const planning = someStep('planning', { prerequisites: ['records'] })
    expect(run('planning', [records, planning]).inUseMonth).toBe(6)
    expect(run('planning', [records, planning], { firm: { stepsInUse: { records: true } } }).inUseMonth).toBe(
      3,
    )
  })

  test('three steps on a base and one inside it', () => {
    const fractions: [string, string, number][] = [
      ['a', 'labour-office', 0.1],
      ['b', 'labour-planning', 0.2],
      ['c', 'labour-office', 0.5],
    ]
    const steps = fractions.map(([id, base, fraction]) =>
      someStep(id, { yearlyBenefit: [saves(base, fraction)] }),
    )
    const simulation = simulationOn(steps)
    const scenarios = steps.map(({ id }) => simulation.stepOf(id))
    const amounts = new Map([
      ['labour-office', new Float64Array([100_000])],
      ['labour-planning', new Float64Array([30_000])],
    ])
    const overlap = overlapOf(scenarios, amounts, simulation.population.bases)!
    resetSavings(overlap, 0)
    const saved = scenarios.map((step, i) => savingsOf(overlap, step, i, 0, 1).gainPerMonth * 12)
    expect(saved.map((eur) => Math.round(eur))).toEqual([10_000, 5400, 42_300])
  })
})

describe('rules of a plan', () => {
  test('own hours count in full in value and only for their realised share in cash', () => {
    const hours = someStep('hours', {
      oneOffCost: [{ driver: 'firm', kind: 'own-hours', eurPerUnit: exactly(3000) }],
      yearlyRunningCost: [{ driver: 'firm', kind: 'own-hours', eurPerUnit: exactly(1200) }],
      yearlyBenefit: [],
    })
    const result = run('hours', [hours], year)
    expect(result.netResult).toBeCloseTo(-3000 - 9 * 100, 9)
    expect(result.cashNeed).toBeCloseTo((3000 + 900) / 2, 9)
  })

  test('a step takes as long as the people who can work on it need', () => {
    const heavy = someStep('heavy', {
      oneOffCost: [{ driver: 'firm', kind: 'own-hours', eurPerUnit: exactly(20_100) }],
    })
    // 20 × 60,000 × 4 % / 12 = 4,000 a month; half of it where two steps run at once
    expect(run('heavy', [heavy]).inUseMonth).toBe(6)
    expect(run('heavy', [heavy], { slots: 2 }).inUseMonth).toBe(11)
  })

  test('benefit and running cost end with the useful life', () => {
    const short = someStep('short', { usefulLifeYears: exactly(0.5) })
    expect(run('short', [short], year).netResult).toBeCloseTo(-4500 + 250 + 500 + 750 + 3000 - 600, 9)
  })

  test('a cost that goes on beyond the horizon is cut there', () => {
    expect(run('registration', [registration], { parameters: { horizonMonths: 2 } }).netResult).toBeCloseTo(
      -3000,
      9,
    )
  })

  test('what is never negative is paid back at once; what pays back in the last month counts', () => {
    const free = someStep('free', { oneOffCost: [], yearlyRunningCost: [] })
    expect(run('free', [free], year).paybackMonths).toBe(0)
    const last = { parameters: { horizonMonths: 10 } }
    expect(run('registration', [registration], last).paybackMonths).toBe(10)
    const early = { parameters: { horizonMonths: 9 } }
    expect(run('registration', [registration], early).paybackMonths).toBe(Infinity)
  })

  test('a plan paid for at once and started later has its cost at once', () => {
    const later = run('registration', [registration], {}, { startMonth: 2, upfrontEur: 1000 })
    expect(later).toMatchObject({ inUseMonth: 5 })
    expect(later.cashNeed).toBeCloseTo(4750, 9)
  })

  test('one place makes steps wait for each other, two places do not', () => {
    const steps = [someStep('a'), someStep('b', { monthsUntilInUse: exactly(5) })]
    const together: Partial<Plan> = { order: ['a', 'b'], target: 'b' }
    expect(run('b', steps, {}, together).inUseMonth).toBe(8)
    expect(run('b', steps, { slots: 2 }, together).inUseMonth).toBe(5)
  })

  test('a step that waits for its prerequisite keeps no other one waiting', () => {
    const steps = [someStep('a'), someStep('b', { prerequisites: ['a'] }), someStep('c')]
    const together: Partial<Plan> = { order: ['a', 'b', 'c'], target: 'c' }
    expect(run('c', steps, { slots: 2 }, together).inUseMonth).toBe(3)
  })

  test('a step waits for the step that takes its barrier away, also where two can run at once', () => {
    const steps = [someStep('training'), someStep('robot', { barriers: ['skills'] })]
    const fix = { barrierFix: { skills: 'training' } }
    const together: Partial<Plan> = { order: ['training', 'robot'], target: 'robot' }
    const firm = { barriers: { skills: true } }
    expect(run('robot', steps, { slots: 2, parameters: fix, firm }, together).inUseMonth).toBe(6)
    expect(run('robot', steps, { slots: 2, firm }, together).inUseMonth).toBe(3)
  })

  test('a step waits for its own month, and what comes after it for the place', () => {
    const steps = [someStep('a'), someStep('b')]
    const waiting: Partial<Plan> = { order: ['a', 'b'], target: 'b', notBefore: [6, 0] }
    expect(run('b', steps, {}, waiting).inUseMonth).toBe(12)
    expect(run('b', steps, { slots: 2 }, waiting).inUseMonth).toBe(3)
    expect(run('a', steps, {}, { ...waiting, target: 'a', startMonth: 8 }).inUseMonth).toBe(11)
  })

  test('what the firm has already costs and brings nothing, and counts as a prerequisite and as a help', () => {
    const steps = [
      someStep('a'),
      someStep('b', { prerequisites: ['a'], helpsFirst: ['a'], failureProbability: exactly(0.5) }),
    ]
    const all: Partial<Plan> = { order: ['a', 'b'], target: 'b' }
    const firm = { stepsInUse: { a: true } }
    const [with_, alone] = [all, {}].map((plan) => run('b', steps, { firm }, plan))
    expect(with_).toEqual(alone)
    expect(simulationOn(steps, { firm }).stepOf('b').missingHelps[0]).toBe(0)
    expect(run('a', steps, { firm }, { order: ['a'], target: 'a' })).toMatchObject({
      netResult: 0,
      inUseMonth: 0,
    })
  })

  test('two steps on one base add less than their sum, on different ones exactly that', () => {
    const on = (base: string) => [someStep('a'), someStep('b', { yearlyBenefit: [saves(base, 0.25)] })]
    const value = (steps: readonly Step[], order: string[]) =>
      run('b', steps, { slots: 2 }, { order, target: order.at(-1)! }).netPresentValue
    const together = (base: string) => value(on(base), ['a', 'b'])
    const apart = (base: string) => value(on(base), ['a']) + value(on(base), ['b'])
    expect(together('scrap-rework-cost')).toBeLessThan(0.95 * apart('scrap-rework-cost'))
    expect(together('labour-planning')).toBeCloseTo(apart('labour-planning'), 6)
  })

  test('where a step that helps fails, the next one fails more often', () => {
    const next = someStep('next', { helpsFirst: ['help'], failureProbability: exactly(0.3) })
    const failing = (p: number) => {
      const catalogue = someCatalogue([someStep('help', { failureProbability: exactly(p) }), next], {
        parameters: { ...someParameters, failureOddsPerMissingHelp: 2, firmFactorCorrelation: 0 },
      })
      const plan = { order: ['help', 'next'], target: 'next', startMonth: 0, upfrontEur: 0 }
      const { wouldFail } = simulatePlan(plan, simulationFor(catalogue, someFirm, 12))
      return wouldFail.reduce((sum, fails) => sum + fails, 0) / wouldFail.length
    }
    const near = (share: number, p: number) =>
      expect(Math.abs(share - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / 4096))
    const worse = 0.6 / 1.3 // odds 3/7 doubled
    near(failing(0), 0.3)
    near(failing(1), worse)
    near(failing(0.4), 0.6 * 0.3 + 0.4 * worse)
  })

  test('a product on subscription is paid for first and comes back over the years', () => {
    const firm: Partial<Firm> = { businessType: 'own-product' }
    const step = someStep('service', {
      oneOffCost: [],
      yearlyRunningCost: [],
      yearlyBenefit: [],
      preFinancedShareOfCostPrice: exactly(0.5),
    })
    // 10 % of 80 % of 2.4 million a year, 70 % cost price, half of it: 5,600 a month
    const parameters = { horizonMonths: 4, discountRatePerYear: 0, subscriptionYears: 1 }
    const result = run('service', [step], { firm, parameters })
    expect(result.netResult).toBeCloseTo(0, 9) // all that went in comes back, after the horizon
    expect(result.cashNeed).toBeCloseTo(5600 * (1 - 1 / 12), 9)
    const discounted = run('service', [step], {
      firm,
      parameters: { ...parameters, discountRatePerYear: 0.08 },
    })
    const back = Array.from({ length: 12 }, (_, k) => 5600 / 12 / 1.08 ** ((4 + k) / 12))
    const paid = 5600 / 1.08 ** (4 / 12)
    expect(discounted.netPresentValue).toBeCloseTo(
      back.reduce((sum, eur) => sum + eur, -paid),
      9,
    )
  })

  test('the order of a plan respects what a step needs', () => {
    const steps = [
      someStep('c', { prerequisites: ['b', 'a'] }),
      someStep('b', { prerequisites: ['a'] }),
      someStep('a'),
    ]
    const stepOf = (id: string) => steps.find((step) => step.id === id)!
    expect(planFor(['c'], 'c', stepOf, () => false).order).toEqual(['a', 'b', 'c'])
    expect(planFor(['c'], 'c', stepOf, (id) => id === 'a').order).toEqual(['b', 'c'])
  })
})
