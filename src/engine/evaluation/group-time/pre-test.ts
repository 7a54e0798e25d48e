import { type Result, ok, refuse } from '../../kernel/result.ts'
import { normalCdf } from '../../kernel/normal.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import type { GroupTimeResult } from './group-time-effects.ts'
import { covarianceOf } from './standard-error.ts'

/** Wald test that all effects before treatment are 0; `pValue` in [0, 1] from the chi-square distribution. */
export type PreTest = Readonly<{ statistic: number; degreesOfFreedom: number; pValue: number }>

export type PreTestRefusal = Readonly<{ code: 'no-effect-before-treatment' | 'singular-covariance' }>

/**
 * Are the effects before treatment (and before anticipation) together different from nothing? Passing it does not show
 * that trends are parallel: see the sensitivity analysis.
 */
export function preTest(result: GroupTimeResult): Result<PreTest, PreTestRefusal> {
  const { anticipation } = result.settings
  const before = result.effects.filter(
    ({ group, time, reference }) => !reference && time + anticipation < group,
  )
  if (before.length === 0) return refuse({ code: 'no-effect-before-treatment' })
  const influences = before.map(({ influence }) => influence)
  return waldTest(
    before.map(({ estimate }) => estimate),
    covarianceOf(influences, result),
  )
}

/** Are these estimates, with their covariance in rows, together different from nothing? */
export function waldTest(
  values: readonly number[],
  covariance: Float64Array,
): Result<PreTest, PreTestRefusal> {
  const factored = choleskyOf(covariance, values.length)
  if (!factored.ok) return refuse({ code: 'singular-covariance' })
  const estimates = Float64Array.from(values)
  const solved = solveCholesky(factored.value, estimates)
  const statistic = estimates.reduce((sum, value, k) => sum + value * solved[k]!, 0)
  const degreesOfFreedom = estimates.length
  return ok({ statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) })
}

/**
 * P(X > x) for a chi-square with whole degrees of freedom, as a finite sum of positive terms: e^{−x/2} (x/2)^a / Γ(a + 1)
 * over a = 0, 1 … below half the degrees, or over a = ½, 3/2 … together with the normal tail where the degrees are odd.
 *
 * @param x  ≥ 0
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (x <= 0) return 1
  const half = x / 2
  const isOdd = degreesOfFreedom % 2 === 1
  let tail = isOdd ? 2 * normalCdf(-Math.sqrt(x)) : 0
  let logTerm = isOdd ? 0.5 * Math.log(half) - half - Math.log(Math.sqrt(Math.PI) / 2) : -half
  for (let a = isOdd ? 0.5 : 0; a < degreesOfFreedom / 2; a++) {
    tail += Math.exp(logTerm)
    logTerm += Math.log(half / (a + 1))
  }
  return Math.min(1, tail)
}
