import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mean } from '../kernel/summary.ts'
import { advise } from './advise.ts'
import type { Catalogue } from './catalogue.ts'
import type { Assumptions, Firm } from './firm.ts'
import { catalogue, parameters, population, range, steps } from './five-steps.test-data.ts'
import type { RiskAppetite } from './parameters.ts'
import type { Plan } from './plan.ts'
import { planValue } from './plan-value.ts'
import { simulationOf } from './simulation.ts'
import {
  adviceFor,
  adviceDrawsFor,
  drawsFor,
  someCatalogue,
  someFirm,
  someStep,
} from './small-catalogue.test-data.ts'
import { BARRIERS, type Step } from './step.ts'

const fewDraws = adviceDrawsFor(catalogue, 6)

const told = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const someFirms: fc.Arbitrary<Firm> = fc
  .record({
    employees: told(fc.constantFrom(1, 10, 20, 60, 250, 5000)),
    businessType: told(fc.constantFrom('own-product' as const, 'subcontractor' as const)),
    machines: told(fc.constantFrom(0, 1, 12, 400)),
    turnoverEurPerYear: told(fc.constantFrom(1, 50_000, 2_400_000, 40_000_000, 2e9)),
    spareCashEur: told(fc.constantFrom(0, 1000, 50_000, 1e7)),
    freeCashFlowEurPerMonth: told(fc.constantFrom(-50_000, -500, 0, 8000, 500_000)),
    stepsInUse: fc.dictionary(fc.constantFrom(...steps.map(({ id }) => id)), fc.boolean()),
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
        const advice = advise(firm, catalogue, fewDraws)
        expect(numbersIn(advice).filter((value) => !Number.isFinite(value))).toEqual([])
        const { firstStep, doingNothing, plans } = advice
        expect(firstStep.dots.length).toBe(firstStep.begin === undefined ? 0 : 20)
        expect(firstStep.action === 'do-nothing').toBe(firstStep.reasonToWait !== undefined)
        expect(firstStep.action === 'find-out').toBe(firstStep.reasonToAsk !== undefined)
        expect(doingNothing.chanceOfTrouble).toBeGreaterThanOrEqual(doingNothing.chanceOfTroubleThisYear)
        expect(firstStep.addedChanceOfTrouble).toBeLessThanOrEqual(firstStep.addedChanceOfTroubleAllowed)
        expect(firstStep.expectedNetPresentValueEur).toBeGreaterThanOrEqual(0)
        for (const plan of Object.values(plans)) {
          const has = new Set(plan.steps.map(({ step }) => step))
          expect(has.size).toBe(plan.steps.length)
          for (const { step } of plan.steps) expect(firm.stepsInUse[step]).not.toBe(true)
          if (has.has('planning')) expect(has.has('records') || firm.stepsInUse.records).toBe(true)
        }
      }),
      { numRuns: 35 },
    )
  })

  test('the same firm, figures and seed give the same bytes; another seed does not', () => {
    const open: Firm = { ...someFirm, barriers: {} }
    const bytes = (seed: number) => JSON.stringify(adviceFor(open, catalogue, 6, seed))
    expect(bytes(1)).toBe(bytes(1))
    expect(bytes(1)).not.toBe(bytes(2))
  })

  test('what the caller hands in is left as it was', () => {
    const state = () =>
      JSON.stringify([
        catalogue,
        ...Object.values(fewDraws).map((d) => [[...d.baseFactors], [...d.steps], [...d.flows], d.barriers]),
      ])
    const before = state()
    advise(frozen({ ...someFirm }), frozen({ ...catalogue }), fewDraws)
    expect(state()).toBe(before)
  })

  test('the value of the winner comes from scenarios that had no part in choosing it', () => {
    const firm: Firm = { ...someFirm, spareCashEur: 5e6, barriers: {} }
    const valuing = drawsFor(catalogue, 6, 99)
    const advices = [1, 2, 3, 4].map((seed) =>
      advise(firm, catalogue, { choosing: drawsFor(catalogue, 6, seed), valuing }),
    )
    const simulation = simulationOf(firm, catalogue, valuing)
    const values = advices.map(({ plans, firstStep }) => {
      const { steps: planned, expectedNetPresentValueEur } = plans.normal
      const plan: Plan = {
        order: planned.map(({ step }) => step),
        target: planned.at(-1)!.step,
        startMonth: 0,
        upfrontEur: 0,
        notBefore: planned.map(({ notBeforeMonth }) => notBeforeMonth),
      }
      expect(firstStep.expectedNetPresentValueEur).toBe(expectedNetPresentValueEur)
      if (planned.every(({ isTriedFirst }) => !isTriedFirst))
        expect(mean(planValue(plan, simulation).netPresentValue)).toBeCloseTo(expectedNetPresentValueEur, 6)
      return [JSON.stringify(plan), expectedNetPresentValueEur] as const
    })
    // whichever draws found a plan, the same plan has the same value to the last digit
    for (const [plan, value] of values)
      for (const [other, otherValue] of values) if (plan === other) expect(value).toBe(otherValue)
    expect(new Set(values.map(([plan]) => plan)).size).toBeLessThan(4)
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
    const small = adviceFor(firm, catalogue, 7)
    const large = adviceFor({ ...firm, spareCashEur: 50_000 * c }, other, 7)
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

  test('another step that only loses money does not change the plan', () => {
    const useless = someStep('useless', { yearlyBenefit: [] })
    const more = someCatalogue([...steps, useless], { parameters, population })
    const { firstStep } = adviceFor(someFirm, catalogue, 7)
    const { action, begin, order, expectedNetPresentValueEur } = firstStep
    expect(adviceFor(someFirm, more, 7).firstStep).toMatchObject({
      action,
      begin,
      order,
      expectedNetPresentValueEur,
    })
    expect(action).not.toBe('do-nothing')
  })

  test('who accepts more risk accepts all that a careful one does, and on the same scenarios expects no less', () => {
    const same = { choosing: fewDraws.choosing, valuing: fewDraws.choosing }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -400, max: 400 }), (cash, flow) => {
        const firm = { ...someFirm, spareCashEur: cash, freeCashFlowEurPerMonth: flow }
        const { plans } = advise(firm, catalogue, same)
        const [careful, normal, bold] = (['careful', 'normal', 'bold'] as const).map(
          (appetite) => plans[appetite].expectedNetPresentValueEur,
        )
        expect(normal).toBeGreaterThanOrEqual(careful!)
        expect(bold).toBeGreaterThanOrEqual(normal!)
      }),
      { numRuns: 20 },
    )
  })

  test('facts left open come back as the population has them', () => {
    const { machines: _, spareCashEur: __, ...firm } = someFirm
    const { filledIn } = adviceFor(firm, catalogue, 10)
    expect(Object.keys(filledIn)).toEqual(['machines', 'spareCashEur'])
    expect(filledIn.machines!.p50 / (20 * 0.4)).toBeCloseTo(1, 2)
  })
})
