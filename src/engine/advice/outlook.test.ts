import { describe, expect, test } from 'vitest'
import { firstOrderShare } from '../information/first-order-share.ts'
import { makeRng } from '../kernel/rng.ts'
import type { FirmWorld } from './firm-world.ts'
import { influenceOf } from './influence.ts'
import { DOTS, dotsOf, outlookOf } from './outlook.ts'
import type { PlanScenarios } from './simulate-plan.ts'

const N = 200
const column = (value: (n: number) => number) => Float64Array.from({ length: N }, (_, n) => value(n))
const scenarios: PlanScenarios = {
  plan: { order: ['a'], target: 'a', startMonth: 0, upfrontEur: 0 },
  netPresentValue: column((n) => n - 100),
  netResult: column((n) => n * 10),
  paybackMonths: column((n) => (n < 120 ? 10 + n / 4 : Infinity)),
  cashNeed: column((n) => n),
  isTrouble: Uint8Array.from({ length: N }, (_, n) => (n < 30 ? 1 : 0)),
  wouldFail: new Uint8Array(N),
  inUseMonth: column((n) => (n < 150 ? 5 : n < 160 ? 60 : Infinity)),
}
const world = {
  horizonMonths: 60,
  isTrouble: Uint8Array.from({ length: N }, (_, n) => (n < 10 ? 1 : 0)),
} as unknown as FirmWorld

describe('outlook', () => {
  test('means, quantiles and shares of the scenarios', () => {
    const outlook = outlookOf(scenarios, world)
    expect(outlook).toMatchObject({
      expectedNetPresentValueEur: -0.5,
      chanceOfPayback: 0.6,
      chanceOfTrouble: 0.15,
      chanceTargetIsInUse: 0.75,
    })
    expect(outlook.addedChanceOfTrouble).toBeCloseTo(0.1, 12)
    expect(outlook.worstInTenEur).toBeCloseTo(199, 9)
    expect(outlook.paybackMonths.p10).toBeCloseTo(10 + 19.9 / 4, 9)
    expect(outlook.paybackMonths.p50).toBeCloseTo(10 + 99.5 / 4, 9)
    expect(outlook.paybackMonths.p90).toBeUndefined()
    const variance = (N * (N + 1)) / 12 // of consecutive whole numbers
    expect(outlook.standardErrorEur).toBeCloseTo(Math.sqrt(variance / N), 9)
  })

  test('twenty dots: as many without payback as there are twentieths, trouble from the worst end', () => {
    const dots = dotsOf(scenarios, world)
    expect(dots.length).toBe(DOTS)
    expect(dots.filter(({ paybackMonths }) => paybackMonths === undefined).length).toBe(8)
    expect(dots.map(({ isTrouble }) => isTrouble)).toEqual(dots.map((_, dot) => dot >= 18))
    const months = dots.flatMap(({ paybackMonths }) => paybackMonths ?? [])
    expect(months).toEqual(months.toSorted((a, b) => a - b))
    expect(months[0]).toBe(Math.round(10 + 0.025 * 199 * 0.25))
  })
})

describe('influence', () => {
  test('of an input that is the whole result: all variance; means of the outer fifths', () => {
    const input = column((n) => n)
    const influence = influenceOf(input, input)
    expect(influence).toMatchObject({ lowFifthEur: 19.5, highFifthEur: 179.5 })
    expect(influence.varianceShare).toBeCloseTo(1, 9)
  })

  test('of one of two equal inputs that are added: half of the variance, within 3 standard errors', () => {
    const rng = makeRng(3, 0)
    const [x, y] = [0, 1].map(() => Float64Array.from({ length: 2048 }, rng))
    const sums = x!.map((value, n) => value + y![n]!)
    const { share, standardError } = firstOrderShare(x!, sums)
    expect(influenceOf(x!, sums).varianceShare).toBe(share)
    expect(Math.abs(share - 0.5)).toBeLessThan(3 * standardError)
    expect(standardError).toBeLessThan(0.03)
  })

  test('of an input that is the same everywhere: none', () => {
    expect(influenceOf(new Float64Array(N).fill(3), scenarios.netResult)).toEqual({
      lowFifthEur: 995,
      highFifthEur: 995,
      varianceShare: 0,
    })
  })
})
