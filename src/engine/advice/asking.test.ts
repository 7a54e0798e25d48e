import { describe, expect, test } from 'vitest'
import { normalCdf, normalDensity, normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { sobolPoints } from '../kernel/sobol.ts'
import { mean } from '../kernel/summary.ts'
import { safetyDependsOn, valueOfKnowing } from './asking.ts'
import type { Candidate } from './candidate.ts'
import type { FirmWorld } from './firm-world.ts'

const candidate = (values: Float64Array, trouble = new Float64Array(values.length)): Candidate => ({
  action: 'do',
  target: 'x',
  begin: 'x',
  order: ['x'],
  expectedNetPresentValueEur: mean(values),
  addedChanceOfTrouble: mean(trouble),
  isSafe: true,
  plan: undefined,
  values,
  trouble,
})
const nothing = (count: number) => candidate(new Float64Array(count))
const worldOf = (count: number) => ({ count, isTrouble: new Uint8Array(count) }) as unknown as FirmWorld

describe('value of knowing', () => {
  test('worked example from docs/methods/value-of-knowing.md', () => {
    const answers = Float64Array.from({ length: 20 }, (_, n) => n % 5)
    const values = answers.map((answer) => 1000 * [-35, -15, 5, 25, 45][answer]!)
    const doIt = candidate(values)
    const { valueEur } = valueOfKnowing(answers, [nothing(20), doIt], doIt, worldOf(20), 0.01)
    expect(valueEur).toBeCloseTo(10_000, 9)
  })

  test('a fact that decides nothing is worth nothing', () => {
    const answers = Float64Array.from({ length: 100 }, (_, n) => n)
    const doIt = candidate(new Float64Array(100).fill(7))
    expect(valueOfKnowing(answers, [nothing(100), doIt], doIt, worldOf(100), 0.01).valueEur).toBe(0)
  })

  test('a fact with two answers makes two groups', () => {
    const answers = Float64Array.from({ length: 400 }, (_, n) => n % 2)
    const doIt = candidate(answers.map((answer) => (answer === 1 ? 100 : -60)))
    expect(valueOfKnowing(answers, [nothing(400), doIt], doIt, worldOf(400), 0.01).valueEur).toBeCloseTo(
      30,
      9,
    )
  })

  test('an answer for which the choice is unsafe makes another choice there', () => {
    const answers = Float64Array.from({ length: 400 }, (_, n) => n % 2)
    const risky = candidate(
      answers.map(() => 100),
      answers.map((answer) => answer * 0.1),
    )
    const world = worldOf(400)
    expect(valueOfKnowing(answers, [nothing(400), risky], risky, world, 0.06).valueEur).toBeCloseTo(-50, 9)
    expect(safetyDependsOn(answers, risky, world, 0.06)).toBe(true)
    expect(safetyDependsOn(answers, risky, world, 0.11)).toBe(false)
  })

  /** U = mean + spread × x + noise × e against 0, x known only by its fifth. */
  const fifthMean = (k: number) => {
    const density = (share: number) => (share <= 0 || share >= 1 ? 0 : normalDensity(normalQuantile(share)))
    return (density(k / 5) - density((k + 1) / 5)) * 5
  }
  const byFifths = (centre: number, spread: number) =>
    [0, 1, 2, 3, 4].reduce((sum, k) => sum + Math.max(0, centre + spread * fifthMean(k)) / 5, 0) -
    Math.max(0, centre)
  const perfect = (centre: number, spread: number) =>
    centre * normalCdf(centre / spread) + spread * normalDensity(centre / spread) - Math.max(0, centre)

  test('normal value, normal fact, two actions: the closed form for fifths, within 3 standard errors', () => {
    const N = 2 ** 14
    const points = sobolPoints({ dimensions: 2, log2Count: 14, seed: 5 })
    if (!points.ok) throw new Error('no points')
    const [x, e] = [0, 1].map((d) => points.value.column(d).map(normalQuantile))
    for (const [centre, spread] of [
      [0, 100],
      [30, 100],
      [-60, 100],
      [20, 40],
    ] as const) {
      const doIt = candidate(x!.map((score, n) => centre + spread * score + 50 * e![n]!))
      const chosen = centre > 0 ? doIt : nothing(N)
      const { valueEur, standardErrorEur } = valueOfKnowing(x!, [nothing(N), doIt], chosen, worldOf(N), 0.01)
      expect(Math.abs(valueEur - byFifths(centre, spread))).toBeLessThan(3 * standardErrorEur)
      expect(byFifths(centre, spread)).toBeLessThanOrEqual(perfect(centre, spread))
      expect(byFifths(centre, spread)).toBeGreaterThan(0.94 * perfect(centre, spread))
    }
  })

  test('noise does not pass for value: twenty equal actions, an idle fact, on average nothing', () => {
    const [N, runs] = [1024, 40]
    const found = Float64Array.from({ length: runs }, (_, run) => {
      const rng = makeRng(run, 9)
      const normal = () => Float64Array.from({ length: N }, () => normalQuantile(rng()))
      const actions = Array.from({ length: 20 }, () => candidate(normal()))
      const chosen = actions.toSorted((a, b) => mean(b.values) - mean(a.values))[0]!
      return valueOfKnowing(normal(), actions, chosen, worldOf(N), 0.01).valueEur
    })
    // each run: difference of two means of N standard normals, at most √(2/N); naive grouping finds about 0.08
    expect(Math.abs(mean(found))).toBeLessThan(3 * Math.sqrt(2 / N / runs))
  })
})
