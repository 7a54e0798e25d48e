import { type Result, ok, refuse } from '../../kernel/result.ts'
import { choleskyOf } from '../algebra/cholesky.ts'
import { centredWithin, covariateFault, whitened } from './centred-columns.ts'
import {
  areDrawsWithin,
  chanceOf,
  differenceHad,
  drawAgain,
  type DrawPlan,
  type DrawSettings,
  type DrawUnits,
  drawUnits,
  unitSums,
} from './draws-again.ts'
import { stratifiedDifferences } from './stratified-difference.ts'
import { type Compared, comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/**
 * One covariate. Means in its unit, weighted over strata by their size; `standardised` is their difference over the root of
 * the mean of both sides' variances within strata, undefined where it does not vary within any side.
 */
export type CovariateBalance = Readonly<{
  name: string
  offeredMean: number
  otherMean: number
  difference: number
  standardised: number | undefined
}>

/**
 * - `statistic`: of all differences together, about as a chi-square with as many degrees as there are covariates
 * - `chance`: share of the draws there could have been that differ as much
 * - `left`: applicants in strata without two on either side
 */
export type DrawBalance = Readonly<{
  covariates: readonly CovariateBalance[]
  statistic: number
  chance: number
  exact: boolean
  draws: number
  left: number
}>

/**
 * Do both sides of the draw, everybody whether seen or not, differ by no more than chance in what was known before?
 * All covariates are tested together by dᵀ V⁻¹ d, with d the differences and V their covariance over all draws, against
 * draws made again within strata.
 *
 * Source: B. Hansen and J. Bowers, "Covariate balance in simple, stratified and clustered comparative studies",
 * Statistical Science 23 (2008), 219-236, doi:10.1214/08-STS254; strata weigh here by their size.
 */
export function drawBalance(data: TrialData, settings: DrawSettings): Result<DrawBalance, TrialRefusal> {
  if (!areDrawsWithin(settings)) return refuse({ code: 'draws-outside-limits' })
  const everybody = comparedRows({
    ...data,
    outcome: data.outcome.map(() => 0),
    seen: data.seen.map(() => 1),
  })
  if (!everybody.ok) return everybody
  const compared = everybody.value
  const { covariates, stratum, strata, left } = compared
  const centred = covariates.map(({ values }) => centredWithin(values, stratum, strata).values)
  const fault = covariateFault(covariates, centred)
  if (fault) return refuse(fault)
  const joint = jointTest(compared, centred, settings)
  if (joint === undefined) return refuse({ code: 'too-few-for-covariates' })
  return ok({ covariates: balanceRows(compared), ...joint, left })
}

function balanceRows(compared: Compared): readonly CovariateBalance[] {
  const { covariates, offered } = compared
  const cell = compared.stratum.map((s, row) => 2 * s + offered[row]!)
  const found = stratifiedDifferences(
    compared,
    covariates.map(({ values }) => values),
  )
  return covariates.map(({ name, values }, k) => {
    const spread = Math.sqrt(varianceWithin(values, cell, compared))
    const difference = found.estimates[k]!
    return {
      name,
      offeredMean: found.offeredMeans[k]!,
      otherMean: found.otherMeans[k]!,
      difference,
      standardised: spread > 0 ? difference / spread : undefined,
    }
  })
}

/** Mean of the variances of both sides, each within strata. */
function varianceWithin(values: Float64Array, cell: Int32Array, { offered, strata }: Compared): number {
  const { values: rest } = centredWithin(values, cell, 2 * strata)
  const [squares, counts] = [new Float64Array(2), new Float64Array(2)]
  for (let row = 0; row < rest.length; row++) {
    squares[offered[row]!]! += rest[row]! ** 2
    counts[offered[row]!]!++
  }
  return (squares[0]! / (counts[0]! - strata) + squares[1]! / (counts[1]! - strata)) / 2
}

const TIE = 1e-9 // of the statistic: draws this near are equal

function jointTest(
  compared: Compared,
  centred: readonly Float64Array[],
  settings: DrawSettings,
): (Pick<DrawBalance, 'statistic' | 'chance'> & DrawPlan) | undefined {
  const units = drawUnits(compared)
  const factor = choleskyOf(covarianceOverDraws(units, centred), centred.length)
  if (!factor.ok) return undefined
  const sums = whitened(centred, factor.value).map((values) => unitSums(units, values))
  const statisticOf = (chosen: Int32Array) => {
    let total = 0
    for (let k = 0; k < sums.length; k++) total += differenceHad(units, sums[k]!, chosen) ** 2
    return total
  }
  const statistic = statisticOf(units.chosen)
  let count = 0
  const plan = drawAgain(units, settings, (chosen) => {
    if (statisticOf(chosen) >= statistic * (1 - TIE)) count++
  })
  return { statistic, chance: chanceOf(count, plan), ...plan }
}

/** Of the weighted differences of columns that are centred within strata; of clusters, as if they were of one size. */
function covarianceOverDraws(units: DrawUnits, centred: readonly Float64Array[]): Float64Array {
  const size = centred.length
  const sums = centred.map((values) => unitSums(units, values).units)
  const covariance = new Float64Array(size * size)
  const rows = units.unitOf.length
  for (let s = 0; s < units.strata; s++) {
    const [start, end] = [units.starts[s]!, units.starts[s + 1]!]
    const [m, places] = [end - start, units.placeStarts[s + 1]! - units.placeStarts[s]!]
    const scale = (m / rows) ** 2 * (m / (places * (m - places) * (m - 1))) // (n_s / n)² (m / n_s)² …
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        for (let u = start; u < end; u++) covariance[a * size + b]! += scale * sums[a]![u]! * sums[b]![u]!
  }
  return covariance
}
