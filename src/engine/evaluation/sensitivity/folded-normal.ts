import { normalCdf, normalQuantile } from '../../kernel/normal.ts'

/**
 * The c with P(|Z + shift| ≤ c) = 1 − alpha for a standard normal Z. Absolute error below 1e-12 times 1 + |shift|.
 */
export function foldedNormalQuantile(shift: number, alpha: number): number {
  const size = Math.abs(shift)
  let low = size + normalQuantile(1 - alpha)
  let high = size + normalQuantile(1 - alpha / 2)
  if (size > 8) return low // the other tail is below 1e-15
  for (let i = 0; i < 60 && high - low > 1e-14 * high; i++) {
    const middle = (low + high) / 2
    if (normalCdf(size - middle) + normalCdf(-middle - size) > alpha) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(Z > z | low ≤ Z ≤ high) for a standard normal Z and low ≤ z ≤ high, also far in the upper tail. */
export function truncatedUpperTail(z: number, low: number, high: number): number {
  if (low < 30) {
    const end = normalCdf(-high)
    const whole = normalCdf(-low) - end
    if (whole > 0) return (normalCdf(-z) - end) / whole
  }
  const end = Math.exp(-low * (high - low)) // beyond 30 the tail is exponential to within one part in 900
  return end === 1 ? 0 : (Math.exp(-low * (z - low)) - end) / (1 - end)
}
