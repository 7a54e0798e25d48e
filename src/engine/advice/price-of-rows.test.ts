import { expect, test } from 'vitest'
import { normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { actOf, priceOfGroups } from './answer-price.ts'
import { groupsOf } from './asking.ts'
import { priceOfRows } from './price-of-rows.ts'

const COUNT = 4096
const rng = makeRng(3, 0)
const coin = () => Uint8Array.from({ length: COUNT }, () => (rng() < 0.5 ? 0 : 1))
const [first, second] = [coin(), coin()]
const noise = Float64Array.from({ length: COUNT }, () => 100 * normalQuantile(rng()))
const sign = (row: Uint8Array, n: number) => 2 * row[n]! - 1

test('worked example from docs/methods/value-of-knowing.md: two rows that only together turn a loss into a gain', () => {
  // −150, and 100 more or less by each row: 50 where both say yes, in a quarter of the scenarios
  const both = actOf(
    'step',
    noise.map((eur, n) => eur - 150 + 100 * sign(first, n) + 100 * sign(second, n)),
  )
  const rows = [groupsOf(first), groupsOf(second)]
  const { valueEur, standardErrorEur, chanceOfChange, about } = priceOfRows(rows, [both], [1])
  expect(Math.abs(valueEur - 50 / 4)).toBeLessThan(3 * standardErrorEur)
  expect(Math.abs(chanceOfChange - 1 / 4)).toBeLessThan(0.03)
  expect(about).toBe('step')
  for (const row of rows) expect(priceOfGroups(row, [both], [1]).valueEur).toBe(0) // −50 at best by one alone
})

test('rows that say the same are not counted twice', () => {
  const act = actOf(
    'step',
    noise.map((eur, n) => eur + 100 * sign(first, n)),
  )
  const one = priceOfGroups(groupsOf(first), [act], [1])
  const twice = priceOfRows([groupsOf(first), groupsOf(first)], [act], [1])
  expect(twice.valueEur).toBeLessThan(1.05 * one.valueEur)
})

test('rows that say nothing are worth nothing', () => {
  const act = actOf('step', noise)
  const { valueEur, standardErrorEur } = priceOfRows([groupsOf(first), groupsOf(second)], [act], [1])
  expect(Math.abs(valueEur)).toBeLessThanOrEqual(3 * standardErrorEur + 1e-9)
})

test('a page without rows is worth nothing', () => {
  expect(priceOfRows([], [actOf('step', noise)], [1])).toMatchObject({ valueEur: 0, chanceOfChange: 0 })
})
