import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studentP90, updateAmount } from './update-amount.ts'

test.each([
  [1, 3.078, 0.1],
  [3, 1.6377, 0.001],
  [4, 1.5332, 0.0005],
  [10, 1.3722, 0.0001],
  [30, 1.3104, 0.0001],
  [1e9, 1.2816, 0.0001],
])(
  'P90 of Student t with %i degrees of freedom is %f, as in printed tables',
  (degrees, expected, tolerance) => {
    expect(Math.abs(studentP90(degrees) - expected)).toBeLessThan(tolerance)
  },
)

test('worked example from docs/methods/population.md: one firm at 1.262 half widths, against three', () => {
  const after = updateAmount({ centre: 0, spread: 1 }, { firms: 1, sum: 1.262, sumOfSquares: 1.262 ** 2 }, 3)
  expect(after.centre).toBeCloseTo(0.3155, 4) // 1.262 / 4
  expect(after.spread).toBeCloseTo(1.222, 3)
})

const tally = (values: readonly number[]) => ({
  firms: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
})

test('the middle lies between what was believed and the mean of the firms, and everything is finite', () => {
  const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 40 })
  const belief = fc.double({ min: -2, max: 2, noNaN: true })
  fc.assert(
    fc.property(values, belief, fc.double({ min: 1, max: 30, noNaN: true }), (told, centre, weight) => {
      const after = updateAmount({ centre, spread: 1 }, tally(told), weight)
      const mean = tally(told).sum / told.length
      expect(after.centre).toBeGreaterThanOrEqual(Math.min(mean, centre) - 1e-9)
      expect(after.centre).toBeLessThanOrEqual(Math.max(mean, centre) + 1e-9)
      expect(after.spread).toBeGreaterThan(0)
      expect(after.spread).toBeLessThan(20)
    }),
  )
})

test('where all firms say the same as was believed, the range only narrows', () => {
  const spreads = [1, 3, 10, 100, 1000].map(
    (firms) => updateAmount({ centre: 0.5, spread: 1 }, tally(Array(firms).fill(0.5)), 3).spread,
  )
  expect(spreads).toEqual(spreads.toSorted((a, b) => b - a))
  expect(spreads[0]).toBeLessThan(1)
  expect(spreads[4]).toBeGreaterThan(0)
})

test('the predictive range is that of the closed form: t with κ and ν raised by the number of firms', () => {
  const told = [-1, 0.5, 2, 2]
  const { centre, spread } = updateAmount({ centre: 0.2, spread: 0.9 }, tally(told), 5)
  const scale = 0.9 / (1.4759 * Math.sqrt(1.2)) // t with 5 degrees of freedom: 1.4759
  const mean = 3.5 / 4
  const within = told.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const variance = (5 * scale ** 2 + within + (20 / 9) * (mean - 0.2) ** 2) / 9
  expect(centre).toBeCloseTo((5 * 0.2 + 3.5) / 9, 12)
  expect(spread).toBeCloseTo(1.383 * Math.sqrt(variance * (1 + 1 / 9)), 3) // t with 9: 1.3830
})
