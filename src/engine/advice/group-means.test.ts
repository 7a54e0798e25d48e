import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { groupMeans } from './group-means.ts'

const GROUPS = 5
const SCORES = Float64Array.of(1, 2, 3, 4, 5)

/** Means of `size` values per group, with the given centres and standard deviation 1. */
function drawn(centres: readonly number[], size: number, seed: number) {
  const rng = makeRng(seed, 0)
  const sums = new Float64Array(GROUPS)
  let squares = 0
  for (let g = 0; g < GROUPS; g++) {
    for (let i = 0; i < size; i++) {
      const value = centres[g]! + normalQuantile(rng())
      sums[g]! += value
      squares += value * value
    }
  }
  const sizes = new Float64Array(GROUPS).fill(size)
  return { plain: sums.map((sum) => sum / size), smooth: groupMeans(sums, squares, sizes, SCORES).perGroup }
}

const errorOf = (means: Float64Array, centres: readonly number[]) =>
  means.reduce((sum, mean, g) => sum + (mean - centres[g]!) ** 2, 0)

describe('means per group of answers', () => {
  test('worked example from docs/methods/value-of-knowing.md', () => {
    // two groups of ten: means 0 and 2, variance 4 within; the trend explains 20, chance alone 4: 80 % is kept
    const squares = 10 * 0 + 10 * 4 + 18 * 4
    const { overall, perGroup } = groupMeans(
      Float64Array.of(0, 20),
      squares,
      Float64Array.of(10, 10),
      Float64Array.of(0, 1),
    )
    expect(overall).toBe(1)
    expect([...perGroup]).toEqual([expect.closeTo(0.2, 12), expect.closeTo(1.8, 12)])
  })

  test('are nearer the truth than plain means, whether the answer matters or not', () => {
    for (const centres of [
      [0, 0, 0, 0, 0],
      [-0.4, -0.2, 0, 0.2, 0.4],
      [0.3, 0, -0.3, 0, 0.3],
    ]) {
      let [plain, smooth] = [0, 0]
      for (let seed = 0; seed < 400; seed++) {
        const means = drawn(centres, 25, seed)
        plain += errorOf(means.plain, centres)
        smooth += errorOf(means.smooth, centres)
      }
      expect(smooth).toBeLessThan(0.95 * plain)
    }
  })

  test('with many values are the plain means', () => {
    const { plain, smooth } = drawn([3, 0, 5, -4, 1], 4000, 1)
    for (let g = 0; g < GROUPS; g++) expect(Math.abs(smooth[g]! - plain[g]!)).toBeLessThan(0.01)
  })

  test('an empty group gets what the trend says; no values at all are zero', () => {
    const sizes = Float64Array.of(2, 0, 2)
    const { perGroup } = groupMeans(Float64Array.of(0, 0, 4), 8, sizes, Float64Array.of(0, 1, 2))
    expect([...perGroup]).toEqual([0, 1, 2])
    expect(groupMeans(new Float64Array(1), 0, new Float64Array(1), new Float64Array(1)).overall).toBe(0)
  })
})
