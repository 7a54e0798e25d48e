import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Bounds,
  fillQuantiles,
  MAX_SKEW_PER_SLOPE,
  type Metalog,
  meanOf,
  metalogOf,
  quantile,
  withUpperTail,
} from './metalog.ts'
import type { Range } from './range.ts'

const LN9 = Math.log(9)
const logit = (u: number) => Math.log(u / (1 - u))
const COST: Range = { p10: 4000, p50: 12_000, p90: 40_000 }
const SHARE: Bounds = { lower: 0, upper: 1 }

describe('worked example: a cost of 4,000 - 12,000 - 40,000 euros, never below 0', () => {
  const cost = metalogOf(COST, { lower: 0 })

  test('is a metalog on the log scale, a little skewed there', () => {
    expect(cost).toMatchObject({ form: 'metalog', scale: 'log-above', isClamped: false })
    expect(cost.centre).toBeCloseTo(9.392662, 6)
    expect(cost.slopeBelow).toBeCloseTo(0.523976, 6)
    expect(cost.skew).toBeCloseTo(0.05994, 6)
  })

  test.each([
    [0.05, 2777.389831],
    [0.25, 6860.106436],
    [0.75, 21_693.56133],
    [0.95, 60_772.733471],
  ])('quantile %s is EUR %s', (u, eur) => {
    expect(quantile(cost, u)).toBeCloseTo(eur, 5)
  })

  test('costs 21,166 on average, and 21,221 with a Pareto tail of index 1.5 cut at ten times P90', () => {
    const fat = withUpperTail(cost, { paretoIndex: 1.5, capTimesP90: 10 })
    expect(meanOf(cost)).toBeCloseTo(21_165.619732765, 6) // 30-digit quadrature (mpmath 1.3.0)
    expect(meanOf(fat)).toBeCloseTo(21_220.591358747552, 6)
    expect(quantile(fat, 0.95)).toBeCloseTo(63_496.04207872798, 6)
    expect(quantile(fat, 0.99)).toBeCloseTo(185_663.55334451117, 6)
    expect(quantile(fat, 0.9999)).toBe(400_000)
  })
})

describe('closed forms', () => {
  test('a symmetric range without bounds is the logistic distribution', () => {
    const logistic = metalogOf({ p10: 2, p50: 5, p90: 8 }, {})
    for (const u of [1e-6, 0.01, 0.3, 0.5, 0.77, 0.999]) {
      expect(quantile(logistic, u)).toBeCloseTo(5 + (3 / LN9) * logit(u), 10)
    }
    expect(meanOf(logistic)).toBeCloseTo(5, 12)
  })

  test('the mean of an unbounded metalog is centre + skew / 2 (Keelin 2016)', () => {
    const skewed = metalogOf({ p10: -1, p50: 1, p90: 7 }, {})
    expect(skewed.form).toBe('metalog')
    expect(meanOf(skewed)).toBeCloseTo(skewed.centre + skewed.skew / 2, 10)
  })

  test.each([4, 25, 60, 80])(
    'the mean of a log-logistic range with p90 / p10 = %s is π s / sin(π s) times P50',
    (ratio) => {
      const side = Math.sqrt(ratio)
      const s = Math.log(side) / LN9
      const expected = (100 * Math.PI * s) / Math.sin(Math.PI * s)
      const mean = meanOf(metalogOf({ p10: 100 / side, p50: 100, p90: 100 * side }, { lower: 0 }))
      expect(Math.abs(mean / expected - 1)).toBeLessThan(1e-9)
    },
  )

  test('the mean is infinite where the log scale is as steep as 1, and not with a capped tail', () => {
    const steep = metalogOf({ p10: 1, p50: 10, p90: 100 }, { lower: 0 })
    expect(meanOf(steep)).toBe(Infinity)
    expect(meanOf(withUpperTail(steep, { paretoIndex: 1, capTimesP90: 5 }))).toBeLessThan(81)
    expect(meanOf(metalogOf({ p10: -99, p50: -8, p90: 0.19 }, { upper: 1 }))).toBe(-Infinity)
  })

  test('a symmetric share has its middle as mean', () => {
    expect(meanOf(metalogOf({ p10: 0.3, p50: 0.5, p90: 0.7 }, SHARE))).toBeCloseTo(0.5, 12)
  })

  test('the mean of two logistic halves is centre + (above − below) · ln 2', () => {
    const halves = metalogOf({ p10: 0, p50: 9, p90: 10 }, {})
    expect(halves.form).toBe('two-piece')
    expect(meanOf(halves)).toBeCloseTo(9 + ((1 - 9) / LN9) * Math.LN2, 10)
  })
})

