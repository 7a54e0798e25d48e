import { type Result, ok, refuse } from '../../kernel/result.ts'
import { sum } from '../../kernel/summary.ts'
import { type RankRefusal, choleskyOf, solveCholesky } from './cholesky.ts'
import { crossProducts, fillLinear, weightedSums } from './weighted-sums.ts'

/** Fitted chances per row, with the factor of the information Σ w p (1 − p) x xᵀ. */
export type LogitFit = Readonly<{ coefficients: Float64Array; chance: Float64Array; factor: Float64Array }>

export type LogitRefusal = RankRefusal | Readonly<{ code: 'perfect-separation' }>

const MOST_STEPS = 60
const SMALL_STEP = 1e-12
const STALLED = 1e-9 // relative change of the deviance
const STALLED_STEPS = 3
const WORSE = 1 + 1e-10 // more than rounding
const NO_DOUBT = 1e-7 // deviance per weight: everyone's group is known from the regressors
const SMALLEST_PIVOT = 1e-14
const SMALL_PRODUCT = 1e-150

/**
 * Weighted logistic regression by Newton's method, with steps halved where they make the fit worse, for rows of which the first `ones` have outcome 1.
 *
 * Where a regressor only occurs with one outcome its coefficient has no end; the fit then stops when the deviance no
 * longer changes, with chances near 0 or 1 for those rows, which the caller must look at.
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
  const [chance, residual, information] = [0, 1, 2].map(() => new Float64Array(count)) as Moments
  const coefficients = new Float64Array(columns.length)
  const [one, zero] = [sum(weight, 0, ones), sum(weight, ones, count)]
  coefficients[0] = one > 0 && zero > 0 ? Math.log(one / zero) : 0
  const change = new Float64Array(columns.length)
  let deviance = Infinity
  let stalled = 0

  for (let step = 0; step < MOST_STEPS; step++) {
    fillLinear(columns, coefficients, chance, rows)
    const reached = fillMoments([chance, residual, information], weight, ones)
    if (!(reached <= deviance * WORSE)) {
      stepHalfBack(coefficients, change)
      continue
    }
    if (reached < NO_DOUBT * (one + zero)) return refuse({ code: 'perfect-separation' })
    stalled = deviance - reached < STALLED * reached ? stalled + 1 : 0
    deviance = reached

    const limit = step === 0 ? undefined : SMALLEST_PIVOT
    const factored = choleskyOf(crossProducts(columns, information, rows), columns.length, limit)
    if (!factored.ok) return refuse(step === 0 ? factored.error : { code: 'perfect-separation' })
    const factor = factored.value
    if (stalled >= STALLED_STEPS) return ok({ coefficients, chance, factor })
    change.set(solveCholesky(factor, weightedSums(columns, residual, rows)))
    if (addedStep(coefficients, change) < SMALL_STEP) return ok({ coefficients, chance, factor })
  }
  return refuse({ code: 'perfect-separation' })
}

type Moments = [chance: Float64Array, residual: Float64Array, information: Float64Array]

/** Size of the step, which is added. */
function addedStep(coefficients: Float64Array, change: Float64Array): number {
  let largest = 0
  for (let k = 0; k < change.length; k++) {
    coefficients[k]! += change[k]!
    largest = Math.max(largest, Math.abs(change[k]!))
  }
  return largest
}

/** Takes back half of the last step. */
function stepHalfBack(coefficients: Float64Array, change: Float64Array): void {
  for (let k = 0; k < change.length; k++) {
    change[k]! /= 2
    coefficients[k]! -= change[k]!
  }
}

/**
 * Turns linear predictors into chances and what a step needs; gives the deviance, −2 log likelihood. Rows of weight 1 are
 * multiplied before a logarithm is taken, which is the dearest part.
 */
function fillMoments([chance, residual, information]: Moments, weight: Float64Array, ones: number): number {
  let logLikelihood = 0
  let product = 1
  for (let i = 0; i < chance.length; i++) {
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
