import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trialBound } from './mini-plans.ts'
import type { PlanValue } from './plan-value.ts'
import { trialMonths } from './planned-trials.ts'
import { exactly } from './small-catalogue.test-data.ts'
import type { Trial } from './step.ts'
import { trialValue } from './trial.ts'

const trial: Trial = {
  costEur: exactly(3000),
  durationWeeks: exactly(6),
  warnsIfItWouldFail: 0.8,
  warnsIfItWouldSucceed: 0.2,
}
const WARNED = 50 // scenarios per outcome: shares of the example are whole numbers of them

/** Values per scenario; after a trial that warns in the first `warned` of them, where the plan is dropped. */
function planValues(values: readonly number[], fails: readonly boolean[], price = 0, warned = 0): PlanValue {
  return {
    netPresentValue: Float64Array.from(values, (eur, n) => (n < warned ? 0 : eur) - price),
    isTrouble: new Uint8Array(values.length),
    wouldFail: Uint8Array.from(fails, (f) => (f ? 1 : 0)),
  }
}
const both = (good: PlanValue, bad: PlanValue): PlanValue => ({
  netPresentValue: Float64Array.of(...good.netPresentValue, ...bad.netPresentValue),
  isTrouble: Uint8Array.of(...good.isTrouble, ...bad.isTrouble),
  wouldFail: Uint8Array.of(...good.wouldFail, ...bad.wouldFail),
})

describe('what trying first is worth', () => {
  const good = Array.from({ length: 0.6 * WARNED }, () => 100_000)
  const bad = Array.from({ length: 0.4 * WARNED }, () => -80_000)
  const atOnce = both(
    planValues(
      good,
      good.map(() => false),
    ),
    planValues(
      bad,
      bad.map(() => true),
    ),
  )
  const tried = (warnsIfFail: number, warnsIfSuccess: number) =>
    both(
      planValues(
        good,
        good.map(() => false),
        3000,
        warnsIfSuccess * good.length,
      ),
      planValues(
        bad,
        bad.map(() => true),
        3000,
        warnsIfFail * bad.length,
      ),
    )

  test('worked example from docs/methods/trial.md', () => {
    const value = trialValue(trial, atOnce, tried(0.8, 0.2))
    expect(value.costEur).toBeCloseTo(3000, 9)
    expect(value.months).toBe(2)
    expect(value.chanceOfWarning).toBeCloseTo(0.44, 12)
    expect(value.informationEur).toBeCloseTo(13_600, 6)
    expect(value.expectedNetPresentValueEur).toBeCloseTo(38_600, 6)
    expect(value.netOfDoingAtOnceEur).toBeCloseTo(10_600, 6)
    expect(value.chanceOfFailureBefore).toBeCloseTo(0.4, 12)
    expect(value.chanceOfFailureAfterGoodSign).toBeCloseTo(1 / 7, 12)
  })

  test('a trial that says nothing is worth nothing', () => {
    const useless = { ...trial, warnsIfItWouldFail: 0.5, warnsIfItWouldSucceed: 0.5 }
    const value = trialValue(useless, atOnce, tried(0.5, 0.5))
    expect(value.informationEur).toBeCloseTo(0, 6)
    expect(value.chanceOfFailureAfterGoodSign).toBeCloseTo(0.4, 12)
    // stopping at its warnings throws away half of what the plan is worth
    expect(value.netOfDoingAtOnceEur).toBeCloseTo(-14_000 - 3000, 6)
  })

  test('a trial that always knows is worth the loss it prevents', () => {
    const oracle = { ...trial, warnsIfItWouldFail: 1, warnsIfItWouldSucceed: 0 }
    const value = trialValue(oracle, atOnce, tried(1, 0))
    expect(value.informationEur).toBeCloseTo(0.4 * 80_000, 6)
    expect(value.netOfDoingAtOnceEur).toBeCloseTo(0.4 * 80_000 - 3000, 6)
    expect(value.chanceOfFailureAfterGoodSign).toBe(0)
  })

  test('a trial that always warns leaves no good sign to judge by', () => {
    const grim = { ...trial, warnsIfItWouldFail: 1, warnsIfItWouldSucceed: 1 }
    expect(trialValue(grim, atOnce, tried(1, 1))).toMatchObject({
      chanceOfWarning: 1,
      chanceOfFailureAfterGoodSign: 0,
      informationEur: 0,
    })
  })

  test('closed form for chance p of success, gain g and loss l; never less than nothing', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const eur = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), eur, eur, share, share, (wins, g, l, wf, ws) => {
        const outcome = Array.from({ length: 20 }, (_, n) => (n < wins ? g : -l))
        const failing = outcome.map((_, n) => n >= wins)
        const some = { ...trial, warnsIfItWouldFail: wf, warnsIfItWouldSucceed: ws }
        const now = planValues(outcome, failing)
        const p = wins / 20
        const warned = p * ws * g - (1 - p) * wf * l
        const clear = p * (1 - ws) * g - (1 - p) * (1 - wf) * l
        const evsi = Math.max(0, warned) + Math.max(0, clear) - Math.max(0, warned + clear)
        const { informationEur } = trialValue(some, now, now)
        expect(informationEur).toBeCloseTo(evsi, 5)
        expect(informationEur).toBeGreaterThanOrEqual(-1e-6)
        const withoutTrial = Math.max(0, warned + clear)
        expect(trialBound(some, now)).toBeCloseTo(withoutTrial + evsi - 3000, 5)
      }),
    )
  })

  test('it takes the whole months of its median', () => {
    const months = (weeks: number) =>
      trialMonths({ ...trial, durationWeeks: { p10: 1, p50: weeks, p90: 40 } })
    expect([1, 4, 5, 8, 9, 26].map(months)).toEqual([1, 1, 2, 2, 3, 6])
  })
})
