import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { drawBalance } from './draw-balance.ts'
import { permutationTest } from './permutation-test.ts'
import { type Applicant, found, SETTINGS, trainingOf, trialOf, TWO_LISTS } from './trial.test-data.ts'

const grants = trialOf(
  trainingOf(readFileSync(new URL('../../../../fixtures/causal/nsw_dw.csv', import.meta.url), 'utf8')),
)

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)

test('job training: means of both sides, and their difference in standard deviations', () => {
  const { covariates, chance } = found(drawBalance(grants, { draws: 5000, seed: 1 }))
  const values = (k: number, side: number) =>
    [...grants.covariates![k]!.values].filter((_, row) => grants.offered[row] === side)
  for (const [k, { offeredMean, otherMean, standardised }] of covariates.entries()) {
    expect(offeredMean).toBeCloseTo(mean(values(k, 1)), 9)
    expect(otherMean).toBeCloseTo(mean(values(k, 0)), 9)
    const spread = Math.sqrt((variance(values(k, 1)) + variance(values(k, 0))) / 2)
    expect(standardised).toBeCloseTo((mean(values(k, 1)) - mean(values(k, 0))) / spread, 9)
  }
  expect(Math.abs(chance - 0.028)).toBeLessThan(4 * Math.sqrt(0.028 / 5000)) // this part of the experiment is not balanced
  expect(covariates[5]!.standardised).toBeCloseTo(-0.304, 3)
  expect(covariates[0]).toMatchObject({
    offeredMean: expect.closeTo(25.82, 2),
    otherMean: expect.closeTo(25.05, 2),
  })
})

const listed = (xOf: (i: number) => readonly number[], count = 9): readonly Applicant[] =>
  Array.from({ length: count }, (_, i) => ({ ...TWO_LISTS[i % 9]!, x: xOf(i) }))

describe('all covariates together', () => {
  test('one covariate: the test of its difference, and the statistic of its variance over all draws', () => {
    const x = [3, 8, 1, 4, 9, 2, 7, 5, 5]
    const balance = found(drawBalance(trialOf(listed((i) => [x[i]!])), SETTINGS))
    const alone = found(
      permutationTest(trialOf(listed((i) => [x[i]!]).map((one, i) => ({ ...one, y: x[i]! }))), SETTINGS),
    )
    expect(balance).toMatchObject({ exact: true, draws: 60, chance: alone.twoSided })
    expect(balance.covariates[0]!.difference).toBeCloseTo(alone.difference, 12)
    const [one, two] = [x.slice(0, 4), x.slice(4)]
    const overDraws =
      (4 / 9) ** 2 * variance(one) * (4 / (2 * 2)) + (5 / 9) ** 2 * variance(two) * (5 / (2 * 3))
    expect(balance.statistic).toBeCloseTo(alone.difference ** 2 / overDraws, 10)
  })

  test('the statistic is the number of covariates on average over all draws', () => {
    const x = [
      [3, 8, 1, 4, 9, 2],
      [7, 5, 5, 0, 1, 1],
    ]
    const total = [0, 1, 2, 3, 4, 5].flatMap((a) =>
      [0, 1, 2, 3, 4, 5]
        .filter((b) => b > a)
        .map((b) => {
          const applicants = x[0]!.map((_, i) => ({
            offered: i === a || i === b ? 1 : 0,
            y: 0,
            x: x.map((own) => own[i]!),
          }))
          return found(drawBalance(trialOf(applicants), SETTINGS)).statistic
        }),
    )
    expect(mean(total)).toBeCloseTo(2, 10)
  })

  test('of fair draws one in twenty is rejected; of a bent one nearly all are', () => {
    const rng = makeRng(21, 1)
    const rounds = 200
    let [fair, bent] = [0, 0]
    const isOff = (applicants: readonly Applicant[]) =>
      found(drawBalance(trialOf(applicants), { draws: 300, seed: 3 })).chance <= 0.05
    for (let round = 0; round < rounds; round++) {
      const people = Array.from({ length: 60 }, () => [rng(), rng() ** 2, rng() < 0.3 ? 1 : 0])
      if (isOff(people.map((x, i) => ({ offered: i % 2, stratum: i < 20 ? 0 : 1, x, y: 0 })))) fair++
      const chosen = people.toSorted((a, b) => a[0]! + rng() - b[0]! - rng())
      if (isOff(chosen.map((x, i) => ({ offered: i < 30 ? 1 : 0, x, y: 0 })))) bent++
    }
    expect(Math.abs(fair / rounds - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / rounds))
    expect(bent / rounds).toBeGreaterThan(0.9)
  })
})

test('who was not seen afterwards was in the draw all the same', () => {
  const all = listed((i) => [i ** 2, i % 3])
  const unseen = all.map(({ y: _, ...one }) => one)
  expect(drawBalance(trialOf(unseen), SETTINGS)).toEqual(drawBalance(trialOf(all), SETTINGS))
})

test.each([
  ['constant within strata', (i: number) => [i, i < 4 ? 1 : 2], { code: 'covariate-constant', column: 'x1' }],
  [
    'a sum of others',
    (i: number) => [i, i % 3, 2 * i - (i % 3)],
    { code: 'covariate-collinear', column: 'x2' },
  ],
])('a covariate that says nothing has a name: %s', (_, xOf, error) => {
  expect(drawBalance(trialOf(listed(xOf)), SETTINGS)).toEqual({ ok: false, error })
})
