import { type Result, refuse } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import type { StudyData } from '../group-time/study-data.ts'
import { addSquare } from './cluster-covariance.ts'
import type { CohortCells } from './cohort-cells.ts'
import type { PanelLayout } from './panel-layout.ts'
import { type NameOf, type TwoWayFit, finishedFit, sizeRefusal } from './two-way-fit.ts'
import type { TwoWayRefusal } from './two-way-data.ts'

const NOTHING_LEFT = 1e-12

/**
 * As `fitColumns`, for an even panel and regressors that depend on cohort and time only: nothing of the size of the
 * panel is made. Coefficients follow from the means of the cells; one more pass over the rows gives the errors.
 *
 * @param designs  per regressor its values, cohort by cohort, per time
 */
export function cohortFit(
  data: StudyData,
  layout: PanelLayout,
  cells: CohortCells,
  designs: readonly Float64Array[],
  nameOf: NameOf,
): Result<TwoWayFit, TwoWayRefusal> {
  const short = sizeRefusal(layout, designs.length)
  if (short) return refuse(short)
  const times = layout.times.length
  const swept: Float64Array[] = []
  for (const [k, design] of designs.entries()) {
    const values = twiceDemeaned(design, cells.weight, times)
    if (
      !(
        squareOf(values, values, cells.weight, times) >
        NOTHING_LEFT * squareOf(design, design, cells.weight, times)
      )
    )
      return refuse({ code: 'explained-by-effects', column: nameOf(k) })
    swept.push(values)
  }
  const size = swept.length
  const products = new Float64Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      products[a * size + b] = squareOf(swept[a]!, swept[b]!, cells.weight, times)
  const factored = choleskyOf(products, size)
  if (!factored.ok) return refuse({ code: 'singular-regressors', column: nameOf(factored.error.column) })
  const sums = Float64Array.from(swept, (values) => squareOf(values, cells.means, cells.weight, times))
  const coefficients = solveCholesky(factored.value, sums)
  return finishedFit(
    { coefficients, lower: factored.value, ...errorSums(data, layout, cells, swept, coefficients) },
    layout,
  )
}

/** Σ over units and times of w a b. */
function squareOf(a: Float64Array, b: Float64Array, weight: Float64Array, times: number): number {
  let total = 0
  for (let cell = 0; cell < a.length; cell++) total += weight[Math.floor(cell / times)]! * a[cell]! * b[cell]!
  return total
}

/** Less the mean of the cohort over times and the weighted mean of the time over cohorts. */
export function twiceDemeaned(design: Float64Array, weight: Float64Array, times: number): Float64Array {
  const values = design.slice()
  const timeMeans = new Float64Array(times)
  let heavy = 0
  for (let cohort = 0; cohort < weight.length; cohort++) {
    let mean = 0
    for (let t = 0; t < times; t++) mean += values[cohort * times + t]! / times
    for (let t = 0; t < times; t++) {
      values[cohort * times + t]! -= mean
      timeMeans[t]! += weight[cohort]! * values[cohort * times + t]!
    }
    heavy += weight[cohort]!
  }
  for (let cell = 0; cell < values.length; cell++) values[cell]! -= timeMeans[cell % times]! / heavy
  return values
}

/** Σ of squared scores per cluster, and of squared residuals. */
function errorSums(
  { outcome, time, weights }: StudyData,
  { starts, order, times, step, cluster }: PanelLayout,
  cells: CohortCells,
  swept: readonly Float64Array[],
  coefficients: Float64Array,
): { meat: Float64Array; square: number } {
  const [count, size, earliest] = [times.length, swept.length, times[0]!]
  const fitted = fittedCells(cells, swept, coefficients, count)
  const meat = new Float64Array(size * size)
  const scores = new Float64Array(size * (cluster ? cells.cohortOf.length : 1))
  let square = 0
  for (let u = 0; u < cells.cohortOf.length; u++) {
    const cohort = cells.cohortOf[u]! * count
    const start = starts[u]!
    const w = weights ? weights[order ? order[start]! : start]! : 1
    const into = cluster ? cluster[u]! * size : 0
    if (!cluster) scores.fill(0)
    let mean = 0
    for (let place = start; place < start + count; place++) mean += outcome[order ? order[place]! : place]!
    mean /= count
    for (let place = start; place < start + count; place++) {
      const row = order ? order[place]! : place
      const cell = cohort + step[time[row]! - earliest]!
      const residual = outcome[row]! - mean - fitted[cell]!
      square += w * residual * residual
      for (let k = 0; k < size; k++) scores[into + k]! += w * swept[k]![cell]! * residual
    }
    if (!cluster) addSquare(meat, scores, 0, size)
  }
  if (cluster) for (let start = 0; start < scores.length; start += size) addSquare(meat, scores, start, size)
  return { meat, square }
}

/** What the fit says of a cell, less the effect of the unit: the effect of the time and the regressors. */
function fittedCells(
  { means, weight }: CohortCells,
  swept: readonly Float64Array[],
  coefficients: Float64Array,
  times: number,
): Float64Array {
  const fitted = new Float64Array(means.length)
  let heavy = 0
  for (let cohort = 0; cohort < weight.length; cohort++) heavy += weight[cohort]!
  for (let t = 0; t < times; t++) {
    let effect = 0
    for (let cohort = 0; cohort < weight.length; cohort++)
      effect += (weight[cohort]! * means[cohort * times + t]!) / heavy
    for (let cohort = 0; cohort < weight.length; cohort++) {
      const cell = cohort * times + t
      fitted[cell] = effect
      for (let k = 0; k < swept.length; k++) fitted[cell]! += coefficients[k]! * swept[k]![cell]!
    }
  }
  return fitted
}
