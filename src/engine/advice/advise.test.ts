import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise, type Catalogue } from './advise.ts'
import type { Assumptions, Firm } from './firm.ts'
import type { RiskAppetite } from './parameters.ts'
import type { Population } from './population.ts'
import {
  adviceFor,
  drawsFor,
  exactly,
  invoice,
  saves,
  someCatalogue,
  someFirm,
  someParameters,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import { BARRIERS, type Step } from './step.ts'

const range = (p10: number, p50: number, p90: number) => ({ p10, p50, p90 })

/** Five steps with everything in them that the rules know. */
const steps: readonly Step[] = [
  someStep('records', {
    oneOffCost: [invoice(range(2000, 4000, 9000))],
    yearlyBenefit: [
      saves('labour-office', range(0.005, 0.01, 0.02), 'freed-hours'),
      saves('inventory-value', range(0.01, 0.02, 0.04), 'working-capital'),
    ],
    failureProbability: range(0.05, 0.1, 0.2),
  }),
  someStep('planning', {
    prerequisites: ['records'],
    helpsFirst: ['guard'],
    barriers: ['skills', 'finance'],
    oneOffCost: [invoice(range(8000, 15_000, 40_000))],
    yearlyBenefit: [
      saves('labour-planning', range(0.05, 0.2, 0.4), 'freed-hours'),
      saves('scrap-rework-cost', range(0, 0.15, 0.4)),
    ],
    failureProbability: range(0.1, 0.3, 0.5),
    monthsUntilInUse: range(3, 6, 12),
    costTail: 'it-fat',
    trial: {
      costEur: range(500, 1000, 2000),
      durationWeeks: exactly(6),
      warnsIfItWouldFail: 0.7,
      warnsIfItWouldSucceed: 0.15,
    },
  }),
  someStep('guard', {
    yearlyBenefit: [saves('cyber-expected-loss', range(0.3, 0.5, 0.7), 'expected-loss-avoided')],
    failureProbability: range(0.05, 0.1, 0.2),
  }),
  someStep('service', {
    barriers: ['finance', 'ip'],
    yearlyBenefit: [saves('turnover', range(-0.002, 0.004, 0.02), 'extra-turnover')],
    preFinancedShareOfCostPrice: range(0.2, 0.5, 0.8),
    failureProbability: range(0.2, 0.4, 0.6),
    costTail: 'hardware',
  }),
  someStep('robot', {
    helpsFirst: ['records'],
    barriers: ['skills'],
    oneOffCost: [
      { driver: 'machine', kind: 'invoice', eurPerUnit: range(5000, 9000, 15_000) },
      { driver: 'employee', kind: 'own-hours', eurPerUnit: range(100, 300, 900) },
    ],
    yearlyBenefit: [
      saves('labour-office', range(0.02, 0.1, 0.2), 'freed-hours'),
      saves('turnover', 0.001, 'margin'),
      saves('scrap-rework-cost', 0.2, 'one-off-saving'),
      saves('labour-total', range(0.01, 0.02, 0.05), 'freed-machine-hours'),
    ],
    failureProbability: range(0.1, 0.2, 0.4),
  }),
]
const parameters = {
  ...someParameters,
  realisationOfFreedHours: range(0.2, 0.5, 0.8),
  cyberLoss: { chancePerYear: 0.05, logSpread: 1.2 },
  barrierFix: { skills: 'records' },
}
const population: Population = { ...somePopulation, cashFlowSpreadShareOfTurnover: 0.05 }
const catalogue = someCatalogue(steps, { parameters, population })
const draws = drawsFor(catalogue, 8)

const told = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const someFirms: fc.Arbitrary<Firm> = fc
  .record({
    employees: told(fc.constantFrom(1, 10, 20, 60, 250, 5000)),
    businessType: told(fc.constantFrom('own-product' as const, 'subcontractor' as const)),
    machines: told(fc.constantFrom(0, 1, 12, 400)),
    turnoverEurPerYear: told(fc.constantFrom(1, 50_000, 2_400_000, 40_000_000, 2e9)),
    spareCashEur: told(fc.constantFrom(0, 1000, 50_000, 1e7)),
    freeCashFlowEurPerMonth: told(fc.constantFrom(-50_000, -500, 0, 8000, 500_000)),
    stepsInUse: fc.subarray(steps.map(({ id }) => id)),
    riskAppetite: fc.constantFrom<RiskAppetite>('careful', 'normal', 'bold'),
    barriers: fc.dictionary(fc.constantFrom(...BARRIERS), fc.boolean()),
    assumptions: fc.constantFrom<Assumptions>(
      {},
      { realisationOfFreedHours: 0 },
      { contributionMargin: 1, bases: { 'labour-office': 0, 'labour-planning': 5000 } },
    ),
  })
  .map((answers) => {
    const known = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
    return { flows: {}, ...known } as unknown as Firm
  })

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : []

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

describe('advise', () => {
  test('says something finite about any firm: unknown, without machines, tiny or huge', () => {
    fc.assert(
      fc.property(someFirms, (firm) => {
        const advice = advise(firm, catalogue, draws)
        expect(numbersIn(advice).filter((value) => !Number.isFinite(value))).toEqual([])
        const { firstStep, doingNothing } = advice
        expect(firstStep.dots.length).toBe(firstStep.begin === undefined ? 0 : 20)
        expect(firstStep.action === 'do-nothing').toBe(firstStep.reasonToWait !== undefined)
        expect(firstStep.action === 'find-out').toBe(firstStep.reasonToAsk !== undefined)
        expect(doingNothing.chanceOfTrouble).toBeGreaterThanOrEqual(doingNothing.chanceOfTroubleThisYear)
        if (firstStep.outlook) expect(firstStep.outlook.chanceOfTrouble).toBeLessThanOrEqual(1)
        expect(firstStep.addedChanceOfTrouble).toBeLessThanOrEqual(firstStep.addedChanceOfTroubleAllowed)
        expect(firstStep.expectedNetPresentValueEur).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
  })

  test('the same firm, figures and seed give the same bytes; another seed does not', () => {
    const open: Firm = { ...someFirm, barriers: {} }
    const bytes = (seed: number) => JSON.stringify(adviceFor(open, catalogue, 8, seed))
    expect(bytes(1)).toBe(bytes(1))
    expect(bytes(1)).not.toBe(bytes(2))
  })

  test('what the caller hands in is left as it was', () => {
    const before = JSON.stringify([catalogue, [...draws.baseFactors], [...draws.steps]])
    advise(frozen({ ...someFirm }), frozen({ ...catalogue }), draws)
    expect(JSON.stringify([catalogue, [...draws.baseFactors], [...draws.steps]])).toBe(before)
  })

  test('more spare cash never raises the chance of trouble, of doing nothing or of any step', () => {
    const cash = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(cash, cash, fc.integer({ min: -3000, max: 3000 }), (one, two, flow) => {
        const [poor, rich] = [Math.min(one, two), Math.max(one, two)].map((spareCashEur) =>
          advise({ ...someFirm, spareCashEur, freeCashFlowEurPerMonth: flow }, catalogue, draws),
        )
        expect(rich!.doingNothing.chanceOfTrouble).toBeLessThanOrEqual(poor!.doingNothing.chanceOfTrouble)
        for (const [i, { outlook }] of rich!.steps.entries())
          expect(outlook!.chanceOfTrouble).toBeLessThanOrEqual(poor!.steps[i]!.outlook!.chanceOfTrouble)
      }),
      { numRuns: 40 },
    )
  })

  test('a step with lower invoices never looks worse', () => {
    const planningFor = (eur: number): Catalogue => ({
      ...catalogue,
      steps: steps.map((step) =>
        step.id === 'planning' ? { ...step, oneOffCost: [invoice(range(eur / 2, eur, eur * 2))] } : step,
      ),
    })
    const outlookFor = (eur: number) =>
      adviceFor({ ...someFirm, spareCashEur: 15_000 }, planningFor(eur)).steps[1]!.outlook!
    const eur = fc.integer({ min: 100, max: 60_000 })
    fc.assert(
      fc.property(eur, eur, (one, two) => {
        const cheap = outlookFor(Math.min(one, two))
        const dear = outlookFor(Math.max(one, two))
        expect(cheap.expectedNetPresentValueEur).toBeGreaterThanOrEqual(dear.expectedNetPresentValueEur)
        expect(cheap.worstInTenEur).toBeGreaterThanOrEqual(dear.worstInTenEur)
        expect(cheap.chanceOfPayback).toBeGreaterThanOrEqual(dear.chanceOfPayback)
        expect(cheap.chanceOfTrouble).toBeLessThanOrEqual(dear.chanceOfTrouble)
        expect(cheap.cashNeedEur.p90).toBeLessThanOrEqual(dear.cashNeedEur.p90)
      }),
      { numRuns: 30 },
    )
  })

  test('money in another unit scales all money and leaves every chance', () => {
    const c = 4
    const money = (x: { p10: number; p50: number; p90: number }) => range(x.p10 * c, x.p50 * c, x.p90 * c)
    const costs = (terms: Step['oneOffCost']) =>
      terms.map((term) => ({ ...term, eurPerUnit: money(term.eurPerUnit) }))
    const other: Catalogue = {
      ...catalogue,
      steps: steps.map((step) => ({
        ...step,
        oneOffCost: costs(step.oneOffCost),
        yearlyRunningCost: costs(step.yearlyRunningCost),
        ...(step.trial && { trial: { ...step.trial, costEur: money(step.trial.costEur) } }),
      })),
      population: {
        ...population,
        turnoverEurPerEmployee: money(population.turnoverEurPerEmployee),
        bases: population.bases.map((base) => ({
          ...base,
          terms: base.terms.map((term) =>
            term.per === 'employee'
              ? { per: term.per, ownProduct: term.ownProduct * c, subcontractor: term.subcontractor * c }
              : term,
          ),
        })),
      },
      parameters: { ...parameters, eurPerHour: parameters.eurPerHour * c },
    }
    const { turnoverEurPerYear: _, ...firm } = someFirm
    const small = adviceFor(firm, catalogue)
    const large = adviceFor({ ...firm, spareCashEur: 50_000 * c }, other)
    expect(large.firstStep.action).toBe(small.firstStep.action)
    expect(large.firstStep.target).toBe(small.firstStep.target)
    small.steps.forEach(({ outlook }, i) => {
      const scaled = large.steps[i]!.outlook!
      for (const key of ['expectedNetPresentValueEur', 'worstInTenEur', 'standardErrorEur'] as const)
        expect(scaled[key] / outlook![key]).toBeCloseTo(c, 6)
      expect(scaled.cashNeedEur.p50).toBeCloseTo(outlook!.cashNeedEur.p50 * c, 3)
      for (const key of ['chanceOfPayback', 'chanceOfTrouble', 'chanceTargetIsInUse'] as const)
        expect(scaled[key]).toBe(outlook![key])
    })
  })

  test('another step that only loses money does not change the first step', () => {
    const useless = someStep('useless', { yearlyBenefit: [] })
    const more = someCatalogue([...steps, useless], { parameters, population })
    const { firstStep } = adviceFor(someFirm, catalogue)
    expect(adviceFor(someFirm, more).firstStep).toEqual(firstStep)
    expect(firstStep.action).not.toBe('do-nothing')
  })

  test('who accepts more risk accepts all that a careful one does, and never expects less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -400, max: 400 }), (cash, flow) => {
        const firm = { ...someFirm, spareCashEur: cash, freeCashFlowEurPerMonth: flow }
        const [careful, normal, bold] = (['careful', 'normal', 'bold'] as const).map((riskAppetite) =>
          advise({ ...firm, riskAppetite }, catalogue, draws),
        )
        careful!.steps.forEach(({ isSafe }, i) => {
          if (isSafe) expect([normal!.steps[i]!.isSafe, bold!.steps[i]!.isSafe]).toEqual([true, true])
        })
        const value = (advice: typeof careful) => advice!.firstStep.expectedNetPresentValueEur
        if (bold!.firstStep.reasonToWait !== 'money-first')
          expect(value(bold)).toBeGreaterThanOrEqual(value(careful))
      }),
      { numRuns: 40 },
    )
  })

  test('a reported barrier never raises the value of a step that earns when it works', () => {
    const robotValue = (skills: boolean) =>
      adviceFor({ ...someFirm, barriers: { ...someFirm.barriers, skills } }, catalogue).steps.find(
        ({ id }) => id === 'robot',
      )!.outlook!.expectedNetPresentValueEur
    expect(robotValue(true)).toBeLessThan(robotValue(false))
  })

  test('facts left open come back as the population has them', () => {
    const { machines: _, spareCashEur: __, ...firm } = someFirm
    const { filledIn } = adviceFor(firm, catalogue, 10)
    expect(Object.keys(filledIn)).toEqual(['machines', 'spareCashEur'])
    expect(filledIn.machines!.p50 / (20 * 0.4)).toBeCloseTo(1, 2)
  })
})
