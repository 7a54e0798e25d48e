import { type Result, ok, refuse } from '../../kernel/result.ts'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { type BootstrapRefusal, type BootstrapRounds, FEWEST_ROUNDS } from '../group-time/bootstrap-rounds.ts'
import type { CovarianceResult } from './covariance-result.ts'

const MOST_ROUNDS = 100_000
const STREAM = 6 // purpose within the run: draws of group-time effects from their covariance
const NOTHING_LEFT = 1e-12 // share of the variance of an estimate that the ones before it leave

/**
 * Deviations of all effects and shares together, drawn from the normal distribution with their covariance. This is the
 * multiplier bootstrap with standard normal multipliers: Σ ξ ψ / n has just that distribution, given the data.
 * `simultaneousBand` and `roundsOf` take them as they are.
 */
export function roundsFromCovariance(
  { effects, covariance }: Pick<CovarianceResult, 'effects' | 'covariance'>,
  { rounds, seed }: Readonly<{ rounds: number; seed: number }>,
): Result<BootstrapRounds, BootstrapRefusal> {
  if (!Number.isInteger(rounds) || rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS)
    return refuse({ code: 'rounds-outside-limits' })
  if (!Number.isSafeInteger(seed) || seed < 0) return refuse({ code: 'seed-outside-limits' })
  const size = Math.round(Math.sqrt(covariance.length))
  const lower = looseFactor(covariance, size)
  const next = makeRng(seed, STREAM)
  const draws = new Float64Array(size)
  const columns = Array.from({ length: size }, () => new Float64Array(rounds))
  for (let r = 0; r < rounds; r++) {
    for (let k = 0; k < size; k++) draws[k] = normalQuantile(next())
    for (let k = 0; k < size; k++) {
      let total = 0
      for (let d = 0; d <= k; d++) total += lower[k * size + d]! * draws[d]!
      columns[k]![r] = total
    }
  }
  return ok({ rounds, effects: columns.slice(0, effects.length), shares: columns.slice(effects.length) })
}

/** Cholesky factor of a matrix that may be singular: an estimate that adds nothing to those before it gets no pivot. */
function looseFactor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    let pivot = matrix[column * size + column]!
    for (let k = 0; k < column; k++) pivot -= lower[column * size + k]! ** 2
    if (!(pivot > NOTHING_LEFT * matrix[column * size + column]!)) continue
    const root = Math.sqrt(pivot)
    lower[column * size + column] = root
    for (let row = column + 1; row < size; row++) {
      let value = matrix[row * size + column]!
      for (let k = 0; k < column; k++) value -= lower[row * size + k]! * lower[column * size + k]!
      lower[row * size + column] = value / root
    }
  }
  return lower
}
