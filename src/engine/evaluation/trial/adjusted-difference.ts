import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import { centredWithin, covariateFault, whitened } from './centred-columns.ts'
import { type Compared, comparedRows, type TrialData, type TrialRefusal } from './trial-data.ts'

/** In the unit of the outcome; of those compared, as the plain difference. */
export type AdjustedDifference = Readonly<{
  estimate: number
  standardError: number
  low: number
  high: number
}>

/**
 * The effect of being offered a place, adjusted for covariates: on either side a regression of the outcome on strata and
 * covariates, with slopes of its own, read off at the mean covariates of each stratum and weighted by its size. With one
 * stratum it is the coefficient of the offer in a regression with centred covariates and all their products with it;
 * without covariates it is the plain difference, error included.
 *
 * The error is HC2. Where places were drawn by cluster, residuals are summed by cluster first, and divided by what its
 * rows leave of 1: 1 / number of clusters in its cell, and the leverages of its rows by the covariates.
 *
 * Source: W. Lin, "Agnostic notes on regression adjustments to experimental data: Reexamining Freedman's critique", Annals
 * of Applied Statistics 7 (2013), 295-318, doi:10.1214/12-AOAS583. Several strata with slopes in common: H. Liu and
 * Y. Yang, "Regression-adjusted average treatment effect estimates in stratified randomized experiments", Biometrika 107
 * (2020), 935-948, doi:10.1093/biomet/asaa038.
 *
 * @param level  of the interval, by the normal distribution, such as 0.95
 */
export function adjustedDifference(data: TrialData, level: number): Result<AdjustedDifference, TrialRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const compared = comparedRows(data)
  if (!compared.ok) return compared
  const offered = adjustedMean(compared.value, 1)
  if (!offered.ok) return offered
  const others = adjustedMean(compared.value, 0)
  if (!others.ok) return others
  const estimate = offered.value.mean - others.value.mean
  const standardError = Math.sqrt(offered.value.variance + others.value.variance)
  if (!(standardError > 0) && estimate === 0) return refuse({ code: 'nothing-varies' })
  const half = normalQuantile((1 + level) / 2) * standardError
  return ok({ estimate, standardError, low: estimate - half, high: estimate + half })
}

type AdjustedMean = Readonly<{ mean: number; variance: number }>

/** What the side would have had on average with the covariates of everybody, weighted over strata by their size. */
function adjustedMean(compared: Compared, side: 0 | 1): Result<AdjustedMean, TrialRefusal> {
  const { strata } = compared
  const own = sideOf(compared, side)
  const y = centredWithin(own.outcome, own.stratum, strata)
  const x = own.covariates.map(({ values }) => centredWithin(values, own.stratum, strata))
  const columns = x.map(({ values }) => values)
  const fault = covariateFault(own.covariates, columns)
  if (fault) return refuse(fault)
  const rows = own.outcome.length
  const fit = leastSquares(columns, y.values, new Float64Array(rows).fill(1), { start: 0, end: rows })
  if (!fit.ok) return refuse({ code: 'covariate-collinear', column: own.covariates[fit.error.column]!.name })
  const { coefficients, factor } = fit.value

  const share = sharesOf(compared)
  const gap = Float64Array.from(compared.covariates, ({ values }, k) => {
    const { means } = centredWithin(values, compared.stratum, strata)
    return share.reduce((sum, one, s) => sum + one * (x[k]!.means[s]! - means[s]!), 0)
  })
  const residual = y.values
  for (const [k, column] of columns.entries())
    for (let row = 0; row < rows; row++) residual[row]! -= coefficients[k]! * column[row]!
  const plain = share.reduce((sum, one, s) => sum + one * y.means[s]!, 0)
  const mean = coefficients.reduce((sum, slope, k) => sum - slope * gap[k]!, plain)
  const [whiteGap, white] = [
    whitened(
      [...gap].map((one) => Float64Array.of(one)),
      factor,
    ),
    whitened(columns, factor),
  ]
  const variance = varianceOf(own, { share, residual, white, gap: whiteGap.map((one) => one[0]!) })
  return variance === undefined ? refuse({ code: 'too-few-for-covariates' }) : ok({ mean, variance })
}

type Side = Pick<Compared, 'stratum' | 'cluster' | 'clusters' | 'outcome' | 'covariates'>

function sideOf({ offered, stratum, cluster, clusters, outcome, covariates }: Compared, side: 0 | 1): Side {
  const isOwn = (_: number, row: number) => offered[row] === side
  return {
    stratum: stratum.filter(isOwn),
    cluster: cluster.filter(isOwn),
    clusters,
    outcome: outcome.filter(isOwn),
    covariates: covariates.map(({ name, values }) => ({ name, values: values.filter(isOwn) })),
  }
}

function sharesOf({ stratum, strata }: Compared): Float64Array {
  const share = new Float64Array(strata)
  for (const s of stratum) share[s]! += 1 / stratum.length
  return share
}

/** Residuals, and the covariates of the side with Σ x xᵀ = 1, as those that the side has more than everybody. */
type Fitted = Readonly<{
  share: Float64Array
  residual: Float64Array
  white: readonly Float64Array[]
  gap: readonly number[]
}>

const SMALLEST_LEFT = 1e-9 // of 1: a residual with less is 0 whatever the outcome was

/** HC2 of the mean; undefined where a row or a cluster is followed by the regression wherever it lies. */
function varianceOf({ stratum, cluster, clusters }: Side, fitted: Fitted): number | undefined {
  const { share, residual, white, gap } = fitted
  const [rowsIn, clustersIn] = [new Float64Array(share.length), new Float64Array(share.length)]
  const [score, leverage, home] = [
    new Float64Array(clusters),
    new Float64Array(clusters),
    new Int32Array(clusters).fill(-1),
  ]
  for (let row = 0; row < stratum.length; row++) {
    rowsIn[stratum[row]!]!++
    if (home[cluster[row]!] === -1) clustersIn[stratum[row]!]!++
    home[cluster[row]!] = stratum[row]!
  }
  for (let row = 0; row < stratum.length; row++) {
    let weight = share[stratum[row]!]! / rowsIn[stratum[row]!]!
    for (let k = 0; k < white.length; k++) {
      weight -= gap[k]! * white[k]![row]!
      leverage[cluster[row]!]! += white[k]![row]! ** 2
    }
    score[cluster[row]!]! += weight * residual[row]!
  }
  let variance = 0
  for (let c = 0; c < clusters; c++) {
    if (home[c] === -1) continue
    const left = 1 - 1 / clustersIn[home[c]!]! - leverage[c]!
    if (!(left > SMALLEST_LEFT)) return undefined
    variance += score[c]! ** 2 / left
  }
  return variance
}
