import { type Result, ok, refuse } from '../../kernel/result.ts'
import { sum } from '../../kernel/summary.ts'
import { logitDescent, type LogitRefusal } from './logit-descent.ts'
import { crossProducts, fillLinear, weightedSums } from './weighted-sums.ts'

/** Fitted chances per row, with the factor of the information Σ w p (1 − p) x xᵀ. */
export type LogitFit = Readonly<{ coefficients: Float64Array; chance: Float64Array; factor: Float64Array }>

const SMALL_PRODUCT = 1e-150

/**
 * Weighted logistic regression for rows of which the first `ones` have outcome 1; see `logitDescent`.
 *
 * @param columns  one array per regressor, the constant first, the others centred and scaled about one
 * @param weight   one per row, not negative
 * @returns        refused where regressors are collinear, or where they tell the two groups apart altogether
 */
export function logitFit(
  columns: readonly Float64Array[],
  weight: Float64Array,
  ones: number,
  count: number,
): Result<LogitFit, LogitRefusal> {
  const rows = { start: 0, end: count }
  const terms: LogitTerms = {
    chance: new Float64Array(count),
    residual: new Float64Array(count),
    information: new Float64Array(count),
  }
  const { coefficients, next } = logitDescent(columns.length, sum(weight, 0, ones), sum(weight, ones, count))
  for (;;) {
    fillLinear(columns, coefficients, terms.chance, rows)
    const deviance = fillTerms(terms, weight, ones, count)
    const factor = next({
      deviance,
      gradient: weightedSums(columns, terms.residual, rows),
      information: crossProducts(columns, terms.information, rows),
    })
    if (factor === 'again') continue
    return factor.ok ? ok({ coefficients, chance: terms.chance, factor: factor.value }) : refuse(factor.error)
  }
}

/** Per row: the chance p of outcome 1, w (y − p) and w p (1 − p). */
export type LogitTerms = Readonly<{ chance: Float64Array; residual: Float64Array; information: Float64Array }>

/**
 * Turns the linear predictors in `chance` into terms; gives the deviance. Rows of weight 1 are multiplied before a
 * logarithm is taken, which is the dearest part.
 *
 * @param ones  the rows before it have outcome 1
 */
export function fillTerms(
  { chance, residual, information }: LogitTerms,
  weight: Float64Array,
  ones: number,
  count: number,
): number {
  let logLikelihood = 0
  let product = 1
  for (let i = 0; i < count; i++) {
    const p = 1 / (1 + Math.exp(-chance[i]!))
    const w = weight[i]!
    chance[i] = p
    residual[i] = w * ((i < ones ? 1 : 0) - p)
    information[i] = w * p * (1 - p)
    const likelihood = i < ones ? p : 1 - p
    if (w === 1) product *= likelihood
    else if (w > 0) logLikelihood += w * Math.log(likelihood)
    if (product > SMALL_PRODUCT) continue
    logLikelihood += Math.log(product)
    product = 1
  }
  return -2 * (logLikelihood + Math.log(product))
}
