import fc from 'fast-check'
import { expect, test } from 'vitest'
import { correlation, mean, shareWhere, sum, variance } from './summary.ts'

const X = [3.2, -1.5, 7.7, 0.1, 2.2, 9.9, 4.4, -3.3, 5, 1]
const Y = [1, 4, 2, 2, 5, 7, 3, -1, 0, 8]
const columns = fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 2, maxLength: 300 })

test('worked example: NumPy 2.4.6 gives these', () => {
  expect(mean(X)).toBeCloseTo(2.87, 14)
  expect(variance(X)).toBeCloseTo(16.502333333333336, 13)
  expect(correlation(X, Y)).toBeCloseTo(0.26789477656156635, 14)
})

test('a large common offset does not spoil the variance', () => {
  expect(variance([4, 7, 13, 16].map((x) => x + 1e9))).toBe(30)
})

test('a million tenths add up to 100,000 within 1e-10, where adding one by one is 1e-6 off', () => {
  const tenths = new Float64Array(1_000_000).fill(0.1)
  expect(Math.abs(sum(tenths) - 100_000)).toBeLessThan(1e-10)
  expect(Math.abs(tenths.reduce((total, x) => total + x, 0) - 100_000)).toBeGreaterThan(1e-6)
})

test('the sum does not depend on where it is cut', () => {
  fc.assert(
    fc.property(columns, fc.nat(300), (values, cut) => {
      const at = Math.min(cut, values.length)
      expect(sum(values, 0, at) + sum(values, at)).toBeCloseTo(sum(values), 8)
    }),
  )
})

test('shifting leaves the variance and the correlation, scaling multiplies the variance by the square', () => {
  fc.assert(
    fc.property(columns, (values) => {
      const moved = values.map((x) => 3 * x + 11)
      expect(Math.abs(variance(moved) - 9 * variance(values))).toBeLessThan(1e-6 * (1 + variance(values)))
      if (variance(values) > 1e-6) expect(correlation(values, moved)).toBeCloseTo(1, 8)
    }),
  )
})

test('shareWhere counts', () => {
  expect(shareWhere(X, (x) => x < 0)).toBe(0.2)
})

test('what does not exist is NaN; columns of different length are a defect', () => {
  expect([mean([]), variance([1]), shareWhere([], () => true), correlation([1, 1], [1, 2])]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect(() => correlation([1, 2], [1])).toThrow(RangeError)
})
