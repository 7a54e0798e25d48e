import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { attritionOf } from './attrition.ts'
import type { Presence } from './presence.ts'

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

/** Sums in another order differ in their last digit. */
const rounded = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'number' ? Number(one.toFixed(10)) + 0 : one)))

describe('who is missing', () => {
  test('the worked example: shares of both sides, what is seen of units, and the difference', () => {
    const { overall, seen } = found(SIX)
    expect(seen.participants).toEqual({ units: 3, whole: 1, never: 0, left: 2, gaps: 0 })
    expect(seen.others).toEqual({ units: 3, whole: 1, never: 1, left: 0, gaps: 1 })
    expect([overall.participants, overall.others]).toEqual([3 / 9, 4 / 9])
    // participants miss 0, 1, 2 of 3: squares about 1 are 2; others 0, 1, 3 about 4/3: 14/3; each over 9²
    expect(overall.difference!.standardError).toBeCloseTo(Math.sqrt((2 + 14 / 3) / 81), 12)
  })

  test('the worked example: before and from joining on, beside the others at the same times', () => {
    const { spans, groups } = found(SIX)
    const [before, after] = spans
    // before: units 0 and 1 at time 1, unit 2 at times 1 and 2, of which one is missing
    expect(before).toMatchObject({ span: 'before', rows: 4, missing: 1, share: 1 / 4 })
    // others miss 1/3 at time 1 (three of the four rows) and 2/3 at time 2 (one of them)
    expect(before!.others!.share).toBeCloseTo((3 / 4) * (1 / 3) + (1 / 4) * (2 / 3), 12)
    // participants: 0, 0 and 1 of 1, 1, 2 rows about 1/4; others: seen 111, 101, 000 less their shares, each over 3
    const own = ((1 / 4) ** 2 + (1 / 4) ** 2 + (1 / 2) ** 2) / 16
    const rest = [
      (3 / 4) * -(1 / 3) + (1 / 4) * -(2 / 3),
      (3 / 4) * -(1 / 3) + (1 / 4) * (1 / 3),
      (3 / 4) * (2 / 3) + (1 / 4) * (1 / 3),
    ].reduce((sum, residual) => sum + (residual / 3) ** 2, 0)
    expect(before!.others!.difference.standardError).toBeCloseTo(Math.sqrt(own + rest), 12)
    expect(after).toMatchObject({ span: 'after', rows: 5, missing: 2, share: 2 / 5 })
    expect(
      groups.map(({ group, spans: own }) => [group, ...own.map(({ rows, missing }) => [rows, missing])]),
    ).toEqual([
      [2, [2, 0], [4, 1]],
      [3, [2, 1], [1, 1]],
    ])
  })

  test('a side that is empty has no share, and no difference', () => {
    const { overall, spans } = found(
      presence([
        [2, '110'],
        [3, '111'],
      ]),
    )
    expect(overall).toEqual({ participants: 1 / 6 })
    expect(spans.map(({ share, others }) => [share, others])).toEqual([
      [0, undefined],
      [1 / 3, undefined],
    ])
  })

  test('rows before and from joining on are all the rows of who joined, and so are those of the groups', () => {
    const line = fc.tuple(fc.constantFrom(0, 2, 3), fc.stringMatching(/^[01]{4}$/))
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const data = presence([[0, '1111'], [2, '1011'], ...lines])
        const { spans, groups } = found(data)
        const joined = [...data.first].filter((first) => first !== 0).length
        const sum = (all: typeof spans, of: 'rows' | 'missing') =>
          all.reduce((total, one) => total + one[of], 0)
        expect(sum(spans, 'rows')).toBe(joined)
        expect(
          sum(
            groups.flatMap((group) => group.spans),
            'rows',
          ),
        ).toBe(joined)
        expect(
          sum(
            groups.flatMap((group) => group.spans),
            'missing',
          ),
        ).toBe(sum(spans, 'missing'))
      }),
    )
  })

  test('nobody missing: no share, no difference, everybody whole', () => {
    const { overall, seen } = found(
      presence([
        [2, '111'],
        [0, '111'],
      ]),
    )
    const none = { estimate: 0, standardError: 0, low: 0, high: 0 }
    expect(overall).toEqual({ participants: 0, others: 0, difference: none })
    expect(seen.others.whole).toBe(1)
  })

  test('the order of rows does not matter, and every unit is counted once', () => {
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
        expect(rounded(b)).toEqual(rounded(a))
        const { participants: p, others: o } = a.seen
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
      const { low, high } = found(presence(lines)).overall.difference!
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
    expect(codeOf({ first: SIX.first.with(1, 3) })).toBe('first-varies-within-unit')
    expect(codeOf({}, 0)).toBe('level-outside-limits')
    const none = new Int32Array(0)
    expect(codeOf({ unit: none, time: none, first: none, seen: new Uint8Array(0) })).toBe('no-rows')
  })
})
