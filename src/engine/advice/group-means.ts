/** What a number is on average, and what it seems to be where one answer is known, per group of answers. */
export type GroupMeans = Readonly<{ overall: number; perGroup: Float64Array }>

/**
 * Means per group of answers, freed from most of their noise: the trend over the answers, and what each group
 * differs from it, count only as far as they are larger than chance makes them.
 *
 *     m̂_g = m + λ₁ · b (x_g − x̄) + λ₂ · (m_g − m − b (x_g − x̄)),   λ = max(0, 1 − k s² / B)
 *
 * with m_g the plain mean of group g, b the slope over its answers x_g, B the sum of squares that the trend (k = 1)
 * or the rest (k = groups − 2) explains, s² the variance within groups.
 *
 * @param sums     of the number per group
 * @param squares  sum of its squares over all groups
 * @param sizes    scenarios per group; an empty one gets what the trend says
 * @param scores   mean answer per group
 *
 * Source: the positive part of James and Stein 1961's estimator (Baranchik 1970, doi:10.1214/aoms/1177697104),
 * with the variance estimated, for trend and rest apart.
 */
export function groupMeans(
  sums: Float64Array,
  squares: number,
  sizes: Float64Array,
  scores: Float64Array,
): GroupMeans {
  const count = sums.length
  let [all, total, score, used, between] = [0, 0, 0, 0, 0]
  for (let g = 0; g < count; g++) {
    if (sizes[g] === 0) continue
    all += sizes[g]!
    total += sums[g]!
    score += sizes[g]! * scores[g]!
    between += sums[g]! ** 2 / sizes[g]!
    used++
  }
  const overall = all === 0 ? 0 : total / all
  const perGroup = new Float64Array(count).fill(overall)
  if (used < 2) return { overall, perGroup }

  const variance = Math.max(0, squares - between) / Math.max(1, all - used)
  const middle = score / all
  let [cross, spread] = [0, 0]
  for (let g = 0; g < count; g++) {
    cross += (scores[g]! - middle) * (sums[g]! - sizes[g]! * overall)
    spread += sizes[g]! * (scores[g]! - middle) ** 2
  }
  const slope = spread === 0 ? 0 : cross / spread
  const byTrend = slope * cross
  const byRest = between - all * overall ** 2 - byTrend
  const trend = kept(byTrend, variance) * slope
  const rest = used < 3 ? 0 : kept(byRest, (used - 2) * variance)
  for (let g = 0; g < count; g++) {
    const onTrend = slope * (scores[g]! - middle)
    perGroup[g]! += trend * (scores[g]! - middle)
    if (sizes[g]! > 0) perGroup[g]! += rest * (sums[g]! / sizes[g]! - overall - onTrend)
  }
  return { overall, perGroup }
}

/** How much of what seems explained is kept, when chance alone would explain so much. */
const kept = (explained: number, byChance: number) => (explained > byChance ? 1 - byChance / explained : 0)
