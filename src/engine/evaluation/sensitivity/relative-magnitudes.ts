import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { sobolPoints } from '../../kernel/sobol.ts'
import { type ConditionalTest, type Moments, conditionalTest } from './conditional-test.ts'
import {
  type CheckedStudy,
  type EventStudy,
  type EventStudyRefusal,
  type Interval,
  checkEventStudy,
} from './event-study.ts'

const LOG2_DRAWS = 11
const SEED = 20_230_201
const STEPS_OF_SEARCH = 48
const MAX_RATIO = 1000

/**
 * The smallest interval around all values of the target that are not rejected when, from one time to the next after
 * the reference, the difference in trend changes by at most `ratio` times its largest change before: Δ^RM(M̄).
 *
 * Source: A. Rambachan and J. Roth, "A More Credible Approach to Parallel Trends", Review of Economic Studies 90
 * (2023), 2555-2591, doi:10.1093/restud/rdad018: union over where the largest change before lies and over its sign.
 */
export function relativeMagnitudesInterval(
  study: EventStudy,
  ratio: number,
): Result<Interval, EventStudyRefusal> {
  const checked = checkEventStudy(study)
  if (!checked.ok) return checked
  if (!(ratio >= 0 && ratio <= MAX_RATIO)) return refuse({ code: 'restriction-outside-limits' })
  return ok(relativeMagnitudesOf(checked.value, ratio))
}

/** As `relativeMagnitudesInterval`, for a study already checked. */
export function relativeMagnitudesOf(study: CheckedStudy, ratio: number): Interval {
  const draws = normalDraws(study.beta.length)
  let [low, high] = [Infinity, -Infinity]
  for (let place = 0; place < study.before; place++) {
    for (const sign of [1, -1]) {
      const test = conditionalTest(momentsOf(study, ratio, place, sign), study.alpha, draws)
      const found = acceptedBy(test, study)
      if (!found) continue
      low = Math.min(low, found.low)
      high = Math.max(high, found.high)
    }
  }
  return { low, high }
}

function normalDraws(dimensions: number): Float64Array[] {
  const points = sobolPoints({ dimensions, log2Count: LOG2_DRAWS, seed: SEED })
  if (!points.ok) throw new RangeError('draws outside limits')
  return Array.from({ length: dimensions }, (_, d) => points.value.column(d).map(normalQuantile))
}

/**
 * Rows: ± change − limit · sign · (change at `place`) ≤ 0 for the changes after the reference; with one time after it
 * also those before it, with limit 1.
 *
 * @param place  which change before the reference is largest: 0 is the first
 */
export function momentsOf(study: CheckedStudy, ratio: number, place: number, sign: number): Moments {
  const { before, after, beta, root, weights } = study
  const rows: Float64Array[] = []
  for (let change = after === 1 ? 0 : before; change < before + after; change++) {
    const limit = change < before ? 1 : ratio
    for (const side of [1, -1]) {
      if (change === place && side === sign) continue // 0 ≤ 0
      const row = new Float64Array(before + after)
      addChange(row, before, change, side)
      addChange(row, before, place, -limit * sign)
      rows.push(row)
    }
  }
  const loads = rows.map((row) =>
    Float64Array.from(row, (_, k) => row.reduce((s, x, i) => s + x * root[i]![k]!, 0)),
  )
  const spread = loads.map((load) => Math.hypot(...load))
  const over = (value: (row: Float64Array) => number) =>
    Float64Array.from(rows, (row, i) => value(row) / spread[i]!)

  const main = weights.reduce((best, x, t) => (Math.abs(x) > Math.abs(weights[best]!) ? t : best), 0)
  const others = Array.from(weights.keys()).filter((t) => t !== main)
  return {
    constant: over((row) => row.reduce((sum, x, i) => sum + x * beta[i]!, 0)),
    slope: over((row) => row[before + main]! / weights[main]!),
    loads: loads.map((load, i) => load.map((x) => x / spread[i]!)),
    nuisance: others.map((t) =>
      over((row) => row[before + t]! - (row[before + main]! * weights[t]!) / weights[main]!),
    ),
  }
}

/** Adds size times the step from time number `change` to the next; the reference, number `before`, is left out. */
function addChange(row: Float64Array, before: number, change: number, size: number): void {
  const column = (time: number) => (time < before ? time : time - 1)
  if (change !== before) row[column(change)]! -= size
  if (change + 1 !== before) row[column(change + 1)]! += size
}

/** The outermost accepted values; undefined where none is found. */
function acceptedBy(test: ConditionalTest, study: CheckedStudy): Interval | undefined {
  const { before, beta, weights } = study
  const centre = weights.reduce((sum, weight, t) => sum + weight * beta[before + t]!, 0)
  const size = weights.reduce((sum, weight) => sum + Math.abs(weight), 0)
  const reach =
    size * 1e6 * Math.max(...beta.map(Math.abs), ...study.sigma.map((row, i) => Math.sqrt(row[i]!)))
  const high = levelEnd(test, centre + reach, 1, test.criticalValue)
  const low = levelEnd(test, centre - reach, -1, test.criticalValue)
  if (high === undefined || low === undefined) return undefined

  const sureHigh = levelEnd(test, high, 1, 0)
  const sureLow = levelEnd(test, low, -1, 0)
  const top = outermost(test, high, sureHigh ?? low, sureHigh !== undefined)
  const bottom = outermost(test, low, sureLow ?? high, sureLow !== undefined)
  return top === undefined || bottom === undefined ? undefined : { low: bottom, high: top }
}

/** Newton's steps from outside to where the statistic, convex in θ, comes down to the level; undefined if never. */
function levelEnd(test: ConditionalTest, from: number, side: number, level: number): number | undefined {
  let theta = from
  for (let step = 0; step < 100; step++) {
    const { value, slope } = test.statistic(theta)
    if (value <= level + 1e-10) return theta
    if (slope * side <= 1e-12 * Math.abs(value / (1 + Math.abs(theta)))) return undefined
    const next = theta - (value - level) / slope
    if (next === theta) return theta
    theta = next
  }
  return theta
}

/** From a rejected value inwards: steps to the first that is accepted, then halving. */
function outermost(test: ConditionalTest, from: number, to: number, sure: boolean): number | undefined {
  if (from === to || test.accepts(from)) return from
  let rejected = from
  for (let step = 1; step <= STEPS_OF_SEARCH; step++) {
    const theta = from + ((to - from) * step) / STEPS_OF_SEARCH
    if (!(test.accepts(theta) || (sure && step === STEPS_OF_SEARCH))) {
      rejected = theta
      continue
    }
    let accepted = theta
    for (let halving = 0; halving < 40; halving++) {
      const middle = (accepted + rejected) / 2
      if (test.accepts(middle)) accepted = middle
      else rejected = middle
    }
    return accepted
  }
  return undefined
}
