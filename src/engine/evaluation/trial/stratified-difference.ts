import type { Compared } from './trial-data.ts'

/**
 * Differences of means between both sides, one for each column, weighted over strata by their size, with their
 * covariance as if each stratum were a trial of its own (Neyman): Σ_s (n_s / n)² (S₁ₛ / n₁ₛ + S₀ₛ / n₀ₛ). Of places that
 * were drawn by cluster, S / n becomes m / (m − 1) Σ_c r_c r_cᵀ / n², with r_c the sum over cluster c of what a row differs
 * from the mean of its cell, and m the number of clusters there; with clusters of one row that is the same.
 */
export type Differences = Readonly<{
  estimates: Float64Array
  covariance: Float64Array // in rows
  offeredMeans: Float64Array // weighted over strata in the same way
  otherMeans: Float64Array
}>

type Cells = Pick<Compared, 'offered' | 'stratum' | 'strata' | 'cluster' | 'clusters'>

/** @param columns  values per row of `compared` */
export function stratifiedDifferences(compared: Cells, columns: readonly Float64Array[]): Differences {
  const { offered, stratum, strata, cluster, clusters } = compared
  const size = columns.length
  const cells = 2 * strata
  const counts = new Float64Array(cells)
  const clusterCounts = new Float64Array(cells)
  const cellOf = new Int32Array(clusters).fill(-1)
  const means = columns.map(() => new Float64Array(cells))
  for (let row = 0; row < offered.length; row++) {
    const cell = 2 * stratum[row]! + offered[row]!
    if (cellOf[cluster[row]!] === -1) clusterCounts[cell]!++
    cellOf[cluster[row]!] = cell
    counts[cell]!++
    for (let k = 0; k < size; k++) means[k]![cell]! += columns[k]![row]!
  }
  for (const column of means) for (let c = 0; c < cells; c++) column[c]! /= counts[c]!

  const rest = columns.map((column, k) => clusterRests(compared, column, means[k]!))
  const products = new Float64Array(cells * size * size)
  for (let c = 0; c < clusters; c++)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++)
        products[(cellOf[c]! * size + a) * size + b]! += rest[a]![c]! * rest[b]![c]!
  return summed(counts, clusterCounts, means, products)
}

/** Per cluster the sum of what its rows differ from the mean of their cell. */
function clusterRests(
  { offered, stratum, cluster, clusters }: Cells,
  values: Float64Array,
  means: Float64Array,
) {
  const rest = new Float64Array(clusters)
  for (let row = 0; row < offered.length; row++)
    rest[cluster[row]!]! += values[row]! - means[2 * stratum[row]! + offered[row]!]!
  return rest
}

function summed(
  counts: Float64Array,
  clusterCounts: Float64Array,
  means: readonly Float64Array[],
  products: Float64Array,
): Differences {
  const size = means.length
  const rows = counts.reduce((total, count) => total + count, 0)
  const covariance = new Float64Array(size * size)
  const [offeredMeans, otherMeans] = [new Float64Array(size), new Float64Array(size)]
  for (let s = 0; s < counts.length / 2; s++) {
    const share = (counts[2 * s]! + counts[2 * s + 1]!) / rows
    for (let a = 0; a < size; a++) {
      otherMeans[a]! += share * means[a]![2 * s]!
      offeredMeans[a]! += share * means[a]![2 * s + 1]!
      for (let b = 0; b < size; b++)
        for (const cell of [2 * s, 2 * s + 1]) {
          const m = clusterCounts[cell]!
          const free = ((m - 1) / m) * counts[cell]! ** 2
          covariance[a * size + b]! += (share ** 2 * products[(cell * size + a) * size + b]!) / free
        }
    }
  }
  const estimates = offeredMeans.map((mean, k) => mean - otherMeans[k]!)
  return { estimates, covariance, offeredMeans, otherMeans }
}
