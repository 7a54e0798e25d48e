import { type Result, ok, refuse } from '../../kernel/result.ts'
import {
  type CheckedStudy,
  type EventStudy,
  type EventStudyRefusal,
  type Interval,
  checkEventStudy,
  quadraticForm,
} from './event-study.ts'
import { foldedNormalQuantile } from './folded-normal.ts'

export type SmoothnessInterval = Interval &
  Readonly<{ estimate: number; worstBias: number; standardError: number }>

/**
 * The shortest interval of fixed length around an affine estimator that covers the target whenever the difference in
 * trend has second differences of at most `bound` (unit of the outcome): Δ^SD(M). With bound 0 trends may differ by
 * a straight line.
 *
 * Source: A. Rambachan and J. Roth, "A More Credible Approach to Parallel Trends", Review of Economic Studies 90
 * (2023), 2555-2591, doi:10.1093/restud/rdad018, the section on fixed length confidence intervals.
 */
export function smoothnessInterval(
  study: EventStudy,
  bound: number,
): Result<SmoothnessInterval, EventStudyRefusal> {
  const checked = checkEventStudy(study)
  if (!checked.ok) return checked
  if (!(bound >= 0 && Number.isFinite(bound))) return refuse({ code: 'restriction-outside-limits' })
  return ok(smoothnessOf(checked.value, bound))
}

/** As `smoothnessInterval`, for a study already checked. */
export function smoothnessOf(study: CheckedStudy, bound: number): SmoothnessInterval {
  const family = estimatorsOf(study)
  const atPenalty = (penalty: number, kinks: Float64Array) => {
    descend(family, penalty, kinks)
    return measured(study, family, kinks, bound)
  }
  const kinks = new Float64Array(family.kinks.length)
  let best = atPenalty(0, kinks)
  if (bound === 0) return best

  const largest = family.linear.reduce((max, slope) => Math.max(max, Math.abs(slope)), 0)
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0, largest]
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let [atLeft, atRight] = [atPenalty(left, kinks), atPenalty(right, kinks)]
  for (let i = 0; i < 50 && high > low; i++) {
    if (lengthOf(atLeft) <= lengthOf(atRight)) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - ratio * (high - low)
      atLeft = atPenalty(left, kinks)
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + ratio * (high - low)
      atRight = atPenalty(right, kinks)
    }
  }
  for (const found of [atLeft, atRight, atPenalty(largest, kinks)]) {
    if (lengthOf(found) < lengthOf(best)) best = found
  }
  return best
}

const lengthOf = (interval: Interval) => interval.high - interval.low

/**
 * Estimators without bias under straight lines. Their weights are base + Σ kinkₖ · directionₖ; the worst bias per unit
 * of M is fixedBias + Σ |kinkₖ|; the variance is constant + 2 linear·kinks + kinks·square·kinks.
 */
type Family = Readonly<{
  base: Float64Array
  kinks: readonly Float64Array[]
  fixedBias: number
  linear: Float64Array
  square: readonly Float64Array[]
}>

function estimatorsOf({ before, after, weights, sigma }: CheckedStudy): Family {
  const base = new Float64Array(before + after)
  base.set(weights, before)
  let fixedBias = 0
  for (let kink = 0; kink < after; kink++) {
    let load = 0
    for (let t = kink + 1; t <= after; t++) load += weights[t - 1]! * (t - kink)
    fixedBias += Math.abs(load)
    if (kink === 0) base[before - 1] = load // time −1 takes away the line
  }
  const kinks = Array.from({ length: before - 1 }, (_, k) => {
    const direction = new Float64Array(before + after) // a second difference at time −(k + 1)
    direction[before - 2 - k] = 1
    direction[before - 1 - k] = -2
    if (k > 0) direction[before - k] = 1
    return direction
  })
  const image = kinks.map((x) => sigma.map((row) => dot(row, x)))
  const square = kinks.map((x) => Float64Array.from(image, (column) => dot(x, column)))
  return { base, kinks, fixedBias, linear: Float64Array.from(image, (column) => dot(base, column)), square }
}

/** Minimises variance / 2 + penalty · Σ|kink| one coordinate at a time, from where `kinks` stands. */
function descend({ linear, square }: Family, penalty: number, kinks: Float64Array): void {
  for (let sweep = 0; sweep < 50_000; sweep++) {
    let [moved, size] = [0, 0]
    for (let k = 0; k < kinks.length; k++) {
      const own = square[k]![k]!
      const pull = -(linear[k]! + dot(square[k]!, kinks) - own * kinks[k]!)
      const next = (Math.sign(pull) * Math.max(0, Math.abs(pull) - penalty)) / own
      moved = Math.max(moved, Math.abs(next - kinks[k]!))
      size = Math.max(size, Math.abs(next))
      kinks[k] = next
    }
    if (moved <= 1e-13 * size) return
  }
}

function measured(
  study: CheckedStudy,
  family: Family,
  kinks: Float64Array,
  bound: number,
): SmoothnessInterval {
  const estimator = Float64Array.from(family.base)
  let bias = family.fixedBias
  for (const [k, direction] of family.kinks.entries()) {
    bias += Math.abs(kinks[k]!)
    for (let i = 0; i < estimator.length; i++) estimator[i]! += kinks[k]! * direction[i]!
  }
  const standardError = Math.sqrt(quadraticForm(study.sigma, estimator))
  const worstBias = bound * bias
  const half = standardError * foldedNormalQuantile(worstBias / standardError, study.alpha)
  const estimate = dot(estimator, study.beta)
  return { low: estimate - half, high: estimate + half, estimate, worstBias, standardError }
}

function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!
  return sum
}
