import type { Range } from './range.ts'

/** Hard limits of a quantity; a side that is left out is unbounded. */
export type Bounds = Readonly<{ lower?: number; upper?: number }>

/** Pareto tail above P90: index α (smaller is fatter) and a cap as a multiple of P90, at least 1. */
export type UpperTail = Readonly<{ paretoIndex: number; capTimesP90: number }>

/**
 * A distribution through P10, P50 and P90, given by its quantile function. On a scale that follows from the
 * bounds it is, with logit(u) = ln(u / (1 − u)),
 *
 *     z(u) = centre + ((u < ½ ? slopeBelow : slopeAbove) + skew · (u − ½)) · logit(u)
 *
 * - `metalog`: both slopes equal; the three-term metalog.
 * - `two-piece`: skew 0; the fallback where no metalog goes through the three points. Each half is logistic; a
 *   half with slope 0 is an atom of ½ at P50.
 * - `point`: P10 = P50 = P90.
 *
 * `isClamped`: P10 or P90 lies on a bound, so the curve is linear and cut off at the bounds; what is cut off
 * becomes an atom at the bound. The three quantiles hold exactly in all cases.
 */
export type Metalog = Readonly<{
  form: 'metalog' | 'two-piece' | 'point'
  scale: Scale
  lower: number // −∞ where unbounded
  upper: number // ∞ where unbounded
  isClamped: boolean
  centre: number
  slopeBelow: number
  slopeAbove: number
  skew: number
  p90: number
  tail: UpperTail | undefined
}>

/** What is linear in z: x itself, ln(x − lower), −ln(upper − x), or ln((x − lower) / (upper − x)). */
type Scale = 'linear' | 'log-above' | 'log-below' | 'logit'

const LOGIT_P90 = Math.log(9)

/**
 * Largest |skew| / slope for which z rises everywhere: z′(u) · u(1 − u) = slope + skew · g(u) with
 * g(u) = u − ½ + u(1 − u) logit(u), whose largest size is 0.5998393 (at u = 0.9168). In terms of
 * r = (z50 − z10) / (z90 − z10): 0.16658 < r < 0.83342.
 */
export const MAX_SKEW_PER_SLOPE = 1.6671131192

/**
 * The distribution through a range, within bounds. Never fails on an ordered range: `form` and `isClamped`
 * tell which of the stated fallbacks was needed.
 *
 * @param range   p10 ≤ p50 ≤ p90, finite, within the bounds
 * @throws RangeError where the range is not ordered, not finite or outside the bounds
 *
 * Source: T. W. Keelin, "The Metalog Distributions", Decision Analysis 13 (2016), 243-277,
 * doi:10.1287/deca.2016.0338, the distributions parameterised by a symmetric-percentile triplet.
 */
export function metalogOf(range: Range, { lower = -Infinity, upper = Infinity }: Bounds): Metalog {
  const { p10, p50, p90 } = range
  const isOrdered = lower <= p10 && p10 <= p50 && p50 <= p90 && p90 <= upper
  if (!isOrdered || !Number.isFinite(p10) || !Number.isFinite(p90)) {
    throw new RangeError(
      `metalogOf requires lower ≤ p10 ≤ p50 ≤ p90 ≤ upper: ${lower}, ${p10}, ${p50}, ${p90}, ${upper}`,
    )
  }
  if (p10 === p90) {
    const flat = { centre: p50, slopeBelow: 0, slopeAbove: 0, skew: 0 }
    return { form: 'point', scale: 'linear', lower, upper, isClamped: false, ...flat, p90, tail: undefined }
  }

  const isClamped = p10 === lower || p90 === upper
  const scale = isClamped ? 'linear' : scaleFor(lower, upper)
  const z = (x: number) => toScale(scale, lower, upper, x)
  const curve = curveThrough(z(p10), z(p50), z(p90))
  return { ...curve, scale, lower, upper, isClamped, p90, tail: undefined }
}

/**
 * The same body up to P90 and above it a Pareto tail, x(u) = p90 · ((1 − u) / 0.1)^(−1 / paretoIndex), at most
 * capTimesP90 · p90 and at most the upper bound. Continuous at P90. A point is certain and keeps its value;
 * where P90 is not positive there is nothing to scale: both come back as they are.
 *
 * @throws RangeError where the index is not positive or the cap is below 1
 */
export function withUpperTail(metalog: Metalog, tail: UpperTail): Metalog {
  if (!(tail.paretoIndex > 0 && tail.capTimesP90 >= 1)) {
    throw new RangeError('withUpperTail requires paretoIndex > 0 and capTimesP90 ≥ 1')
  }
  if (metalog.form === 'point' || metalog.p90 <= 0) return metalog
  const capTimesP90 = Math.min(tail.capTimesP90, metalog.upper / metalog.p90)
  return { ...metalog, tail: { ...tail, capTimesP90 } }
}

/** The value that is not exceeded with chance u, 0 ≤ u ≤ 1. */
export function quantile(metalog: Metalog, u: number): number {
  return valueAt(metalog, Math.log(u / (1 - u)), u)
}

/**
 * Quantiles of a whole column, without allocation.
 *
 * @param logit  ln(u / (1 − u)) of the same column
 * @param u      in (0, 1)
 * @param out    the values; may be `logit` or `u` itself
 */
export function fillQuantiles(
  metalog: Metalog,
  logit: Float64Array,
  u: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) out[i] = valueAt(metalog, logit[i]!, u[i]!)
}

/**
 * The mean, to 1e-9 of its own size or of p90 − p10; ±∞ where it is not finite. That happens for a
 * log scale without tail when p90 / p10 is very large: for a symmetric range above 0, from a factor 81 on.
 */
