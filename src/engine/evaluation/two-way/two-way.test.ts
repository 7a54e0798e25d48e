import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastSquares } from '../algebra/least-squares.ts'
import { panelOf } from '../group-time/study.test-data.ts'
import { baconDecomposition } from './bacon-decomposition.ts'
import { beforeAfter } from './before-after.ts'
import { twoWayEffect, twoWayEventStudy } from './two-way-effect.ts'
import { twoWayFit } from './two-way-fit.ts'
import {
  type PanelRow,
  columnsOf,
  errorOf,
  evenPanels,
  treatedColumn,
  resultOf,
} from './two-way.test-data.ts'

const FOUR_UNITS = panelOf([
  { first: 2, y: [1, 4] },
  { first: 2, y: [3, 8] },
  { first: 0, y: [2, 3] },
  { first: 0, y: [4, 7] },
])

const GROWING = panelOf([
  { first: 2, y: [0, 1, 5] },
  { first: 3, y: [0, 0, 1] },
])

describe('worked out by hand', () => {
  it('compares two groups before and after', () => {
    const { estimate, standardError, treated, controls } = resultOf(beforeAfter(FOUR_UNITS))
    expect(treated).toEqual({ units: 2, before: 2, after: 6, change: 4 })
    expect(controls).toEqual({ units: 2, before: 3, after: 5, change: 2 })
    expect(estimate).toBe(2)
    expect(standardError).toBeCloseTo(Math.sqrt(2 / 2 + 2 / 2), 12)
  })

  it('finds the same by two-way fixed effects, with the stated factor', () => {
    const { estimate, standardError, fit } = resultOf(twoWayEffect(FOUR_UNITS))
    expect(estimate).toBeCloseTo(2, 12)
    expect(fit.factor).toBeCloseTo((4 / 3) * (7 / 5), 12)
    expect(standardError).toBeCloseTo(Math.sqrt(fit.factor), 12) // 4 · (1 / 2)² = 1 before the factor
    expect([fit.rows, fit.units, fit.times, fit.clusters]).toEqual([8, 4, 2, 4])
  })

  it('calls effects of 1, 5 and 1 together −1, and shows which comparison does it', () => {
    const { estimate, comparisons } = resultOf(baconDecomposition(GROWING))
    expect(estimate).toBeCloseTo(-1, 12)
    expect(comparisons).toEqual([
      {
        kind: 'earlier-later',
        treated: 2,
        control: 3,
        estimate: 1,
        weight: expect.closeTo(0.5, 12) as number,
      },
      {
        kind: 'later-earlier',
        treated: 3,
        control: 2,
        estimate: -3,
        weight: expect.closeTo(0.5, 12) as number,
      },
    ])
  })

  it('gives an event study per time since treatment, and bins what is outside the window', () => {
    const data = panelOf([
      { first: 3, y: [1, 2, 5, 6] },
      { first: 3, y: [0, 1, 4, 7] },
      { first: 0, y: [1, 2, 3, 4] },
      { first: 0, y: [4, 5, 6, 7] },
    ])
    const { effects } = resultOf(twoWayEventStudy(data))
    expect(effects.map(({ event, reference }) => [event, reference])).toEqual([
      [-2, false],
      [-1, true],
      [0, false],
      [1, false],
    ])
    const [early, , first, second] = effects
    expect(early!.estimate).toBeCloseTo(0, 12)
    expect(first!.estimate).toBeCloseTo(2, 12) // changes 3 and 3 since time 2, less 1 and 1
    expect(second!.estimate).toBeCloseTo(3, 12) // changes 4 and 6, less 2 and 2
    const binned = resultOf(twoWayEventStudy(data, { reference: -1, from: -1, to: 0 })).effects
    expect(binned.map(({ event, bound }) => [event, bound])).toEqual([
      [-1, 'at-most'],
      [0, 'at-least'],
    ])
    expect(binned[1]!.estimate).toBeCloseTo(2.5, 12) // the two times after treatment, 2 and 3
  })

  it('takes a panel in two parts that no unit links', () => {
    const { unit, time, outcome, first } = FOUR_UNITS
    const twice = (column: Int32Array, add: (value: number) => number) =>
      Int32Array.from([...column, ...column.map(add)])
    const parts = {
      unit: twice(unit, (u) => u + 4),
      time: twice(time, (t) => t + 2),
      outcome: Float64Array.from([...outcome, ...outcome.map((y) => 3 * y)]),
      first: twice(first, (f) => (f > 0 ? f + 2 : 0)),
    }
    expect(resultOf(twoWayEffect(parts)).estimate).toBeCloseTo((2 + 6) / 2, 10)
  })

  it('takes the cluster as the unit of error', () => {
    const cluster = Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1)
    const clustered = resultOf(beforeAfter({ ...FOUR_UNITS, cluster }))
    expect(clustered.clusters).toBe(2)
    expect(clustered.standardError).toBeCloseTo(0, 12) // within each cluster −1/2 and +1/2 cancel
  })
})

