import type { Compared } from './trial-data.ts'

/**
 * Differences of means between both sides, one for each column, weighted over strata by their size, with their
 * covariance as if each stratum were a trial of its own (Neyman): Σ_s (n_s / n)² (S₁ₛ / n₁ₛ + S₀ₛ / n₀ₛ).
 */
export type Differences = Readonly<{
  estimates: Float64Array
  covariance: Float64Array // in rows
  offeredMeans: Float64Array // weighted over strata in the same way
  otherMeans: Float64Array
}>

/** @param columns  values per row of `compared` */
export function stratifiedDifferences(
  { offered, stratum, strata }: Pick<Compared, 'offered' | 'stratum' | 'strata'>,
  columns: readonly Float64Array[],
): Differences {
  const size = columns.length
  const cells = 2 * strata
  const counts = new Float64Array(cells)
  const means = columns.map(() => new Float64Array(cells))
  for (let row = 0; row < offered.length; row++) {
    const cell = 2 * stratum[row]! + offered[row]!
    counts[cell]!++
    for (let k = 0; k < size; k++) means[k]![cell]! += columns[k]![row]!
  }
  for (const column of means) for (let c = 0; c < cells; c++) column[c]! /= counts[c]!

  const products = new Float64Array(cells * size * size)
  for (let row = 0; row < offered.length; row++) {
    const cell = 2 * stratum[row]! + offered[row]!
    for (let a = 0; a < size; a++) {
      const one = columns[a]![row]! - means[a]![cell]!
      for (let b = 0; b < size; b++)
        products[(cell * size + a) * size + b]! += one * (columns[b]![row]! - means[b]![cell]!)
    }
  }
  return summed(counts, means, products, size, offered.length)
}

function summed(
  counts: Float64Array,
  means: readonly Float64Array[],
  products: Float64Array,
  size: number,
  rows: number,
): Differences {
  const covariance = new Float64Array(size * size)
  const [offeredMeans, otherMeans] = [new Float64Array(size), new Float64Array(size)]
  for (let s = 0; s < counts.length / 2; s++) {
    const share = (counts[2 * s]! + counts[2 * s + 1]!) / rows
    for (let a = 0; a < size; a++) {
      otherMeans[a]! += share * means[a]![2 * s]!
      offeredMeans[a]! += share * means[a]![2 * s + 1]!
      for (let b = 0; b < size; b++)
        for (const cell of [2 * s, 2 * s + 1]) {
          const n = counts[cell]!
          covariance[a * size + b]! += (share ** 2 * products[(cell * size + a) * size + b]!) / ((n - 1) * n)
        }
    }
  }
  const estimates = offeredMeans.map((mean, k) => mean - otherMeans[k]!)
  return { estimates, covariance, offeredMeans, otherMeans }
}
