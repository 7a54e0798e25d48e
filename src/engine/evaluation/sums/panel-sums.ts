import { type Result, ok, refuse } from '../../kernel/result.ts'

/**
 * All that is kept of a balanced panel without covariates: per first time of treatment (as in the data, never is 0) the
 * number of units, Σ y_t, and Σ y_t y_s in rows, times × times. Outcomes are less `centre`, one number per time, which
 * no effect depends on.
 */
export type PanelSums = Readonly<{
  times: readonly number[] // ascending
  centre: Float64Array
  cohorts: readonly CohortSums[] // first ascending
}>

export type CohortSums = Readonly<{
  first: number
  units: number
  sums: Float64Array
  products: Float64Array
}>

export type SumsRefusal = Readonly<{
  code: 'no-rows' | 'one-period' | 'lengths-differ' | 'value-not-finite' | 'cohort-twice' | 'too-many-cells'
}>

const MOST_NUMBERS = 10_000_000

/** The first rule that sums break, if any. */
export function checkedSums(sums: PanelSums): Result<PanelSums, SumsRefusal> {
  const { times, centre, cohorts } = sums
  const count = times.length
  if (cohorts.length === 0) return refuse({ code: 'no-rows' })
  if (count < 2) return refuse({ code: 'one-period' })
  if (cohorts.length * count * count > MOST_NUMBERS) return refuse({ code: 'too-many-cells' })
  if (centre.length !== count) return refuse({ code: 'lengths-differ' })
  if (new Set(cohorts.map(({ first }) => first)).size < cohorts.length)
    return refuse({ code: 'cohort-twice' })
  for (const { sums: own, products, units } of cohorts) {
    if (own.length !== count || products.length !== count * count) return refuse({ code: 'lengths-differ' })
    if (!(Number.isInteger(units) && units > 0)) return refuse({ code: 'value-not-finite' })
    if (!(own.every(Number.isFinite) && products.every(Number.isFinite)))
      return refuse({ code: 'value-not-finite' })
  }
  return ok(sums)
}

/** Mean per time and Σ of products of deviations from it. `mean` is less the centre. */
export type CohortMoments = Readonly<{ units: number; mean: Float64Array; scatter: Float64Array }>

/**
 * Moments of cohorts taken together, for the first `count` times of the sums.
 *
 * @param times  of the sums
 */
export function momentsOf(cohorts: readonly CohortSums[], times: number, count: number): CohortMoments {
  const mean = new Float64Array(count)
  const scatter = new Float64Array(count * count)
  let units = 0
  for (const cohort of cohorts) {
    units += cohort.units
    for (let t = 0; t < count; t++) mean[t]! += cohort.sums[t]!
  }
  for (let t = 0; t < count; t++) mean[t]! /= units
  for (const cohort of cohorts)
    for (let t = 0; t < count; t++)
      for (let s = 0; s < count; s++) scatter[t * count + s]! += cohort.products[t * times + s]!
  for (let t = 0; t < count; t++)
    for (let s = 0; s < count; s++) scatter[t * count + s]! -= units * mean[t]! * mean[s]!
  return { units, mean, scatter }
}
