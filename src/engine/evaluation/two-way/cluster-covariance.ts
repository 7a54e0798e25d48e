import { solveCholesky } from '../algebra/cholesky.ts'
import type { PanelLayout } from './panel-layout.ts'

/**
 * The factor by which the covariance is multiplied for small samples, as fixest does by default:
 *
 *     G / (G − 1) · (n − 1) / (n − k − T)
 *
 * with G clusters, n rows, k coefficients and T times. Unit effects are not counted, because units lie within clusters.
 */
export function smallSampleFactor(
  layout: Pick<PanelLayout, 'clusterCount' | 'rowCount' | 'timeCount'>,
  coefficients: number,
): number {
  const { clusterCount: clusters, rowCount: rows, timeCount } = layout
  return (clusters / (clusters - 1)) * ((rows - 1) / (rows - coefficients - timeCount))
}

/** L⁻ᵀ L⁻¹ `meat` L⁻ᵀ L⁻¹ times a factor, in rows. `lower` is the Cholesky factor of Σ w x xᵀ. */
export function sandwich(lower: Float64Array, meat: Float64Array, size: number, times: number): Float64Array {
  const half = new Float64Array(size * size)
  const whole = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    const solved = solveCholesky(lower, meat.slice(k * size, (k + 1) * size))
    for (let j = 0; j < size; j++) half[j * size + k] = solved[j]!
  }
  for (let k = 0; k < size; k++) {
    const solved = solveCholesky(lower, half.slice(k * size, (k + 1) * size))
    for (let j = 0; j < size; j++) whole[k * size + j] = times * solved[j]!
  }
  return whole
}

/** (Σ w x xᵀ)⁻¹ from its Cholesky factor, in rows. */
export function inverseOf(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    const one = new Float64Array(size)
    one[k] = 1
    inverse.set(solveCholesky(lower, one), k * size)
  }
  return inverse
}

/** Adds s sᵀ to a matrix in rows. */
export function addSquare(meat: Float64Array, scores: Float64Array, start: number, size: number): void {
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) meat[a * size + b]! += scores[start + a]! * scores[start + b]!
}
