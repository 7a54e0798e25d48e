import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { originalInterval, sensitivityOf } from './breakdown.ts'
import { makeDualProgramme } from './dual-programme.ts'
import { type EventStudy, type Interval, checkEventStudy, quadraticForm } from './event-study.ts'
import { foldedNormalQuantile, truncatedUpperTail } from './folded-normal.ts'
import { relativeMagnitudesInterval } from './relative-magnitudes.ts'
import { smoothnessInterval } from './smoothness.ts'

type Layout = Readonly<{ file: string; time: number; skip: number; referenceTime: number }>

function read({ file, time, skip, referenceTime }: Layout, postWeights: readonly number[]): EventStudy {
  const text = readFileSync(new URL(`../../../../fixtures/causal/${file}`, import.meta.url), 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  return {
    times: rows.map((row) => row[time]!),
    referenceTime,
    coefficients: rows.map((row) => row[1]!),
    covariance: rows.map((row) => row.slice(skip)),
    postWeights,
    level: 0.95,
  }
}

const EHEC = { file: 'ehec_twfe_beta_sigma.csv', time: 0, skip: 2, referenceTime: 2013 }
const COUNTIES = { file: 'mpdta_cs_eventstudy_beta_sigma.csv', time: 0, skip: 2, referenceTime: -1 }
const BC = { file: 'honest_BC_beta_sigma.csv', time: 2, skip: 3, referenceTime: 2008 }
const ehec = read(EHEC, [1, 0])
const counties = read(COUNTIES, [1, 0, 0, 0])
const average = read(COUNTIES, [0.25, 0.25, 0.25, 0.25])
const bc = read(BC, [1, 0, 0, 0])

function accepted<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const smooth = (study: EventStudy, bound: number) => accepted(smoothnessInterval(study, bound))
const relative = (study: EventStudy, ratio: number) => accepted(relativeMagnitudesInterval(study, ratio))
const difference = (found: Interval, low: number, high: number) =>
  Math.max(Math.abs(found.low - low), Math.abs(found.high - high))

/** A step of the grid of 1,000 points over 40 standard errors on which the reference intervals were found. */
function gridStep(study: EventStudy): number {
  const { low, high } = accepted(originalInterval(study))
  return ((high - low) / 2 / 1.959964) * (40 / 999)
}

describe('smoothness', () => {
  test.each([
    ['insurance', ehec, 0, 0.0259, 0.0607],
    ['insurance', ehec, 0.01, 0.0132, 0.0787],
    ['insurance', ehec, 0.02, 0.00286, 0.0907],
    ['insurance', ehec, 0.03, -0.00714, 0.101],
    ['insurance', ehec, 0.04, -0.0171, 0.111],
    ['insurance', ehec, 0.05, -0.0271, 0.121],
    ['counties', counties, 0, -0.0514, 0.0065],
    ['counties', counties, 0.01, -0.0453, 0.0371],
    ['counties', counties, 0.02, -0.0496, 0.0569],
    ['counties', counties, 0.03, -0.0587, 0.0678],
    ['restaurants', bc, 0, 0.1314, 0.2162],
    ['restaurants', bc, 0.1, 0.1194, 0.4185],
    ['restaurants', bc, 0.2, 0.0194, 0.5185],
    ['restaurants', bc, 0.3, -0.0806, 0.6185],
  ] as const)('of %s is within 0.0004 of the reference and no longer', (_, study, bound, low, high) => {
    const found = smooth(study, bound)
    expect(difference(found, low, high)).toBeLessThan(0.0004)
    expect(found.high - found.low).toBeLessThan(high - low + 0.0004)
  })

  test('no other estimator without bias under straight lines gives a shorter interval', () => {
    const rng = makeRng(5, 1)
    for (const bound of [0, 0.001, 0.003, 0.01]) {
      const best = smooth(average, bound)
      for (let i = 0; i < 4000; i++) {
        const size = 10 ** (-4 * rng())
        const kinks = [size * (rng() - 0.5) * 8, size * (rng() - 0.5) * 8]
        expect(lengthWith(average, kinks, bound)).toBeGreaterThan(best.high - best.low - 1e-9)
      }
    }
  })

  test('intervals get longer with the bound', () => {
    const lengths = [0, 0.001, 0.004, 0.02, 0.5]
      .map((bound) => smooth(average, bound))
      .map((x) => x.high - x.low)
    for (const [i, length] of lengths.slice(1).entries()) expect(length).toBeGreaterThan(lengths[i]!)
  })
})

/** Written on its own: estimator with three times before, worst bias by the corners of the second differences. */
function lengthWith(study: EventStudy, [a, b]: readonly number[], bound: number): number {
  const line = study.postWeights.reduce((sum, weight, t) => sum + weight * (t + 1), 0)
  const weights = [b!, a! - 2 * b!, b! - 2 * a! + line, ...study.postWeights]
  const times = [-3, -2, -1, 1, 2, 3, 4]
  let bias = 0
  for (let kink = -2; kink <= 3; kink++) {
    const path = times.map((t) => (kink < 0 ? Math.max(0, kink - t) : Math.max(0, t - kink)))
    bias += bound * Math.abs(path.reduce((sum, x, i) => sum + x * weights[i]!, 0))
  }
  const { sigma } = accepted(checkEventStudy(study))
  const error = Math.sqrt(quadraticForm(sigma, Float64Array.from(weights)))
  return 2 * error * foldedNormalQuantile(bias / error, 0.05)
}

describe('relative magnitudes', () => {
  test.each([
    ['insurance', ehec, 0.5, 0.0241, 0.0673],
    ['insurance', ehec, 1, 0.0171, 0.072],
    ['insurance', ehec, 1.5, 0.00859, 0.0796],
    ['insurance', ehec, 2, -0.00107, 0.0883],
    ['counties', counties, 0, -0.0429, 0.0031],
    ['counties', counties, 0.5, -0.0552, 0.0187],
    ['counties', counties, 1, -0.0736, 0.0381],
    ['counties', counties, 1.5, -0.0959, 0.0604],
    ['counties', counties, 2, -0.1191, 0.0836],
    ['counties, average', average, 0, -0.1155, -0.0388],
    ['counties, average', average, 0.5, -0.1555, 0.0004],
    ['counties, average', average, 1, -0.2106, 0.0564],
    ['restaurants', bc, 0.5, 0.1181, 0.2716],
    ['restaurants', bc, 1, 0.0672, 0.3187],
    ['restaurants', bc, 1.5, 0.0133, 0.3696],
  ] as const)('of %s at %#: within 1.5 steps of the grid of the reference', (_, study, ratio, low, high) => {
    expect(difference(relative(study, ratio), low, high)).toBeLessThan(1.5 * gridStep(study))
  })

  test('sets grow with the ratio', () => {
    const sets = [0, 0.5, 1, 2, 4].map((ratio) => relative(ehec, ratio))
    sets.slice(1).forEach((set, i) => {
      expect(set.low).toBeLessThan(sets[i]!.low)
      expect(set.high).toBeGreaterThan(sets[i]!.high)
    })
  })

  test('with ratio 0 the set is close to the original interval', () => {
    const original = accepted(originalInterval(average))
    expect(difference(relative(average, 0), original.low, original.high)).toBeLessThan(0.001)
  })

  test('one time after the reference is enough, and so is one before', () => {
    const cut = (keep: readonly number[]): EventStudy => ({
      ...ehec,
      times: keep.map((i) => ehec.times[i]!),
      coefficients: keep.map((i) => ehec.coefficients[i]!),
      covariance: keep.map((i) => keep.map((j) => ehec.covariance[i]![j]!)),
      postWeights: [1],
    })
    for (const study of [cut([0, 1, 2, 3, 4, 5]), cut([4, 5])]) {
      const set = relative(study, 0.5)
      expect(set.low).toBeLessThan(0.0464)
      expect(set.high).toBeGreaterThan(0.0464)
      expect(smooth(study, 0).low).toBeGreaterThan(-0.1)
    }
  })
})

describe('the worked example of the page', () => {
  test.each([
    [relative, 0.5, 0.0237, 0.0673],
    [relative, 1, 0.0167, 0.0723],
    [relative, 1.5, 0.0081, 0.0798],
    [relative, 2, -0.001, 0.0883],
    [smooth, 0, 0.026, 0.0607],
    [smooth, 0.01, 0.0132, 0.0787],
    [smooth, 0.02, 0.0028, 0.0907],
    [smooth, 0.03, -0.0072, 0.1007],
  ] as const)('holds in line %#', (method, restriction, low, high) => {
    expect(difference(method(ehec, restriction), low, high)).toBeLessThan(0.000051)
  })
})

describe('both', () => {
  test('scale with the unit of the outcome', () => {
    const times = 1000
    const scaled = {
      ...ehec,
      coefficients: ehec.coefficients.map((x) => x * times),
      covariance: ehec.covariance.map((row) => row.map((x) => x * times * times)),
    }
    expect(relative(scaled, 1).low / times).toBeCloseTo(relative(ehec, 1).low, 8)
    expect(smooth(scaled, 0.02 * times).high / times).toBeCloseTo(smooth(ehec, 0.02).high, 8)
  })

  test('do not depend on the order of the rows', () => {
    const order = [3, 6, 0, 5, 1, 4, 2]
    const mixed = {
      ...ehec,
      times: order.map((i) => ehec.times[i]!),
      coefficients: order.map((i) => ehec.coefficients[i]!),
      covariance: order.map((i) => order.map((j) => ehec.covariance[i]![j]!)),
    }
    expect(relative(mixed, 1)).toEqual(relative(ehec, 1))
    expect(smooth(mixed, 0.01)).toEqual(smooth(ehec, 0.01))
  })

  test('the breakdown value lies where the interval first includes zero', () => {
    const all = accepted(sensitivityOf(ehec, { bounds: [0], ratios: [1] }))
    const { smoothnessBreakdown: bound, relativeMagnitudesBreakdown: ratio } = all
    expect(bound.kind).toBe('found')
    expect(smooth(ehec, bound.value).low).toBeGreaterThan(0)
    expect(smooth(ehec, bound.value + 1e-6).low).toBeLessThanOrEqual(0)
    expect(relative(ehec, ratio.value).low).toBeGreaterThan(0)
    expect(relative(ehec, ratio.value + 2e-3).low).toBeLessThanOrEqual(0)
  })

  test('an effect that is not clear to begin with has no breakdown value', () => {
    const all = accepted(sensitivityOf(counties, { bounds: [], ratios: [] }))
    expect(all.smoothnessBreakdown.kind).toBe('never-excludes-zero')
  })

  test('the original interval of the restaurants is the published one', () => {
    expect(difference(accepted(originalInterval(bc)), 0.1588, 0.2331)).toBeLessThan(1e-4)
  })
})

describe('bad input', () => {
  const lopsided = ehec.covariance.map((row, i) => row.map((x, j) => (i === 0 && j === 1 ? x * 1.01 : x)))
  const indefinite = ehec.covariance.map((row, i) => row.map((x, j) => (i === j ? x : x * 3)))
  test.each([
    ['dimensions-differ', { coefficients: [1] }],
    ['dimensions-differ', { postWeights: [1] }],
    ['value-not-finite', { postWeights: [Number.NaN, 0] }],
    ['level-outside-limits', { level: 95 }],
    ['times-not-consecutive', { referenceTime: 2000 }],
    ['no-period-before', { times: [2014, 2015, 2016, 2017, 2018, 2019, 2020] }],
    ['no-period-after', { times: [2006, 2007, 2008, 2009, 2010, 2011, 2012] }],
    ['target-empty', { postWeights: [0, 0] }],
    ['covariance-not-symmetric', { covariance: lopsided }],
    ['covariance-not-positive-definite', { covariance: indefinite }],
  ] as const)('is refused: %s', (code, change) => {
    expect(relativeMagnitudesInterval({ ...ehec, ...change }, 1)).toEqual({ ok: false, error: { code } })
    expect(smoothnessInterval({ ...ehec, ...change }, 1)).toEqual({ ok: false, error: { code } })
  })

  test('is refused: a negative or unending restriction', () => {
    const refused = { ok: false, error: { code: 'restriction-outside-limits' } }
    expect(relativeMagnitudesInterval(ehec, -1)).toEqual(refused)
    expect(smoothnessInterval(ehec, Infinity)).toEqual(refused)
  })
})

describe('the parts', () => {
  test('the linear programme finds the best of all vertices', () => {
    const rng = makeRng(5, 2)
    for (let round = 0; round < 20; round++) {
      const half = Array.from({ length: 4 }, () => rng() - 0.5)
      const equations = [new Float64Array(8).fill(1), Float64Array.from([...half, ...half.map((x) => -x)])]
      const programme = makeDualProgramme(equations)
      for (let i = 0; i < 30; i++) {
        const y = Float64Array.from({ length: 8 }, () => rng() - 0.5)
        expect(programme.maximise(y)).toBeCloseTo(bestVertex(equations[1]!, y), 10)
      }
    }
  })

  test('the folded normal quantile gives its level back', () => {
    expect(foldedNormalQuantile(0, 0.05)).toBeCloseTo(1.959963984540054, 12)
    expect(foldedNormalQuantile(20, 0.05)).toBeCloseTo(21.64485362695147, 12)
  })

  test('the truncated tail runs from one to zero, far out too', () => {
    for (const low of [-5, 0, 29.9, 30.1, 200]) {
      expect(truncatedUpperTail(low, low, low + 1)).toBeCloseTo(1, 12)
      expect(truncatedUpperTail(low + 1, low, low + 1)).toBeCloseTo(0, 12)
    }
    expect(truncatedUpperTail(30.01, 30, 40)).toBeCloseTo(truncatedUpperTail(30.00999, 29.99999, 40), 2)
  })
})

/** Two equations: every vertex has at most two entries. */
function bestVertex(x: Float64Array, y: Float64Array): number {
  let best = -Infinity
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < x.length; j++) {
      const share = x[j]! / (x[j]! - x[i]!)
      if (i !== j && share >= 0 && share <= 1) best = Math.max(best, share * y[i]! + (1 - share) * y[j]!)
    }
  }
  return best
}
