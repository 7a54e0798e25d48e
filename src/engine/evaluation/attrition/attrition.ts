import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER } from '../group-time/study-data.ts'
import { type MissingDifference, missingDifference } from './missing-difference.ts'
import { type MissingGroup, type MissingSpan, missingSpans } from './missing-spans.ts'
import type { Presence } from './presence.ts'

export type AttritionRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'unit-outside-limits'
    | 'seen-not-0-or-1'
    | 'first-varies-within-unit'
    | 'level-outside-limits'
  row?: number
}>

/**
 * Units by what is seen of them: at all their times, at none, until some time and not after, or otherwise with gaps
 * (from a later time on, or in between).
 */
export type SeenUnits = Readonly<{ units: number; whole: number; never: number; left: number; gaps: number }>

export type Attrition = Readonly<{
  overall: MissingDifference
  spans: readonly MissingSpan[] // all who joined, before and from joining on
  groups: readonly MissingGroup[] // by first time of joining
  seen: Readonly<{ participants: SeenUnits; others: SeenUnits }>
}>

/**
 * Who is missing, where and when. Whether participants are missing more often than others is what matters: then those
 * who are left are no longer comparable.
 *
 * @param level  of the intervals, such as .95
 */
export function attritionOf(data: Presence, level: number): Result<Attrition, AttritionRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const broken = brokenPresence(data)
  if (broken) return refuse(broken)
  return ok({ overall: missingDifference(data, level), ...missingSpans(data, level), seen: seenUnits(data) })
}

const UNSEEN = 0x7fffffff

function brokenPresence({ unit, time, first, seen }: Presence): AttritionRefusal | undefined {
  if (unit.length === 0) return { code: 'no-rows' }
  if ([time, first, seen].some((column) => column.length !== unit.length)) return { code: 'lengths-differ' }
  const below = unit.findIndex((one) => one < 0)
  if (below >= 0) return { code: 'unit-outside-limits', row: below }
  const known = new Int32Array(unit.reduce((max, one) => Math.max(max, one), 0) + 1).fill(UNSEEN)
  for (let row = 0; row < unit.length; row++) {
    if (seen[row]! > 1) return { code: 'seen-not-0-or-1', row }
    const own = known[unit[row]!]!
    if (own !== UNSEEN && own !== first[row]) return { code: 'first-varies-within-unit', row }
    known[unit[row]!] = first[row]!
  }
  return undefined
}

const nobody = () => ({ units: 0, whole: 0, never: 0, left: 0, gaps: 0 })

function seenUnits({ unit, time, first, seen }: Presence): Attrition['seen'] {
  const size = unit.reduce((max, one) => Math.max(max, one), 0) + 1
  const joined = new Int8Array(size).fill(-1) // −1 is no unit
  const lastSeen = new Int32Array(size).fill(-UNSEEN)
  const firstGone = new Int32Array(size).fill(UNSEEN)
  for (let row = 0; row < unit.length; row++) {
    const [own, at] = [unit[row]!, time[row]!]
    joined[own] = first[row] === NEVER ? 0 : 1
    if (seen[row] === 1 && at > lastSeen[own]!) lastSeen[own] = at
    if (seen[row] === 0 && at < firstGone[own]!) firstGone[own] = at
  }
  const sides = [nobody(), nobody()] as const
  for (let own = 0; own < size; own++) {
    if (joined[own] === -1) continue
    const side = sides[joined[own] as 0 | 1]
    side.units++
    side[kindOf(lastSeen[own]!, firstGone[own]!)]++
  }
  return { participants: sides[1], others: sides[0] }
}

function kindOf(lastSeen: number, firstGone: number): 'whole' | 'never' | 'left' | 'gaps' {
  if (firstGone === UNSEEN) return 'whole'
  if (lastSeen === -UNSEEN) return 'never'
  return lastSeen < firstGone ? 'left' : 'gaps'
}