export function meanOf(metalog: Metalog): number {
  if (metalog.form === 'point') return metalog.centre
  const top = metalog.tail ? LOGIT_P90 : FAR
  const kinks = [0, logitWhere(metalog, metalog.lower), logitWhere(metalog, metalog.upper), top]
  const cuts = kinks.filter((t) => t > -FAR && t <= top).sort((s, t) => s - t)
  let mean = metalog.tail ? tailMean(metalog) : farMean(metalog, 'above')
  mean += farMean(metalog, 'below')
  let from = -FAR
  for (const to of cuts) {
    mean += bodyMean(metalog, from, to)
    from = to
  }
  return mean
}

function scaleFor(lower: number, upper: number): Scale {
  if (lower === -Infinity) return upper === Infinity ? 'linear' : 'log-below'
  return upper === Infinity ? 'log-above' : 'logit'
}

function toScale(scale: Scale, lower: number, upper: number, x: number): number {
  if (scale === 'linear') return x
  if (scale === 'log-above') return Math.log(x - lower)
  if (scale === 'log-below') return -Math.log(upper - x)
  return Math.log((x - lower) / (upper - x))
}

function fromScale({ scale, lower, upper }: Metalog, z: number): number {
  if (scale === 'linear') return z
  if (scale === 'log-above') return lower + Math.exp(z)
  if (scale === 'log-below') return upper - Math.exp(-z)
  return lower + (upper - lower) / (1 + Math.exp(-z))
}

function curveThrough(z10: number, z50: number, z90: number) {
  const slope = (z90 - z10) / (2 * LOGIT_P90)
  const skew = (z90 + z10 - 2 * z50) / (0.8 * LOGIT_P90)
  if (Math.abs(skew) < MAX_SKEW_PER_SLOPE * slope) {
    return { form: 'metalog', centre: z50, slopeBelow: slope, slopeAbove: slope, skew } as const
  }
  const slopeBelow = (z50 - z10) / LOGIT_P90
  const slopeAbove = (z90 - z50) / LOGIT_P90
  return { form: 'two-piece', centre: z50, slopeBelow, slopeAbove, skew: 0 } as const
}

function valueAt(metalog: Metalog, logit: number, u: number): number {
  const { tail } = metalog
  if (tail !== undefined && u > 0.9) {
    return metalog.p90 * Math.min(tail.capTimesP90, (10 * (1 - u)) ** (-1 / tail.paretoIndex))
  }
  return bodyAt(metalog, logit, u)
}

function bodyAt(metalog: Metalog, logit: number, u: number): number {
  const x = fromScale(metalog, scaledAt(metalog, logit, u))
  return metalog.isClamped ? Math.min(Math.max(x, metalog.lower), metalog.upper) : x
}

function scaledAt({ centre, slopeBelow, slopeAbove, skew }: Metalog, logit: number, u: number): number {
  const slope = (u < 0.5 ? slopeBelow : slopeAbove) + skew * (u - 0.5)
  return slope === 0 ? centre : centre + slope * logit // 0 · ∞ at u = 0 and u = 1
}

const FAR = 45 // logit beyond which one side holds less than 3e-20 of the chance
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363]
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763]

/** ∫ x du between two logits by Gauss-Legendre with 8 nodes on pieces of at most one unit of logit. */
function bodyMean(metalog: Metalog, from: number, to: number): number {
  const pieces = Math.ceil(to - from)
  const half = (to - from) / pieces / 2
  let sum = 0
  for (let piece = 0; piece < pieces; piece++) {
    const middle = from + (2 * piece + 1) * half
    for (let k = 0; k < NODES.length; k++) {
      const reach = half * NODES[k]!
      sum += WEIGHTS[k]! * half * (weighted(metalog, middle - reach) + weighted(metalog, middle + reach))
    }
  }
  return sum
}

/** x(u) · du / dlogit, with du = u (1 − u) dlogit. */
function weighted(metalog: Metalog, logit: number): number {
  const small = Math.exp(-Math.abs(logit))
  const density = small / (1 + small) ** 2
  return density * bodyAt(metalog, logit, 1 / (1 + Math.exp(-logit)))
}

/** What lies beyond ±FAR, where a log scale makes x grow as e^(slope · logit): zero unless that side is heavy. */
function farMean({ scale, centre, slopeBelow, slopeAbove, skew }: Metalog, side: 'above' | 'below'): number {
  const isHeavy = scale === (side === 'above' ? 'log-above' : 'log-below')
  if (!isHeavy) return 0
  const sign = side === 'above' ? 1 : -1
  const slope = side === 'above' ? slopeAbove + skew / 2 : slopeBelow - skew / 2
  return slope >= 1 ? sign * Infinity : (sign * Math.exp(sign * centre + (slope - 1) * FAR)) / (1 - slope)
}

/** ∫ from 0.9 to 1 of the tail, closed form. */
function tailMean({ p90, tail }: Metalog): number {
  if (!tail) return 0
  const { paretoIndex: index, capTimesP90: cap } = tail
  const rising = index === 1 ? Math.log(cap) : ((1 - cap ** (1 - index)) * index) / (index - 1)
  const capped = cap === Infinity ? 0 : cap ** (1 - index)
  return 0.1 * p90 * (rising + capped)
}

/** Where a clamped curve meets a bound, by bisection; ∞ where it does not. */
function logitWhere(metalog: Metalog, bound: number): number {
  if (!metalog.isClamped || !Number.isFinite(bound)) return Infinity
  let low = -FAR
  let high = FAR
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (scaledAt(metalog, middle, 1 / (1 + Math.exp(-middle))) < bound) low = middle
    else high = middle
  }
  return low
}
