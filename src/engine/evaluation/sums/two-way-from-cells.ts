import { type Result, ok, refuse } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import { NEVER } from '../group-time/study-data.ts'
import { twiceDemeaned } from '../two-way/cohort-fit.ts'
import { sandwich, smallSampleFactor } from '../two-way/cluster-covariance.ts'
import type { Loading } from './loadings.ts'

/**
 * A balanced panel as mean outcomes per cohort and time.
 *
 * - `weight`: of all units of a cohort together, above 0; `mean` per time, in the unit of the outcome
 * - `units`, `clusters`: how many have weight
 * - `meat`: Σ over clusters of the products of scores, in rows; the score of a unit of cohort c with weight w is
 *   w (a_c · (y − mean of c) + b_c)
 */
export type CellPanel = Readonly<{
  times: readonly number[]
  cohorts: readonly Readonly<{ first: number; weight: number; mean: Float64Array }>[]
  units: number
  clusters: number
  meat: (scores: readonly Loading[]) => Float64Array
}>

/** Coefficients with clustered errors, small-sample factor as on docs/methods/evaluation-two-way.md. */
export type CellFit = Readonly<{
  coefficients: Float64Array
  covariance: Float64Array
  standardErrors: Float64Array
}>

export type CellFitRefusal = Readonly<{
  code: 'no-treated-group' | 'one-cluster' | 'too-few-rows' | 'singular-regressors'
}>

const NOTHING_LEFT = 1e-12

/** As `twoWayEffect`. */
export const twoWayFromCells = (panel: CellPanel): Result<CellFit, CellFitRefusal> =>
  fitCells(panel, [(first, time) => first !== NEVER && time >= first])

/** As `twoWayEventStudy` over all event times; `events` ascending, without the reference. */
export function eventStudyFromCells(
  panel: CellPanel,
  reference = -1,
): Result<CellFit & Readonly<{ events: readonly number[] }>, CellFitRefusal> {
  const last = panel.times.at(-1) ?? 0
  const treated = panel.cohorts.filter(({ first }) => first !== NEVER && first <= last)
  const all = new Set(treated.flatMap(({ first }) => panel.times.map((time) => time - first)))
  const events = [...all].filter((event) => event !== reference).sort((a, b) => a - b)
  if (events.length === 0 || events.length === all.size) return refuse({ code: 'no-treated-group' })
  const fit = fitCells(
    panel,
    events.map((event) => (first, time) => first !== NEVER && first <= last && time - first === event),
  )
  return fit.ok ? ok({ ...fit.value, events }) : fit
}

type Indicator = (first: number, time: number) => boolean

function fitCells(panel: CellPanel, indicators: readonly Indicator[]): Result<CellFit, CellFitRefusal> {
  const { times, cohorts, units, clusters } = panel
  const [count, size] = [times.length, indicators.length]
  if (!cohorts.some(({ first }) => first !== NEVER && first <= times.at(-1)!))
    return refuse({ code: 'no-treated-group' })
  if (clusters < 2) return refuse({ code: 'one-cluster' })
  if (units * count <= size + count) return refuse({ code: 'too-few-rows' })
  const swept = sweptDesigns(panel, indicators)
  if (!swept) return refuse({ code: 'singular-regressors' })
  const weight = Float64Array.from(cohorts, (cohort) => cohort.weight)
  const means = twiceDemeaned(Float64Array.from(cohorts.flatMap(({ mean }) => [...mean])), weight, count)
  const product = productsBy(weight, count)
  const factored = choleskyOf(Float64Array.from(swept.flatMap((a) => swept.map((b) => product(a, b)))), size)
  if (!factored.ok) return refuse({ code: 'singular-regressors' })
  const sums = Float64Array.from(swept, (column) => product(column, means))
  const coefficients = solveCholesky(factored.value, sums)
  const residual = means.map(
    (mean, cell) => mean - swept.reduce((sum, column, k) => sum + coefficients[k]! * column[cell]!, 0),
  )
  // The score of a unit is Σ_t x_t (y_t − fitted): linear in its outcomes, because Σ_t x_t is 0.
  const meat = panel.meat(swept.map((column) => scoreLoading(column, residual, count)))
  const factor = smallSampleFactor(
    { clusterCount: clusters, rowCount: units * count, timeCount: count },
    size,
  )
  const covariance = sandwich(factored.value, meat, size, factor)
  const standardErrors = coefficients.map((_, k) => Math.sqrt(Math.max(0, covariance[k * size + k]!)))
  return ok({ coefficients, covariance, standardErrors })
}

/** Indicators less cohort and time means, cohort by cohort; undefined where nothing is left of one. */
function sweptDesigns(
  { times, cohorts }: CellPanel,
  indicators: readonly Indicator[],
): Float64Array[] | undefined {
  const weight = Float64Array.from(cohorts, (cohort) => cohort.weight)
  const product = productsBy(weight, times.length)
  const swept: Float64Array[] = []
  for (const holds of indicators) {
    const cells = cohorts.flatMap(({ first }) => times.map((time) => (holds(first, time) ? 1 : 0)))
    const design = Float64Array.from(cells)
    const values = twiceDemeaned(design, weight, times.length)
    if (!(product(values, values) > NOTHING_LEFT * product(design, design))) return undefined
    swept.push(values)
  }
  return swept
}

/** Σ over cohorts and times of weight · a · b. */
const productsBy = (weight: Float64Array, times: number) => (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, cell) => sum + weight[Math.floor(cell / times)]! * value * b[cell]!, 0)

function scoreLoading(column: Float64Array, residual: Float64Array, count: number): Loading {
  const cohorts = column.length / count
  const loading = new Float64Array(cohorts * (count + 1))
  for (let c = 0; c < cohorts; c++) {
    for (let t = 0; t < count; t++) {
      loading[c * (count + 1) + t] = column[c * count + t]!
      loading[c * (count + 1) + count]! += column[c * count + t]! * residual[c * count + t]!
    }
  }
  return loading
}
