/**
 * Dirichlet-multinomial, for one question: the believed shares weigh as `priorFirms` firms against those counted.
 * Posterior mean (priorFirms · share + count) / (priorFirms + all counts); with two answers the beta-binomial.
 *
 * @param shares  of the group the firms are drawn from, adding up to 1; replaced by the posterior mean
 * @param counts  [firms], may be fractions: what a firm counts for in this group
 * @param at      where the question begins in both arrays
 *
 * Source: A. Gelman et al. 2013, Bayesian Data Analysis, 3rd edition, sections 2.4 and 3.4.
 */
export function updateShares(
  shares: Float64Array,
  counts: Float64Array,
  { at, answers }: Readonly<{ at: number; answers: number }>,
  priorFirms: number,
): void {
  let firms = 0
  for (let k = at; k < at + answers; k++) firms += counts[k]!
  if (firms === 0) return
  for (let k = at; k < at + answers; k++) {
    shares[k] = (priorFirms * shares[k]! + counts[k]!) / (priorFirms + firms)
  }
}

/**
 * What is believed of a larger group, carried over to a kind of firm within it: each share keeps the ratio in which
 * it stood to the larger group's before any scan, and the shares are made to add up to 1 again.
 *
 * @param believed  shares of the larger group now
 * @param before    of the larger group before any scan, none 0
 * @param own       of the kind of firm before any scan
 */
export function carriedOver(
  believed: Float64Array,
  before: Float64Array,
  own: Float64Array,
  choices: readonly Readonly<{ at: number; answers: number }>[],
): Float64Array {
  const out = new Float64Array(own.length)
  for (const { at, answers } of choices) {
    let sum = 0
    for (let k = at; k < at + answers; k++) {
      out[k] = (believed[k]! * own[k]!) / before[k]!
      sum += out[k]!
    }
    for (let k = at; k < at + answers; k++) out[k]! /= sum
  }
  return out
}
