import { describe, expect, test } from 'vitest'
import { mean } from '../kernel/summary.ts'
import { standardError } from './outlook.ts'
import type { Plan } from './plan.ts'
import { simulatePlan } from './simulate-plan.ts'
import {
  exactly,
  invoice,
  simulationFor,
  someCatalogue,
  someFirm,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'
import type { Simulation } from './simulation.ts'
import type { Step, Trial } from './step.ts'
import { trialValue } from './trial.ts'

const trial = (changes: Partial<Trial> = {}): Trial => ({
  costEur: exactly(1000),
  durationWeeks: exactly(6), // two whole months
  warnsIfItWouldFail: 0,
  warnsIfItWouldSucceed: 0,
  ...changes,
})
const ALWAYS = { warnsIfItWouldFail: 1, warnsIfItWouldSucceed: 1 }
const planOf = (order: string[], changes: Partial<Plan> = {}): Plan => ({
  order,
  target: order.at(-1)!,
  startMonth: 0,
  upfrontEur: 0,
  ...changes,
})
const trying = (step: string, before = step) => ({ trials: [{ step, before }] })
const on = (steps: readonly Step[], slots = 1, log2Count = 2) =>
  simulationFor(
    someCatalogue(steps, {
      parameters: {
        ...someParameters,
        firmFactorCorrelation: 0,
        stepsAtOnce: { belowEmployees: 1, small: slots, large: slots },
      },
    }),
    someFirm,
    log2Count,
  )
const value = (plan: Plan, simulation: Simulation) => simulatePlan(plan, simulation).netPresentValue[0]!
const inUse = (plan: Plan, simulation: Simulation) => simulatePlan(plan, simulation).inUseMonth[0]!
const FIRST_MONTH = 1.08 ** (-1 / 12)

describe('a trial in a plan', () => {
  const robot = someStep('robot', { trial: trial() })

  test('costs its price in the month it begins and its time, also where it has nothing to say', () => {
    const simulation = on([robot])
    const later = value(planOf(['robot'], { startMonth: 2 }), simulation)
    expect(value(planOf(['robot'], trying('robot')), simulation)).toBeCloseTo(later - 1000 * FIRST_MONTH, 9)
    expect(inUse(planOf(['robot'], trying('robot')), simulation)).toBe(5)
  })

  test('that warns leaves its price and nothing else', () => {
    const simulation = on([{ ...robot, trial: trial(ALWAYS) }])
    const plan = simulatePlan(planOf(['robot'], trying('robot')), simulation)
    expect(plan.netPresentValue[0]).toBeCloseTo(-1000 * FIRST_MONTH, 9)
    expect([plan.cashNeed[0], plan.inUseMonth[0]]).toEqual([1000, Infinity])
  })

  test('of which the firm cannot even pay the price brings trouble by itself', () => {
    const catalogue = someCatalogue([{ ...robot, trial: trial(ALWAYS) }])
    const trouble = (spareCashEur: number) =>
      simulatePlan(
        planOf(['robot'], trying('robot')),
        simulationFor(catalogue, { ...someFirm, spareCashEur }, 2),
      ).isTrouble[0]
    expect([trouble(999), trouble(1001)]).toEqual([1, 0])
  })

  test('that warns drops what stands there for that step alone, and not what another one needs', () => {
    const records = someStep('records')
    const needing = { ...robot, prerequisites: ['records'], trial: trial(ALWAYS) }
    const alone = on([records, needing])
    const price = -1000 * FIRST_MONTH
    expect(value(planOf(['records', 'robot'], trying('robot', 'records')), alone)).toBeCloseTo(price, 9)
    // just before the robot itself, the records are there already
    expect(value(planOf(['records', 'robot'], trying('robot')), alone)).toBeGreaterThan(20_000)

    const shared = on([records, someStep('planning', { prerequisites: ['records'] }), needing])
    const plan = planOf(['records', 'planning', 'robot'], {
      ...trying('robot', 'records'),
      target: 'planning',
    })
    expect(inUse(plan, shared)).toBe(2 + 3 + 3)
  })

  test('and not what comes before it or stands by itself', () => {
    const simulation = on([
      someStep('own'),
      { ...robot, helpsFirst: ['own'], trial: trial(ALWAYS) },
      someStep('after'),
    ])
    const plan = (target: string) => planOf(['own', 'robot', 'after'], { ...trying('robot', 'own'), target })
    expect(inUse(plan('own'), simulation)).toBe(5) // waits for the place, not for the sign
    expect(inUse(plan('after'), simulation)).toBe(8)
    expect(inUse(plan('robot'), simulation)).toBe(Infinity)
  })

  test('takes a place: beside it another step runs where two may', () => {
    const steps = [someStep('own'), robot]
    const plan = (target: string) => planOf(['own', 'robot'], { ...trying('robot', 'own'), target })
    expect([inUse(plan('own'), on(steps, 1)), inUse(plan('robot'), on(steps, 1))]).toEqual([5, 8])
    expect([inUse(plan('own'), on(steps, 2)), inUse(plan('robot'), on(steps, 2))]).toEqual([3, 5])
  })

  test('is not held for a step the firm has; it is where only the step before has been there all along', () => {
    const records = someStep('records')
    const catalogue = someCatalogue([records, { ...robot, prerequisites: ['records'] }])
    const worth = (stepsInUse: Record<string, boolean>, plan: Plan) =>
      value(plan, simulationFor(catalogue, { ...someFirm, stepsInUse }, 2))
    const tried = planOf(['records', 'robot'], trying('robot', 'records'))
    const untried = planOf(['records', 'robot'])
    expect(worth({ robot: true, records: false }, tried)).toBe(
      worth({ robot: true, records: false }, untried),
    )
    expect(worth({ records: true }, tried)).toBeCloseTo(
      worth({ records: true }, { ...untried, startMonth: 2 }) - 1000 * FIRST_MONTH,
      9,
    )
  })

  test('warns as often as it should, and what it saves is the closed form: 4,096 scenarios, 3 standard errors', () => {
    const risky = someStep('robot', {
      oneOffCost: [invoice(25_000)],
      failureProbability: exactly(0.4),
      shareOfOneOffCostLostIfItFails: exactly(1),
      trial: trial({
        costEur: exactly(0.01),
        durationWeeks: exactly(0),
        warnsIfItWouldFail: 0.8,
        warnsIfItWouldSucceed: 0.2,
      }),
    })
    const simulation = on([risky], 1, 12)
    const atOnce = simulatePlan(planOf(['robot']), simulation)
    const after = simulatePlan(planOf(['robot'], trying('robot')), simulation)
    const worked = trialValue(risky.trial!, atOnce, after)
    const N = after.netPresentValue.length
    const stopped = after.netPresentValue.filter((eur) => eur > -1 && eur < 0).length / N
    expect(Math.abs(stopped - worked.chanceOfWarning)).toBeLessThan(3 * Math.sqrt((0.44 * 0.56) / N))
    const exact = Math.max(0, mean(atOnce.netPresentValue)) + worked.informationEur
    expect(worked.informationEur).toBeGreaterThan(1000)
    expect(Math.abs(mean(after.netPresentValue) - exact)).toBeLessThan(
      3 * standardError(after.netPresentValue),
    )
  })
})
