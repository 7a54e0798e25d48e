import { type Result, ok, refuse } from '../../kernel/result.ts'
import { NEVER } from '../group-time/study-data.ts'
import { missingDifference, type MissingDifference, type Presence } from './missing-difference.ts'

export type AttritionRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'unit-outside-limits'
    | 'seen-not-0-or-1'
    | 'duplicate-unit-time'
    | 'first-varies-within-unit'
    | 'one-side-empty' // no participants, or nobody else
    | 'level-outside-limits'
  row?: number
}>

export type MissingCell = Readonly<{
  group: number
  time: number
  rows: number
  missing: number
  share: number
}>

/**
 * Units by what is seen of them: at all their times, at none, until some time and not after, or otherwise with gaps
 * (from a later time on, or in between).
 */
export type Flow = Readonly<{ units: number; whole: number; never: number; left: number; gaps: number }>

export type Attrition = Readonly<{
  cells: readonly MissingCell[] // by group, then time
  overall: MissingDifference
  times: readonly (MissingDifference & Readonly<{ time: number }>)[] // where both sides have rows
  flow: Readonly<{ participants: Flow; others: Flow }>
}>

/**
 * Who is missing, where and when. Whether participants are missing more often than others is what matters: then those
 * who are left are no longer comparable.
 *
 * @param level  of the intervals, such as .95
 */
export function attritionOf(data: Presence, level: number): Result<Attrition, AttritionRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  const rowsOfUnit = presenceByUnit(data)
  if (!rowsOfUnit.ok) return rowsOfUnit
  const units = [...rowsOfUnit.value].sort(([a], [b]) => a - b).map(([, rows]) => rows)
  const isIn = (rows: readonly number[]) => data.first[rows[0]!] !== NEVER
  const [participants, others] = [units.filter(isIn), units.filter((rows) => !isIn(rows))]
  if (participants.length === 0 || others.length === 0) return refuse({ code: 'one-side-empty' })
  const times = [...new Set(data.time)].sort((a, b) => a - b)
  return ok({
    cells: cellsOf(data),
    overall: missingDifference(data, level)!,
    times: times.flatMap((time) => {
      const row = missingDifference(data, level, time)
      return row ? [{ time, ...row }] : []
    }),
    flow: { participants: flowOf(data, participants), others: flowOf(data, others) },
  })
}

/** Rows per unit in order of time. */
function presenceByUnit(data: Presence): Result<Map<number, number[]>, AttritionRefusal> {
  const { unit, time, first, seen } = data
  if (unit.length === 0) return refuse({ code: 'no-rows' })
  if ([time, first, seen].some((column) => column.length !== unit.length))
    return refuse({ code: 'lengths-differ' })
  const byUnit = new Map<number, number[]>()
  for (let row = 0; row < unit.length; row++) {
    if (unit[row]! < 0) return refuse({ code: 'unit-outside-limits', row })
    if (seen[row]! > 1) return refuse({ code: 'seen-not-0-or-1', row })
    const rows = byUnit.get(unit[row]!)
    if (!rows) byUnit.set(unit[row]!, [row])
    else if (first[rows[0]!] !== first[row]) return refuse({ code: 'first-varies-within-unit', row })
    else rows.push(row)
  }
  for (const rows of byUnit.values()) {
    rows.sort((a, b) => time[a]! - time[b]!)
    const twice = rows.findIndex((row, k) => k > 0 && time[row] === time[rows[k - 1]!])
    if (twice >= 0) return refuse({ code: 'duplicate-unit-time', row: rows[twice]! })
  }
  return ok(byUnit)
}

function cellsOf({ first, time, seen }: Presence): MissingCell[] {
  const counts = new Map<number, Map<number, [rows: number, missing: number]>>()
  for (let row = 0; row < first.length; row++) {
    const times = counts.get(first[row]!) ?? new Map<number, [number, number]>()
    counts.set(first[row]!, times)
    const [rows, missing] = times.get(time[row]!) ?? [0, 0]
    times.set(time[row]!, [rows + 1, missing + (seen[row] === 1 ? 0 : 1)])
  }
  return [...counts]
    .flatMap(([group, times]) =>
      [...times].map(([at, [rows, missing]]) => ({ group, time: at, rows, missing, share: missing / rows })),
    )
    .sort((a, b) => a.group - b.group || a.time - b.time)
}

type Units = readonly (readonly number[])[]

function flowOf({ seen }: Presence, units: Units): Flow {
  const kinds = units.map((rows) => kindOf(rows.map((row) => seen[row]!)))
  const count = (kind: string) => kinds.filter((one) => one === kind).length
  return {
    units: units.length,
    whole: count('whole'),
    never: count('never'),
    left: count('left'),
    gaps: count('gaps'),
  }
}

function kindOf(seen: readonly number[]): 'whole' | 'never' | 'left' | 'gaps' {
  if (!seen.includes(0)) return 'whole'
  if (!seen.includes(1)) return 'never'
  return seen.lastIndexOf(1) < seen.indexOf(0) ? 'left' : 'gaps'
}