describe('feasibility', () => {
  test('the limit on the skew is where the slope of the curve first touches 0', () => {
    let largest = 0
    for (let u = 0.5; u < 1; u += 1e-5) largest = Math.max(largest, u - 0.5 + u * (1 - u) * logit(u))
    expect(1 / largest).toBeCloseTo(MAX_SKEW_PER_SLOPE, 7)
    expect(MAX_SKEW_PER_SLOPE).toBeCloseTo(1.66711, 5) // as published by Keelin 2016
  })

  test.each([
    [0.1665, 'two-piece'],
    [0.1667, 'metalog'],
    [0.8333, 'metalog'],
    [0.8335, 'two-piece'],
  ])('P50 at share %s of the way from P10 to P90 gives a %s', (p50, form) => {
    expect(metalogOf({ p10: 0, p50, p90: 1 }, {}).form).toBe(form)
  })

  test('the fallback keeps the three quantiles', () => {
    const share = metalogOf({ p10: 0.5, p50: 0.99, p90: 0.995 }, SHARE)
    expect(share.form).toBe('two-piece')
    expect([0.1, 0.5, 0.9].map((u) => quantile(share, u).toFixed(12))).toEqual([
      '0.500000000000',
      '0.990000000000',
      '0.995000000000',
    ])
  })
})

describe('ranges that touch a bound or themselves', () => {
  test('P10 on the lower bound: linear, and the tenth below P10 lies on the bound', () => {
    const gain = metalogOf({ p10: 0, p50: 0.002, p90: 0.008 }, SHARE)
    expect(gain).toMatchObject({ form: 'metalog', scale: 'linear', isClamped: true })
    expect([0.001, 0.05, 0.1, 0.5].map((u) => quantile(gain, u))).toEqual([0, 0, 0, 0.002])
    expect(quantile(gain, 0.9)).toBeCloseTo(0.008, 15)
    expect(meanOf(gain)).toBeCloseTo(midpointMean(gain), 8)
    expect(meanOf(gain)).toBeGreaterThan(gain.centre + gain.skew / 2) // cut off below only
  })

  test('P50 and P90 on the upper bound: half of the chance lies on it', () => {
    const lost = metalogOf({ p10: 0.7, p50: 1, p90: 1 }, SHARE)
    expect(lost).toMatchObject({ form: 'two-piece', isClamped: true })
    expect([0.5, 0.7, 0.999].map((u) => quantile(lost, u))).toEqual([1, 1, 1])
    expect(quantile(lost, 0.1)).toBeCloseTo(0.7, 12)
    expect(quantile(lost, 1e-6)).toBe(0)
    expect(meanOf(lost)).toBeCloseTo(midpointMean(lost), 6)
  })

  test('P10 and P50 on the lower bound', () => {
    const rare = metalogOf({ p10: 0, p50: 0, p90: 0.01 }, SHARE)
    expect([0.2, 0.5].map((u) => quantile(rare, u))).toEqual([0, 0])
    expect(quantile(rare, 0.9)).toBeCloseTo(0.01, 14)
  })

  test('P10 = P50 inside the bounds: an atom of one half', () => {
    const held = metalogOf({ p10: 3, p50: 3, p90: 5 }, { lower: 0 })
    expect(held).toMatchObject({ form: 'two-piece', isClamped: false })
    expect(quantile(held, 1e-9)).toBeCloseTo(3, 12)
    expect(quantile(held, 0.9)).toBeCloseTo(5, 12)
  })

  test('all three equal: a point, also on a bound and with a tail', () => {
    const point = withUpperTail(metalogOf({ p10: 4, p50: 4, p90: 4 }, { lower: 4 }), {
      paretoIndex: 1,
      capTimesP90: 9,
    })
    expect(point.form).toBe('point')
    expect([0, 0.3, 0.99, 1].map((u) => quantile(point, u))).toEqual([4, 4, 4, 4])
    expect(meanOf(point)).toBe(4)
  })

  test.each([
    [{ p10: 2, p50: 1, p90: 3 }, {}],
    [{ p10: 1, p50: 2, p90: 3 }, { lower: 1.5 }],
    [{ p10: 1, p50: 2, p90: 3 }, { upper: 2.5 }],
    [{ p10: Number.NaN, p50: 2, p90: 3 }, {}],
    [{ p10: 1, p50: 2, p90: Infinity }, {}],
  ])('%o within %o is a defect of the caller', (range, bounds) => {
    expect(() => metalogOf(range, bounds)).toThrow(RangeError)
  })
})

