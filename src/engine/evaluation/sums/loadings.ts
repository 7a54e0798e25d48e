import type { CohortMoments } from './panel-sums.ts'

/**
 * An influence function that is linear in the outcomes of a unit: for a unit of cohort c it is a_c · (y − mean of c) +
 * b_c. Kept as one run of times + 1 numbers per cohort: a_c, then b_c.
 */
export type Loading = Float64Array

/** Σ over units of the product of two influence functions: Σ_c a_cᵀ S_c a′_c + n_c b_c b′_c. */
export function loadingProduct(a: Loading, b: Loading, cohorts: readonly CohortMoments[]): number {
  let total = 0
  for (const [c, { units, scatter, mean }] of cohorts.entries()) {
    const count = mean.length
    const start = c * (count + 1)
    total += units * a[start + count]! * b[start + count]!
    for (let t = 0; t < count; t++) {
      if (a[start + t]! === 0) continue
      for (let s = 0; s < count; s++) total += a[start + t]! * b[start + s]! * scatter[t * count + s]!
    }
  }
  return total
}

/** Covariance of estimates from their influence functions, in rows. */
export function loadingCovariance(
  loadings: readonly Loading[],
  cohorts: readonly CohortMoments[],
): Float64Array {
  const size = loadings.length
  const units = cohorts.reduce((sum, cohort) => sum + cohort.units, 0)
  const covariance = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const value = loadingProduct(loadings[a]!, loadings[b]!, cohorts) / units ** 2
      covariance[a * size + b] = value
      covariance[b * size + a] = value
    }
  }
  return covariance
}
