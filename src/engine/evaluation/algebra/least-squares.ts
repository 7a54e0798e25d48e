import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type RankRefusal, choleskyOf, solveCholesky } from './cholesky.ts'
import { type Rows, crossProducts, crossSums } from './weighted-sums.ts'

/** Coefficients, with the factor of Σ w x xᵀ for what else must be solved. */
export type LinearFit = Readonly<{ coefficients: Float64Array; factor: Float64Array }>

/**
 * Weighted least squares by the normal equations. Give columns that are centred and scaled about one, apart from the
 * constant: then nothing is lost by squaring.
 *
 * @param columns  one array per regressor, the constant among them
 * @param weight   one per row, not negative
 */
export function leastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  weight: Float64Array,
  rows: Rows,
): Result<LinearFit, RankRefusal> {
  const factored = choleskyOf(crossProducts(columns, weight, rows), columns.length)
  if (!factored.ok) return refuse(factored.error)
  const coefficients = solveCholesky(factored.value, crossSums(columns, y, weight, rows))
  return ok({ coefficients, factor: factored.value })
}
