import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { permutationTest } from './permutation-test.ts'
import { studentisedTest } from './studentised-test.ts'
import { eightOf, found, SETTINGS, trainingOf, trialOf, TWO_LISTS } from './trial.test-data.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8')
const eight = eightOf(fixture('ri_mixtape.csv'))
const training = trialOf(trainingOf(fixture('nsw_dw.csv')))

/** All sets of `size` numbers below `count`. */
function setsOf(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  return Array.from({ length: count - from }, (_, i) => from + i).flatMap((first) =>
    setsOf(count, size - 1, first + 1).map((rest) => [first, ...rest]),
  )
}

test('eight people: it is the share of all 70 draws, each with its own error of Welch', () => {
  const statistics = setsOf(8, 4).map((places) => {
    const own = trialOf([...eight.outcome].map((y, i) => ({ offered: places.includes(i) ? 1 : 0, y })))
    const effect = intentionToTreat(own, 0.95)
    return effect.ok ? effect.value.estimate / effect.value.standardError : 0
  })
  const { estimate, standardError } = found(intentionToTreat(eight, 0.95))
  const t = estimate / standardError
  const share = (isIn: (one: number) => boolean) => statistics.filter(isIn).length / 70
  const result = found(studentisedTest(eight, SETTINGS))
  expect(result).toMatchObject({ exact: true, draws: 70, statistic: expect.closeTo(t, 12) })
  expect(result.twoSided).toBe(share((one) => Math.abs(one) >= Math.abs(t) - 1e-9))
  expect(result.higher).toBe(share((one) => one >= t - 1e-9))
  expect(result.lower).toBe(share((one) => one <= t + 1e-9))
})

test('in strata its statistic is the plain difference over its error', () => {
  const data = trialOf(TWO_LISTS)
  const { estimate, standardError } = found(intentionToTreat(data, 0.95))
  const { statistic, draws } = found(studentisedTest(data, SETTINGS))
  expect(statistic).toBeCloseTo(estimate / standardError, 12)
  expect(draws).toBe(60)
})

test('job training: near the test of the difference itself, both sides being large', () => {
  const { twoSided } = found(studentisedTest(training, SETTINGS))
  const plain = found(permutationTest(training, SETTINGS)).twoSided
  expect(twoSided).toBeGreaterThan(plain) // the smaller side spreads more
  expect(twoSided).toBeLessThan(0.015) // 2 Φ(−1,794 / 671) = 0.0075
})

test('effects that are 0 on average: one in twenty is rejected, where the plain test rejects many more', () => {
  const rng = makeRng(12, 3)
  const rounds = 250
  let [plain, studentised] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const data = trialOf(
      Array.from({ length: 100 }, (_, i) => ({
        offered: i < 20 ? 1 : 0,
        y: normalQuantile(rng()) * (i < 20 ? 4 : 1),
      })),
    )
    const settings = { draws: 400, seed: round, level: 0.95 }
    if (found(permutationTest(data, settings)).twoSided <= 0.05) plain++
    if (found(studentisedTest(data, settings)).twoSided <= 0.05) studentised++
  }
  expect(plain / rounds).toBeGreaterThan(0.2)
  expect(Math.abs(studentised / rounds - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / rounds))
})

test('an error of 0 is no lack of an effect', () => {
  const clear = trialOf(Array.from({ length: 12 }, (_, i) => ({ offered: i % 2, y: 1000 + (i % 2) })))
  expect(found(studentisedTest(clear, SETTINGS))).toMatchObject({
    statistic: Infinity,
    twoSided: 2 / 924,
    higher: 1 / 924,
  })
})

test('what cannot be tested has a name', () => {
  const same = trialOf(TWO_LISTS.map((one) => ({ ...one, y: 3 })))
  expect(studentisedTest(same, SETTINGS)).toEqual({ ok: false, error: { code: 'nothing-varies' } })
  expect(studentisedTest(eight, { ...SETTINGS, draws: 5 })).toMatchObject({
    error: { code: 'draws-outside-limits' },
  })
})
