import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { normalQuantile } from '../../kernel/normal.ts'
import { rowsOfFile } from '../group-time/causal-fixtures.test-data.ts'
import { effectOnTreated } from './effect-on-treated.ts'
import { intentionToTreat } from './intention-to-treat.ts'
import { leeBounds, worstCaseBounds } from './lee-bounds.ts'
import { permutationTest } from './permutation-test.ts'
import type { TrialData } from './trial-data.ts'

const fixture = (name: string) =>
  rowsOfFile(readFileSync(new URL(`../../../../fixtures/causal/${name}`, import.meta.url), 'utf8'))

type Applicant = Readonly<{ offered: number; y?: number; stratum?: number; took?: number }>

const trialOf = (applicants: readonly Applicant[]): TrialData => ({
  offered: Uint8Array.from(applicants, ({ offered }) => offered),
  stratum: Int32Array.from(applicants, ({ stratum }) => stratum ?? 0),
  outcome: Float64Array.from(applicants, ({ y }) => y ?? 0),
  seen: Uint8Array.from(applicants, ({ y }) => (y === undefined ? 0 : 1)),
  ...(applicants.some(({ took }) => took !== undefined)
    ? { tookPart: Uint8Array.from(applicants, ({ took }) => took ?? 0) }
    : {}),
})

const training = trialOf(
  fixture('nsw_dw.csv').map((row) => ({ offered: Number(row['treat']), y: Number(row['re78']) })),
)
const eight = trialOf(
  fixture('ri_mixtape.csv').map((row) => ({ offered: Number(row['d']), y: Number(row['y']) })),
)
const incentive = trialOf(
  fixture('thornton_hiv.csv')
    .filter((row) => /^\d/.test(row['got']!) && /^\d/.test(row['any']!))
    .map((row) => ({ offered: Number(row['any']), y: Number(row['got']) })),
)

function found<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const SETTINGS = { draws: 20_000, seed: 1, level: 0.95 }

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

/** Worked out on the method page. */
const TWO_LISTS: readonly Applicant[] = [
  { stratum: 0, offered: 1, y: 8, took: 1 },
  { stratum: 0, offered: 1, y: 6, took: 1 },
  { stratum: 0, offered: 0, y: 3, took: 0 },
  { stratum: 0, offered: 0, y: 5, took: 0 },
  { stratum: 1, offered: 1, y: 4, took: 0 },
  { stratum: 1, offered: 1, y: 10, took: 1 },
  { stratum: 1, offered: 0, y: 6, took: 0 },
  { stratum: 1, offered: 0, y: 4, took: 0 },
  { stratum: 1, offered: 0, y: 5, took: 0 },
]

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

describe('effect on the treated', () => {
  test('is what was put in where half of those offered take part, and its interval covers', () => {
    const rng = makeRng(3, 3)
    let covered = 0
    const errors: number[] = []
    for (let round = 0; round < 300; round++) {
      const data = trialOf(
        Array.from({ length: 400 }, (_, i) => {
          const willing = rng() < 0.5
          const offered = i % 2
          const took = willing ? offered : 0
          return { offered, took, y: normalQuantile(rng()) + (willing ? 1 : 0) + 0.8 * took }
        }),
      )
      const { estimate, low, high, andersonRubin } = found(effectOnTreated(data, 0.95))
      if (low <= 0.8 && 0.8 <= high) covered++
      errors.push(estimate - 0.8)
      expect(andersonRubin.kind).toBe('between')
    }
    expect(Math.abs(covered / 300 - 0.95)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 300))
    const mean = errors.reduce((sum, error) => sum + error, 0) / 300
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / 299)
    expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(300))
  })

  test('says that nothing is excluded where the draw moved nearly nobody', () => {
    const data = trialOf(
      [...Array(40).keys()].map((i) => ({
        offered: i % 2,
        took: i === 1 || i === 3 || i === 4 ? 1 : 0,
        y: (i * 7) % 11,
      })),
    )
    expect(['everything', 'outside']).toContain(found(effectOnTreated(data, 0.95)).andersonRubin.kind)
  })

  test('with nobody who took part there is no ratio', () => {
    const data = trialOf(TWO_LISTS.map((one) => ({ ...one, took: 0 })))
    expect(effectOnTreated(data, 0.95)).toEqual({ ok: false, error: { code: 'nobody-took-part' } })
  })
})

