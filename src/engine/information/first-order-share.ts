import { mean } from '../kernel/summary.ts'
import { fittedValue, fitterOn } from './least-squares.ts'
import { splineDesign } from './spline-design.ts'

/** How much of a variance one input explains. */
export type VarianceShare = Readonly<{
  share: number // slightly negative by chance where the input explains nothing
  standardError: number
}>

const KNOTS = 16
const ROWS_PER_COLUMN = 4 // at least

/**
 * First-order Sobol index of an input: Var E[Y | X] / Var Y, from scenarios as they are. E[Y | X] is a natural spline
 * in X, fitted by least squares. The fit also explains noise, on average p − 1 of the N − 1 degrees of freedom, which
 * the estimate takes off:
 *
 *     share = 1 − (Σ (y − fit)² / (N − p)) / (Σ (y − mean)² / (N − 1))
 *
 * Input with at most `knots` different values has its own mean per value. Waves much finer than the distance between
 * knots are not seen: the share is then too low.
 *
 * @param knots  16 unless told; fewer where there are fewer than four scenarios per knot
 * @returns      share 0, error 0 where one of the two never changes; the error is that of N independent scenarios,
 *               from the influence values ((y − μ)² − (y − fit)² − share (y − μ)²) / Var Y
 * @throws RangeError where the lengths differ or there are fewer than eight scenarios
 *
 * Source: Sobol 1993 for the index (Mathematical Modelling and Computational Experiment 1, 407-414); the correction
 * is that of the adjusted R².
 */
export function firstOrderShare(input: Float64Array, output: Float64Array, knots = KNOTS): VarianceShare {
  const count = output.length
  if (input.length !== count || count < 2 * ROWS_PER_COLUMN) {
    throw new RangeError('a share requires as many inputs as outputs, eight at least')
  }

  const design = splineDesign([input], Math.min(knots, Math.floor(count / ROWS_PER_COLUMN)))
  const centre = mean(output)
  const coefficients = fitterOn(design, 0, count).fit((row) => output[row]! - centre)
  const around = new Float64Array(count) // (y − μ)²
  const gained = new Float64Array(count) // (y − μ)² − (y − fit)²
  for (let n = 0; n < count; n++) {
    const deviation = output[n]! - centre
    around[n] = deviation ** 2
    gained[n] = around[n]! - (deviation - fittedValue(design, coefficients, n)) ** 2
  }
  const variance = mean(around)
  if (!(variance > 0) || design.columns === 1) return { share: 0, standardError: 0 }

  const raw = mean(gained) / variance
  const share = 1 - ((1 - raw) * (count - 1)) / (count - design.columns)
  const influence = gained.map((gain, n) => (gain - raw * around[n]!) / variance)
  return { share, standardError: Math.sqrt(mean(influence.map((value) => value ** 2)) / count) }
}
