import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import { NEVER } from '../group-time/study-data.ts'
import { missingShare } from './missing-share.ts'
import type { Presence } from './presence.ts'

/**
 * Rows of who joined, before or from joining on. `others` is the share among those that never joined at the same times,
 * each time counting as heavily as it does among who joined; undefined where nobody is seen there.
 */
export type MissingSpan = Readonly<{
  span: 'before' | 'after'
  rows: number
  missing: number
  share: number
  others?: Readonly<{ share: number; difference: Effect }>
}>

export type MissingGroup = Readonly<{ group: number; spans: readonly MissingSpan[] }>

/** All who joined together, and each first time of joining. A span without rows is left out. */
export function missingSpans(
  data: Presence,
  level: number,
): Readonly<{ spans: readonly MissingSpan[]; groups: readonly MissingGroup[] }> {
  const others = othersOf(data)
  const both = (group?: number) =>
    (['before', 'after'] as const).flatMap((span) => {
      const found = spanOf(data, others, level, span, group)
      return found ? [found] : []
    })
  const groups = [...new Set(data.first)].filter((first) => first !== NEVER).sort((a, b) => a - b)
  return { spans: both(), groups: groups.map((group) => ({ group, spans: both(group) })) }
}

/** Of those that never joined: rows and rows without an outcome per time; `step` is the place of each row's time. */
type Others = Readonly<{ units: number; step: Int32Array; rows: Uint32Array; gone: Uint32Array }>

function othersOf({ unit, time, first, seen }: Presence): Others {
  const places = new Map([...new Set(time)].sort((a, b) => a - b).map((at, place) => [at, place]))
  const step = Int32Array.from(time, (at) => places.get(at)!)
  const [rows, gone] = [new Uint32Array(places.size), new Uint32Array(places.size)]
  let last = -1
  for (let row = 0; row < unit.length; row++) {
    if (unit[row]! > last) last = unit[row]!
    if (first[row] !== NEVER) continue
    rows[step[row]!]!++
    if (seen[row] === 0) gone[step[row]!]!++
  }
  return { units: last + 1, step, rows, gone }
}

function spanOf(
  { unit, time, first, seen }: Presence,
  others: Others,
  level: number,
  span: 'before' | 'after',
  group?: number,
): MissingSpan | undefined {
  const [rows, gone] = [new Uint32Array(others.units), new Uint32Array(others.units)]
  const atStep = new Float64Array(others.rows.length)
  for (let row = 0; row < unit.length; row++) {
    const own = first[row]!
    if (own === NEVER || (group !== undefined && own !== group)) continue
    if (time[row]! < own !== (span === 'before')) continue
    rows[unit[row]!]!++
    if (seen[row] === 0) gone[unit[row]!]!++
    atStep[others.step[row]!]!++
  }
  const joined = missingShare(rows, gone)
  if (!joined) return undefined
  const { rows: count, missing, share, variance } = joined
  const beside = besideOf({ unit, first, seen }, others, atStep, count)
  if (!beside) return { span, rows: count, missing, share }
  const standardError = Math.sqrt(variance + beside.variance)
  const difference = effectOf({ estimate: share - beside.share, standardError }, level)
  return { span, rows: count, missing, share, others: { share: beside.share, difference } }
}

/** Σ over times of weight × share among the others, the weights taken as known; its variance by units. */
function besideOf(
  { unit, first, seen }: Pick<Presence, 'unit' | 'first' | 'seen'>,
  { units, step, rows, gone }: Others,
  atStep: Float64Array,
  count: number,
): Readonly<{ share: number; variance: number }> | undefined {
  let share = 0
  for (let s = 0; s < rows.length; s++) {
    if (atStep[s] === 0) continue
    if (rows[s] === 0) return undefined
    share += (atStep[s]! / count) * (gone[s]! / rows[s]!)
  }
  const residual = new Float64Array(units)
  for (let row = 0; row < unit.length; row++) {
    const s = step[row]!
    if (first[row] !== NEVER || atStep[s] === 0) continue
    const off = (seen[row] === 0 ? 1 : 0) - gone[s]! / rows[s]!
    residual[unit[row]!]! += (atStep[s]! / count) * (off / rows[s]!)
  }
  let variance = 0
  for (let i = 0; i < units; i++) variance += residual[i]! ** 2
  return { share, variance }
}
