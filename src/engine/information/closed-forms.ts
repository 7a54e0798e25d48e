import { normalCdf, normalDensity, normalQuantile } from '../kernel/normal.ts'

/** E[ max(0, Z − z) ] for a standard normal Z: the unit normal loss. */
export function unitNormalLoss(z: number): number {
  return normalDensity(z) - z * normalCdf(-z)
}

/**
 * What knowing is worth when one option brings 0 and the other μ on average, and what is learnt moves that mean with
 * standard deviation s, normally: E[ max(0, N(μ, s²)) ] − max(0, μ) = s · L(|μ| / s), L the unit normal loss.
 *
 * With s the spread of U it is EVPI, with that of E[U | φ] EVPPI, with that of E[U | sample] EVSI.
 *
 * @param mean    μ [EUR]
 * @param spread  s [EUR], ≥ 0
 *
 * Source: Raiffa and Schlaifer 1961, Applied Statistical Decision Theory, section 5.3 onwards (linear terminal value,
 * normal prior).
 */
export function normalInformationValue(mean: number, spread: number): number {
  return spread === 0 ? 0 : spread * unitNormalLoss(Math.abs(mean) / spread)
}

/**
 * Standard deviation of the posterior mean of a normal quantity, before the sample is seen:
 *
 *     τ √( τ² / (τ² + σ² / n) )
 *
 * @param priorSpread  τ
 * @param errorSpread  σ of one observation
 * @param sampleSize   n ≥ 0; 0 gives 0
 */
export function preposteriorSpread(priorSpread: number, errorSpread: number, sampleSize: number): number {
  if (sampleSize === 0 || priorSpread === 0) return 0
  return priorSpread / Math.sqrt(1 + errorSpread ** 2 / sampleSize / priorSpread ** 2)
}

/**
 * As `normalInformationValue`, but told only in which of `groups` equal parts the normal fact lies. The mean of part
 * k of a standard normal is groups · (φ(z_k) − φ(z_k+1)), z the cuts.
 */
export function groupedNormalInformationValue(mean: number, spread: number, groups: number): number {
  let value = 0
  for (let k = 0; k < groups; k++) {
    const low = normalDensity(normalQuantile(k / groups))
    const high = normalDensity(normalQuantile((k + 1) / groups))
    value += Math.max(0, mean + spread * groups * (low - high)) / groups
  }
  return value - Math.max(0, mean)
}