describe('the upper tail', () => {
  const fat = { paretoIndex: 2, capTimesP90: 5 }

  test('leaves the body alone and starts at P90', () => {
    const body = metalogOf(COST, { lower: 0 })
    const tailed = withUpperTail(body, fat)
    for (const u of [0.01, 0.5, 0.8999]) expect(quantile(tailed, u)).toBe(quantile(body, u))
    expect(quantile(tailed, 0.9 + 1e-12)).toBeCloseTo(40_000, 4)
  })

  test('makes a value x times P90 ten to the minus one times x to the minus index as likely', () => {
    const tailed = withUpperTail(metalogOf(COST, { lower: 0 }), fat)
    expect(quantile(tailed, 1 - 0.1 * 3 ** -2)).toBeCloseTo(120_000, 6)
    expect(quantile(tailed, 1)).toBe(200_000)
  })

  test('does nothing where P90 is 0 or negative, and stops at the upper bound', () => {
    const none = metalogOf({ p10: -3, p50: -1, p90: 0 }, {})
    expect(withUpperTail(none, fat)).toBe(none)
    const share = withUpperTail(metalogOf({ p10: 0.1, p50: 0.2, p90: 0.5 }, SHARE), fat)
    expect(quantile(share, 1)).toBe(1)
    expect(meanOf(share)).toBeCloseTo(midpointMean(share), 6)
  })

  test.each([1, 1.5, 3])('has its mean in closed form (index %s)', (paretoIndex) => {
    const tailed = withUpperTail(metalogOf(COST, { lower: 0 }), { paretoIndex, capTimesP90: 8 })
    expect(Math.abs(meanOf(tailed) / midpointMean(tailed) - 1)).toBeLessThan(1e-6)
  })

  test('asks for a positive index and a cap of at least 1', () => {
    const body = metalogOf(COST, { lower: 0 })
    expect(() => withUpperTail(body, { paretoIndex: 0, capTimesP90: 5 })).toThrow(RangeError)
    expect(() => withUpperTail(body, { paretoIndex: 1, capTimesP90: 0.5 })).toThrow(RangeError)
  })
})

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const anyBounds = fc.constantFrom<Bounds>({}, { lower: 0 }, { upper: 1 }, SHARE)
/** Ordered triplets in [0, 1], about a third of them touching themselves or a bound. */
const anyRange = fc
  .tuple(unit, unit, unit, fc.constantFrom('free', 'free', 'free', 'free', 'low', 'high', 'halves'))
  .map(([a, b, c, kind]) => {
    const [p10, p50, p90] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
    if (kind === 'low') return { p10: 0, p50, p90 }
    if (kind === 'high') return { p10, p50, p90: 1 }
    return kind === 'halves' ? { p10, p50: p10, p90 } : { p10, p50, p90 }
  })

describe('for 10,000 random triplets', () => {
  test('the three quantiles hold, values never fall with u and never leave the bounds', () => {
    const grid = [
      0,
      1e-9,
      1e-3,
      0.02,
      0.1,
      0.2,
      0.35,
      0.4999,
      0.5,
      0.6,
      0.8,
      0.9,
      0.917,
      0.95,
      0.999,
      1 - 1e-9,
      1,
    ]
    fc.assert(
      fc.property(anyRange, anyBounds, (range, bounds) => {
        const metalog = metalogOf(range, bounds)
        expect(Math.abs(quantile(metalog, 0.1) - range.p10)).toBeLessThan(1e-12)
        expect(Math.abs(quantile(metalog, 0.5) - range.p50)).toBeLessThan(1e-12)
        expect(Math.abs(quantile(metalog, 0.9) - range.p90)).toBeLessThan(1e-12)

        const values = grid.map((u) => quantile(metalog, u))
        for (let i = 1; i < values.length; i++) {
          expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]! - 1e-14)
        }
        expect(values[0]).toBeGreaterThanOrEqual(bounds.lower ?? -Infinity)
        expect(values.at(-1)).toBeLessThanOrEqual(bounds.upper ?? Infinity)
      }),
      { numRuns: 10_000 },
    )
  })

  test('scaling and shifting a range without bounds scales and shifts its quantiles', () => {
    fc.assert(
      fc.property(anyRange, unit, (range, u) => {
        fc.pre(u > 1e-6 && u < 1 - 1e-6)
        const moved = { p10: 7 + 3 * range.p10, p50: 7 + 3 * range.p50, p90: 7 + 3 * range.p90 }
        const expected = 7 + 3 * quantile(metalogOf(range, {}), u)
        expect(quantile(metalogOf(moved, {}), u)).toBeCloseTo(expected, 6)
      }),
    )
  })
})

test('a column is filled with the same values as one by one', () => {
  const u = Float64Array.from({ length: 999 }, (_, i) => (i + 1) / 1000)
  const shared = u.map(logit)
  const out = new Float64Array(999)
  const metalogs = [
    metalogOf({ p10: 0.1, p50: 0.2, p90: 0.5 }, SHARE),
    withUpperTail(metalogOf({ p10: 0, p50: 5, p90: 30 }, { lower: 0 }), { paretoIndex: 1.2, capTimesP90: 4 }),
  ]
  for (const metalog of metalogs) {
    fillQuantiles(metalog, shared, u, out)
    expect(Array.from(out)).toEqual(Array.from(u, (share) => quantile(metalog, share)))
  }
})

/** A second way to the mean: a million equal steps of u. */
function midpointMean(metalog: Metalog): number {
  const steps = 1_000_000
  let sum = 0
  for (let i = 0; i < steps; i++) sum += quantile(metalog, (i + 0.5) / steps)
  return sum / steps
}
