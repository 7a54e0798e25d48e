import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import { NEVER } from '../group-time/study-data.ts'
import { missingShare } from './missing-share.ts'
import type { Presence } from './presence.ts'

/**
 * Shares 0 … 1 of rows without an outcome; a side without rows is undefined. The difference is participants less others,
 * its error by units.
 */
export type MissingDifference = Readonly<{
  participants?: number
  others?: number
  difference?: Effect
}>

/** Both sides over all times. */
export function missingDifference({ unit, first, seen }: Presence, level: number): MissingDifference {
  const size = unit.reduce((max, one) => Math.max(max, one), -1) + 1
  const side = () => ({ rows: new Uint32Array(size), gone: new Uint32Array(size) })
  const sides = [side(), side()] as const
  for (let row = 0; row < unit.length; row++) {
    const own = sides[first[row] === NEVER ? 1 : 0]
    own.rows[unit[row]!]!++
    if (seen[row] === 0) own.gone[unit[row]!]!++
  }
  const [joined, others] = sides.map(({ rows, gone }) => missingShare(rows, gone))
  if (!joined || !others)
    return {
      ...(joined ? { participants: joined.share } : {}),
      ...(others ? { others: others.share } : {}),
    }
  const estimate = joined.share - others.share
  const standardError = Math.sqrt(joined.variance + others.variance)
  return {
    participants: joined.share,
    others: others.share,
    difference: effectOf({ estimate, standardError }, level),
  }
}