describe('what always holds', () => {
  it('Bacon weights sum to 1 and give the two-way estimate', () => {
    fc.assert(
      fc.property(evenPanels, (data) => {
        const { comparisons, estimate } = resultOf(baconDecomposition(data))
        expect(comparisons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
        for (const { weight } of comparisons) expect(weight).toBeGreaterThan(0)
        expect(estimate).toBeCloseTo(resultOf(twoWayEffect(data)).estimate, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('the pass by cohorts equals the fit by columns', () => {
    fc.assert(
      fc.property(evenPanels, fc.boolean(), (panel, clustered) => {
        const data = clustered ? { ...panel, cluster: panel.unit.map((unit) => unit % 3) } : panel
        const fast = resultOf(twoWayEffect(data))
        const slow = resultOf(twoWayFit(data, [treatedColumn(data)]))
        expect(fast.estimate).toBeCloseTo(slow.coefficients[0]!, 9)
        expect(fast.standardError).toBeCloseTo(slow.standardErrors[0]!, 9)
        expect(fast.fit.plainErrors![0]).toBeCloseTo(slow.plainErrors![0]!, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('gaps and weights give what least squares on every dummy gives', () => {
    fc.assert(
      fc.property(evenPanels, fc.array(fc.nat(5), { minLength: 36, maxLength: 36 }), (panel, numbers) => {
        const rows = rowsOf(panel)
          .map((row, k) => ({ ...row, w: row.w + numbers[k]! }))
          .filter((row, k) => row.unit < 4 || row.time === 1 || numbers[k]! < 4)
        const data = columnsOf(rows)
        const estimate = resultOf(twoWayFit(data, [treatedColumn(data)])).coefficients[0]!
        expect(estimate).toBeCloseTo(byDummies(rows), 7)
      }),
      { numRuns: 40 },
    )
  })

  it('rows of weight 0 are as if they were not there', () => {
    fc.assert(
      fc.property(evenPanels, fc.integer({ min: 0, max: 3 }), (panel, time) => {
        const rows = rowsOf(panel).map((row) =>
          row.unit === 1 && row.time === time + 1 ? { ...row, w: 0 } : row,
        )
        const whole = resultOf(twoWayEffect(columnsOf(rows)))
        const without = resultOf(twoWayEffect(columnsOf(rows.filter(({ w }) => w > 0))))
        expect(whole.estimate).toBeCloseTo(without.estimate, 9)
        expect(whole.standardError).toBeCloseTo(without.standardError, 9)
        expect(whole.fit.rows).toBe(without.fit.rows)
      }),
      { numRuns: 40 },
    )
  })

  it('effects of units and times change nothing', () => {
    fc.assert(
      fc.property(evenPanels, fc.integer({ min: -1000, max: 1000 }), (data, size) => {
        const moved = data.outcome.map((y, row) => y + size * data.unit[row]! - size * data.time[row]! ** 2)
        const [before, after] = [data.outcome, moved].map((outcome) =>
          resultOf(twoWayEffect({ ...data, outcome })),
        )
        expect(after!.estimate).toBeCloseTo(before!.estimate, 8)
        expect(after!.standardError).toBeCloseTo(before!.standardError, 8)
      }),
      { numRuns: 40 },
    )
  })
})

function rowsOf(data: ReturnType<typeof columnsOf>): PanelRow[] {
  return Array.from(data.unit, (unit, row) => ({
    unit,
    time: data.time[row]!,
    first: data.first[row]!,
    y: data.outcome[row]!,
    w: data.weights[row]!,
  }))
}

function byDummies(rows: readonly PanelRow[]): number {
  const dummy = (holds: (row: PanelRow) => boolean) => Float64Array.from(rows, (row) => (holds(row) ? 1 : 0))
  const units = [...new Set(rows.map(({ unit }) => unit))].map((unit) => dummy((row) => row.unit === unit))
  const times = [...new Set(rows.map(({ time }) => time))]
    .slice(1)
    .map((time) => dummy((row) => row.time === time))
  const { outcome, weights } = columnsOf(rows)
  const columns = [treatedColumn(columnsOf(rows)), ...units, ...times]
  return resultOf(leastSquares(columns, outcome, weights, { start: 0, end: rows.length })).coefficients[0]!
}

describe('says what is wrong', () => {
  const { unit, time, outcome, first } = FOUR_UNITS

  it('with the columns', () => {
    const code = (change: object) => errorOf(twoWayEffect({ ...FOUR_UNITS, ...change })).code
    expect(code({ outcome: outcome.map((y, row) => (row === 3 ? Number.NaN : y)) })).toBe('value-not-finite')
    expect(code({ outcome: outcome.map((y) => y * 1e200) })).toBe('outcome-too-large')
    expect(code({ unit: unit.slice(1) })).toBe('lengths-differ')
    expect(code({ unit: unit.map(() => 0) })).toBe('duplicate-unit-time')
    expect(code({ unit: unit.map((u) => u + 1) })).toBe('unit-without-rows')
    expect(code({ time: time.map((t, row) => (row === 0 ? 2_000_000 : t)) })).toBe('time-range-too-wide')
    expect(code({ weights: outcome.map(() => 0) })).toBe('weights-all-zero')
    expect(code({ cluster: Int32Array.from(unit.keys()) })).toBe('cluster-varies-within-unit')
    expect(code({ cluster: unit.map(() => 7) })).toBe('one-cluster')
    expect(code({ first: first.map((_, row) => row) })).toBe('first-varies-within-unit')
    expect(code({ first: first.map(() => 0) })).toBe('no-treated-group')
    expect(code({ first: first.map((f) => (f > 0 ? 1 : 0)) })).toBe('explained-by-effects')
    expect(code({ covariates: [outcome.map(() => 3)] })).toBe('explained-by-effects')
    expect(code({ covariates: [treatedColumn(FOUR_UNITS)] })).toBe('singular-regressors')
  })

  it('by the name of the column', () => {
    const column = (change: object) => errorOf(twoWayEffect({ ...FOUR_UNITS, ...change })).column
    const still = outcome.map(() => 3)
    const moving = Float64Array.from([1, 5, 2, 2, 7, 1, 0, 3])
    expect(column({ covariates: [moving, still] })).toBe('covariate 1')
    expect(column({ covariates: [treatedColumn(FOUR_UNITS)] })).toBe('covariate 0')
    expect(column({ first: first.map((f) => (f > 0 ? 1 : 0)) })).toBe('treated')
  })

  it('with the design', () => {
    expect(errorOf(twoWayEventStudy(GROWING)).code).toBe('too-few-rows')
    const y = [1, 4, 2, 5, 3]
    const nobodyNever = panelOf(
      [2, 2, 2, 4, 4, 4].map((first, k) => ({ first, y: y.map((value) => value * k) })),
    )
    expect(errorOf(twoWayEventStudy(nobodyNever)).code).toBe('singular-regressors')
    expect(twoWayEventStudy(nobodyNever, { reference: -1, from: -2, to: 1 }).ok).toBe(true)
    expect(errorOf(twoWayEventStudy(FOUR_UNITS, { reference: -2, from: -2, to: 0 })).code).toBe(
      'window-outside-limits',
    )
    expect(errorOf(twoWayEffect(panelOf([{ first: 2, y: [1, 2] }]))).code).toBe('one-cluster')
    expect(errorOf(beforeAfter(GROWING)).code).toBe('several-groups')
    expect(errorOf(beforeAfter(GROWING, 2)).code).toBe('no-controls')
    expect(errorOf(beforeAfter(FOUR_UNITS, 5)).code).toBe('group-not-found')
    expect(
      errorOf(
        beforeAfter(
          panelOf([
            { first: 2, y: [1, 2] },
            { first: 0, y: [1, 2] },
          ]),
        ),
      ).code,
    ).toBe('one-unit-in-group')
    const gap = { unit: unit.slice(1), time: time.slice(1), outcome: outcome.slice(1), first: first.slice(1) }
    expect(errorOf(baconDecomposition(gap)).code).toBe('unbalanced-panel')
    const uneven = { ...FOUR_UNITS, weights: outcome.map((_, row) => row + 1) }
    expect(errorOf(baconDecomposition(uneven)).code).toBe('weight-varies-within-unit')
  })

  it('keeps groups apart that start in a gap between times', () => {
    const rows = columnsOf(
      [3, 4, 1, -5, 0].flatMap((first, u) =>
        [1, 2, 5].map((time) => ({
          unit: u,
          time,
          first,
          y: u * time + (first > 2 && time === 5 ? 2 : 0),
          w: 1,
        })),
      ),
    )
    const { estimate } = resultOf(baconDecomposition(rows))
    expect(estimate).toBeCloseTo(resultOf(twoWayEffect(rows)).estimate, 10)
  })
})
