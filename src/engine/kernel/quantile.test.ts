import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantileOf, quantilesOf } from './quantile.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
const share = fc.double({ noNaN: true, min: 0, max: 1 })

test('worked example: NumPy 2.4.6 gives these quantiles by its default', () => {
  const values = [3.2, -1.5, 7.7, 0.1, 2.2, 9.9, 4.4, -3.3, 5, 1]
  const expected = [-3.3, -1.68, 0.325, 2.7, 4.958, 7.92, 9.9]
  quantilesOf(values, [0, 0.1, 0.25, 0.5, 0.77, 0.9, 1]).forEach((q, i) => {
    expect(q).toBeCloseTo(expected[i]!, 12)
  })
})

test('equals the definition on sorted values, whatever the order of the probabilities', () => {
  fc.assert(
    fc.property(
      fc.array(finite, { minLength: 1, maxLength: 60 }),
      fc.array(share, { maxLength: 6 }),
      (values, shares) => {
        const sorted = values.toSorted((a, b) => a - b)
        const byDefinition = (p: number) => {
          const h = (values.length - 1) * p
          const low = sorted[Math.floor(h)]!
          const high = sorted[Math.ceil(h)]!
          return low + (h - Math.floor(h)) * (high - low)
        }
        quantilesOf(values, shares).forEach((q, i) => {
          expect(Math.abs(q - byDefinition(shares[i]!))).toBeLessThan(1e-8)
        })
      },
    ),
    { numRuns: 500 },
  )
})

test('finds the right ranks in 20,000 values with many ties', () => {
  const values = Float64Array.from({ length: 20_001 }, (_, i) => (i * 7919) % 1000)
  const sorted = values.toSorted()
  const shares = [0.9, 0.05, 0.5, 0.333]
  expect(quantilesOf(values, shares)).toEqual(shares.map((p) => sorted[20_000 * p]!))
})

test('leaves the values alone and works in a larger scratch', () => {
  const values = Float64Array.of(5, 3, 9, 1)
  expect(quantileOf(values, 0.5, new Float64Array(10))).toBe(4)
  expect([...values]).toEqual([5, 3, 9, 1])
})

test('keeps infinite values in their place', () => {
  expect(quantilesOf([Infinity, 1, 2, Infinity, Infinity], [0, 0.25, 0.75, 1])).toEqual([
    1,
    2,
    Infinity,
    Infinity,
  ])
})

test('answers NaN where a value is not a number, and throws without values or outside [0, 1]', () => {
  expect(quantileOf([1, Number.NaN, 2], 0.5)).toBeNaN()
  expect(() => quantileOf([], 0.5)).toThrow(RangeError)
  expect(() => quantileOf([1], 1.1)).toThrow(RangeError)
})
