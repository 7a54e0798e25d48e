import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FirmWorld } from './firm-world.ts'
import type { PlanScenarios } from './simulate-plan.ts'
import { exactly } from './small-catalogue.test-data.ts'
import type { Trial } from './step.ts'
import { planAfterTrial, trialBound, trialValue } from './trial.ts'

const trial: Trial = {
  costEur: exactly(3000),
  durationWeeks: exactly(6),
  warnsIfItWouldFail: 0.8,
  warnsIfItWouldSucceed: 0.2,
}
const plan = { order: ['robot'], target: 'robot', startMonth: 0, upfrontEur: 0 }

function scenarios(values: readonly number[], fails: readonly boolean[], upfrontEur = 0): PlanScenarios {
  const net = Float64Array.from(values, (eur) => eur - upfrontEur)
  return {
    plan: { ...plan, upfrontEur, startMonth: upfrontEur > 0 ? 2 : 0 },
    netPresentValue: net,
    netResult: net,
    paybackMonths: net.map((eur) => (eur > 0 ? 20 : Infinity)),
    cashNeed: net.map((eur) => Math.max(0, -eur)),
    isTrouble: Uint8Array.from(fails, (f) => (f ? 1 : 0)),
    wouldFail: Uint8Array.from(fails, (f) => (f ? 1 : 0)),
    inUseMonth: net.map(() => 3),
  }
}

const worldOf = (count: number) =>
  ({ count, lowestCash: new Float64Array(count).fill(50_000) }) as unknown as FirmWorld
const halves = (count: number) => Float64Array.from({ length: count }, (_, n) => (n + 0.5) / count)

describe('trying first', () => {
  const values = [100, 100, 100, 100, 100, 100, -80, -80, -80, -80].map((eur) => eur * 1000)
  const fails = values.map((eur) => eur < 0)

  test('worked example from docs/methods/trial.md', () => {
    const { value, netPresentValue, trouble } = trialValue(
      trial,
      scenarios(values, fails),
      scenarios(values, fails, 3000),
      worldOf(10),
      halves(10),
    )
    expect(value.chanceOfWarning).toBeCloseTo(0.44, 12)
    expect(value.decision).toEqual({ afterWarning: false, otherwise: true })
    expect(value.informationEur).toBeCloseTo(13_600, 6)
    expect(value.expectedNetPresentValueEur).toBeCloseTo(38_600, 6)
    expect(value.netOfDoingAtOnceEur).toBeCloseTo(10_600, 6)
    expect(value.chanceOfFailureBefore).toBeCloseTo(0.4, 12)
    expect(value.chanceOfFailureAfterGoodSign).toBeCloseTo(1 / 7, 12)
    expect(netPresentValue[0]).toBeCloseTo(0.8 * 100_000 - 3000, 6)
    expect(trouble[9]).toBeCloseTo(0.2, 12)
  })

  test('a trial that says nothing is worth nothing and costs its price', () => {
    const { value } = trialValue(
      { ...trial, warnsIfItWouldFail: 0.5, warnsIfItWouldSucceed: 0.5 },
      scenarios(values, fails),
      scenarios(values, fails, 3000),
      worldOf(10),
      halves(10),
    )
    expect(value.informationEur).toBeCloseTo(0, 6)
    expect(value.netOfDoingAtOnceEur).toBeCloseTo(-3000, 6)
  })

  test('a trial that always knows is worth the loss it prevents', () => {
    const { value, policy } = trialValue(
      { ...trial, warnsIfItWouldFail: 1, warnsIfItWouldSucceed: 0 },
      scenarios(values, fails),
      scenarios(values, fails, 3000),
      worldOf(10),
      halves(10),
    )
    expect(value.informationEur).toBeCloseTo(0.4 * 80_000, 6)
    expect(policy.netPresentValue[9]).toBe(-3000)
    expect([policy.isTrouble[9], policy.inUseMonth[9], policy.cashNeed[9]]).toEqual([0, Infinity, 3000])
    expect(policy.netPresentValue[0]).toBe(97_000)
  })

  test('a firm that cannot even pay the trial is in trouble by it', () => {
    const poor = { count: 10, lowestCash: new Float64Array(10).fill(2000) } as unknown as FirmWorld
    const { trouble } = trialValue(
      trial,
      scenarios(values, fails),
      scenarios(values, fails, 3000),
      poor,
      halves(10),
    )
    expect(trouble[0]).toBeCloseTo(0.2, 12) // stops after a false warning, with the trial paid for
  })

  test('closed form for chance p of success, gain g and loss l; never less than nothing', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const eur = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), eur, eur, share, share, (wins, g, l, wf, ws) => {
        const outcome = Array.from({ length: 20 }, (_, n) => (n < wins ? g : -l))
        const failing = outcome.map((_, n) => n >= wins)
        const some = { ...trial, warnsIfItWouldFail: wf, warnsIfItWouldSucceed: ws }
        const now = scenarios(outcome, failing)
        const { value } = trialValue(some, now, scenarios(outcome, failing, 3000), worldOf(20), halves(20))
        const p = wins / 20
        const warned = p * ws * g - (1 - p) * wf * l
        const clear = p * (1 - ws) * g - (1 - p) * (1 - wf) * l
        const evsi = Math.max(0, warned) + Math.max(0, clear) - Math.max(0, warned + clear)
        expect(value.informationEur).toBeCloseTo(evsi, 5)
        expect(value.informationEur).toBeGreaterThanOrEqual(-1e-6)
        expect(value.netOfDoingAtOnceEur).toBeCloseTo(evsi - 3000, 5)
        expect(trialBound(some, now)).toBeCloseTo(value.expectedNetPresentValueEur, 5)
      }),
    )
  })

  test('what follows waits for the whole months of the trial', () => {
    expect(planAfterTrial(plan, trial)).toEqual({ ...plan, startMonth: 2, upfrontEur: 3000 })
  })
})
