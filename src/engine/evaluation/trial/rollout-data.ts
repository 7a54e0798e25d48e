/**
 * A waiting list of which the order was drawn. One row per applicant: its start, and its outcome at every time.
 *
 * - `start`: place of its first time with the programme among the times, 0 … times − 1; `times` where it has not started
 * - `outcome`: applicants × times, in rows
 * - `stratum`: 0 … largest, within which the order was drawn; one list for all where it is left out
 */
export type Rollout = Readonly<{
  times: number
  start: Int32Array
  outcome: Float64Array
  stratum?: Int32Array
}>

export type RolloutRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'value-not-finite'
    | 'start-outside-limits'
    | 'stratum-outside-limits'
    | 'one-start' // nobody starts later: nothing to compare
    | 'start-of-one' // a start that one applicant of its stratum has: its spread cannot be known
    | 'nothing-varies'
    | 'rounds-outside-limits'
    | 'level-outside-limits'
  row?: number
  start?: number
}>

/** The first rule that a rollout breaks. */
export function rolloutRefusal({ times, start, outcome, stratum }: Rollout): RolloutRefusal | undefined {
  const rows = start.length
  if (rows === 0) return { code: 'no-rows' }
  if (outcome.length !== rows * times || (stratum && stratum.length !== rows))
    return { code: 'lengths-differ' }
  for (let row = 0; row < rows; row++) {
    if (start[row]! < 0 || start[row]! > times) return { code: 'start-outside-limits', row }
    if (stratum && (stratum[row]! < 0 || stratum[row]! >= rows))
      return { code: 'stratum-outside-limits', row }
  }
  for (let k = 0; k < outcome.length; k++)
    if (!Number.isFinite(outcome[k]!)) return { code: 'value-not-finite', row: Math.floor(k / times) }
  return undefined
}

/**
 * Everybody by stratum and start. A place is stratum × (times + 1) + start.
 *
 * - `size`: applicants per place; `strata`: how many strata
 */
export type RolloutGroups = Readonly<{
  strata: number
  starts: number
  stratum: Int32Array
  size: Float64Array
}>

export function rolloutGroups({ times, start, stratum }: Rollout): RolloutGroups {
  const own = stratum ?? new Int32Array(start.length)
  const strata = own.reduce((max, one) => Math.max(max, one), 0) + 1
  const size = new Float64Array(strata * (times + 1))
  for (let row = 0; row < start.length; row++) size[own[row]! * (times + 1) + start[row]!]!++
  return { strata, starts: times + 1, stratum: own, size }
}
