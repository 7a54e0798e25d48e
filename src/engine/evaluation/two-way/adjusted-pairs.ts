import { type Result, ok, refuse } from '../../kernel/result.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import { solveCholesky } from '../algebra/cholesky.ts'
import { standardisation } from '../group-time/standardise.ts'
import type { MatchData, MatchRefusal } from './match-data.ts'
import type { ScoreMatch } from './match-on-score.ts'

export type AdjustedPairs = Readonly<{ estimate: number; standardError: number }>

/**
 * The effect in matched pairs by least squares of the outcome on treatment and covariates, which takes out what the
 * pairs left unequal. Errors are clustered by pair, with G / (G − 1) · (n − 1) / (n − k) for G pairs, n = 2 G rows and k
 * coefficients. Only for pairs that each have a control of their own.
 *
 * Source of clustering by pair: A. Abadie and J. Spiess, "Robust Post-Matching Inference", Journal of the American
 * Statistical Association 117 (2022), 983-995, doi:10.1080/01621459.2020.1840383.
 */
export function adjustedPairs(
  { outcome, covariates }: MatchData,
  { treatedRow, controlRow, mostUses }: ScoreMatch,
): Result<AdjustedPairs, MatchRefusal> {
  const pairs = treatedRow.length
  const size = covariates.length + 2
  if (mostUses > 1 || 2 * pairs <= size) return refuse({ code: 'too-few-pairs' })
  const rows = new Int32Array(2 * pairs)
  rows.set(treatedRow)
  rows.set(controlRow, pairs)
  const columns = [new Float64Array(rows.length).fill(1), new Float64Array(rows.length).fill(1, 0, pairs)]
  for (const [k, values] of covariates.entries()) {
    const column = Float64Array.from(rows, (row) => values[row]!)
    const { centre, perUnit } = standardisation(column)
    if (perUnit === 0) return refuse({ code: 'singular-covariates', column: `covariate ${k}` })
    columns.push(column.map((value) => (value - centre) * perUnit))
  }
  const y = Float64Array.from(rows, (row) => outcome[row]!)
  const weight = new Float64Array(rows.length).fill(1)
  const fit = leastSquares(columns, y, weight, { start: 0, end: rows.length })
  if (!fit.ok) return refuse({ code: 'singular-covariates', column: `covariate ${fit.error.column - 2}` })

  const { coefficients, factor } = fit.value
  const chosen = new Float64Array(size)
  chosen[1] = 1
  const square = squaredPairSums(columns, y, coefficients, solveCholesky(factor, chosen), pairs)
  const share = (pairs / (pairs - 1)) * ((2 * pairs - 1) / (2 * pairs - size))
  const standardError = Math.sqrt(square * share)
  if (!Number.isFinite(standardError + coefficients[1]!)) return refuse({ code: 'outcome-too-large' })
  return ok({ estimate: coefficients[1]!, standardError })
}

/** Σ over pairs of the squared sum of (row of the inverse) · x · residual. */
function squaredPairSums(
  columns: readonly Float64Array[],
  y: Float64Array,
  coefficients: Float64Array,
  inverseRow: Float64Array,
  pairs: number,
): number {
  let square = 0
  for (let pair = 0; pair < pairs; pair++) {
    let total = 0
    for (const row of [pair, pair + pairs]) {
      let [residual, share] = [y[row]!, 0]
      for (const [k, column] of columns.entries()) {
        residual -= coefficients[k]! * column[row]!
        share += inverseRow[k]! * column[row]!
      }
      total += share * residual
    }
    square += total * total
  }
  return square
}
