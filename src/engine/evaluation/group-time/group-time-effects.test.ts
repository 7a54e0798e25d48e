import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregateEffects } from './aggregate-effects.ts'
import { type Line, SIX_UNITS, panelOf, refusalOf, resultOf } from './study.test-data.ts'
import type { GroupTimeResult } from './group-time-effects.ts'
import type { StudyData } from './study-data.ts'

/** In every cohort low, middle and high values of the covariate, so that no draw can tell cohorts apart. */
const OVERLAP = [0, 2, 3].flatMap((first) =>
  [-5, 0, 5].map((x) => ({ first, x, y: [x, x + first, 2 * x, x * x - first] })),
)

const table = ({ effects }: GroupTimeResult) =>
  Object.fromEntries(effects.map(({ group, time, estimate }) => [`${group} at ${time}`, estimate]))

const codes = ({ warnings }: GroupTimeResult) => warnings.map(({ code }) => code)

describe('six units worked out by hand', () => {
  it('compares with the never treated', () => {
    const { effects } = resultOf(panelOf(SIX_UNITS))
    expect(table(resultOf(panelOf(SIX_UNITS)))).toEqual({
      '2 at 2': 2, // (3 + 2) / 2 − (1 + 0) / 2
      '2 at 3': 4, // (5 + 6) / 2 − (1 + 2) / 2
      '3 at 2': 0, // (1 + 0) / 2 − (1 + 0) / 2
      '3 at 3': 2.5, // (2 + 5) / 2 − (0 + 2) / 2
    })
    expect(effects[0]!.standardError).toBeCloseTo(0.5, 12) // √(2 · .25 / 4 + 2 · .25 / 4)
    expect([...effects[0]!.influence]).toEqual([1.5, -1.5, 0, 0, -1.5, 1.5])
  })

  it('adds the not yet treated', () => {
    const result = table(resultOf(panelOf(SIX_UNITS), { controls: 'not-yet' }))
    expect(result['2 at 2']).toBe(2) // 2.5 − (1 + 0 + 1 + 0) / 4
    expect(result['2 at 3']).toBe(4)
  })

  it('puts effects against one base, which is itself 0', () => {
    const lines = [
      { first: 3, y: [1, 4, 6] },
      { first: 3, y: [3, 5, 9] },
      { first: 0, y: [1, 2, 2] },
      { first: 0, y: [5, 5, 7] },
    ]
    const { effects } = resultOf(panelOf(lines), { base: 'universal' })
    expect(effects.map(({ estimate }) => estimate)).toEqual([-2, 0, 2])
    expect(effects.map(({ reference }) => reference)).toEqual([false, true, false])
    expect(effects[1]!.standardError).toBe(0)
  })

  it('goes back to before anticipation', () => {
    const { effects } = resultOf(panelOf(SIX_UNITS.slice(2)), { anticipation: 1 })
    expect(effects.map(({ time, baseTime, estimate }) => [time, baseTime, estimate])).toEqual([
      [2, 1, 0],
      [3, 1, 4 - 1.5],
    ])
  })

  it('sums up by shares of the groups', () => {
    const result = resultOf(panelOf(SIX_UNITS))
    const simple = aggregateEffects(result, 'simple')
    const dynamic = aggregateEffects(result, 'dynamic')
    const group = aggregateEffects(result, 'group')
    const calendar = aggregateEffects(result, 'calendar')
    if (!simple.ok || !dynamic.ok || !group.ok || !calendar.ok) throw new Error('refused')
    expect(simple.value.overall.estimate).toBeCloseTo((2 + 4 + 2.5) / 3, 12)
    expect(dynamic.value.rows.map(({ at, estimate }) => [at, estimate])).toEqual([
      [-1, 0],
      [0, 2.25],
      [1, 4],
    ])
    expect(dynamic.value.overall.estimate).toBeCloseTo((2.25 + 4) / 2, 12)
    expect(group.value.rows.map(({ at, estimate }) => [at, estimate])).toEqual([
      [2, 3],
      [3, 2.5],
    ])
    expect(group.value.overall.estimate).toBeCloseTo(2.75, 12)
    expect(calendar.value.rows.map(({ at, estimate }) => [at, estimate])).toEqual([
      [2, 2],
      [3, 3.25],
    ])
    expect(calendar.value.overall.estimate).toBeCloseTo(2.625, 12)
  })
})

