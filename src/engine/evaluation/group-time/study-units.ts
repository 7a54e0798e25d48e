import { type Result, ok, refuse } from '../../kernel/result.ts'
import {
  NEVER,
  type StudyData,
  type StudyRefusal,
  type StudySettings,
  type StudyWarning,
} from './study-data.ts'

/** Who is in the study and when it looks. `first` is per unit of the input, after handling; `DROPPED` is out. */
export type StudyUnits = Readonly<{
  times: readonly number[] // ascending
  timeIndex: (time: number) => number // −1 for a time left out
  groups: readonly number[] // first times of treatment, ascending
  first: Int32Array
  warnings: readonly StudyWarning[]
}>

export const DROPPED = -0x80000000
const UNSEEN = 0x7fffffff

/** Decides per unit and per time whether it takes part, in the order in which the method page states the rules. */
export function studyUnits(data: StudyData, settings: StudySettings): Result<StudyUnits, StudyRefusal> {
  const perUnit = firstOfUnits(data)
  if (!perUnit.ok) return perUnit
  const first = perUnit.value
  let times = timesOf(data.time)
  if (times.length < 2) return refuse({ code: 'one-period' })

  const warnings: StudyWarning[] = []
  relabel(first, times, settings.anticipation, warnings)
  if (!first.includes(NEVER)) {
    if (settings.controls === 'never') return refuse({ code: 'no-controls' })
    times = withoutLastGroup(first, times, settings.anticipation, warnings)
    if (times.length < 2) return refuse({ code: 'no-controls' })
  }

  const groups = [...new Set(first)]
    .filter((group) => group !== NEVER && group !== DROPPED)
    .sort((a, b) => a - b)
  if (groups.length === 0) return refuse({ code: 'no-treated-group' })
  return ok({ times, timeIndex: indexOfTimes(times), groups, first, warnings })
}

function firstOfUnits({ unit, first }: StudyData): Result<Int32Array, StudyRefusal> {
  let units = 0
  for (let row = 0; row < unit.length; row++) if (unit[row]! >= units) units = unit[row]! + 1
  const perUnit = new Int32Array(units).fill(UNSEEN)
  for (let row = 0; row < unit.length; row++) {
    const seen = perUnit[unit[row]!]!
    if (seen !== UNSEEN && seen !== first[row]!) return refuse({ code: 'first-varies-within-unit', row })
    perUnit[unit[row]!] = first[row]!
  }
  return perUnit.includes(UNSEEN) ? refuse({ code: 'unit-without-rows' }) : ok(perUnit)
}

function timesOf(time: Int32Array): number[] {
  let earliest = time[0]!
  let latest = earliest
  for (let row = 1; row < time.length; row++) {
    if (time[row]! < earliest) earliest = time[row]!
    else if (time[row]! > latest) latest = time[row]!
  }
  const seen = new Uint8Array(latest - earliest + 1)
  for (let row = 0; row < time.length; row++) seen[time[row]! - earliest] = 1
  const times: number[] = []
  for (const [step, present] of seen.entries()) if (present === 1) times.push(earliest + step)
  return times
}

/** Treated after the end: never. Treated at the start or before, anticipation counted: dropped. */
function relabel(
  first: Int32Array,
  times: readonly number[],
  anticipation: number,
  warnings: StudyWarning[],
): void {
  let early = 0
  let late = 0
  for (let unit = 0; unit < first.length; unit++) {
    if (first[unit]! === NEVER) continue
    if (first[unit]! > times.at(-1)! + anticipation) {
      first[unit] = NEVER
      late++
    } else if (first[unit]! <= times[0]! + anticipation) {
      first[unit] = DROPPED
      early++
    }
  }
  if (early > 0) warnings.push({ code: 'treated-before-start', count: early })
  if (late > 0) warnings.push({ code: 'treated-after-end', count: late })
}

/** Nobody is never treated: the last group serves as control, until its own treatment (or what precedes it). */
function withoutLastGroup(
  first: Int32Array,
  times: readonly number[],
  anticipation: number,
  warnings: StudyWarning[],
): number[] {
  let last = DROPPED
  for (let unit = 0; unit < first.length; unit++) if (first[unit]! > last) last = first[unit]!
  let count = 0
  for (let unit = 0; unit < first.length; unit++) {
    if (first[unit]! !== last || last === DROPPED) continue
    first[unit] = NEVER
    count++
  }
  warnings.push({ code: 'last-group-is-control', group: last, count })
  return times.filter((time) => time < last - anticipation)
}

function indexOfTimes(times: readonly number[]): (time: number) => number {
  const earliest = times[0]!
  const index = new Int32Array(times.at(-1)! - earliest + 1).fill(-1)
  for (const [position, time] of times.entries()) index[time - earliest] = position
  return (time) => (time < earliest || time - earliest >= index.length ? -1 : index[time - earliest]!)
}
