import { type Result, ok, refuse } from '../../kernel/result.ts'

/** Column `column` is (nearly) a combination of the ones before it. */
export type RankRefusal = Readonly<{ code: 'singular-matrix'; column: number }>

/** Smallest share of a column's own square that may be left after the columns before it. */
export const SMALLEST_PIVOT_SHARE = 1e-10

/**
 * Lower triangle L with L Lᵀ = A, for a symmetric matrix in rows, of which only the lower triangle is read.
 *
 * @param matrix  size × size numbers, row by row
 * @returns       L in rows, zeros above the diagonal; refused where a pivot is at most `smallestShare` of its
 *                diagonal, which names the first column that adds nothing
 */
export function choleskyOf(
  matrix: Float64Array,
  size: number,
  smallestShare: number = SMALLEST_PIVOT_SHARE,
): Result<Float64Array, RankRefusal> {
  const lower = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let value = matrix[row * size + column]!
      for (let k = 0; k < column; k++) value -= lower[row * size + k]! * lower[column * size + k]!
      if (row > column) {
        lower[row * size + column] = value / lower[column * size + column]!
        continue
      }
      if (!(value > smallestShare * matrix[column * size + column]!))
        return refuse({ code: 'singular-matrix', column })
      lower[column * size + column] = Math.sqrt(value)
    }
  }
  return ok(lower)
}

/** x with L Lᵀ x = b, as new numbers. */
export function solveCholesky(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * size + k]! * x[k]!
    x[i]! /= lower[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= lower[k * size + i]! * x[k]!
    x[i]! /= lower[i * size + i]!
  }
  return x
}