describe('missing outcomes', () => {
  test('equal shares: both bounds are the plain difference, with its error', () => {
    const { low, high, trimmedSide } = found(leeBounds(training, 0.95))
    const plain = found(intentionToTreat(training, 0.95))
    expect(trimmedSide).toBe('none')
    expect(low.estimate).toBeCloseTo(plain.estimate, 8)
    expect(high.estimate).toBeCloseTo(plain.estimate, 8)
    expect(low.standardError / plain.standardError).toBeCloseTo(1, 2)
  })

  test('worked by hand: of five seen the best or the worst two go', () => {
    const offered = [1, 2, 3, 4, 5].map((y) => ({ offered: 1, y }))
    const others = [...[2, 2, 5].map((y) => ({ offered: 0, y })), { offered: 0 }, { offered: 0 }]
    const { low, high, trimmed } = found(leeBounds(trialOf([...offered, ...others]), 0.95))
    expect(trimmed).toBeCloseTo(0.4, 12)
    expect(low.estimate).toBeCloseTo(2 - 3, 12)
    expect(high.estimate).toBeCloseTo(4 - 3, 12)
  })

  test('a cut in the middle of a firm takes its part', () => {
    const offered = [1, 2, 3].map((y) => ({ offered: 1, y }))
    const others = [{ offered: 0, y: 0 }, { offered: 0, y: 0 }, { offered: 0, y: 0 }, { offered: 0 }]
    const { high } = found(leeBounds(trialOf([...offered, ...others]), 0.95))
    expect(high.estimate).toBeCloseTo((3 + 2 + 0.25 * 1) / 2.25, 12)
  })

  test('errors are those of many draws, and the interval covers the effect', () => {
    const rng = makeRng(8, 1)
    const lows: number[] = []
    let [reported, covered] = [0, 0]
    for (let round = 0; round < 300; round++) {
      const data = trialOf(
        Array.from({ length: 600 }, (_, i) => {
          const y = normalQuantile(rng()) + 0.5 * (i % 2)
          return rng() < (i % 2 === 1 ? 0.9 : 0.75) ? { offered: i % 2, y } : { offered: i % 2 }
        }),
      )
      const { low, interval } = found(leeBounds(data, 0.95))
      lows.push(low.estimate)
      reported += low.standardError / 300
      if (interval.low <= 0.5 && 0.5 <= interval.high) covered++
    }
    const mean = lows.reduce((sum, low) => sum + low, 0) / 300
    const spread = Math.sqrt(lows.reduce((sum, low) => sum + (low - mean) ** 2, 0) / 299)
    expect(Math.abs(reported / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * 299))
    expect(covered / 300).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.05 * 0.95) / 300))
  })

  test('worst case: who was not seen had the least or the most that there is', () => {
    const data = trialOf([{ offered: 1, y: 1 }, { offered: 1 }, { offered: 0, y: 0 }, { offered: 0, y: 1 }])
    expect(found(worstCaseBounds(data, { lowest: 0, highest: 1 }))).toEqual({ low: 0, high: 0.5 })
    expect(worstCaseBounds(data, { lowest: 0, highest: 0.5 })).toMatchObject({
      error: { code: 'limits-outside-outcome' },
    })
  })
})

test('alike within both sides, and different between them, is no lack of an effect', () => {
  const clear = trialOf(Array.from({ length: 40 }, (_, i) => ({ offered: i % 2, y: i % 2 })))
  expect(found(intentionToTreat(clear, 0.95))).toMatchObject({ estimate: 1, standardError: 0 })
  expect(found(permutationTest(clear, SETTINGS)).twoSided).toBeLessThan(0.001)
})

test('bounds that do not look at strata are refused where chances of a place differ between them', () => {
  const list = (stratum: number, places: number) =>
    Array.from(
      { length: 40 },
      (_, i): Applicant =>
        i === 39 ? { offered: 0, stratum } : { offered: i < places ? 1 : 0, stratum, y: i % 5 },
    )
  expect(leeBounds(trialOf([...list(0, 8), ...list(1, 32)]), 0.95)).toEqual({
    ok: false,
    error: { code: 'chances-differ' },
  })
  expect(leeBounds(trialOf([...list(0, 16), ...list(1, 18)]), 0.95).ok).toBe(true)
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
