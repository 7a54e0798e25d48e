import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOnTreated } from './effect-on-treated.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { permutationTest } from './permutation-test.ts'
import {
  type Applicant,
  eightOf,
  found,
  incentiveOf,
  SETTINGS,
  trainingOf,
  trialOf,
  TWO_LISTS,
} from './trial.test-data.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8')
const eight = eightOf(fixture('ri_mixtape.csv'))
const incentive = incentiveOf(fixture('thornton_hiv.csv'))
const training = trialOf(trainingOf(fixture('nsw_dw.csv')))

describe('published trials', () => {
  test('job training: difference and error of Welch', () => {
    const effect = found(intentionToTreat(training, 0.95))
    expect(effect.estimate).toBeCloseTo(1794.34, 2)
    expect(effect.standardError).toBeCloseTo(671.0, 1)
    expect([effect.offered, effect.others]).toEqual([185, 260])
  })

  test('job training: permutation p .0047, within what 20,000 draws allow', () => {
    const { twoSided, exact, low, high } = found(permutationTest(training, SETTINGS))
    expect(exact).toBe(false)
    expect(Math.abs(twoSided - 0.0047)).toBeLessThan(4 * Math.sqrt((2 * 0.0047) / 20_000))
    expect(low).toBeGreaterThan(0)
    expect(high).toBeGreaterThan(1794)
  })

  test('eight people: exact over all 70 draws', () => {
    const { difference, twoSided, higher, exact, draws } = found(permutationTest(eight, SETTINGS))
    expect({ difference, exact, draws }).toEqual({ difference: 1, exact: true, draws: 70 })
    expect(twoSided).toBeCloseTo(0.857143, 6)
    expect(higher).toBeCloseTo(0.428571, 6)
  })

  test('an incentive: 2,834 people, difference .450552, never seen by chance', () => {
    expect(incentive.offered).toHaveLength(2834)
    expect(found(intentionToTreat(incentive, 0.95)).estimate).toBeCloseTo(0.450552, 6)
    expect(found(permutationTest(incentive, { ...SETTINGS, draws: 2000 })).twoSided).toBeCloseTo(1 / 2001, 10)
  })
})

describe('worked example from docs/methods/evaluation-trial.md', () => {
  const data = trialOf(TWO_LISTS)

  test('intention to treat', () => {
    const { estimate, standardError, strata } = found(intentionToTreat(data, 0.95))
    expect(strata).toBe(2)
    expect(estimate).toBeCloseTo((4 / 9) * 3 + (5 / 9) * 2, 12)
    expect(standardError).toBeCloseTo(Math.sqrt((4 / 9) ** 2 * (1 + 1) + (5 / 9) ** 2 * (9 + 1 / 3)), 12)
  })

  test('effect on the treated', () => {
    const { estimate, firstStage } = found(effectOnTreated(data, 0.95))
    expect(firstStage.estimate).toBeCloseTo(4 / 9 + (5 / 9) * 0.5, 12)
    expect(estimate).toBeCloseTo(22 / 6.5, 12)
  })

  test('exact test: 6 times 10 draws', () => {
    expect(found(permutationTest(data, SETTINGS))).toMatchObject({ exact: true, draws: 60 })
  })
})

describe('bad input has a name', () => {
  const good = trialOf(TWO_LISTS)
  test.each([
    ['no-rows', trialOf([])],
    ['lengths-differ', { ...good, outcome: new Float64Array(2) }],
    ['not-0-or-1', { ...good, offered: good.offered.map((one, i) => (i === 0 ? 2 : one)) }],
    ['value-not-finite', { ...good, outcome: good.outcome.map((y, i) => (i === 3 ? Number.NaN : y)) }],
    ['stratum-outside-limits', { ...good, stratum: good.stratum.map(() => -1) }],
    ['no-comparison', trialOf(TWO_LISTS.map((one) => ({ ...one, offered: 1 })))],
    ['nothing-varies', trialOf(TWO_LISTS.map((one) => ({ ...one, y: 3 })))],
  ] as const)('%s', (code, data) => {
    expect(intentionToTreat(data, 0.95)).toMatchObject({ ok: false, error: { code } })
    expect(permutationTest(data, SETTINGS)).toMatchObject({ ok: false, error: { code } })
  })

  test('a stratum without comparison is left out and counted', () => {
    const lonely = trialOf([
      ...TWO_LISTS,
      { stratum: 5, offered: 1, y: 100 },
      { stratum: 5, offered: 1, y: 90 },
    ])
    const effect = found(intentionToTreat(lonely, 0.95))
    expect(effect.left).toBe(2)
    expect(effect.estimate).toBeCloseTo(found(intentionToTreat(good, 0.95)).estimate, 12)
  })

  test('adding a constant, and the order of rows, change nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.shuffledSubarray(TWO_LISTS as Applicant[], { minLength: 9 }),
        (by, rows) => {
          const moved = found(
            intentionToTreat(trialOf(rows.map((one) => ({ ...one, y: one.y! + by }))), 0.95),
          )
          expect(moved.estimate).toBeCloseTo(found(intentionToTreat(good, 0.95)).estimate, 9)
        },
      ),
      { numRuns: 30 },
    )
  })
})