describe('what is handled and said', () => {
  it('drops who was treated before anything was seen', () => {
    const result = resultOf(panelOf([...SIX_UNITS, { first: 1, y: [9, 9, 9] }]))
    expect(result.warnings).toEqual([{ code: 'treated-before-start', count: 1 }])
    expect(result.unitAt).toHaveLength(6)
  })

  it('counts who is treated after the end as never treated', () => {
    const lines = SIX_UNITS.map((line) => ({ ...line, first: line.first === 0 ? 9 : line.first }))
    const result = resultOf(panelOf(lines))
    expect(result.warnings).toEqual([{ code: 'treated-after-end', count: 2 }])
    expect(table(result)).toEqual(table(resultOf(panelOf(SIX_UNITS))))
  })

  it('takes the last group as control where nobody is never treated', () => {
    const result = resultOf(panelOf(SIX_UNITS.slice(0, 4)), { controls: 'not-yet' })
    expect(result.warnings).toEqual([{ code: 'last-group-is-control', group: 3, count: 2 }])
    expect(table(result)).toEqual({ '2 at 2': 2 })
  })

  it('leaves out a group of one and says so', () => {
    const result = resultOf(panelOf(SIX_UNITS.slice(1)))
    expect(codes(result)).toEqual(['group-of-one', 'group-of-one'])
    expect(Object.keys(table(result))).toEqual(['3 at 2', '3 at 3'])
  })

  it('names collinear covariates per cell', () => {
    const lines = SIX_UNITS.map((line) => ({ ...line, x: 1 }))
    const error = refusalOf({ ...panelOf(lines), covariates: [new Float64Array(18).fill(7)] })
    expect(error.code).toBe('nothing-estimated')
    expect(new Set(error.warnings!.map(({ code }) => code))).toEqual(new Set(['singular-covariates']))
  })

  it('names perfect separation per cell', () => {
    const lines = SIX_UNITS.map((line, unit) => ({ ...line, x: line.first === 2 ? 10 + unit : unit }))
    const error = refusalOf(panelOf(lines.filter(({ first }) => first !== 3)))
    expect(error.warnings!.map(({ code }) => code)).toEqual(['perfect-separation', 'perfect-separation'])
  })

  it('names controls that are all like nobody in the group, or a unit that can only belong to it', () => {
    const spread = [...SIX_UNITS, ...SIX_UNITS].filter(({ first }) => first !== 3)
    const oneAlone = spread.map((line, unit) => ({ ...line, x: unit === 0 ? 1 : 0 }))
    const error = refusalOf(panelOf(oneAlone), { estimator: 'inverse-weighting' })
    expect(error.warnings!.map(({ code }) => code)).toEqual(['no-overlap', 'no-overlap'])
    const controlAlone = spread.map((line, unit) => ({ ...line, x: unit === 2 ? 1 : 0 }))
    const kept = resultOf(panelOf(controlAlone), { estimator: 'inverse-weighting' })
    const without = resultOf(panelOf(spread.filter((_, unit) => unit !== 2)))
    for (const [k, { estimate }] of kept.effects.entries())
      expect(estimate).toBeCloseTo(without.effects[k]!.estimate, 6)
  })

  it('names a side that weighs nothing, and outcomes too large to square', () => {
    const weightless = SIX_UNITS.map((line) => ({ ...line, weight: line.first === 2 ? 0 : 1 }))
    const unweighted = resultOf(panelOf(weightless))
    expect(codes(unweighted)).toEqual(['no-weight', 'no-weight'])
    const huge = SIX_UNITS.map((line) => ({ ...line, y: line.y.map((y) => y * 1e200) }))
    expect(refusalOf(panelOf(huge)).warnings![0]!.code).toBe('outcome-too-large')
  })

  it('gives the same with weights of any size', () => {
    const lines = [...OVERLAP, ...OVERLAP].map((line, k) => ({ ...line, y: line.y.map((y) => y + (k % 5)) }))
    const weighing = (weight: number) => table(resultOf(panelOf(lines.map((line) => ({ ...line, weight })))))
    for (const [cell, estimate] of Object.entries(weighing(1))) {
      expect(weighing(1e-9)[cell]).toBeCloseTo(estimate, 8)
      expect(weighing(1e9)[cell]).toBeCloseTo(estimate, 8)
    }
  })

  it('drops units with gaps only where that was asked', () => {
    const full = panelOf(SIX_UNITS)
    const gap = without(full, 1)
    expect(refusalOf(gap).code).toBe('unbalanced-panel')
    const dropped = resultOf({ ...gap }, { unbalanced: 'drop-units' })
    expect(dropped.warnings[0]).toEqual({ code: 'incomplete-units-dropped', count: 1 })
    expect(dropped.groups.map(({ units }) => units)).toEqual([1, 2])
    const asSections = resultOf(gap, { design: 'cross-sections' })
    expect(asSections.warnings.map(({ code }) => code)).toContain('group-not-observed')
  })
})

function without(data: StudyData, row: number): StudyData {
  const keep = (_: number, index: number) => index !== row
  return {
    unit: data.unit.filter(keep),
    time: data.time.filter(keep),
    outcome: data.outcome.filter(keep),
    first: data.first.filter(keep),
  }
}

