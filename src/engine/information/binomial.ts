import type { Rng } from '../kernel/rng.ts'

/**
 * A binomial draw: inversion of one uniform number, adding up chances from the mode outwards, about √(n p (1 − p))
 * steps. Exact to rounding.
 *
 * @param trials  integer ≥ 0
 * @param chance  in [0, 1]
 */
export function drawBinomial(trials: number, chance: number, rng: Rng): number {
  if (chance <= 0) return 0
  if (chance >= 1) return trials

  const odds = chance / (1 - chance)
  const mode = Math.min(trials, Math.floor((trials + 1) * chance))
  const atMode = binomialChance(mode, trials, chance)
  let left = rng() - atMode
  let low = mode
  let high = mode
  let lowChance = atMode
  let highChance = atMode
  while (left > 0 && (low > 0 || high < trials)) {
    if (high < trials) {
      highChance *= (odds * (trials - high)) / (high + 1)
      high++
      left -= highChance
      if (left <= 0) return high
    }
    if (low > 0) {
      lowChance *= low / (odds * (trials - low + 1))
      low--
      left -= lowChance
      if (left <= 0) return low
    }
  }
  return mode
}

/** P(X = hits) of a binomial X, 0 < chance < 1; relative error about 1e-12. */
export function binomialChance(hits: number, trials: number, chance: number): number {
  const ways = logFactorial(trials) - logFactorial(hits) - logFactorial(trials - hits)
  return Math.exp(ways + hits * Math.log(chance) + (trials - hits) * Math.log1p(-chance))
}

const EXACT = 20

/** log n!, by Stirling's series from 20 on: error below 1e-13 relative. */
export function logFactorial(n: number): number {
  if (n < EXACT) {
    let product = 1
    for (let k = 2; k <= n; k++) product *= k
    return Math.log(product)
  }
  const inverse = 1 / n
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 / 1260))
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series
}
