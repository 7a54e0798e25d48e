import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type RankRefusal, choleskyOf, solveCholesky } from './cholesky.ts'

export type LogitRefusal = RankRefusal | Readonly<{ code: 'perfect-separation' }>

/**
 * What a step needs, at the coefficients of the moment, with y 1 or 0 and p the chance of 1.
 *
 * - `deviance`: −2 log likelihood
 * - `gradient`: Σ w (y − p) x
 * - `information`: Σ w p (1 − p) x xᵀ, in rows
 */
export type LogitMoments = Readonly<{
  deviance: number
  gradient: Float64Array
  information: Float64Array
}>

/** Coefficients now, and what to do with their moments: the Cholesky factor of the information ends the descent. */
export type LogitDescent = Readonly<{
  coefficients: Float64Array
  next: (moments: LogitMoments) => 'again' | Result<Float64Array, LogitRefusal>
}>

const MOST_STEPS = 60
const SMALL_STEP = 1e-12
const STALLED = 1e-9 // relative change of the deviance
const STALLED_STEPS = 3
const WORSE = 1 + 1e-10 // more than rounding
const NO_DOUBT = 1e-7 // deviance per weight: everyone's group is known from the regressors
const SMALLEST_PIVOT = 1e-14

/**
 * Newton's method for a weighted logistic regression, with steps halved where they make the fit worse. It is told the
 * moments, and so it does not matter where the rows are.
 *
 * Where a regressor only occurs with one outcome its coefficient has no end; the fit then stops when the deviance no
 * longer changes, with chances near 0 or 1 for those rows, which the caller must look at.
 *
 * @param size  number of coefficients, the constant first
 * @param one   weight of the rows with outcome 1
 * @param zero  weight of the others
 */
export function logitDescent(size: number, one: number, zero: number): LogitDescent {
  const coefficients = new Float64Array(size)
  coefficients[0] = one > 0 && zero > 0 ? Math.log(one / zero) : 0
  const change = new Float64Array(size)
  let [deviance, stalled, step] = [Infinity, 0, 0]

  const next: LogitDescent['next'] = ({ deviance: reached, gradient, information }) => {
    const isFirst = step === 0
    if (step++ === MOST_STEPS) return refuse({ code: 'perfect-separation' })
    if (!(reached <= deviance * WORSE)) {
      stepHalfBack(coefficients, change)
      return 'again'
    }
    if (reached < NO_DOUBT * (one + zero)) return refuse({ code: 'perfect-separation' })
    stalled = deviance - reached < STALLED * reached ? stalled + 1 : 0
    deviance = reached
    const factored = choleskyOf(information, size, isFirst ? undefined : SMALLEST_PIVOT)
    if (!factored.ok) return refuse(isFirst ? factored.error : { code: 'perfect-separation' })
    if (stalled >= STALLED_STEPS) return ok(factored.value)
    change.set(solveCholesky(factored.value, gradient))
    return addedStep(coefficients, change) < SMALL_STEP ? ok(factored.value) : 'again'
  }
  return { coefficients, next }
}

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
