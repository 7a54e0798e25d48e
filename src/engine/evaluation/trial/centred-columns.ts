import { crossProducts } from '../algebra/weighted-sums.ts'
import { choleskyOf } from '../algebra/cholesky.ts'
import type { Covariate, TrialRefusal } from './trial-data.ts'

/** What each value differs from the mean of its group, and those means. */
export type Centred = Readonly<{ values: Float64Array; means: Float64Array }>

/** @param group  per row 0 … groups − 1 */
export function centredWithin(values: Float64Array, group: Int32Array, groups: number): Centred {
  const [means, counts] = [new Float64Array(groups), new Float64Array(groups)]
  for (let row = 0; row < values.length; row++) {
    means[group[row]!]! += values[row]!
    counts[group[row]!]!++
  }
  for (let g = 0; g < groups; g++) means[g]! /= counts[g]!
  return { values: values.map((value, row) => value - means[group[row]!]!), means }
}

const SMALLEST_SPREAD = 1e-12 // of the largest value: what is left of a constant is rounding

/** The first covariate that is constant once it is centred, or that follows from those before it. */
export function covariateFault(
  covariates: readonly Covariate[],
  centred: readonly Float64Array[],
): TrialRefusal | undefined {
  const largest = (values: Float64Array) => values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  const constant = covariates.find(
    ({ values }, k) => largest(centred[k]!) <= SMALLEST_SPREAD * largest(values),
  )
  if (constant) return { code: 'covariate-constant', column: constant.name }
  const rows = centred[0]?.length ?? 0
  const sums = crossProducts(centred, new Float64Array(rows).fill(1), { start: 0, end: rows })
  const factor = choleskyOf(sums, centred.length)
  return factor.ok
    ? undefined
    : { code: 'covariate-collinear', column: covariates[factor.error.column]!.name }
}

/** L⁻¹ x for each row x: columns that are unrelated where L Lᵀ is their covariance. */
export function whitened(columns: readonly Float64Array[], lower: Float64Array): readonly Float64Array[] {
  const size = columns.length
  const white: Float64Array[] = []
  for (let a = 0; a < size; a++) {
    const out = columns[a]!.slice()
    for (let row = 0; row < out.length; row++) {
      let value = out[row]!
      for (let b = 0; b < a; b++) value -= lower[a * size + b]! * white[b]![row]!
      out[row] = value / lower[a * size + a]!
    }
    white.push(out)
  }
  return white
}
