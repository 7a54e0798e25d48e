import { solveCholesky } from '../algebra/cholesky.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import type { LogitFit } from '../algebra/logit.ts'
import { crossSums, fillLinear, weightedSums } from '../algebra/weighted-sums.ts'
import type { StudySettings } from './study-data.ts'

/**
 * Two groups and the change of their outcome: the first `treated` rows are the group, the others its controls. `design`
 * has the constant first. `influence` is written: the derivative of the estimate to the weight of a row, times that
 * weight; it sums to zero.
 */
export type ChangeProblem = Readonly<{
  treated: number
  count: number
  change: Float64Array
  weight: Float64Array
  design: readonly Float64Array[]
  logit: LogitFit | undefined
  influence: Float64Array
}>

/** A control that belongs to the group with this chance or more would count for hundreds: it is left out. */
export const TRIMMED_CHANCE = 0.995

/**
 * Effect on the treated for two groups and two times of a panel, with covariates.
 *
 * Source: Sant'Anna and Zhao 2020, Doubly robust difference-in-differences estimators, Journal of Econometrics 219,
 * doi:10.1016/j.jeconom.2020.06.003, for the traditional doubly robust form (logit, least squares), for regression, and
 * for weighting with weights that sum to one.
 *
 * @returns the estimate; undefined where the controls' covariates are collinear
 */
export function estimateChange(
  problem: ChangeProblem,
  estimator: StudySettings['estimator'],
): number | undefined {
  const { treated, count, change, weight, design } = problem
  const controlRows = { start: treated, end: count }
  const useRegression = estimator !== 'inverse-weighting'
  const fit = useRegression ? leastSquares(design, change, weight, controlRows) : undefined
  if (fit && !fit.ok) return undefined

  const residual = new Float64Array(count)
  if (fit) fillLinear(design, fit.value.coefficients, residual, { start: 0, end: count })
  for (let i = 0; i < count; i++) residual[i] = change[i]! - residual[i]!

  const odds = controlWeights(problem)
  const treatedSide = side(residual, weight, 0, treated)
  const controlSide = problem.logit ? side(residual, odds, treated, count) : { mean: 0, total: 1 }
  if (!(treatedSide.total > 0 && controlSide.total > 0)) return undefined
  fillLeading(problem, residual, odds, treatedSide, controlSide)

  if (fit) {
    const gap = weightedSums(design, weight, { start: 0, end: treated })
    const balanced = weightedSums(design, odds, controlRows)
    for (let k = 0; k < gap.length; k++)
      gap[k] = gap[k]! / treatedSide.total - (problem.logit ? balanced[k]! / controlSide.total : 0)
    addRegressionError(problem, residual, solveCholesky(fit.value.factor, gap))
  }
  if (problem.logit) addLogitError(problem, problem.logit, residual, odds, controlSide)
  return treatedSide.mean - (problem.logit ? controlSide.mean : 0)
}

type Side = Readonly<{ mean: number; total: number }>

function side(values: Float64Array, weight: Float64Array, start: number, end: number): Side {
  let total = 0
  let sum = 0
  for (let i = start; i < end; i++) {
    total += weight[i]!
    sum += weight[i]! * values[i]!
  }
  return { mean: sum / total, total }
}

/** Weight of every control: its own times the odds of being treated; zeros for the treated and the trimmed. */
function controlWeights({ logit, treated, count, weight }: ChangeProblem): Float64Array {
  const odds = new Float64Array(count)
  if (!logit) return odds
  for (let i = treated; i < count; i++) {
    const p = logit.chance[i]!
    odds[i] = p < TRIMMED_CHANCE ? (weight[i]! * p) / (1 - p) : 0
  }
  return odds
}

function fillLeading(
  { treated, count, weight, influence }: ChangeProblem,
  residual: Float64Array,
  odds: Float64Array,
  treatedSide: Side,
  controlSide: Side,
): void {
  for (let i = 0; i < treated; i++)
    influence[i] = (weight[i]! * (residual[i]! - treatedSide.mean)) / treatedSide.total
  for (let i = treated; i < count; i++)
    influence[i] = (-odds[i]! * (residual[i]! - controlSide.mean)) / controlSide.total
}

/** What the coefficients of the controls' regression add, along the gap in covariates that is left. */
function addRegressionError(
  { treated, count, weight, design, influence }: ChangeProblem,
  residual: Float64Array,
  direction: Float64Array,
): void {
  for (const [k, column] of design.entries()) {
    const b = direction[k]!
    for (let i = treated; i < count; i++) influence[i]! -= weight[i]! * residual[i]! * b * column[i]!
  }
}

/** What the coefficients of the propensity score add. */
function addLogitError(
  { treated, count, weight, design, influence }: ChangeProblem,
  logit: LogitFit,
  residual: Float64Array,
  odds: Float64Array,
  controlSide: Side,
): void {
  const deviation = new Float64Array(count)
  for (let i = treated; i < count; i++) deviation[i] = (residual[i]! - controlSide.mean) / controlSide.total
  const slope = crossSums(design, deviation, odds, { start: treated, end: count })
  const direction = solveCholesky(logit.factor, slope)
  for (const [k, column] of design.entries()) {
    const b = direction[k]!
    for (let i = 0; i < count; i++)
      influence[i]! -= weight[i]! * ((i < treated ? 1 : 0) - logit.chance[i]!) * b * column[i]!
  }
}
