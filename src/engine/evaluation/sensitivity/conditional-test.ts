import { quantileOf } from '../../kernel/quantile.ts'
import { type DualProgramme, makeDualProgramme } from './dual-programme.ts'
import { truncatedUpperTail } from './folded-normal.ts'

/**
 * Tests of "some nuisance makes all moments at most zero": moments at θ are constant − θ · slope, divided by their
 * standard deviations, with correlation loads · loadsᵀ.
 */
export type Moments = Readonly<{
  constant: Float64Array
  slope: Float64Array
  loads: readonly Float64Array[]
  nuisance: readonly Float64Array[] // a column each, over the same standard deviations
}>

export type ConditionalTest = Readonly<{
  criticalValue: number // least favourable, of the first stage
  statistic(theta: number): Readonly<{ value: number; slope: number }>
  accepts(theta: number): boolean
}>

/**
 * The hybrid of the conditional and the least favourable test: first stage with a tenth of alpha.
 *
 * @param draws  standard normal draws, a column for each coefficient: the same for every test
 *
 * Source: I. Andrews, J. Roth and A. Pakes, "Inference for Linear Conditional Moment Inequalities", Review of
 * Economic Studies 90 (2023), 2763-2791, doi:10.1093/restud/rdad004.
 */
export function conditionalTest(
  moments: Moments,
  alpha: number,
  draws: readonly Float64Array[],
): ConditionalTest {
  const count = moments.constant.length
  const programme = makeDualProgramme([new Float64Array(count).fill(1), ...moments.nuisance.map(scaled)])
  const firstStage = alpha / 10
  const share = (alpha - firstStage) / (1 - firstStage)
  const criticalValue = leastFavourable(moments.loads, programme, draws, firstStage)
  const y = new Float64Array(count)

  const statistic = (theta: number) => {
    for (let i = 0; i < count; i++) y[i] = moments.constant[i]! - theta * moments.slope[i]!
    const value = programme.maximise(y)
    let slope = 0
    for (let i = 0; i < count; i++) slope -= programme.gamma[i]! * moments.slope[i]!
    return { value, slope }
  }
  const accepts = (theta: number) => {
    const { value } = statistic(theta)
    if (value <= 0) return true
    if (value >= criticalValue) return false
    const tail = conditionalTail(moments.loads, programme, y, value, criticalValue)
    return tail >= share
  }
  return { criticalValue, statistic, accepts }
}

/** Equations with right-hand side 0 may have any size: the largest entry becomes 1. */
function scaled(column: Float64Array): Float64Array {
  const largest = column.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
  return column.map((x) => x / largest)
}

/** The 1 − share quantile of the statistic when every moment is exactly zero. */
function leastFavourable(
  loads: readonly Float64Array[],
  programme: DualProgramme,
  draws: readonly Float64Array[],
  share: number,
): number {
  const values = new Float64Array(draws[0]!.length)
  const y = new Float64Array(loads.length)
  for (let d = 0; d < values.length; d++) {
    for (let i = 0; i < y.length; i++) {
      const load = loads[i]!
      let sum = 0
      for (let k = 0; k < load.length; k++) sum += load[k]! * draws[k]![d]!
      y[i] = sum
    }
    values[d] = programme.maximise(y)
  }
  return quantileOf(values, 1 - share)
}

/** Chance of a larger statistic given the vertex that is best and what is independent of the statistic. */
function conditionalTail(
  loads: readonly Float64Array[],
  programme: DualProgramme,
  y: Float64Array,
  value: number,
  criticalValue: number,
): number {
  const count = y.length
  const mixed = new Float64Array(loads[0]!.length)
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < mixed.length; k++) mixed[k]! += programme.gamma[i]! * loads[i]![k]!
  }
  const variance = mixed.reduce((sum, x) => sum + x * x, 0)
  if (variance < 1e-20) return 0 // the statistic can't vary: above zero it rejects
  const direction = Float64Array.from(
    loads,
    (row) => row.reduce((s, x, k) => s + x * mixed[k]!, 0) / variance,
  )
  const rest = y.map((x, i) => x - direction[i]! * value)

  const spread = Math.sqrt(variance)
  const low = truncation(programme, rest, direction, value, value - 60 * spread)
  const high = truncation(programme, rest, direction, value, criticalValue)
  return truncatedUpperTail(value / spread, low / spread, high / spread)
}

/**
 * How far the statistic can go from `value` towards `limit` while the same vertex stays best. The largest value over
 * vertices less the statistic is convex and piecewise linear, so Newton's steps from outside end exactly.
 */
function truncation(
  programme: DualProgramme,
  rest: Float64Array,
  direction: Float64Array,
  value: number,
  limit: number,
): number {
  const y = new Float64Array(rest.length)
  let at = limit
  for (let step = 0; step < 100; step++) {
    for (let i = 0; i < y.length; i++) y[i] = rest[i]! + direction[i]! * at
    if (programme.maximise(y) - at <= 1e-10 * (1 + Math.abs(at))) return at
    let [constant, slope] = [0, 0]
    for (let i = 0; i < y.length; i++) {
      constant += programme.gamma[i]! * rest[i]!
      slope += programme.gamma[i]! * direction[i]!
    }
    const next = constant / (1 - slope)
    const inside = limit < value ? next <= value && next > at : next >= value && next < at
    if (!inside) return Number.isFinite(next) && Math.abs(next - at) < 1e-9 * (1 + Math.abs(at)) ? at : value
    at = next
  }
  return at
}
