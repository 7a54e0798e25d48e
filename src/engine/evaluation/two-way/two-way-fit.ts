import { type Result, ok, refuse } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import { crossProducts, crossSums } from '../algebra/weighted-sums.ts'
import { addSquare, inverseOf, sandwich, smallSampleFactor } from './cluster-covariance.ts'
import { type PanelLayout, panelLayout } from './panel-layout.ts'
import { sweepOf } from './sweep-effects.ts'
import type { PanelRows, TwoWayRefusal } from './two-way-data.ts'

/**
 * Coefficients in the order of the regressors, in the unit of the outcome per unit of the regressor.
 *
 * - `covariance`: clustered, in rows, `factor` included
 * - `standardErrors`: their square roots
 * - `plainErrors`: as if all rows were independent and alike, degrees of freedom n − k − units − times + 1; undefined
 *   where none are left
 * - `rows`, `units`, `times`, `clusters`: how many have weight
 */
export type TwoWayFit = Readonly<{
  coefficients: Float64Array
  covariance: Float64Array
  standardErrors: Float64Array
  plainErrors: Float64Array | undefined
  factor: number
  rows: number
  units: number
  times: number
  clusters: number
}>

const NOTHING_LEFT = 1e-12 // share of a regressor's own square after unit and time effects

/**
 * Least squares of the outcome on regressors with an effect for every unit and every time, with errors clustered by
 * `cluster`, or by unit without it.
 *
 * @param regressors  one column per regressor, one value per row; not changed
 */
export function twoWayFit(
  rows: PanelRows,
  regressors: readonly Float64Array[],
): Result<TwoWayFit, TwoWayRefusal> {
  const layout = panelLayout(rows, regressors)
  return layout.ok ? fitColumns(rows, layout.value, regressors) : layout
}

/** What a refusal calls a regressor. */
export type NameOf = (regressor: number) => string

/** As `twoWayFit`, for a panel that has been checked. */
export function fitColumns(
  rows: PanelRows,
  layout: PanelLayout,
  regressors: readonly Float64Array[],
  nameOf: NameOf = (k) => `covariate ${k}`,
): Result<TwoWayFit, TwoWayRefusal> {
  const short = sizeRefusal(layout, regressors.length)
  if (short) return refuse(short)
  const sweep = sweepOf(rows, layout)
  if (!sweep.ok) return sweep
  const weight = rows.weights ?? new Float64Array(rows.outcome.length).fill(1)
  const all = { start: 0, end: weight.length }

  const columns: Float64Array[] = []
  for (const [k, values] of regressors.entries()) {
    const column = values.slice()
    const before = squareAbout(column, weight)
    sweep.value(column)
    if (!(squareAbout(column, weight) > NOTHING_LEFT * before))
      return refuse({ code: 'explained-by-effects', column: nameOf(k) })
    columns.push(column)
  }
  const factored = choleskyOf(crossProducts(columns, weight, all), columns.length)
  if (!factored.ok) return refuse({ code: 'singular-regressors', column: nameOf(factored.error.column) })
  const residual = rows.outcome.slice()
  sweep.value(residual)
  const coefficients = solveCholesky(factored.value, crossSums(columns, residual, weight, all))
  for (const [k, column] of columns.entries())
    for (let row = 0; row < column.length; row++) residual[row]! -= coefficients[k]! * column[row]!

  const meat = meatOf(columns, residual, weight, layout)
  const square = crossSums([residual], residual, weight, all)[0]!
  return finishedFit({ coefficients, lower: factored.value, meat, square }, layout)
}

/** Too few clusters or rows for errors. */
export function sizeRefusal(layout: PanelLayout, coefficients: number): TwoWayRefusal | undefined {
  if (layout.clusterCount < 2) return { code: 'one-cluster' }
  if (layout.rowCount <= coefficients + layout.timeCount) return { code: 'too-few-rows' }
  return undefined
}

type Solved = Readonly<{
  coefficients: Float64Array
  lower: Float64Array // Cholesky factor of Σ w x xᵀ
  meat: Float64Array // Σ over clusters of the squared scores
  square: number // Σ w residual²
}>

/** Errors from what was summed. */
export function finishedFit(
  { coefficients, lower, meat, square }: Solved,
  layout: PanelLayout,
): Result<TwoWayFit, TwoWayRefusal> {
  const size = coefficients.length
  const factor = smallSampleFactor(layout, size)
  const covariance = sandwich(lower, meat, size, factor)
  const { rowCount: rows, unitCount: units, timeCount: times, clusterCount: clusters } = layout
  const free = rows - size - units - times + 1
  const inverse = inverseOf(lower, size)
  const standardErrors = Float64Array.from(coefficients, (_, k) =>
    Math.sqrt(Math.max(0, covariance[k * size + k]!)),
  )
  const plainErrors =
    free > 0
      ? Float64Array.from(coefficients, (_, k) => Math.sqrt((inverse[k * size + k]! * square) / free))
      : undefined
  const numbers = [...coefficients, ...covariance, ...(plainErrors ?? [])]
  if (!numbers.every(Number.isFinite)) return refuse({ code: 'outcome-too-large' })
  return ok({ coefficients, covariance, standardErrors, plainErrors, factor, rows, units, times, clusters })
}

function squareAbout(column: Float64Array, weight: Float64Array): number {
  let total = 0
  let heavy = 0
  for (let row = 0; row < column.length; row++) {
    total += weight[row]! * column[row]!
    heavy += weight[row]!
  }
  const mean = total / heavy
  let square = 0
  for (let row = 0; row < column.length; row++) square += weight[row]! * (column[row]! - mean) ** 2
  return square
}

/** Σ over clusters of (Σ w x e)(Σ w x e)ᵀ, in rows. */
function meatOf(
  columns: readonly Float64Array[],
  residual: Float64Array,
  weight: Float64Array,
  { starts, order, cluster }: PanelLayout,
): Float64Array {
  const size = columns.length
  const units = starts.length - 1
  const meat = new Float64Array(size * size)
  const scores = new Float64Array(size * (cluster ? units : 1))
  for (let u = 0; u < units; u++) {
    const start = cluster ? cluster[u]! * size : 0
    if (!cluster) scores.fill(0)
    for (let k = 0; k < size; k++) {
      const column = columns[k]!
      for (let place = starts[u]!; place < starts[u + 1]!; place++) {
        const row = order ? order[place]! : place
        scores[start + k]! += weight[row]! * column[row]! * residual[row]!
      }
    }
    if (!cluster) addSquare(meat, scores, 0, size)
  }
  if (cluster) for (let start = 0; start < scores.length; start += size) addSquare(meat, scores, start, size)
  return meat
}
