import { describe, expect, test } from 'vitest'
import { mean } from '../kernel/summary.ts'
import { advise } from './advise.ts'
import { chooseFirstStep } from './first-step.ts'
import type { Firm } from './firm.ts'
import { orderOf } from './plan.ts'
import {
  adviceDrawsFor,
  adviceFor,
  exactly,
  invoice,
  saves,
  someCatalogue,
  someFirm,
  someParameters,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import { simulationOf } from './simulation.ts'
import type { Step } from './step.ts'

const earns = (id: string, fraction: number, changes: Partial<Step> = {}) =>
  someStep(id, { yearlyBenefit: [saves('scrap-rework-cost', fraction)], ...changes })
const nothingTold: Firm = {
  flows: {},
  stepsInUse: {},
  barriers: {},
  riskAppetite: 'normal',
  assumptions: {},
}

describe('a catalogue that cannot be', () => {
  const circle = [
    earns('a', 0.3, { prerequisites: ['c'] }),
    earns('b', 0.3, { prerequisites: ['a'] }),
    earns('c', 0.3, { prerequisites: ['b'] }),
  ]

  test('steps that wait for each other are refused by name, and an advice on them breaks off at once', () => {
    expect(orderOf(circle)).toEqual({ ok: false, error: { code: 'cycle', path: ['a', 'c', 'b', 'a'] } })
    const catalogue = someCatalogue(circle)
    const draws = adviceDrawsFor(catalogue, 4)
    const none = { a: false, b: false, c: false }
    expect(() => advise(someFirm, catalogue, draws)).toThrow(RangeError)
    expect(() => advise({ ...someFirm, stepsInUse: none }, catalogue, draws)).toThrow(RangeError)
  })

  test('without steps there is nothing to do, and nothing to ask', () => {
    const advice = adviceFor(someFirm, someCatalogue([]), 4)
    expect(advice.firstStep).toMatchObject({ action: 'do-nothing', reasonToWait: 'everything-in-use' })
    expect(advice).toMatchObject({ steps: [], runnersUp: [], questions: [] })
  })

  test('a range through which no metalog goes still gives an advice', () => {
    const odd = earns('odd', 0.3, {
      monthsUntilInUse: { p10: 1, p50: 1.01, p90: 60 },
      oneOffCost: [invoice({ p10: 10, p50: 9000, p90: 9001 })],
    })
    const { firstStep, steps } = adviceFor(someFirm, someCatalogue([odd]), 6)
    expect(Number.isFinite(steps[0]!.outlook!.expectedNetPresentValueEur)).toBe(true)
    expect(firstStep.action).toBeDefined()
  })
})

describe('a firm at the edge', () => {
  const steps = [
    earns('registration', 0.25),
    earns('cell', 0.6, { oneOffCost: [invoice({ p10: 10_000, p50: 30_000, p90: 80_000 })] }),
  ]
  const noRisk = { ...someParameters, addedTroubleAllowed: { careful: 0, normal: 0, bold: 0 } }

  test('that accepts no risk at all gets what adds none, or nothing', () => {
    const catalogue = someCatalogue(steps, { parameters: noRisk })
    const { firstStep } = adviceFor(someFirm, catalogue, 7)
    expect(firstStep).toMatchObject({ action: 'do', addedChanceOfTroubleAllowed: 0 })
    expect(firstStep.addedChanceOfTrouble).toBeLessThanOrEqual(0)
    const poor = adviceFor({ ...someFirm, spareCashEur: 1000 }, catalogue, 7).firstStep
    expect(poor).toMatchObject({ action: 'do-nothing', reasonToWait: 'nothing-safe' })
  })

  test('that is short of money already hears that first, whatever would pay', () => {
    const firm = { ...someFirm, spareCashEur: 2000, freeCashFlowEurPerMonth: -1000 }
    const { firstStep, doingNothing, runnersUp } = adviceFor(firm, someCatalogue(steps), 7)
    expect(firstStep).toMatchObject({ action: 'do-nothing', reasonToWait: 'money-first', order: [] })
    expect(doingNothing.chanceOfTroubleThisYear).toBe(1)
    expect(runnersUp.map(({ lostBecause }) => lostBecause)).toEqual(runnersUp.map(() => 'money-first'))
  })

  test('that told nothing is asked its size; all facts are filled in and every question is open', () => {
    const { firstStep, filledIn, questions } = adviceFor(nothingTold, someCatalogue(steps), 7)
    expect(firstStep).toMatchObject({ action: 'find-out', fact: 'employees' })
    expect(Object.keys(filledIn).length).toBe(6)
    expect(questions.filter(({ question }) => question.kind === 'fact').length).toBe(6)
    expect(questions.filter(({ question }) => question.kind === 'barriers').length).toBe(1)
  })

  test('that has a step without what it needs is believed in both', () => {
    const catalogue = someCatalogue([
      earns('records', 0.02),
      earns('planning', 0.3, { prerequisites: ['records'] }),
      earns('quality', 0.3, { prerequisites: ['records'] }),
    ])
    const firm = { ...someFirm, stepsInUse: { planning: true, records: false } }
    const advice = adviceFor(firm, catalogue, 6)
    expect(advice.firstStep).toMatchObject({ begin: 'records', order: ['records', 'quality'] })
    expect(advice.steps.map(({ isInUse }) => isInUse)).toEqual([false, true, false])
  })

  test('that has a step is not told to begin with what that needed', () => {
    const catalogue = someCatalogue([
      earns('records', 0.02),
      earns('planning', 0.3, { prerequisites: ['records'] }),
      earns('quality', 0.3, { prerequisites: ['records'] }),
    ])
    const advice = adviceFor({ ...someFirm, stepsInUse: { planning: true } }, catalogue, 6)
    expect(advice.firstStep.order).toEqual(['quality'])
    expect(advice.steps.map(({ isInUse }) => isInUse)).toEqual([true, true, false])
    const both = adviceFor({ ...someFirm, stepsInUse: { planning: true, quality: true } }, catalogue, 6)
    expect(both.firstStep.reasonToWait).toBe('everything-in-use')
  })

  test('that names a step the catalogue does not know gets the same advice', () => {
    const catalogue = someCatalogue(steps)
    const { firstStep } = adviceFor({ ...someFirm, stepsInUse: { elsewhere: true } }, catalogue, 6)
    expect(firstStep).toEqual(adviceFor(someFirm, catalogue, 6).firstStep)
  })
})

describe('a world without doubt', () => {
  const certain = someCatalogue([earns('registration', 0.25), earns('measuring', 0.2)])

  test('gives the same in every scenario: ranges are points, nothing is worth asking, draws do not matter', () => {
    const advice = adviceFor(someFirm, certain, 6)
    const { outlook } = advice.firstStep
    expect(outlook!.standardErrorEur).toBeLessThan(1e-6)
    expect(outlook!.netResultEur.p10).toBe(outlook!.netResultEur.p90)
    expect(advice.questions.every(({ valueEur }) => valueEur === 0)).toBe(true)
    expect(advice.assumptions.every(({ switching }) => switching === undefined)).toBe(true)
    const other = adviceFor(someFirm, certain, 6, 17)
    expect(other.firstStep.expectedNetPresentValueEur).toBeCloseTo(
      advice.firstStep.expectedNetPresentValueEur,
      6,
    )
    const one = adviceFor(someFirm, certain, 3)
    expect(one.firstStep.order).toEqual(advice.firstStep.order)
  })

  test('a population of one kind of firm counts as told', () => {
    const population = {
      ...somePopulation,
      spareCashShareOfTurnover: exactly(50_000 / 2_400_000),
      freeCashFlowShareOfTurnover: exactly(0),
      turnoverEurPerEmployee: exactly(120_000),
    }
    const { spareCashEur: _, freeCashFlowEurPerMonth: __, turnoverEurPerYear: ___, ...open } = someFirm
    const told = adviceFor(someFirm, certain, 6).firstStep
    const drawn = adviceFor(open, { ...certain, population }, 6).firstStep
    expect(drawn.order).toEqual(told.order)
    expect(drawn.expectedNetPresentValueEur).toBeCloseTo(told.expectedNetPresentValueEur, 4)
  })

  test('a choice between few scenarios is still safe on both sets', () => {
    const risky = someCatalogue([
      earns('cell', 0.6, { oneOffCost: [invoice({ p10: 10_000, p50: 40_000, p90: 90_000 })] }),
    ])
    const draws = adviceDrawsFor(risky, 6)
    const [choosing, valuing] = [draws.choosing, draws.valuing].map((d) => simulationOf(someFirm, risky, d))
    const { chosen } = chooseFirstStep({
      choosing: choosing!,
      valuing: valuing!,
      trialsOnOffer: new Set(),
    })
    const added = chosen.value ? mean(chosen.value.isTrouble) - mean(valuing!.world.isTrouble) : 0
    expect(added).toBeLessThanOrEqual(0.01)
    expect(chosen.addedChanceOfTrouble).toBe(added)
  })
})
