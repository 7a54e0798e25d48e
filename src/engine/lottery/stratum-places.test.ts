import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stratumPlaces, systematicPlaces } from './stratum-places.ts'

test('worked example from docs/methods/lottery.md', () => {
  expect(systematicPlaces([3, 4, 5], 5, 5)).toEqual([1, 2, 2])
})

const problem = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 8 }).chain((counts) => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return fc.record({ counts: fc.constant(counts), total: fc.constant(total), places: fc.nat({ max: total }) })
})

test('over all starts the mean is exactly the share, and each time all places are spent', () => {
  fc.assert(
    fc.property(problem, ({ counts, total, places }) => {
      const sums = counts.map(() => 0)
      for (let start = 0; start < total; start++) {
        const given = systematicPlaces(counts, places, start)
        expect(given.reduce((sum, k) => sum + k, 0)).toBe(places)
        given.forEach((k, s) => {
          const share = (places * counts[s]!) / total
          expect(k === Math.floor(share) || k === Math.ceil(share)).toBe(true)
          sums[s]! += k
        })
      }
      expect(sums).toEqual(counts.map((count) => places * count))
    }),
  )
})

test('no product loses digits at the largest list', () => {
  const counts = [333_333, 333_334, 333_333]
  expect(systematicPlaces(counts, 999_999, 999_999).reduce((sum, k) => sum + k, 0)).toBe(999_999)
})

test('more places than applicants are not given out', () => {
  const places = stratumPlaces(
    new Map([
      ['a', 2],
      ['b', 3],
    ]),
    9,
    'seed',
  ).map(({ name, places: k }) => [name, k])
  expect(places.sort()).toEqual([
    ['a', 2],
    ['b', 3],
  ])
})
