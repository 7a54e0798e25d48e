import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareBetween, withOdds, withOrderedOdds } from './odds.ts'

test('odds of one to four, doubled, are one to two', () => {
  expect(withOdds(0.2, 2)).toBeCloseTo(1 / 3, 12)
  expect(withOdds(0, 5)).toBe(0)
  expect(withOdds(1, 5)).toBe(1)
})

test('with ordered odds every answer is exceeded with the odds multiplied, and shares still add up to one', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(weights, fc.double({ min: 0.05, max: 20, noNaN: true }), (raw, factor) => {
      const total = raw.reduce((sum, weight) => sum + weight, 0)
      fc.pre(total > 0.01)
      const shares = raw.map((weight) => weight / total)
      const moved = withOrderedOdds(shares, factor)
      expect(moved.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      for (const [rank] of shares.slice(1).entries()) {
        const above = (all: readonly number[]) => all.slice(rank + 1).reduce((sum, share) => sum + share, 0)
        expect(above(moved)).toBeCloseTo(withOdds(above(shares), factor), 9)
      }
      for (const share of moved) expect(share).toBeGreaterThan(-1e-12)
    }),
  )
})

test('between two shares lie others in equal steps of the log odds', () => {
  expect(shareBetween(0.2, 0.8, 0)).toBeCloseTo(0.2, 12)
  expect(shareBetween(0.2, 0.8, 0.5)).toBeCloseTo(0.5, 12)
  expect(shareBetween(0.2, 0.8, 1)).toBeCloseTo(0.8, 12)
})
