import { normalCdf, normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type TrialData, type TrialRefusal, trialRefusal } from './trial-data.ts'

export type Bound = Readonly<{ estimate: number; standardError: number }>

/**
 * - `offeredSeen`, `otherSeen`: shares whose outcome is known
 * - `trimmed`: share of the side that is seen more often that is cut off
 * - `low`, `high`: bounds on the effect on those who are seen whether or not they are offered a place
 * - `interval`: covers that effect, wherever it lies between the bounds
 */
export type LeeBounds = Readonly<{
  offeredSeen: number
  otherSeen: number
  trimmed: number
  trimmedSide: 'offered' | 'others' | 'none'
  low: Bound
  high: Bound
  interval: Readonly<{ low: number; high: number }>
}>

/**
 * Bounds on the effect where more outcomes are known on one side, if the offer moved being seen one way only: of the side
 * that is seen more often, the best or the worst are left out until both are seen equally often. Strata are not looked
 * at: chances of a place must not differ much between them.
 *
 * Sources: D. Lee, "Training, Wages, and Sample Selection: Estimating Sharp Bounds on Treatment Effects", Review of
 * Economic Studies 76 (2009), 1071-1102, doi:10.1111/j.1467-937X.2009.00536.x (proposition 3 for the errors); the
 * interval: G. Imbens and C. Manski, "Confidence Intervals for Partially Identified Parameters", Econometrica 72 (2004),
 * 1845-1857, doi:10.1111/j.1468-0262.2004.00555.x.
 */
export function leeBounds(data: TrialData, level: number): Result<LeeBounds, TrialRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const broken = trialRefusal(data)
  if (broken) return refuse(broken)
  if (data.cluster) return refuse({ code: 'clusters-not-bounded' })
  if (chancesDiffer(data)) return refuse({ code: 'chances-differ' })
  const [offered, others] = [sideOf(data, 1), sideOf(data, 0)]
  if (offered.seen.length < 2 || others.seen.length < 2) return refuse({ code: 'nobody-seen' })
  const more = offered.share >= others.share ? offered : others
  const fewer = more === offered ? others : offered
  const sign = more === offered ? 1 : -1
  const [highest, lowest] = [trimmedMean(more, fewer, 1), trimmedMean(more, fewer, -1)]
  const fewerMean = meanOf(fewer.seen)
  const between = ({ mean, variance }: Trimmed): Bound => ({
    estimate: sign * (mean - fewerMean),
    standardError: Math.sqrt(variance + varianceOf(fewer.seen) / fewer.seen.length),
  })
  const [one, two] = [between(highest), between(lowest)]
  const [low, high] = one.estimate <= two.estimate ? [one, two] : [two, one]
  const trimmed = 1 - fewer.share / more.share
  return ok({
    offeredSeen: offered.share,
    otherSeen: others.share,
    trimmed,
    trimmedSide: trimmed === 0 ? 'none' : more === offered ? 'offered' : 'others',
    low,
    high,
    interval: coveringEffect(low, high, level),
  })
}

const MOST_DIFFERENCE = 0.1

/** Does the share with a place of any stratum of ten or more lie far from that of all? */
function chancesDiffer({ offered, stratum }: TrialData): boolean {
  const counts = new Map<number, { all: number; places: number }>()
  let places = 0
  for (let row = 0; row < offered.length; row++) {
    const own = counts.get(stratum[row]!) ?? { all: 0, places: 0 }
    own.all++
    own.places += offered[row]!
    places += offered[row]!
    counts.set(stratum[row]!, own)
  }
  const share = places / offered.length
  return [...counts.values()].some(
    (own) => own.all >= 10 && Math.abs(own.places / own.all - share) > MOST_DIFFERENCE,
  )
}

type Side = Readonly<{ seen: Float64Array; share: number; drawn: number }>
type Trimmed = Readonly<{ mean: number; variance: number }>

function sideOf({ offered, seen, outcome }: TrialData, side: 0 | 1): Side {
  const rows = Int32Array.from(offered.keys()).filter((row) => offered[row] === side)
  const known = Float64Array.from(
    rows.filter((row) => seen[row] === 1),
    (row) => outcome[row]!,
  ).sort()
  return { seen: known, share: rows.length > 0 ? known.length / rows.length : 0, drawn: rows.length }
}

/**
 * Mean of what is left after cutting the highest (side −1) or the lowest (side 1) off; of the value at the cut the part
 * that makes the share exact. Its variance is that of Lee's proposition 3, with the share cut off estimated.
 */
function trimmedMean(more: Side, fewer: Side, side: 1 | -1): Trimmed {
  const values = side === 1 ? more.seen.toReversed() : more.seen // the ones that stay come first
  const keep = values.length * (fewer.share / more.share)
  const whole = Math.min(values.length, Math.floor(keep + 1e-9))
  const part = Math.max(0, keep - whole)
  const cut = values[Math.min(whole, values.length - 1)]!
  let sum = part > 0 ? part * cut : 0
  for (let i = 0; i < whole; i++) sum += values[i]!
  const mean = sum / keep
  let square = part > 0 ? part * (cut - mean) ** 2 : 0
  for (let i = 0; i < whole; i++) square += (values[i]! - mean) ** 2

  const p = 1 - fewer.share / more.share
  const distance = cut - mean
  const ofShare =
    (1 - more.share) / (more.drawn * more.share) + (1 - fewer.share) / (fewer.drawn * fewer.share)
  return { mean, variance: (square / keep + distance ** 2 * p) / keep + distance ** 2 * ofShare }
}

/** Bounds moved outwards by c errors, with Φ(c + width / larger error) − Φ(−c) = level. */
function coveringEffect(low: Bound, high: Bound, level: number) {
  const larger = Math.max(low.standardError, high.standardError)
  const width = larger > 0 ? (high.estimate - low.estimate) / larger : 0
  let [from, to] = [0, normalQuantile((1 + level) / 2)]
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2
    if (normalCdf(middle + width) - normalCdf(-middle) < level) from = middle
    else to = middle
  }
  return { low: low.estimate - to * low.standardError, high: high.estimate + to * high.standardError }
}

/**
 * Bounds that assume nothing but limits of the outcome: who was not seen had the worst or the best that there is.
 *
 * Source: C. Manski, Partial Identification of Probability Distributions (2003), chapter 1, doi:10.1007/b97478.
 */
export function worstCaseBounds(
  data: TrialData,
  limits: Readonly<{ lowest: number; highest: number }>,
): Result<Readonly<{ low: number; high: number }>, TrialRefusal> {
  const broken = trialRefusal(data)
  if (broken) return refuse(broken)
  const [offered, others] = [sideOf(data, 1), sideOf(data, 0)]
  if (offered.drawn === 0 || others.drawn === 0) return refuse({ code: 'no-comparison' })
  const isOutside = (value: number | undefined) =>
    value !== undefined && !(value >= limits.lowest && value <= limits.highest)
  if (!(limits.lowest < limits.highest)) return refuse({ code: 'limits-outside-outcome' })
  for (const { seen } of [offered, others])
    if (isOutside(seen[0]) || isOutside(seen.at(-1))) return refuse({ code: 'limits-outside-outcome' })
  const filled = ({ seen, share }: Side, value: number) =>
    (seen.length > 0 ? share * meanOf(seen) : 0) + (1 - share) * value
  return ok({
    low: filled(offered, limits.lowest) - filled(others, limits.highest),
    high: filled(offered, limits.highest) - filled(others, limits.lowest),
  })
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
