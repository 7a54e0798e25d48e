import { type Result, ok, refuse } from '../../kernel/result.ts'
import { normalQuantile } from '../../kernel/normal.ts'
import { makeRng } from '../../kernel/rng.ts'
import { type BootstrapRefusal, type BootstrapRounds, FEWEST_ROUNDS } from '../group-time/bootstrap-rounds.ts'
import type { SumsResult } from './effects-from-sums.ts'
import type { CohortMoments } from './panel-sums.ts'

const MOST_ROUNDS = 100_000
const STREAM = 6 // purpose within the run: draws of group-time effects from their covariance
const NOTHING_LEFT = 1e-12 // share of the square of a time that earlier times leave

/**
 * Deviations of all effects and shares together, drawn from the normal distribution with their covariance: what the
 * multiplier bootstrap comes to when units are many. `simultaneousBand` and `roundsOf` take them as they are.
 */
export function roundsFromSums(
  result: SumsResult,
  { rounds, seed }: Readonly<{ rounds: number; seed: number }>,
): Result<BootstrapRounds, BootstrapRefusal> {
  if (!Number.isInteger(rounds) || rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS)
    return refuse({ code: 'rounds-outside-limits' })
  if (!Number.isSafeInteger(seed) || seed < 0) return refuse({ code: 'seed-outside-limits' })
  const next = makeRng(seed, STREAM)
  const loadings = [...result.effects, ...result.groups].map(({ loading }) => loading)
  const roots = loadings.map((loading) => rootOf(loading, result.cohorts, result.units))
  const draws = new Float64Array(roots[0]!.length)
  const columns = roots.map(() => new Float64Array(rounds))
  for (let r = 0; r < rounds; r++) {
    for (let k = 0; k < draws.length; k++) draws[k] = normalQuantile(next())
    for (const [k, root] of roots.entries()) {
      let total = 0
      for (let d = 0; d < draws.length; d++) total += root[d]! * draws[d]!
      columns[k]![r] = total
    }
  }
  const count = result.effects.length
  return ok({ rounds, effects: columns.slice(0, count), shares: columns.slice(count) })
}

/** What an estimate takes from independent standard normal draws, times + 1 per cohort. */
function rootOf(loading: Float64Array, cohorts: readonly CohortMoments[], units: number): Float64Array {
  const root = new Float64Array(loading.length)
  for (const [c, cohort] of cohorts.entries()) {
    const count = cohort.mean.length
    const start = c * (count + 1)
    const lower = looseFactor(cohort.scatter, count)
    for (let t = 0; t < count; t++)
      for (let s = 0; s <= t; s++) root[start + s]! += (loading[start + t]! * lower[t * count + s]!) / units
    root[start + count] = (loading[start + count]! * Math.sqrt(cohort.units)) / units
  }
  return root
}

/** Cholesky factor of a matrix that may be singular, as that of few units is: a time that adds nothing gets zeros. */
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
