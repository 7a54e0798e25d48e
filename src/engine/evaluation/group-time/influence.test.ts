import { describe, expect, it } from 'vitest'
import { makeRng } from '../../kernel/rng.ts'
import { aggregateEffects } from './aggregate-effects.ts'
import type { GroupTimeResult } from './group-time-effects.ts'
import { resultOf } from './study.test-data.ts'
import type { StudyData, StudySettings } from './study-data.ts'

const UNITS = 90
const TIMES = 4

/** Panel with two covariates, one that changes, on which both entry and trend depend. */
function drawnPanel(seed: number): StudyData & { weights: Float64Array } {
  const rng = makeRng(seed, 0)
  const rows = Array.from({ length: UNITS }, (_, unit) => {
    const x = rng() * 2 - 1
    const first = rng() < 0.35 + 0.2 * x ? 3 : rng() < 0.4 ? 4 : 0
    const weight = 0.5 + rng()
    return Array.from({ length: TIMES }, (_step, t) => {
      const y = x * t + 2 * rng() + (first > 0 && t + 1 >= first ? 0.5 : 0)
      return { unit, time: t + 1, first, weight, x, z: rng() + 0.3 * x, y }
    })
  }).flat()
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    outcome: Float64Array.from(rows, ({ y }) => y),
    first: Int32Array.from(rows, ({ first }) => first),
    weights: Float64Array.from(rows, ({ weight }) => weight),
    covariates: [Float64Array.from(rows, ({ x }) => x), Float64Array.from(rows, ({ z }) => z)],
  }
}

/** Each row its own unit, a third of them gone. */
function asSections(data: StudyData & { weights: Float64Array }): StudyData & { weights: Float64Array } {
  const keep = (_: number, row: number) => row % 3 !== 1
  const rows = data.unit.filter(keep).length
  return {
    unit: Int32Array.from({ length: rows }, (_, row) => row),
    time: data.time.filter(keep),
    outcome: data.outcome.filter(keep),
    first: data.first.filter(keep),
    weights: data.weights.filter(keep),
    covariates: data.covariates!.map((column) => column.filter(keep)),
  }
}

const STEP = 1e-5

/** Largest gap between influence functions and what happens when the weight of one unit is moved up and down. */
function largestGap(
  data: StudyData & { weights: Float64Array },
  settings: Partial<StudySettings>,
  read: (result: GroupTimeResult) => readonly { estimate: number; influence: Float64Array }[],
): number {
  const result = resultOf(data, settings)
  const numbers = read(result)
  const moved = (unit: number, factor: number) =>
    read(
      resultOf(
        { ...data, weights: data.weights.map((w, row) => (data.unit[row] === unit ? w * factor : w)) },
        settings,
      ),
    )
  let largest = 0
  for (let at = 0; at < result.unitAt.length; at += 11) {
    const up = moved(result.unitAt[at]!, 1 + STEP)
    const down = moved(result.unitAt[at]!, 1 - STEP)
    for (const [k, { influence }] of numbers.entries()) {
      const slope = (up[k]!.estimate - down[k]!.estimate) / (2 * STEP)
      largest = Math.max(largest, Math.abs(slope - influence[at]! / result.unitAt.length))
    }
  }
  return largest
}

describe('an influence function is what one unit does to the estimate', () => {
  const panel = drawnPanel(7)
  const designs = { panel, 'cross-sections': asSections(panel) } as const
  const estimators = ['doubly-robust', 'inverse-weighting', 'regression'] as const
  const cases = (['panel', 'cross-sections'] as const).flatMap((design) =>
    estimators.map((estimator) => ({ design, estimator })),
  )
  it.each(cases)('$design, $estimator', ({ design, estimator }) => {
    const settings = { design, estimator, controls: 'not-yet' } as const
    const result = resultOf(designs[design], settings)
    expect(result.effects).toHaveLength(6)
    expect(result.effects.some(({ standardError }) => standardError > 0.01)).toBe(true)
    expect(largestGap(designs[design], settings, ({ effects }) => effects)).toBeLessThan(1e-7)
  })

  it.each(['simple', 'dynamic', 'group', 'calendar'] as const)(
    'also through estimated shares: %s',
    (kind) => {
      const read = (result: GroupTimeResult) => {
        const summary = aggregateEffects(result, kind)
        if (!summary.ok) throw new Error(summary.error.code)
        return [summary.value.overall, ...summary.value.rows]
      }
      expect(largestGap(panel, {}, read)).toBeLessThan(1e-7)
    },
  )
})
