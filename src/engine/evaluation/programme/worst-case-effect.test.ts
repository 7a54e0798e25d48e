import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregateEffects } from '../group-time/aggregate-effects.ts'
import { DEFAULT_SETTINGS, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import { resultOf } from '../group-time/study.test-data.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import { worstCaseEffect } from './worst-case-effect.ts'

const PLAN: StudyPlan = {
  settings: DEFAULT_SETTINGS,
  estimand: 'simple',
  level: 0.95,
  betterIs: 'higher',
  smallestEffect: 1,
  window: {},
  ratios: [],
  bounds: [],
  placeboShifts: [],
  followsUnits: true,
  rounds: 100,
  seed: 1,
  power: 0.8,
  powerDraws: 100,
}

type Line = Readonly<{ first: number; y: readonly (number | undefined)[] }>

/** Units over times 1, 2, 3 …; what is undefined is a row without an outcome. */
function inputOf(lines: readonly Line[]): StudyInput {
  const rows = lines.flatMap(({ first, y }, unit) =>
    y.map((value, step) => ({ unit, first, time: step + 1, value })),
  )
  const columns = (of: typeof rows) => ({
    unit: Int32Array.from(of, ({ unit }) => unit),
    time: Int32Array.from(of, ({ time }) => time),
    first: Int32Array.from(of, ({ first }) => first),
  })
  const known = rows.filter(({ value }) => value !== undefined)
  return {
    data: { ...columns(known), outcome: Float64Array.from(known, ({ value }) => value!) },
    covariateNames: [],
    missing: columns(rows.filter(({ value }) => value === undefined)),
  }
}

function boundsOf(
  lines: readonly Line[],
  plan: Partial<StudyPlan> = {},
  limits = { lowest: 0, highest: 10 },
) {
  const bounds = worstCaseEffect(inputOf(lines), { ...PLAN, ...plan }, limits)
  if (!bounds?.ok) throw new Error(bounds ? JSON.stringify(bounds.error) : 'nothing is missing')
  return bounds.value
}

const TWO_ARMS: readonly Line[] = [
  { first: 2, y: [2, 5] },
  { first: 2, y: [4, 7] },
  { first: 2, y: [6, 8] },
  { first: 2, y: [4, undefined] },
  { first: 0, y: [3, 4] },
  { first: 0, y: [5, 6] },
]

/** The estimand of a panel without a gap. */
function effectOf(lines: readonly Line[], { settings, estimand, window }: StudyPlan): number {
  const { data } = inputOf(lines)
  const summary = aggregateEffects(resultOf(data as StudyData, settings), estimand, window)
  if (!summary.ok) throw new Error(summary.error.code)
  return summary.value.overall.estimate
}

describe('bounds whatever those who are missing had', () => {
  test('the worked example: changes 3, 3, 2 and −4 … 6 against 1 and 1, from 0 to 2.5', () => {
    const { low, high, interval, missing, rows } = boundsOf(TWO_ARMS)
    expect(low.estimate).toBeCloseTo(0, 12)
    expect(high.estimate).toBeCloseTo(2.5, 12)
    expect([missing, rows]).toEqual([1, 12])
    expect(interval).toEqual({ low: low.low, high: high.high })
    // variances over n: of 3, 3, 2, −4 over 4, and none among the others
    const square = [3, 3, 2, -4].reduce((sum, change) => sum + (change - 1) ** 2, 0)
    expect(low.standardError).toBeCloseTo(Math.sqrt(square / 16), 12)
  })

  test('among the others, and before joining, the worse end is the other one', () => {
    const other = boundsOf(
      TWO_ARMS.map(({ first, y }, k) =>
        k === 3 ? { first, y: [4, 4] } : k === 4 ? { first, y: [3, undefined] } : { first, y },
      ),
    )
    expect(other.low.estimate).toBeCloseTo(2 - (7 + 1) / 2, 12)
    expect(other.high.estimate).toBeCloseTo(2 - (-3 + 1) / 2, 12)
    const before = boundsOf(
      TWO_ARMS.map(({ first, y }, k) => (k === 3 ? { first, y: [undefined, 4] } : { first, y })),
    )
    expect([before.low.estimate, before.high.estimate]).toEqual([(8 - 6) / 4 - 1, (8 + 4) / 4 - 1])
  })

  test('a row that is not in the file at all is missing too', () => {
    const { data } = inputOf(TWO_ARMS)
    const bounds = worstCaseEffect({ data, covariateNames: [] }, PLAN, { lowest: 0, highest: 10 })
    expect(bounds).toMatchObject({ ok: true, value: { missing: 1, high: { estimate: 2.5 } } })
  })

  const settings: readonly Partial<StudySettings>[] = [
    { controls: 'never' },
    { controls: 'not-yet' },
    { controls: 'not-yet', base: 'universal' },
    { controls: 'never', anticipation: 1 },
  ]

  test('hold the effect of every completion of a staggered panel, and are reached by one', () => {
    const value = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined, freq: 4 })
    const firsts = [3, 3, 4, 4, 0, 0]
    const lines = fc.tuple(...firsts.map(() => fc.array(value, { minLength: 4, maxLength: 4 })))
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(...settings),
        fc.constantFrom('simple' as const, 'dynamic' as const, 'group' as const, 'calendar' as const),
        (ys, changed, estimand) => {
          const panel = ys.map((y, unit): Line => ({ first: firsts[unit]!, y }))
          const gaps = panel.flatMap(({ y }, unit) =>
            y.flatMap((one, step) => (one === undefined ? [[unit, step] as const] : [])),
          )
          fc.pre(gaps.length > 0 && gaps.length <= 6)
          fc.pre([0, 1, 2, 3].every((step) => panel.some(({ y }) => y[step] !== undefined)))
          const plan = { ...PLAN, estimand, settings: { ...DEFAULT_SETTINGS, ...changed } }
          const { low, high } = boundsOf(panel, plan)
          let [least, most] = [Infinity, -Infinity]
          for (let mask = 0; mask < 2 ** gaps.length; mask++) {
            const whole = panel.map(({ first, y }, unit) => ({
              first,
              y: y.map(
                (one, step) =>
                  one ?? (mask & (1 << gaps.findIndex(([u, s]) => u === unit && s === step)) ? 10 : 0),
              ),
            }))
            const effect = effectOf(whole, plan)
            least = Math.min(least, effect)
            most = Math.max(most, effect)
          }
          expect(low.estimate).toBeCloseTo(least, 9)
          expect(high.estimate).toBeCloseTo(most, 9)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('are wider the wider the limits are', () => {
    const narrow = boundsOf(TWO_ARMS, {}, { lowest: 2, highest: 8 })
    const wide = boundsOf(TWO_ARMS, {}, { lowest: -5, highest: 20 })
    expect(narrow.high.estimate - narrow.low.estimate).toBeCloseTo(6 / 4, 12)
    expect(wide.high.estimate - wide.low.estimate).toBeCloseTo(25 / 4, 12)
  })

  test('there are none where nothing is missing', () => {
    const whole = TWO_ARMS.filter(({ y }) => !y.includes(undefined))
    expect(worstCaseEffect(inputOf(whole), PLAN, { lowest: 0, highest: 10 })).toBeUndefined()
  })

  test('refuses limits that outcomes break, weights, and cross-sections', () => {
    const codeOf = (input: StudyInput, plan: Partial<StudyPlan> = {}, highest = 10) => {
      const bounds = worstCaseEffect(input, { ...PLAN, ...plan }, { lowest: 0, highest })
      return bounds?.ok === false ? bounds.error.code : undefined
    }
    const input = inputOf(TWO_ARMS)
    expect(codeOf(input, {}, 7)).toBe('limits-outside-outcome')
    expect(codeOf(input, {}, 0)).toBe('limits-outside-outcome')
    expect(codeOf(input, { followsUnits: false })).toBe('panels-only')
    const weights = new Float64Array(input.data.unit.length).fill(1)
    expect(codeOf({ ...input, data: { ...input.data, weights } })).toBe('bounds-without-weights')
    expect(codeOf(input, { estimand: 'simple', window: { maxEvent: -1 } })).toBe('no-effect-in-window')
  })
})
