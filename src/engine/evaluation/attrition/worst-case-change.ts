import { normalQuantile } from '../../kernel/normal.ts'
import { mean, variance } from '../../kernel/summary.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'

/** Two arms, one row per unit; `before` is always known, `after` only where `seen` is 1 (elsewhere it is not read). */
export type TwoArmChange = Readonly<{
  treated: Uint8Array
  before: Float64Array
  after: Float64Array
  seen: Uint8Array
}>

export type WorstCaseRefusal = Readonly<{
  code:
    | 'lengths-differ'
    | 'arm-too-small'
    | 'value-not-finite'
    | 'limits-outside-outcome'
    | 'level-outside-limits'
  row?: number
}>

export type WorstCaseChange = Readonly<{
  low: number
  high: number
  lowError: number
  highError: number
  interval: Readonly<{ low: number; high: number }>
  seenTreated: number
  seenOthers: number
}>

/**
 * Bounds on the difference in differences whatever those who left would have had: each of them stands at the lowest or
 * the highest that the outcome can be. All that is assumed are those limits, and parallel trends of the two whole arms.
 * The interval holds the whole range from bound to bound: its ends are z errors outside the bounds.
 *
 * Source: C. Manski, Partial Identification of Probability Distributions (2003), chapter 1, doi:10.1007/b97478, applied
 * to the change.
 *
 * @param limits  of the outcome, both times
 * @param level   such as .95
 */
export function worstCaseChange(
  data: TwoArmChange,
  limits: Readonly<{ lowest: number; highest: number }>,
  level: number,
): Result<WorstCaseChange, WorstCaseRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const broken = armsRefusal(data, limits)
  if (broken) return refuse(broken)
  const changes = (arm: 0 | 1, filler: number) =>
    Float64Array.from(armOf(data, arm), (row) =>
      data.seen[row] === 1 ? data.after[row]! - data.before[row]! : filler - data.before[row]!,
    )
  const difference = (treatedAt: number, othersAt: number) => {
    const [treated, others] = [changes(1, treatedAt), changes(0, othersAt)]
    const error = Math.sqrt(variance(treated) / treated.length + variance(others) / others.length)
    return [mean(treated) - mean(others), error] as const
  }
  const [low, lowError] = difference(limits.lowest, limits.highest)
  const [high, highError] = difference(limits.highest, limits.lowest)
  const z = normalQuantile((1 + level) / 2)
  const seenShare = (arm: 0 | 1) => mean(armOf(data, arm).map((row) => data.seen[row]!))
  return ok({
    low,
    high,
    lowError,
    highError,
    interval: { low: low - z * lowError, high: high + z * highError },
    seenTreated: seenShare(1),
    seenOthers: seenShare(0),
  })
}

const armOf = ({ treated }: TwoArmChange, arm: 0 | 1) =>
  Int32Array.from(treated.keys()).filter((row) => (treated[row] === 0 ? 0 : 1) === arm)

function armsRefusal(
  data: TwoArmChange,
  { lowest, highest }: Readonly<{ lowest: number; highest: number }>,
): WorstCaseRefusal | undefined {
  const { treated, before, after, seen } = data
  if ([before, after, seen].some((column) => column.length !== treated.length))
    return { code: 'lengths-differ' }
  if (armOf(data, 1).length < 2 || armOf(data, 0).length < 2) return { code: 'arm-too-small' }
  if (!(lowest < highest && Number.isFinite(highest - lowest))) return { code: 'limits-outside-outcome' }
  for (let row = 0; row < treated.length; row++) {
    for (const value of seen[row] === 1 ? [before[row]!, after[row]!] : [before[row]!]) {
      if (!Number.isFinite(value)) return { code: 'value-not-finite', row }
      if (value < lowest || value > highest) return { code: 'limits-outside-outcome', row }
    }
  }
  return undefined
}
