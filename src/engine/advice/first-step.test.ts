import { describe, expect, test } from 'vitest'
import type { Advice } from './advise.ts'
import type { Catalogue } from './catalogue.ts'
import type { Firm } from './firm.ts'
import {
  adviceFor,
  exactly,
  invoice,
  saves,
  someCatalogue,
  someFirm,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'
import type { Step } from './step.ts'

const earns = (id: string, fraction: number, changes: Partial<Step> = {}) =>
  someStep(id, { yearlyBenefit: [saves('scrap-rework-cost', fraction)], ...changes })
const adviceOn = (
  steps: readonly Step[],
  firm: Partial<Firm> = {},
  changes: Partial<Catalogue> = {},
  log2Count = 8,
) => adviceFor({ ...someFirm, ...firm }, someCatalogue(steps, changes), log2Count)
const without = <K extends keyof Firm>(...facts: K[]) =>
  Object.fromEntries(Object.entries(someFirm).filter(([key]) => !facts.includes(key as K))) as unknown as Firm
const summary = ({ firstStep: { action, begin, target } }: Advice) => ({ action, begin, target })

describe('the first step', () => {
  test('worked example from docs/methods/first-step.md', () => {
    const steps = [earns('registration', 0.25), earns('measuring', 0.2), earns('portal', 0.01)]
    const parameters = { ...someParameters, attentionHours: 40 }
    const advice = adviceOn(steps, {}, { parameters }, 6)
    expect(summary(advice)).toEqual({ action: 'do', begin: 'registration', target: 'registration' })
    const { expectedNetPresentValueEur, outlook, planOutlook } = advice.firstStep
    const stepFrom = (start: number, eurPerMonth: number) => {
      let value = 0
      for (let month = start; month < 60; month++) {
        const grown = Math.min(1, Math.max(0, (month - start - 2) / 4))
        value += (month < start + 3 ? -1500 : eurPerMonth * grown - 100) / 1.08 ** ((month + 1) / 12)
      }
      return value
    }
    expect(outlook!.expectedNetPresentValueEur).toBeCloseTo(stepFrom(0, 1000), 6)
    expect(outlook!.expectedNetPresentValueEur).toBeCloseTo(36_116.29, 2)
    expect(outlook).toMatchObject({ chanceOfPayback: 1, chanceOfTrouble: 0 })
    expect(outlook!.paybackMonths).toEqual({ p10: 10, p50: 10, p90: 10 })
    // after 25 % of the scrap, 20 % of the rest: 15 % instead of 20 %, and three months later
    const [, second] = advice.plans.normal.steps
    expect(second).toMatchObject({ step: 'measuring', reason: 'adds-value', chanceItStarts: 1 })
    expect(second!.startMonth).toEqual({ p10: 3, p50: 3, p90: 3 })
    expect(second!.addsEur).toBeCloseTo(stepFrom(3, 600), 6)
    expect(second!.addsEur).toBeCloseTo(16_673.99, 2)
    expect(second!.addsEur!).toBeLessThan(0.75 * advice.steps[1]!.outlook!.expectedNetPresentValueEur)
    expect(expectedNetPresentValueEur).toBeCloseTo(52_790.28, 2)
    expect(planOutlook!.expectedNetPresentValueEur).toBeCloseTo(expectedNetPresentValueEur, 6)
    const apart = advice.steps.map((step) => step.outlook!.expectedNetPresentValueEur.toFixed(2))
    expect(apart).toEqual(['36116.29', '27070.83', '-7301.93'])
    expect(advice.runnersUp.map(({ order, behindEur }) => [order.join(' '), behindEur.toFixed(2)])).toEqual([
      ['measuring registration', '575.52'],
      ['portal', '60092.21'], // loses by itself and nothing needs it: no way to begin a plan
    ])
    expect(advice.runnersUp[0]!.lostBecause).toBe('lower-value')
    const columns = Object.values(advice.roadmap).map((column) => column.map(({ step }) => step))
    expect(columns).toEqual([['registration'], ['measuring'], []])
  })

  test('what a step needs comes first, and is said to be needed', () => {
    const advice = adviceOn([earns('records', 0.02), earns('planning', 0.5, { prerequisites: ['records'] })])
    expect(summary(advice)).toEqual({ action: 'do', begin: 'records', target: 'planning' })
    expect(advice.roadmap.now[0]).toMatchObject({ step: 'records', reason: 'needed' })
    expect(advice.roadmap.then[0]).toMatchObject({ step: 'planning', reason: 'adds-value' })
    expect(advice.firstStep.planOutlook!.expectedNetPresentValueEur).toBeCloseTo(
      advice.firstStep.expectedNetPresentValueEur,
      6,
    )
  })

  test('a trial comes first where its warning is worth more than its price and the delay', () => {
    const risky = earns('robot', 0.35, {
      oneOffCost: [invoice(45_000)],
      failureProbability: exactly(0.5),
      shareOfOneOffCostLostIfItFails: exactly(1),
      trial: {
        costEur: exactly(500),
        durationWeeks: exactly(4),
        warnsIfItWouldFail: 0.9,
        warnsIfItWouldSucceed: 0.1,
      },
    })
    const advice = adviceOn([risky], {}, {}, 10)
    expect(summary(advice)).toEqual({ action: 'try-first', begin: 'robot', target: 'robot' })
    const { trial, outlook } = advice.firstStep
    // 1,024 scenarios: three standard errors of a half are 0.047
    expect(Math.abs(trial!.chanceOfFailureBefore - 0.5)).toBeLessThan(0.047)
    expect(Math.abs(trial!.chanceOfFailureAfterGoodSign - 0.1)).toBeLessThan(0.02)
    expect(trial!.netOfDoingAtOnceEur).toBeGreaterThan(0)
    // the outlook draws one signal per scenario: off by at most three standard errors
    const off = outlook!.expectedNetPresentValueEur - trial!.expectedNetPresentValueEur
    expect(Math.abs(off)).toBeLessThan(3 * outlook!.standardErrorEur)
    expect(summary(adviceOn([risky], {}, { trialsOnOffer: new Set() })).action).toBe('do-nothing')
  })

  test.each([20, 60])('a barrier is fixed first where that pays, with %i people', (employees) => {
    const robot = earns('robot', 0.9, {
      oneOffCost: [invoice(20_000)],
      failureProbability: exactly(0.4),
      barriers: ['skills'],
    })
    const training = someStep('training', {
      oneOffCost: [invoice(500)],
      yearlyBenefit: [],
      yearlyRunningCost: [],
    })
    const advice = adviceOn(
      [robot, training],
      { employees, barriers: { ...someFirm.barriers, skills: true } },
      { parameters: { ...someParameters, failureOddsPerBarrier: 3, barrierFix: { skills: 'training' } } },
    )
    expect(summary(advice)).toEqual({ action: 'fix-barrier', begin: 'training', target: 'robot' })
    expect(advice.firstStep.barrier).toBe('skills')
    expect(advice.roadmap.then[0]!.step).toBe('robot')
  })

  test('without its size nothing sensible can be said of a firm', () => {
    const { firstStep } = adviceFor(without('employees'), someCatalogue([earns('registration', 0.25)]), 10)
    expect(firstStep).toMatchObject({
      action: 'find-out',
      fact: 'employees',
      reasonToAsk: 'too-little-known',
    })
  })

  test('where safety hangs on the money a firm has, that is asked first', () => {
    const firm = { ...without('spareCashEur'), riskAppetite: 'bold' as const }
    const { firstStep } = adviceFor(
      firm,
      someCatalogue([earns('cell', 0.9, { oneOffCost: [invoice(38_000)] })], {
        parameters: {
          ...someParameters,
          addedTroubleAllowed: { careful: 0, normal: 0, bold: 0.08 },
        },
      }),
      12,
    )
    expect(firstStep).toMatchObject({
      action: 'find-out',
      fact: 'spareCashEur',
      reasonToAsk: 'safety-depends-on-it',
    })
  })

  test('a fact is found out first where it decides and is worth the day it takes', () => {
    const robot = someStep('robot', {
      oneOffCost: [{ driver: 'machine', kind: 'invoice', eurPerUnit: exactly(5500) }],
      yearlyBenefit: [saves('scrap-rework-cost', 0.25)],
    })
    const catalogue = someCatalogue([robot])
    const { firstStep } = adviceFor({ ...without('machines'), spareCashEur: 1e6 }, catalogue, 10)
    const wide = {
      ...catalogue,
      population: {
        ...catalogue.population,
        machinesPerEmployee: { p10: 0.05, p50: 0.36, p90: 0.9 },
        drivers: catalogue.population.drivers.map((d) => ({ ...d, ownProduct: 1, subcontractor: 1 })),
      },
    }
    const asked = adviceFor({ ...without('machines'), spareCashEur: 1e6 }, wide, 12).firstStep
    expect(asked).toMatchObject({ action: 'find-out', fact: 'machines', reasonToAsk: 'worth-knowing' })
    expect(asked.valueOfKnowingEur).toBeGreaterThan(8 * 46)
    expect(firstStep.valueOfKnowingEur ?? 0).toBeLessThan(asked.valueOfKnowingEur!)
  })
})

describe('doing nothing now', () => {
  const nothing = (advice: Advice) => [advice.firstStep.action, advice.firstStep.reasonToWait]

  test('where nothing pays', () => {
    const advice = adviceOn([earns('portal', 0.01)])
    expect(nothing(advice)).toEqual(['do-nothing', 'nothing-pays'])
    expect(advice.firstStep).toMatchObject({ expectedNetPresentValueEur: 0, dots: [], outlook: undefined })
    expect(Object.values(advice.roadmap)).toEqual([[], [], []])
    expect(advice.runnersUp[0]!.lostBecause).toBe('loses-money')
  })

  test('where what pays is not safe', () => {
    const advice = adviceOn([earns('registration', 0.25)], { spareCashEur: 3000 })
    expect(nothing(advice)).toEqual(['do-nothing', 'nothing-safe'])
    expect(advice.runnersUp[0]!).toMatchObject({ target: 'registration', lostBecause: 'unsafe' })
    expect(advice.steps[0]).toMatchObject({ isSafe: false })
  })

  test('where the money runs out anyway', () => {
    const advice = adviceOn([earns('registration', 0.25)], {
      spareCashEur: 5000,
      freeCashFlowEurPerMonth: -1000,
    })
    expect(nothing(advice)).toEqual(['do-nothing', 'money-first'])
    expect(advice.doingNothing.chanceOfTroubleThisYear).toBe(1)
    expect(advice.runnersUp[0]!.lostBecause).toBe('money-first')
  })

  test('where everything is in use', () => {
    const advice = adviceOn([earns('registration', 0.25)], { stepsInUse: { registration: true } })
    expect(nothing(advice)).toEqual(['do-nothing', 'everything-in-use'])
    expect(advice.steps[0]).toMatchObject({ isInUse: true, outlook: undefined, isSafe: true })
  })
})
