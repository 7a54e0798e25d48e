import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng, type Rng } from '../../kernel/rng.ts'
import { aggregateEffects } from '../group-time/aggregate-effects.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { DEFAULT_SETTINGS } from '../group-time/study-data.ts'
import type { Rollout } from './rollout-data.ts'
import type { Adjustment } from './rollout-moments.ts'
import { rolloutEffect } from './staggered-rollout.ts'

const rolloutOf = (rows: readonly Readonly<{ start: number; y: readonly number[] }>[]): Rollout => ({
  times: rows[0]!.y.length,
  start: Int32Array.from(rows, ({ start }) => start),
  outcome: Float64Array.from(rows.flatMap(({ y }) => y)),
})

function found(rollout: Rollout, adjustment: Adjustment, rounds = 0) {
  const result = rolloutEffect(rollout, { adjustment, level: 0.95, rounds, seed: 1 })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Applicants with a level of their own that lasts by `persistence`, an effect of .5, and an order that is drawn. */
function drawn(rng: Rng, size: number, times: number, persistence: number, effect = 0.5): Rollout {
  const starts = Array.from({ length: size }, (_, i) => 1 + (i % times))
  for (let i = size - 1; i > 0; i--) {
    const other = Math.floor(rng() * (i + 1))
    ;[starts[i], starts[other]] = [starts[other]!, starts[i]!]
  }
  return rolloutOf(
    starts.map((start) => {
      let shock = normalQuantile(rng())
      const y = Array.from({ length: times }, (_, t) => {
        shock = persistence * shock + Math.sqrt(1 - persistence ** 2) * normalQuantile(rng())
        return shock + 0.1 * t + (t >= start ? effect : 0)
      })
      return { start, y }
    }),
  )
}

const sample = drawn(makeRng(21, 1), 120, 5, 0.6)

describe('a waiting list of which the order was drawn', () => {
  test('two times, one start: without adjustment the difference of means, with all of it the difference of changes', () => {
    const rows = [
      { start: 1, y: [2, 7] },
      { start: 1, y: [4, 6] },
      { start: 2, y: [1, 3] },
      { start: 2, y: [5, 6] },
    ]
    const plain = found(rolloutOf(rows), 0)
    expect(plain.estimate).toBeCloseTo(6.5 - 4.5, 12)
    expect(plain.standardError).toBeCloseTo(Math.sqrt(0.5 / 2 + 4.5 / 2), 12)
    const changes = found(rolloutOf(rows), 1)
    expect(changes.estimate).toBeCloseTo(3.5 - 1.5, 12)
    expect(changes.standardError).toBeCloseTo(Math.sqrt(4.5 / 2 + 0.5 / 2), 12)
  })

  test('with all of the difference taken off it is the group-time estimate against who is not treated yet', () => {
    const { times, start, outcome } = sample
    const rows = Int32Array.from(outcome.keys())
    const result = groupTimeEffects(
      {
        unit: rows.map((k) => Math.floor(k / times)),
        time: rows.map((k) => 1 + (k % times)),
        outcome,
        first: rows.map((k) =>
          start[Math.floor(k / times)] === times ? 0 : 1 + start[Math.floor(k / times)]!,
        ),
      },
      { ...DEFAULT_SETTINGS, controls: 'not-yet' },
    )
    if (!result.ok) throw new Error(result.error.code)
    const simple = aggregateEffects(result.value, 'simple')
    if (!simple.ok) throw new Error(simple.error.code)
    expect(found(sample, 1).estimate).toBeCloseTo(simple.value.overall.estimate, 12)
  })

  test('the efficient share has the smallest error of all shares', () => {
    const best = found(sample, 'efficient')
    for (const adjustment of [0, 0.25, 0.5, 0.75, 1, best.adjustment - 0.01, best.adjustment + 0.01])
      expect(found(sample, adjustment).standardError).toBeGreaterThanOrEqual(best.standardError)
  })

  test('over 300 draws: unbiased, covering, and with a smaller spread than both plain estimates', () => {
    const rng = makeRng(5, 7)
    const kinds: readonly Adjustment[] = ['efficient', 0, 1]
    const estimates = kinds.map((): number[] => [])
    let covered = 0
    for (let round = 0; round < 300; round++) {
      const rollout = drawn(rng, 100, 4, 0.6)
      for (const [k, kind] of kinds.entries()) {
        const { estimate, low, high } = found(rollout, kind)
        estimates[k]!.push(estimate)
        if (kind === 'efficient' && low <= 0.5 && 0.5 <= high) covered++
      }
    }
    const [efficient, plain, changes] = estimates.map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return {
        mean,
        variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
      }
    }) as [Moments, Moments, Moments]
    expect(Math.abs(efficient.mean - 0.5)).toBeLessThan(4 * Math.sqrt(efficient.variance / 300))
    expect(efficient.variance).toBeLessThan(plain.variance)
    expect(efficient.variance).toBeLessThan(changes.variance)
    expect(Math.abs(covered / 300 - 0.95)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 300))
  })

  test('one stratum is no stratum, and two are weighed by their times with the programme', () => {
    const one = found({ ...sample, stratum: new Int32Array(sample.start.length) }, 'efficient', 100)
    expect(one).toEqual(found(sample, 'efficient', 100))
    const other = drawn(makeRng(8, 8), 60, 5, 0.6)
    const both: Rollout = {
      times: 5,
      start: Int32Array.from([...sample.start, ...other.start]),
      outcome: Float64Array.from([...sample.outcome, ...other.outcome]),
      stratum: Int32Array.from([...sample.start, ...other.start], (_, row) => (row < 120 ? 0 : 1)),
    }
    for (const adjustment of [0, 1])
      expect(found(both, adjustment).estimate).toBeCloseTo(
        (2 * found(sample, adjustment).estimate + found(other, adjustment).estimate) / 3,
        12,
      )
  })

  test('the interval by orders moves with an effect that is added to everybody, and excludes what it rejects', () => {
    const added: Rollout = {
      ...sample,
      outcome: sample.outcome.map((y, k) => y + (k % 5 >= sample.start[Math.floor(k / 5)]! ? 3 : 0)),
    }
    const [before, after] = [sample, added].map((rollout) => found(rollout, 'efficient', 300).orders!)
    expect(after!.low).toBeCloseTo(before!.low + 3, 8)
    expect(after!.high).toBeCloseTo(before!.high + 3, 8)
    expect(before!.pValue <= 0.05).toBe(before!.low > 0 || before!.high < 0)
  })

  test.each([12, 20, 40])(
    'with %i applicants the interval by orders covers as it says; the normal one does not with few',
    (size) => {
      const rng = makeRng(31, size)
      const [rounds, lists] = [200, 400]
      let [byOrders, byError] = [0, 0]
      for (let list = 0; list < lists; list++) {
        const { low, high, orders } = found(drawn(rng, size, size === 12 ? 3 : 4, 0.6), 'efficient', rounds)
        if (orders!.low <= 0.5 && 0.5 <= orders!.high) byOrders++
        if (low <= 0.5 && 0.5 <= high) byError++
      }
      const noise = 4 * Math.sqrt((0.05 * 0.95) / lists)
      expect(Math.abs(byOrders / lists - 0.95)).toBeLessThan(noise)
      if (size === 12) expect(byError / lists).toBeLessThan(0.95 - noise)
    },
  )

  test('drawing orders again finds nothing where there is nothing, and an effect where there is one', () => {
    expect(found(drawn(makeRng(2, 2), 80, 4, 0.5, 0), 'efficient', 400).orders!.pValue).toBeGreaterThan(0.05)
    expect(found(drawn(makeRng(2, 3), 80, 4, 0.5, 2), 'efficient', 400).orders!.pValue).toBeCloseTo(
      1 / 401,
      10,
    )
  })

  test.each([
    ['no-rows', { times: 2, start: new Int32Array(0), outcome: new Float64Array(0) }],
    ['lengths-differ', { ...sample, times: 4 }],
    ['value-not-finite', { ...sample, outcome: sample.outcome.map((y, i) => (i === 9 ? Infinity : y)) }],
    ['start-outside-limits', { ...sample, start: sample.start.map((s, i) => (i === 0 ? 6 : s)) }],
    [
      'start-of-one',
      rolloutOf([
        { start: 1, y: [1, 2] },
        { start: 2, y: [1, 2] },
        { start: 2, y: [1, 3] },
      ]),
    ],
    [
      'one-start',
      rolloutOf([
        { start: 1, y: [1, 2] },
        { start: 1, y: [1, 3] },
      ]),
    ],
    ['nothing-varies', rolloutOf([1, 1, 2, 2].map((start) => ({ start, y: [1, 1] })))],
  ] as const)('%s', (code, rollout) => {
    expect(
      rolloutEffect(rollout, { adjustment: 'efficient', level: 0.95, rounds: 0, seed: 1 }),
    ).toMatchObject({
      ok: false,
      error: { code },
    })
  })
})

type Moments = Readonly<{ mean: number; variance: number }>
