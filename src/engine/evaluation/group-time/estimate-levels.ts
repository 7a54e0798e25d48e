import { solveCholesky } from '../algebra/cholesky.ts'
import { type LinearFit, leastSquares } from '../algebra/least-squares.ts'
import type { LogitFit } from '../algebra/logit.ts'
import { type Rows, crossSums, fillLinear, weightedSums } from '../algebra/weighted-sums.ts'
import { TRIMMED_CHANCE } from './estimate-change.ts'
import type { StudySettings } from './study-data.ts'

/**
 * Two groups seen at two times, not the same people: rows stand as treated before, treated after, controls before,
 * controls after. `design` has the constant first. `influence` is written as in `estimateChange`.
 */
export type LevelProblem = Readonly<{
  treatedBefore: Rows
  treatedAfter: Rows
  controlsBefore: Rows
  controlsAfter: Rows
  count: number
  outcome: Float64Array
  weight: Float64Array
  design: readonly Float64Array[]
  logit: LogitFit | undefined
  influence: Float64Array
}>

type Fits = Readonly<Record<'controlsBefore' | 'controlsAfter', LinearFit | undefined>> &
  Readonly<Record<'treatedBefore' | 'treatedAfter', LinearFit | undefined>>

/**
 * Effect on the treated from repeated cross-sections whose make-up does not change, with covariates.
 *
 * Source: Sant'Anna and Zhao 2020, doi:10.1016/j.jeconom.2020.06.003: the locally efficient doubly robust form, which
 * also fits the treated's outcomes; regression; weighting with weights that sum to one. The influence function is
 * worked out here as the derivative to the weights, which the tests hold against re-estimation.
 *
 * @returns the estimate; undefined where covariates of one of the four sets are collinear
 */
export function estimateLevels(
  problem: LevelProblem,
  estimator: StudySettings['estimator'],
): number | undefined {
  const fits = fitAll(problem, estimator)
  if (!fits) return undefined
  const residual = residuals(problem, fits)
  const weights = problem.logit ? controlWeights(problem) : problem.weight
  const sides = {
    treatedBefore: sideOf(residual, problem.weight, problem.treatedBefore),
    treatedAfter: sideOf(residual, problem.weight, problem.treatedAfter),
    controlsBefore: sideOf(residual, weights, problem.controlsBefore),
    controlsAfter: sideOf(residual, weights, problem.controlsAfter),
  }
  if (!Object.values(sides).every(({ total }) => total > 0)) return undefined

  problem.influence.fill(0, 0, problem.count)
  addSide(problem, residual, problem.weight, problem.treatedAfter, sides.treatedAfter, 1)
  addSide(problem, residual, problem.weight, problem.treatedBefore, sides.treatedBefore, -1)
  let estimate = sides.treatedAfter.mean - sides.treatedBefore.mean
  if (problem.logit) {
    addSide(problem, residual, weights, problem.controlsAfter, sides.controlsAfter, -1)
    addSide(problem, residual, weights, problem.controlsBefore, sides.controlsBefore, 1)
    estimate += sides.controlsBefore.mean - sides.controlsAfter.mean
    addLogitError(problem, problem.logit, residual, weights, sides)
  }
  if (!fits.controlsAfter) return estimate
  addFitErrors(problem, fits, residual, weights)
  return estimate + addAdjustment(problem, fits)
}

function fitAll(problem: LevelProblem, estimator: StudySettings['estimator']): Fits | undefined {
  const none = { controlsBefore: undefined, controlsAfter: undefined }
  const noneTreated = { treatedBefore: undefined, treatedAfter: undefined }
  if (estimator === 'inverse-weighting') return { ...none, ...noneTreated }
  const fitted = (rows: Rows) => leastSquares(problem.design, problem.outcome, problem.weight, rows)
  const before = fitted(problem.controlsBefore)
  const after = fitted(problem.controlsAfter)
  if (!before.ok || !after.ok) return undefined
  const controls = { controlsBefore: before.value, controlsAfter: after.value }
  if (estimator === 'regression') return { ...controls, ...noneTreated }
  const early = fitted(problem.treatedBefore)
  const late = fitted(problem.treatedAfter)
  if (!early.ok || !late.ok) return undefined
  return { ...controls, treatedBefore: early.value, treatedAfter: late.value }
}

const SETS = ['treatedBefore', 'treatedAfter', 'controlsBefore', 'controlsAfter'] as const

/** Outcome less what the controls' regression of that time says. */
function residuals(problem: LevelProblem, fits: Fits): Float64Array {
  const residual = new Float64Array(problem.count)
  for (const set of SETS) {
    const fit = set.endsWith('After') ? fits.controlsAfter : fits.controlsBefore
    const { start, end } = problem[set]
    if (fit) fillLinear(problem.design, fit.coefficients, residual, problem[set])
    for (let i = start; i < end; i++) residual[i] = problem.outcome[i]! - residual[i]!
  }
  return residual
}

function controlWeights({ logit, weight, count, controlsBefore }: LevelProblem): Float64Array {
  const odds = new Float64Array(count)
  for (let i = controlsBefore.start; i < count; i++) {
    const p = logit!.chance[i]!
    odds[i] = p < TRIMMED_CHANCE ? (weight[i]! * p) / (1 - p) : 0
  }
  return odds
}

type Side = Readonly<{ mean: number; total: number }>
type Sides = Readonly<Record<(typeof SETS)[number], Side>>