describe('what is refused', () => {
  const good = panelOf(SIX_UNITS)
  const changed = <T extends Int32Array | Float64Array>(column: T, row: number, value: number): T => {
    const copy = column.slice() as T
    copy[row] = value
    return copy
  }
  const cases: [string, StudyData][] = [
    ['no-rows', panelOf([])],
    ['lengths-differ', { ...good, time: good.time.slice(1) }],
    ['lengths-differ', { ...good, weights: good.weights.slice(1) }],
    ['value-not-finite', { ...good, outcome: changed(good.outcome, 3, Number.NaN) }],
    ['value-not-finite', { ...good, covariates: [changed(good.outcome, 3, Infinity)] }],
    ['weight-negative', { ...good, weights: changed(good.weights, 0, -1) }],
    ['weights-all-zero', { ...good, weights: new Float64Array(18) }],
    ['weight-varies-within-unit', { ...good, weights: changed(good.weights, 1, 2) }],
    ['unit-outside-limits', { ...good, unit: changed(good.unit, 0, -1) }],
    ['unit-without-rows', { ...good, unit: good.unit.map((unit) => unit + 1) }],
    ['time-range-too-wide', { ...good, time: changed(good.time, 0, 2_000_000) }],
    ['one-period', { ...good, time: good.time.map(() => 1) }],
    ['duplicate-unit-time', { ...good, time: changed(good.time, 0, 2) }],
    ['first-varies-within-unit', { ...good, first: changed(good.first, 0, 3) }],
    ['cluster-varies-within-unit', { ...good, cluster: Int32Array.from(good.unit.keys()) }],
    ['no-treated-group', { ...good, first: new Int32Array(18) }],
    ['no-controls', panelOf(SIX_UNITS.slice(0, 4))],
  ]
  it.each(cases)('%s', (code, data) => {
    expect(refusalOf(data).code).toBe(code)
  })

  it('a negative anticipation, or controls that never come', () => {
    expect(refusalOf(good, { anticipation: -1 }).code).toBe('anticipation-outside-limits')
    expect(refusalOf(panelOf(SIX_UNITS.slice(0, 2)), { controls: 'not-yet' }).code).toBe('no-controls')
  })

  it('an event window without effects', () => {
    const summary = aggregateEffects(resultOf(good), 'dynamic', { minEvent: 7 })
    expect(summary).toEqual({ ok: false, error: { code: 'no-effect-in-window' } })
  })
})

const anyLine = fc.record({
  first: fc.constantFrom(0, 0, 2, 3, 4),
  y: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }),
  x: fc.integer({ min: -5, max: 5 }),
})
const anyPanel = fc
  .array(anyLine, { minLength: 4, maxLength: 24 })
  .map((lines): Line[] => [...lines, ...OVERLAP])
const anySettings = fc.record({
  estimator: fc.constantFrom('doubly-robust', 'inverse-weighting', 'regression'),
  controls: fc.constantFrom('never', 'not-yet'),
  base: fc.constantFrom('varying', 'universal'),
  anticipation: fc.constantFrom(0, 1),
  design: fc.constantFrom('panel', 'cross-sections'),
} as const)

describe('for any panel', () => {
  it('no number is without a value, and influence sums to nothing', () => {
    fc.assert(
      fc.property(anyPanel, anySettings, (lines, settings) => {
        for (const { estimate, standardError, influence } of resultOf(panelOf(lines), settings).effects) {
          expect(Number.isFinite(estimate) && Number.isFinite(standardError)).toBe(true)
          expect(Math.abs(influence.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-6)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('a constant per unit, a common path and the order of rows change nothing', () => {
    fc.assert(
      fc.property(anyPanel, anySettings, (lines, settings) => {
        const panel = { ...settings, design: 'panel' } as const
        const moved = lines.map((line, unit) => ({ ...line, y: line.y.map((y, t) => y + 7 * unit + t * t) }))
        const before = resultOf(panelOf(lines), panel).effects
        const after = resultOf(panelOf([...moved].reverse()), panel).effects
        expect(after).toHaveLength(before.length)
        for (const [k, { estimate, standardError }] of before.entries()) {
          expect(after[k]!.estimate).toBeCloseTo(estimate, 6)
          expect(after[k]!.standardError).toBeCloseTo(standardError, 6)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('whole weights count as copies of a unit', () => {
    fc.assert(
      fc.property(anyPanel, (lines) => {
        const weighted = lines.map((line, unit) => ({ ...line, weight: 1 + (unit % 3) }))
        const copies = weighted.flatMap((line) =>
          Array.from({ length: line.weight }, () => ({ ...line, weight: 1 })),
        )
        const copied = table(resultOf(panelOf(copies)))
        for (const [cell, estimate] of Object.entries(table(resultOf(panelOf(weighted)))))
          expect(copied[cell]).toBeCloseTo(estimate, 6)
      }),
      { numRuns: 60 },
    )
  })

  it('a balanced panel read as cross-sections gives the same effects, errors too', () => {
    fc.assert(
      fc.property(anyPanel, anySettings, (lines, settings) => {
        const panel = resultOf(panelOf(lines), { ...settings, design: 'panel' })
        const sections = resultOf(panelOf(lines), { ...settings, design: 'cross-sections' })
        for (const { group, time, estimate, standardError } of panel.effects) {
          const same = sections.effects.find((one) => one.group === group && one.time === time)
          if (!same) continue
          expect(same.estimate).toBeCloseTo(estimate, 6)
          expect(same.standardError).toBeCloseTo(standardError, 6)
        }
      }),
      { numRuns: 100 },
    )
  })
})
