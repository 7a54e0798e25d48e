import { attritionOf } from '../attrition/attrition.ts'
import type { Presence } from '../attrition/presence.ts'
import { NEVER } from '../group-time/study-data.ts'
import type { Missing } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

type Asked = Pick<StudyPlan, 'followsUnits' | 'level'>

/**
 * A row per unit and time, with whether its outcome is known. Where the same units are followed, a unit without a row at
 * some time is missing there; otherwise only rows without an outcome are. A time at which
 * nobody has an outcome is left out of the first. Undefined where nothing is missing.
 */
export function presenceOf(
  { data, missing = NOTHING }: StudyInput,
  { followsUnits = false }: Pick<StudyPlan, 'followsUnits'>,
): Presence | undefined {
  const times = timesOf(data.time)
  const firsts = firstOfUnits(data, missing)
  const units = firsts.reduce((count, first) => count + (first === NO_UNIT ? 0 : 1), 0)
  if (missing.unit.length === 0 && !(followsUnits && data.unit.length < units * times.length))
    return undefined
  if (followsUnits) return fullGrid(data, times, firsts, units)
  const both = (one: Int32Array, other: Int32Array) => Int32Array.from([...one, ...other])
  return {
    unit: both(data.unit, missing.unit),
    time: both(data.time, missing.time),
    first: both(data.first, missing.first),
    seen: new Uint8Array(data.unit.length + missing.unit.length).fill(1, 0, data.unit.length),
  }
}

type Rows = NonNullable<StudyInput['missing']>
const NOBODY = new Int32Array(0)
const NOTHING: Rows = { unit: NOBODY, time: NOBODY, first: NOBODY }
const NO_UNIT = -0x80000000

/** Ascending. */
function timesOf(time: Int32Array): readonly number[] {
  let [earliest, latest] = [time[0]!, time[0]!]
  for (let row = 0; row < time.length; row++) {
    if (time[row]! < earliest) earliest = time[row]!
    if (time[row]! > latest) latest = time[row]!
  }
  const isSeen = new Uint8Array(latest - earliest + 1)
  for (let row = 0; row < time.length; row++) isSeen[time[row]! - earliest] = 1
  return [...isSeen.keys()].filter((step) => isSeen[step] === 1).map((step) => earliest + step)
}

function firstOfUnits(data: Rows, missing: Rows): Int32Array {
  let last = -1
  for (const { unit } of [data, missing])
    for (let row = 0; row < unit.length; row++) if (unit[row]! > last) last = unit[row]!
  const firsts = new Int32Array(last + 1).fill(NO_UNIT)
  for (const { unit, first } of [data, missing])
    for (let row = 0; row < unit.length; row++) firsts[unit[row]!] = first[row]!
  return firsts
}

function fullGrid(data: Rows, times: readonly number[], firsts: Int32Array, units: number): Presence {
  const size = units * times.length
  const grid = { unit: new Int32Array(size), time: new Int32Array(size), first: new Int32Array(size) }
  const seen = new Uint8Array(size)
  const start = new Int32Array(firsts.length)
  let row = 0
  for (let unit = 0; unit < firsts.length; unit++) {
    if (firsts[unit] === NO_UNIT) continue
    start[unit] = row
    for (const time of times) {
      grid.unit[row] = unit
      grid.time[row] = time
      grid.first[row++] = firsts[unit]!
    }
  }
  const places = new Map(times.map((time, place) => [time, place]))
  for (let k = 0; k < data.unit.length; k++) seen[start[data.unit[k]!]! + places.get(data.time[k]!)!] = 1
  return { ...grid, seen }
}

/**
 * Who is missing, on both sides, before and after joining and per group; undefined where nobody is. Who joins after the
 * last time counts as never.
 */
export function missingOf(input: StudyInput, plan: Asked): Missing | undefined {
  const presence = presenceOf(input, plan)
  if (!presence) return undefined
  const last = presence.time.reduce((max, time) => Math.max(max, time), -Infinity)
  const first = presence.first.map((own) => (own > last ? NEVER : own))
  const found = attritionOf({ ...presence, first }, plan.level)
  if (!found.ok) return undefined // no study gets here: its columns were checked
  const { overall, spans, groups, seen } = found.value
  return { ...overall, spans, groups, ...(plan.followsUnits ? { seen } : {}) }
}