function sideOf(values: Float64Array, weight: Float64Array, { start, end }: Rows): Side {
  let total = 0
  let sum = 0
  for (let i = start; i < end; i++) {
    total += weight[i]!
    sum += weight[i]! * values[i]!
  }
  return { mean: sum / total, total }
}

function addSide(
  { influence }: LevelProblem,
  values: Float64Array,
  weight: Float64Array,
  { start, end }: Rows,
  { mean, total }: Side,
  sign: number,
): void {
  for (let i = start; i < end; i++) influence[i]! += (sign * weight[i]! * (values[i]! - mean)) / total
}

/**
 * Takes the fitted gap between treated and controls over all treated rows in place of over the rows of one time: the
 * part that makes the estimator locally efficient. Adds its influence and gives its size.
 */
function addAdjustment(problem: LevelProblem, fits: Fits): number {
  const { design, weight, treatedBefore, treatedAfter } = problem
  const all = { start: treatedBefore.start, end: treatedAfter.end }
  const gapAfter = fittedGap(design, fits.treatedAfter, fits.controlsAfter!, all)
  const gapBefore = fittedGap(design, fits.treatedBefore, fits.controlsBefore!, all)
  const change = gapAfter.map((value, i) => value - gapBefore[i]!)

  const overall = sideOf(change, weight, all)
  const after = sideOf(gapAfter, weight, treatedAfter)
  const before = sideOf(gapBefore, weight, treatedBefore)
  addSide(problem, change, weight, all, overall, 1)
  addSide(problem, gapAfter, weight, treatedAfter, after, -1)
  addSide(problem, gapBefore, weight, treatedBefore, before, 1)
  return overall.mean - after.mean + before.mean
}

function fittedGap(
  design: readonly Float64Array[],
  treated: LinearFit | undefined,
  controls: LinearFit,
  rows: Rows,
): Float64Array {
  const coefficients = controls.coefficients.map((b, k) => (treated ? treated.coefficients[k]! : 0) - b)
  const gap = new Float64Array(rows.end)
  fillLinear(design, coefficients, gap, rows)
  return gap
}

/** What the coefficients of the regressions add, each along the derivative of the estimate to it. */
function addFitErrors(
  problem: LevelProblem,
  fits: Fits,
  residual: Float64Array,
  weights: Float64Array,
): void {
  const { design, weight, treatedBefore, treatedAfter, controlsBefore, controlsAfter } = problem
  const mean = (rows: Rows, w: Float64Array) => meanDesign(design, w, rows)
  const all = mean({ start: treatedBefore.start, end: treatedAfter.end }, weight)
  const none = new Float64Array(design.length)
  const after = problem.logit ? mean(controlsAfter, weights) : none
  const before = problem.logit ? mean(controlsBefore, weights) : none
  addFitError(problem, fits.controlsAfter!, residual, controlsAfter, difference(after, all))
  addFitError(problem, fits.controlsBefore!, residual, controlsBefore, difference(all, before))
  if (!fits.treatedAfter || !fits.treatedBefore) return

  const own = new Float64Array(problem.count)
  for (const [rows, fit] of [
    [treatedAfter, fits.treatedAfter],
    [treatedBefore, fits.treatedBefore],
  ] as const) {
    fillLinear(design, fit.coefficients, own, rows)
    for (let i = rows.start; i < rows.end; i++) own[i] = problem.outcome[i]! - own[i]!
  }
  addFitError(problem, fits.treatedAfter, own, treatedAfter, difference(all, mean(treatedAfter, weight)))
  addFitError(problem, fits.treatedBefore, own, treatedBefore, difference(mean(treatedBefore, weight), all))
}

function addFitError(
  { design, weight, influence }: LevelProblem,
  fit: LinearFit,
  residual: Float64Array,
  { start, end }: Rows,
  derivative: Float64Array,
): void {
  const direction = solveCholesky(fit.factor, derivative)
  for (const [k, column] of design.entries()) {
    const b = direction[k]!
    for (let i = start; i < end; i++) influence[i]! += weight[i]! * residual[i]! * b * column[i]!
  }
}

function meanDesign(design: readonly Float64Array[], weight: Float64Array, rows: Rows): Float64Array {
  const sums = weightedSums(design, weight, rows)
  return sums.map((value) => value / sums[0]!)
}

const difference = (a: Float64Array, b: Float64Array) => a.map((value, k) => value - b[k]!)

function addLogitError(
  problem: LevelProblem,
  logit: LogitFit,
  residual: Float64Array,
  odds: Float64Array,
  sides: Sides,
): void {
  const { design, weight, influence, count, controlsBefore, controlsAfter } = problem
  const deviation = new Float64Array(count)
  fillDeviations(deviation, residual, controlsAfter, sides.controlsAfter, 1)
  fillDeviations(deviation, residual, controlsBefore, sides.controlsBefore, -1)
  const slope = crossSums(design, deviation, odds, { start: controlsBefore.start, end: count })
  const direction = solveCholesky(logit.factor, slope)
  for (const [k, column] of design.entries()) {
    const b = direction[k]!
    for (let i = 0; i < count; i++) {
      const isTreated = i < controlsBefore.start ? 1 : 0
      influence[i]! -= weight[i]! * (isTreated - logit.chance[i]!) * b * column[i]!
    }
  }
}

function fillDeviations(
  deviation: Float64Array,
  residual: Float64Array,
  { start, end }: Rows,
  { mean, total }: Side,
  sign: number,
): void {
  for (let i = start; i < end; i++) deviation[i] = (sign * (residual[i]! - mean)) / total
}
