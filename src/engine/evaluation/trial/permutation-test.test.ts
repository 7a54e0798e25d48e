import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { permutationTest } from './permutation-test.ts'
import { found, SETTINGS, trainingOf, trialOf } from './trial.test-data.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8')
const training = trialOf(trainingOf(fixture('nsw_dw.csv')))

describe('permutation', () => {
  test('sampled and exact agree within what the sample allows', () => {
    const rng = makeRng(4, 1)
    const data = trialOf(Array.from({ length: 14 }, (_, i) => ({ offered: i % 2, y: rng() + 0.3 * (i % 2) })))
    const exact = found(permutationTest(data, SETTINGS))
    const twin = trialOf([...Array(14).keys()].flatMap((i) => [{ offered: i % 2, y: data.outcome[i]! }]))
    expect(found(permutationTest(twin, SETTINGS))).toEqual(exact)
    // the same applicants beside a list of others that all have one outcome: too many draws to go through
    const many = trialOf([
      ...[...Array(14).keys()].map((i) => ({ offered: i % 2, y: data.outcome[i]!, stratum: 0 })),
      ...[...Array(60).keys()].map((i) => ({ offered: i % 2, y: 7, stratum: 1 })),
    ])
    const sampled = found(permutationTest(many, SETTINGS))
    expect(sampled.exact).toBe(false)
    const error = Math.sqrt((exact.twoSided * (1 - exact.twoSided)) / 20_000)
    expect(Math.abs(sampled.twoSided - exact.twoSided)).toBeLessThan(4 * error)
  })

  test('the interval holds the effects that are not rejected: it moves along with the outcome', () => {
    const base = found(permutationTest(training, { ...SETTINGS, draws: 2000 }))
    const moved = trialOf(
      [...training.offered].map((offered, i) => ({ offered, y: training.outcome[i]! + 5000 * offered })),
    )
    const after = found(permutationTest(moved, { ...SETTINGS, draws: 2000 }))
    expect(after.low - base.low).toBeCloseTo(5000, 1)
    expect(after.high - base.high).toBeCloseTo(5000, 1)
  })

  test('without an effect, p is below 5 % in about 5 of 100 draws', () => {
    const rng = makeRng(9, 2)
    let rejected = 0
    for (let round = 0; round < 400; round++) {
      const y = Array.from({ length: 10 }, () => rng() ** 3)
      const order = y.map((_, i) => [rng(), i] as const).sort(([a], [b]) => a - b)
      const data = trialOf(y.map((value, i) => ({ offered: order[i]![1] < 5 ? 1 : 0, y: value })))
      if (found(permutationTest(data, SETTINGS)).twoSided <= 0.05) rejected++
    }
    expect(Math.abs(rejected / 400 - 12 / 252)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 400)) // 12 of 252 draws
  })
})

test('alike within both sides, and different between them, is no lack of an effect', () => {
  const clear = trialOf(Array.from({ length: 40 }, (_, i) => ({ offered: i % 2, y: i % 2 })))
  expect(found(intentionToTreat(clear, 0.95))).toMatchObject({ estimate: 1, standardError: 0 })
  expect(found(permutationTest(clear, SETTINGS)).twoSided).toBeLessThan(0.001)
})
