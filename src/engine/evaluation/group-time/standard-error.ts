/** Where units stand: `cluster` gives 0 … count − 1 per position; without it every unit is its own. */
export type Clusters = Readonly<{ cluster: Int32Array | undefined; clusterCount: number }>

/** Σ of an influence function per cluster; the function itself where units are their own clusters. */
export function clusterSums(influence: Float64Array, { cluster, clusterCount }: Clusters): Float64Array {
  if (!cluster) return influence
  const sums = new Float64Array(clusterCount)
  for (let i = 0; i < influence.length; i++) sums[cluster[i]!]! += influence[i]!
  return sums
}

/**
 * √(Σ S²) / n, with S the sums per cluster and n the number of units: the analytic error, without small-sample factor.
 * The unit is that of the estimate.
 */
export function standardErrorOf(influence: Float64Array, clusters: Clusters): number {
  const sums = clusterSums(influence, clusters)
  let square = 0
  for (let i = 0; i < sums.length; i++) square += sums[i]! * sums[i]!
  return Math.sqrt(square) / influence.length
}

/** Covariance of estimates from their influence functions, in rows. */
export function covarianceOf(influences: readonly Float64Array[], clusters: Clusters): Float64Array {
  const size = influences.length
  const sums = influences.map((influence) => clusterSums(influence, clusters))
  const covariance = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const value = innerProduct(sums[a]!, sums[b]!) / influences[a]!.length ** 2
      covariance[a * size + b] = value
      covariance[b * size + a] = value
    }
  }
  return covariance
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}
