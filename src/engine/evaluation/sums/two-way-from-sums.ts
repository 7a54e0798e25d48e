import { type Result, ok, refuse } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import { NEVER } from '../group-time/study-data.ts'
import { twiceDemeaned } from '../two-way/cohort-fit.ts'
import { sandwich } from '../two-way/cluster-covariance.ts'
import { loadingProduct } from './loadings.ts'
import { type PanelSums, type SumsRefusal, checkedSums, momentsOf } from './panel-sums.ts'

/** Coefficients with errors clustered by unit, small-sample factor as on docs/methods/evaluation-two-way.md. */
export type SumsFit = Readonly<{
  coefficients: Float64Array
  covariance: Float64Array
  standardErrors: Float64Array
}>

export type SumsFitRefusal =
  | SumsRefusal
  | Readonly<{ code: 'no-treated-group' | 'one-cluster' | 'too-few-rows' | 'singular-regressors' }>

const NOTHING_LEFT = 1e-12

/** As `twoWayEffect`, clustered by unit. */
export const twoWayFromSums = (given: PanelSums): Result<SumsFit, SumsFitRefusal> =>
  fitSums(given, [(first, time) => first !== NEVER && time >= first])

/** As `twoWayEventStudy` over all event times, clustered by unit; `events` ascending, without the reference. */
export function eventStudyFromSums(
  given: PanelSums,
  reference = -1,
): Result<SumsFit & Readonly<{ events: readonly number[] }>, SumsFitRefusal> {
  const last = given.times.at(-1) ?? 0
  const treated = given.cohorts.filter(({ first }) => first !== NEVER && first <= last)
  const all = treated.flatMap(({ first }) => given.times.map((time) => time - first))
  const events = [...new Set(all)].filter((event) => event !== reference).sort((a, b) => a - b)
  if (events.length === 0 || events.length === new Set(all).size) return refuse({ code: 'no-treated-group' })
  const fit = fitSums(
    given,
    events.map((event) => (first, time) => first !== NEVER && first <= last && time - first === event),
  )
  return fit.ok ? ok({ ...fit.value, events }) : fit
}

type Indicator = (first: number, time: number) => boolean

function fitSums(given: PanelSums, indicators: readonly Indicator[]): Result<SumsFit, SumsFitRefusal> {
  const checked = checkedSums(given)
  if (!checked.ok) return checked
  const { times, cohorts } = given
  if (!cohorts.some(({ first }) => first !== NEVER && first <= times.at(-1)!))
    return refuse({ code: 'no-treated-group' })
  const count = times.length
  const size = indicators.length
  const units = cohorts.reduce((sum, cohort) => sum + cohort.units, 0)
  if (units < 2) return refuse({ code: 'one-cluster' })
  if (units * count <= size + count) return refuse({ code: 'too-few-rows' })
  const moments = cohorts.map((cohort) => momentsOf([cohort], count, count))
  const weight = Float64Array.from(moments, (cohort) => cohort.units)
  const means = twiceDemeaned(Float64Array.from(moments.flatMap(({ mean }) => [...mean])), weight, count)
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, cell) => sum + weight[Math.floor(cell / count)]! * value * b[cell]!, 0)

  const swept: Float64Array[] = []
  for (const holds of indicators) {
    const cells = cohorts.flatMap(({ first }) => times.map((time) => (holds(first, time) ? 1 : 0)))
    const design = Float64Array.from(cells)
    const values = twiceDemeaned(design, weight, count)
    if (!(product(values, values) > NOTHING_LEFT * product(design, design)))
      return refuse({ code: 'singular-regressors' })
    swept.push(values)
  }
  const factored = choleskyOf(Float64Array.from(swept.flatMap((a) => swept.map((b) => product(a, b)))), size)
  if (!factored.ok) return refuse({ code: 'singular-regressors' })
  const coefficients = solveCholesky(
    factored.value,
    Float64Array.from(swept, (column) => product(column, means)),
  )

  const residual = means.map(
    (mean, cell) => mean - swept.reduce((sum, column, k) => sum + coefficients[k]! * column[cell]!, 0),
  )
  // The score of a unit is Σ_t x_t (y_t − fitted): linear in its outcomes, because Σ_t x_t is 0.
  const scores = swept.map((column) => scoreLoading(column, residual, count))
  const meat = Float64Array.from(scores.flatMap((a) => scores.map((b) => loadingProduct(a, b, moments))))
  const rows = units * count
  const factor = (units / (units - 1)) * ((rows - 1) / (rows - size - count))
  const covariance = sandwich(factored.value, meat, size, factor)
  const standardErrors = coefficients.map((_, k) => Math.sqrt(Math.max(0, covariance[k * size + k]!)))
  return ok({ coefficients, covariance, standardErrors })
}

function scoreLoading(column: Float64Array, residual: Float64Array, count: number): Float64Array {
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
