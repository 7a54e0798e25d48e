import { normalQuantile } from '../../kernel/normal.ts'
import { NEVER } from '../group-time/study-data.ts'

/** A row per unit and time that should be there; `seen` is 1 where its outcome is known. `first` as in a study. */
export type Presence = Readonly<{
  unit: Int32Array
  time: Int32Array
  first: Int32Array
  seen: Uint8Array
}>

/** Shares 0 … 1; the difference is participants less others, its error by units. */
export type MissingDifference = Readonly<{
  participants: number
  others: number
  difference: number
  standardError: number
  low: number
  high: number
}>

/**
 * Share of rows without an outcome, on both sides: a ratio of sums over units, with its variance by linearisation. Undefined
 * where a side has no rows.
 *
 * @param at  the one time that is looked at; all where left out
 */
export function missingDifference(
  { unit, time, first, seen }: Presence,
  level: number,
  at?: number,
): MissingDifference | undefined {
  const size = unit.reduce((max, one) => Math.max(max, one), -1) + 1
  const [rows, gone, joined] = [new Uint32Array(size), new Uint32Array(size), new Uint8Array(size)]
  for (let row = 0; row < unit.length; row++) {
    if (at !== undefined && time[row] !== at) continue
    rows[unit[row]!]!++
    if (seen[row] === 0) gone[unit[row]!]!++
    if (first[row] !== NEVER) joined[unit[row]!] = 1
  }
  const [own, rest] = [shareGone(rows, gone, joined, 1), shareGone(rows, gone, joined, 0)]
  if (!own || !rest) return undefined
  const difference = own.share - rest.share
  const standardError = Math.sqrt(own.variance + rest.variance)
  const half = normalQuantile((1 + level) / 2) * standardError
  return {
    participants: own.share,
    others: rest.share,
    difference,
    standardError,
    low: difference - half,
    high: difference + half,
  }
}

function shareGone(rows: Uint32Array, gone: Uint32Array, joined: Uint8Array, side: 0 | 1) {
  let [all, without] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    if (joined[i] !== side) continue
    all += rows[i]!
    without += gone[i]!
  }
  if (all === 0) return undefined
  const share = without / all
  let square = 0
  for (let i = 0; i < rows.length; i++) if (joined[i] === side) square += (gone[i]! - share * rows[i]!) ** 2
  return { share, variance: square / all ** 2 }
}
