import { type Result, ok, refuse } from '../../kernel/result.ts'
import { normalQuantile } from '../../kernel/normal.ts'
import { FEWEST_ROUNDS } from './bootstrap-rounds.ts'

/**
 * Bands for several estimates at once.
 *
 * - `standardErrors`: by the bootstrap, from the distance between quartiles; 0 for a reference
 * - `critical`: an interval of `critical` errors to both sides of every estimate covers all of them together with the
 *   level asked; never below that of one interval
 */
export type SimultaneousBand = Readonly<{
  standardErrors: Float64Array
  critical: number
  low: Float64Array
  high: Float64Array
}>

export type BandRefusal = Readonly<{ code: 'too-few-rounds' | 'level-outside-limits' | 'nothing-varies' }>

/**
 * Simultaneous band by the largest studentised deviation per round.
 *
 * @param estimates   one per row, unit of the outcome
 * @param deviations  per row its deviation in every round
 * @param level       such as 0.95
 *
 * Source: Callaway and Sant'Anna 2021, Algorithm 1, doi:10.1016/j.jeconom.2020.12.001.
 */
export function simultaneousBand(
  estimates: readonly number[],
  deviations: readonly Float64Array[],
  level: number,
): Result<SimultaneousBand, BandRefusal> {
  const rounds = deviations[0]?.length ?? 0
  if (rounds < FEWEST_ROUNDS) return refuse({ code: 'too-few-rounds' })
  if (!(level >= 0.5 && level <= 0.999)) return refuse({ code: 'level-outside-limits' })
  const standardErrors = Float64Array.from(deviations, quartileError)
  if (!standardErrors.some((error) => error > 0)) return refuse({ code: 'nothing-varies' })

  const largest = new Float64Array(rounds)
  for (const [row, column] of deviations.entries()) {
    const error = standardErrors[row]!
    if (error === 0) continue
    for (let r = 0; r < rounds; r++) largest[r] = Math.max(largest[r]!, Math.abs(column[r]!) / error)
  }
  const critical = Math.max(stepQuantile(largest.sort(), level), normalQuantile((1 + level) / 2))
  const half = standardErrors.map((error) => critical * error)
  const low = half.map((width, row) => estimates[row]! - width)
  const high = half.map((width, row) => estimates[row]! + width)
  return ok({ standardErrors, critical, low, high })
}

/** Distance between the quartiles over that of a standard normal: an error that a few wild rounds cannot move. */
export function quartileError(deviations: Float64Array): number {
  const sorted = deviations.slice().sort()
  return (stepQuantile(sorted, 0.75) - stepQuantile(sorted, 0.25)) / (2 * normalQuantile(0.75))
}

/** The smallest value with at least this share of the values at or below it. */
const stepQuantile = (sorted: Float64Array, share: number) =>
  sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)]!
