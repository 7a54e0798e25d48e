import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { attritionOf } from './attrition.ts'
import type { Presence } from './missing-difference.ts'
import { worstCaseChange } from './worst-case-change.ts'

/** Units with a first time and what is seen at times 1, 2, 3 … as a word of 0 and 1. */
function presence(lines: readonly (readonly [first: number, seen: string])[]): Presence {
  const rows = lines.flatMap(([first, word], unit) =>
    [...word].map((letter, step) => ({ unit, first, time: step + 1, seen: Number(letter) })),
  )
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    first: Int32Array.from(rows, ({ first }) => first),
    seen: Uint8Array.from(rows, ({ seen }) => seen),
  }
}

const SIX = presence([
  [2, '111'],
  [2, '110'],
  [3, '100'],
  [0, '111'],
  [0, '101'],
  [0, '000'],
])

function found(data: Presence) {
  const result = attritionOf(data, 0.95)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('who is missing', () => {
  test('the worked example: shares by group and time, flow, and the difference', () => {
    const { cells, overall, times, flow } = found(SIX)
    expect(cells.map(({ group, time, rows, missing }) => [group, time, rows, missing])).toEqual([
      [0, 1, 3, 1],
      [0, 2, 3, 2],
      [0, 3, 3, 1],
      [2, 1, 2, 0],
      [2, 2, 2, 0],
      [2, 3, 2, 1],
      [3, 1, 1, 0],
      [3, 2, 1, 1],
      [3, 3, 1, 1],
    ])
    expect(flow.participants).toEqual({ units: 3, whole: 1, never: 0, left: 2, gaps: 0 })
    expect(flow.others).toEqual({ units: 3, whole: 1, never: 1, left: 0, gaps: 1 })
    expect([overall.participants, overall.others]).toEqual([3 / 9, 4 / 9])
    // participants miss 0, 1, 2 of 3: squares about 1 are 2; others 0, 1, 3 about 4/3: 14/3; each over 9²
    expect(overall.standardError).toBeCloseTo(Math.sqrt((2 + 14 / 3) / 81), 12)
    expect(times.map(({ difference }) => difference)).toEqual([-1 / 3, 1 / 3 - 2 / 3, 2 / 3 - 1 / 3])
  })

  test('nobody missing: no share, no difference, everybody whole', () => {
    const { overall, flow } = found(
      presence([
        [2, '111'],
        [0, '111'],
      ]),
    )
    expect(overall).toEqual({ participants: 0, others: 0, difference: 0, standardError: 0, low: 0, high: 0 })
    expect(flow.others.whole).toBe(1)
  })

  test('the order of rows does not matter, and every unit is in the flow once', () => {
    const line = fc.tuple(fc.constantFrom(0, 2, 3), fc.stringMatching(/^[01]{4}$/))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const data = presence([[0, '1111'], [2, '1011'], ...lines])
        const back = {
          unit: data.unit.toReversed(),
          time: data.time.toReversed(),
          first: data.first.toReversed(),
          seen: data.seen.toReversed(),
        }
        const [a, b] = [found(data), found(back)]
        expect(b).toEqual(a)
        const { participants: p, others: o } = a.flow
        const kinds = [p, o].map(({ whole, never, left, gaps }) => whole + never + left + gaps)
        expect(kinds).toEqual([p.units, o.units])
      }),
    )
  })

  test('the interval of the difference covers a true 0 about as often as it says', () => {
    const rng = makeRng(1, 1)
    let covered = 0
    for (let draw = 0; draw < 400; draw++) {
      const lines = Array.from({ length: 120 }, (_, unit): [number, string] => {
        const often = rng() * 0.5
        return [unit < 60 ? 2 : 0, Array.from({ length: 4 }, () => (rng() < often ? '0' : '1')).join('')]
      })
      const { low, high } = found(presence(lines)).overall
      if (low <= 0 && high >= 0) covered++
    }
    expect(Math.abs(covered / 400 - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 400))
  })

  test('refuses what is no table of presence', () => {
    const codeOf = (change: Partial<Presence>, level = 0.95) => {
      const result = attritionOf({ ...SIX, ...change }, level)
      return result.ok ? undefined : result.error.code
    }
    expect(codeOf({ seen: new Uint8Array(2) })).toBe('lengths-differ')
    expect(codeOf({ seen: SIX.seen.with(3, 2) })).toBe('seen-not-0-or-1')
    expect(codeOf({ unit: SIX.unit.with(0, -1) })).toBe('unit-outside-limits')
    expect(codeOf({ time: SIX.time.with(1, 1) })).toBe('duplicate-unit-time')
    expect(codeOf({ first: SIX.first.with(1, 3) })).toBe('first-varies-within-unit')
    expect(codeOf({ first: SIX.first.map(() => 2) })).toBe('one-side-empty')
    expect(codeOf({}, 0)).toBe('level-outside-limits')
    const none = new Int32Array(0)
    expect(codeOf({ unit: none, time: none, first: none, seen: new Uint8Array(0) })).toBe('no-rows')
  })
})

describe('bounds whatever those who left had', () => {
  const arms = {
    treated: Uint8Array.of(1, 1, 1, 1, 0, 0),
    before: Float64Array.of(2, 4, 6, 4, 3, 5),
    after: Float64Array.of(5, 7, 8, Number.NaN, 4, 6),
    seen: Uint8Array.of(1, 1, 1, 0, 1, 1),
  }
  const limits = { lowest: 0, highest: 10 }

  test('the worked example: from 0 to 2.5', () => {
    // treated change 3, 3, 2 and −4 … 6: mean 1 … 3.5; others 1
    expect(worstCaseChange(arms, limits, 0.95)).toMatchObject({
      ok: true,
      value: { low: 0, high: 2.5, seenTreated: 0.75, seenOthers: 1 },
    })
  })

  test('are one number where nobody left, and hold every possible completion', () => {
    const whole = worstCaseChange(
      { ...arms, after: arms.after.with(3, 9), seen: arms.seen.with(3, 1) },
      limits,
      0.95,
    )
    if (!whole.ok) throw new Error(whole.error.code)
    expect(whole.value.high).toBe(whole.value.low)
    const bounds = worstCaseChange(arms, limits, 0.95)
    if (!bounds.ok) throw new Error(bounds.error.code)
    expect(whole.value.low).toBeGreaterThan(bounds.value.low)
    expect(whole.value.low).toBeLessThan(bounds.value.high)
    expect(bounds.value.interval.low).toBeLessThan(bounds.value.low)
  })

  test('refuses limits that outcomes break, values that are none, and arms of one', () => {
    const codeOf = (change: Partial<typeof arms>, within = limits) => {
      const result = worstCaseChange({ ...arms, ...change }, within, 0.95)
      return result.ok ? undefined : result.error.code
    }
    expect(codeOf({}, { lowest: 0, highest: 7 })).toBe('limits-outside-outcome')
    expect(codeOf({}, { lowest: 0, highest: Infinity })).toBe('limits-outside-outcome')
    expect(codeOf({ before: arms.before.with(0, Number.NaN) })).toBe('value-not-finite')
    expect(codeOf({ treated: Uint8Array.of(1, 0, 0, 0, 0, 0) })).toBe('arm-too-small')
    expect(codeOf({ seen: new Uint8Array(1) })).toBe('lengths-differ')
  })
})
