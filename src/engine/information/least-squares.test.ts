import { describe, expect, test } from 'vitest'
import { makeRng } from '../kernel/rng.ts'
import { mean, variance } from '../kernel/summary.ts'
import { binomialChance, drawBinomial, logFactorial } from './binomial.ts'
import { fittedValue, fitterOn } from './least-squares.ts'
import { naturalSpline } from './natural-spline.ts'
import { splineDesign } from './spline-design.ts'

const rng = makeRng(3, 1)
const values = Float64Array.from({ length: 500 }, () => 10 * rng() ** 2)
const KNOTS = 6
const basis = naturalSpline(values, KNOTS)
const row = (x: number) => {
  const out = new Float64Array(basis.size)
  basis.fill(x, out, 0)
  return out
}
const combined = (x: number, weights: readonly number[]) =>
  row(x).reduce((sum, value, i) => sum + value * weights[i]!, 0)

describe('a natural spline', () => {
  const wild = [3, -1, 4, 1, -5, 9]

  const sorted = values.slice().sort()
  const knots = Array.from({ length: KNOTS }, (_, i) => {
    const place = (i * 499) / (KNOTS - 1)
    const below = Math.min(Math.floor(place), 498)
    return sorted[below]! + (place - below) * (sorted[below + 1]! - sorted[below]!)
  })
  const low = knots[0]!
  const high = knots.at(-1)!

  test('adds up to 1 and makes every straight line, also beyond the ends', () => {
    for (const x of [low - 3, low, 0.5, 2, 7.3, high, high + 4]) {
      expect(row(x).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10)
      expect(combined(x, knots)).toBeCloseTo(x, 8)
    }
  })

  test('passes through its weights, without a jump in value, slope or bend, and without bend at the ends', () => {
    const h = 1e-4
    const at = (x: number) => combined(x, wild)
    const bendFrom = (x: number, to: number) => (at(x) - 2 * at(x + to) + at(x + 2 * to)) / to ** 2
    const slopeFrom = (x: number, to: number) => (at(x + to) - at(x)) / to - (to / 2) * bendFrom(x, to)
    const bends = knots.map((knot) => Math.abs(bendFrom(knot, h)))
    expect(Math.max(...bends)).toBeGreaterThan(10) // it does bend, so that 0.5 is small
    for (const [i, knot] of knots.entries()) {
      expect(at(knot)).toBeCloseTo(wild[i]!, 8)
      const bend = bendFrom(knot, h)
      expect(Math.abs(slopeFrom(knot, h) - slopeFrom(knot, -h))).toBeLessThan(1e-3)
      expect(Math.abs(bend - bendFrom(knot, -h))).toBeLessThan(0.5)
      if (i === 0 || i === KNOTS - 1) expect(Math.abs(bend)).toBeLessThan(0.5)
    }
  })

  test('gives each of few values its own mean', () => {
    const { size, fill } = naturalSpline(Float64Array.from([1, 5, 1, 2, 5, 2]), 5)
    const out = new Float64Array(3)
    fill(2, out, 0)
    expect(size).toBe(3)
    expect([...out].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 1, 0])
    expect(naturalSpline(new Float64Array(3).fill(7), 5).size).toBe(1)
  })
})

describe('least squares', () => {
  test('finds a function that the columns can make, from a part of the rows', () => {
    const other = Float64Array.from({ length: 500 }, () => rng())
    const design = splineDesign([values, other], 4)
    const truth = (n: number) => 3 - values[n]! + 2 * other[n]! + 0.5 * values[n]! * other[n]!
    const coefficients = fitterOn(design, 0, 300).fit(truth)
    for (let n = 300; n < 500; n++) expect(fittedValue(design, coefficients, n)).toBeCloseTo(truth(n), 6)
  })

  test('a column twice does no harm', () => {
    const cells = Float64Array.from([1, 0, 0, 1, 1, 1, 1, 2, 2, 1, 3, 3])
    const design = { rows: 4, columns: 3, cells }
    const coefficients = fitterOn(design, 0, 4).fit((n) => 5 + 2 * n)
    for (let n = 0; n < 4; n++) expect(fittedValue(design, coefficients, n)).toBeCloseTo(5 + 2 * n, 10)
  })

  test('a spline that is too wide or without rows is refused', () => {
    expect(() => splineDesign([], 5)).toThrow(RangeError)
    expect(() => splineDesign([values], 1)).toThrow(RangeError)
    expect(() => splineDesign([values, values, values, values], 5)).toThrow(RangeError)
    expect(() => splineDesign([values, new Float64Array(3)], 5)).toThrow(RangeError)
  })
})

describe('binomial draws', () => {
  test('log n! is the sum of logs', () => {
    let sum = 0
    for (let n = 1; n <= 3000; n++) {
      sum += Math.log(n)
      expect(Math.abs(logFactorial(n) - sum)).toBeLessThan(1e-12 * (1 + sum))
    }
  })

  test('the chances of all outcomes add up to 1', () => {
    for (const [trials, chance] of [
      [1, 0.3],
      [25, 0.01],
      [400, 0.8],
    ] as const) {
      const chances = Array.from({ length: trials + 1 }, (_, hits) => binomialChance(hits, trials, chance))
      expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 11)
    }
  })

  test('small ones have the right frequencies (χ² below its 99.9 % point)', () => {
    const drawn = 50_000
    const hits = new Float64Array(6)
    for (let n = 0; n < drawn; n++) hits[drawBinomial(5, 0.35, rng)]!++
    const chiSquare = hits.reduce((sum, seen, k) => {
      const expected = drawn * binomialChance(k, 5, 0.35)
      return sum + (seen - expected) ** 2 / expected
    }, 0)
    expect(chiSquare).toBeLessThan(20.52)
  })

  test('large ones have the right mean and variance; certain ones are certain', () => {
    const draws = Array.from({ length: 4000 }, () => drawBinomial(10_000, 0.3, rng))
    expect(Math.abs(mean(draws) - 3000)).toBeLessThan(3 * Math.sqrt(2100 / 4000))
    expect(Math.abs(variance(draws) / 2100 - 1)).toBeLessThan(3 * Math.sqrt(2 / 4000))
    expect([drawBinomial(7, 0, rng), drawBinomial(7, 1, rng), drawBinomial(0, 0.5, rng)]).toEqual([0, 7, 0])
  })
})
