const BLOCK = 64 // summed straight; larger ranges are halved

/**
 * Sum by halving: the rounding error grows with log n, not with n.
 *
 * Source: N. J. Higham, "The Accuracy of Floating Point Summation", SIAM J. Sci. Comput. 14 (1993), 783-799,
 * doi:10.1137/0914050 (pairwise summation).
 */
export function sum(values: ArrayLike<number>, start = 0, end = values.length): number {
  if (end - start > BLOCK) {
    const middle = (start + end) >>> 1
    return sum(values, start, middle) + sum(values, middle, end)
  }
  let total = 0
  for (let i = start; i < end; i++) total += values[i]!
  return total
}

/** Arithmetic mean; NaN without values. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length
}

/**
 * Unbiased sample variance, sum of squares over n − 1; NaN with fewer than two values. Two passes, corrected
 * for the rounding of the mean (T. F. Chan, G. H. Golub and R. J. LeVeque 1983, "Algorithms for Computing the
 * Sample Variance", The American Statistician 37, 242-247).
 */
export function variance(values: ArrayLike<number>): number {
  const count = values.length
  if (count < 2) return Number.NaN
  const centre = mean(values)
  const deviations = new Float64Array(count)
  for (let i = 0; i < count; i++) deviations[i] = values[i]! - centre
  const drift = sum(deviations)
  for (let i = 0; i < count; i++) deviations[i]! *= deviations[i]!
  return (sum(deviations) - (drift * drift) / count) / (count - 1)
}

/** Share of the values that satisfy the condition, in [0, 1]; NaN without values. */
export function shareWhere(values: ArrayLike<number>, holds: (value: number) => boolean): number {
  let hits = 0
  for (let i = 0; i < values.length; i++) if (holds(values[i]!)) hits++
  return hits / values.length
}

/**
 * Pearson correlation, in [−1, 1]; NaN where one of the two does not vary or there are fewer than two pairs.
 *
 * @throws RangeError where the lengths differ
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError('correlation requires columns of one length')
  const meanX = mean(x)
  const meanY = mean(y)
  const dx = Float64Array.from(x, (value) => value - meanX)
  const dy = Float64Array.from(y, (value) => value - meanY)
  const together = sum(dx.map((d, i) => d * dy[i]!))
  const apart = Math.sqrt(sum(dx.map((d) => d * d))) * Math.sqrt(sum(dy.map((d) => d * d)))
  return apart === 0 ? Number.NaN : Math.max(-1, Math.min(1, together / apart))
}
