import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { adjustedDifference } from './adjusted-difference.ts'
import { drawBalance } from './draw-balance.ts'
import { effectOnTreated } from './effect-on-treated.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { leeBounds } from './lee-bounds.ts'
import { permutationTest } from './permutation-test.ts'
import { studentisedTest } from './studentised-test.ts'
import type { TrialData } from './trial-data.ts'
import { type Applicant, found, SETTINGS, trialOf, TWO_LISTS } from './trial.test-data.ts'

const WITH_X: readonly Applicant[] = TWO_LISTS.map((one, i) => ({ ...one, x: [(i * 5) % 7] }))
const apart = WITH_X.map((one, i) => ({ ...one, cluster: 8 - i }))
const twice = WITH_X.flatMap((one, i) => [
  { ...one, cluster: i },
  { ...one, cluster: i },
])

const all = (data: TrialData) => ({
  offered: found(intentionToTreat(data, 0.95)),
  treated: found(effectOnTreated(data, 0.95)),
  adjusted: found(adjustedDifference(data, 0.95)),
  balance: found(drawBalance(data, SETTINGS)),
  again: found(permutationTest(data, SETTINGS)),
  studentised: found(studentisedTest(data, SETTINGS)),
})

describe('places drawn by cluster', () => {
  test('clusters of one are no clusters, whatever their numbers', () => {
    const [own, none] = [all(trialOf(apart)), all(trialOf(WITH_X))]
    expect(own).toEqual(none)
  })

  test('everybody twice in one cluster says no more than once', () => {
    const [one, two] = [all(trialOf(WITH_X)), all(trialOf(twice))]
    expect(two.offered.estimate).toBeCloseTo(one.offered.estimate, 12)
    expect(two.offered.standardError).toBeCloseTo(one.offered.standardError, 12)
    expect(two.treated.standardError).toBeCloseTo(one.treated.standardError, 12)
    expect(two.adjusted.standardError).toBeCloseTo(one.adjusted.standardError, 12)
    expect(two.balance.statistic).toBeCloseTo(one.balance.statistic, 12)
    expect(two.balance.chance).toBe(one.balance.chance)
    expect(two.again).toMatchObject({ draws: 60, twoSided: one.again.twoSided })
    expect(two.studentised.twoSided).toBe(one.studentised.twoSided)
    const loose = found(intentionToTreat(trialOf(twice.map(({ cluster: _, ...rest }) => rest)), 0.95))
    expect(loose.standardError).toBeLessThan(0.75 * one.offered.standardError)
  })

  test('clusters of differing size: errors are those of many draws, and a test keeps its level', () => {
    const rng = makeRng(31, 4)
    const rounds = 300
    let [reported, rejected, loose] = [0, 0, 0]
    const estimates: number[] = []
    for (let round = 0; round < rounds; round++) {
      const rows = Array.from({ length: 60 }, (_, cluster) => {
        const shared = normalQuantile(rng())
        return Array.from({ length: 1 + (cluster % 5) }, () => ({
          cluster,
          offered: Math.floor(cluster / 5) % 2,
          y: shared + 0.5 * normalQuantile(rng()),
        }))
      }).flat()
      const { estimate, standardError } = found(intentionToTreat(trialOf(rows), 0.95))
      estimates.push(estimate)
      reported += standardError / rounds
      const settings = { draws: 200, seed: round, level: 0.95 }
      if (found(permutationTest(trialOf(rows), settings)).twoSided <= 0.05) rejected++
      const single = trialOf(rows.map(({ offered, y }) => ({ offered, y })))
      if (found(permutationTest(single, settings)).twoSided <= 0.05) loose++
    }
    const spread = Math.sqrt(estimates.reduce((sum, one) => sum + one ** 2, 0) / rounds)
    expect(Math.abs(reported / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * rounds))
    expect(Math.abs(rejected / rounds - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / rounds))
    expect(loose / rounds).toBeGreaterThan(0.15) // as if each were drawn alone
  })
})

describe('clusters that do not fit have a name', () => {
  const base = twice.map(({ x: _, ...one }) => one)
  const bent = (change: Partial<Applicant>) =>
    trialOf(base.map((one, i) => (i === 1 ? { ...one, ...change } : one)))
  test.each([
    ['both results', bent({ offered: 0 }), 'cluster-on-both-sides'],
    ['two strata', bent({ stratum: 1 }), 'cluster-across-strata'],
    ['a number below 0', bent({ cluster: -1 }), 'cluster-outside-limits'],
    [
      'one cluster on a side',
      trialOf(base.map((one) => ({ ...one, cluster: one.offered + 2 * one.stratum! }))),
      'no-comparison',
    ],
  ] as const)('%s', (_, data, code) => {
    expect(intentionToTreat(data, 0.95)).toMatchObject({ ok: false, error: { code } })
    expect(permutationTest(data, SETTINGS)).toMatchObject({ ok: false, error: { code } })
  })

  test('bounds for missing outcomes are refused', () => {
    const data = trialOf(base.map(({ y, ...one }, i) => (i === 0 ? one : { ...one, y: y! })))
    expect(leeBounds(data, 0.95)).toEqual({ ok: false, error: { code: 'clusters-not-bounded' } })
  })
})
