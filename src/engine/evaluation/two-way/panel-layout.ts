import { type Result, ok, refuse } from '../../kernel/result.ts'
import { columnRefusal } from '../group-time/check-study.ts'
import { DEFAULT_SETTINGS, type StudyData } from '../group-time/study-data.ts'
import type { PanelRows, TwoWayRefusal } from './two-way-data.ts'

/**
 * Where the rows of a panel stand.
 *
 * - `times`: ascending; the place of time t among them is `step[t − times[0]]`
 * - `order`: rows by unit, undefined where they already stand so; unit u has places `starts[u]` up to `starts[u + 1]`
 * - `even`: each unit is seen at each time, with one weight
 * - `cluster`: 0 … clusterCount − 1 per unit; undefined where every unit is its own
 * - `rowCount`, `unitCount`, `timeCount` and `clusterCount` count what has weight
 */
export type PanelLayout = Readonly<{
  times: readonly number[]
  step: Int32Array
  order: Int32Array | undefined
  starts: Int32Array
  even: boolean
  cluster: Int32Array | undefined
  rowCount: number
  unitCount: number
  timeCount: number
  clusterCount: number
}>

/** Checks every column and finds the layout. Copies nothing but, where rows are not sorted by unit, their order. */
export function panelLayout(
  rows: PanelRows & Partial<StudyData>,
  regressors: readonly Float64Array[] = [],
): Result<PanelLayout, TwoWayRefusal> {
  const columns = { ...rows, first: rows.first ?? rows.time, covariates: regressors }
  const refusal = columnRefusal(columns, DEFAULT_SETTINGS)
  if (refusal) return refuse(refusal)
  const { times, step } = timesOf(rows.time)
  if (times.length < 2) return refuse({ code: 'one-period' })

  const starts = startsOf(rows.unit)
  const order = orderOf(rows.unit, starts)
  const gap = rowRefusal(rows, starts, order, times, step)
  if (gap) return refuse(gap)
  const clusters = rows.cluster ? clusterOf(rows.unit, rows.cluster, starts.length - 1) : ok(undefined)
  if (!clusters.ok) return clusters
  const even = isEven(rows, starts, order, times.length)
  return ok({
    times,
    step,
    order,
    starts,
    even,
    cluster: clusters.value,
    ...counted(rows, starts, clusters.value, times, step),
  })
}

function timesOf(time: Int32Array): { times: number[]; step: Int32Array } {
  let earliest = time[0]!
  let latest = earliest
  for (let row = 1; row < time.length; row++) {
    if (time[row]! < earliest) earliest = time[row]!
    else if (time[row]! > latest) latest = time[row]!
  }
  const step = new Int32Array(latest - earliest + 1).fill(-1)
  for (let row = 0; row < time.length; row++) step[time[row]! - earliest] = 0
  const times: number[] = []
  for (let offset = 0; offset < step.length; offset++) {
    if (step[offset] !== 0) continue
    step[offset] = times.length
    times.push(earliest + offset)
  }
  return { times, step }
}

function startsOf(unit: Int32Array): Int32Array {
  let units = 0
  for (let row = 0; row < unit.length; row++) if (unit[row]! >= units) units = unit[row]! + 1
  const starts = new Int32Array(units + 1)
  for (let row = 0; row < unit.length; row++) starts[unit[row]! + 1]!++
  for (let u = 0; u < units; u++) starts[u + 1]! += starts[u]!
  return starts
}

function orderOf(unit: Int32Array, starts: Int32Array): Int32Array | undefined {
  let sorted = true
  for (let row = 1; row < unit.length && sorted; row++) sorted = unit[row]! >= unit[row - 1]!
  if (sorted) return undefined
  const next = starts.slice()
  const order = new Int32Array(unit.length)
  for (let row = 0; row < unit.length; row++) order[next[unit[row]!]!++] = row
  return order
}

/** A unit without rows, or one with two rows at a time. */
function rowRefusal(
  { time }: PanelRows,
  starts: Int32Array,
  order: Int32Array | undefined,
  times: readonly number[],
  step: Int32Array,
): TwoWayRefusal | undefined {
  const seenBy = new Int32Array(times.length).fill(-1)
  for (let u = 0; u + 1 < starts.length; u++) {
    if (starts[u] === starts[u + 1]) return { code: 'unit-without-rows' }
    for (let place = starts[u]!; place < starts[u + 1]!; place++) {
      const row = order ? order[place]! : place
      const at = step[time[row]! - times[0]!]!
      if (seenBy[at] === u) return { code: 'duplicate-unit-time', row }
      seenBy[at] = u
    }
  }
  return undefined
}

function isEven(
  { unit, weights }: PanelRows,
  starts: Int32Array,
  order: Int32Array | undefined,
  times: number,
) {
  if (unit.length !== (starts.length - 1) * times) return false
  if (!weights) return true
  for (let row = 0; row < unit.length; row++) {
    const place = starts[unit[row]!]!
    if (weights[row] !== weights[order ? order[place]! : place]) return false
  }
  return true
}

function clusterOf(unit: Int32Array, cluster: Int32Array, units: number): Result<Int32Array, TwoWayRefusal> {
  const labels = new Map<number, number>()
  const perUnit = new Int32Array(units).fill(-1)
  let last = 0
  for (let row = 0; row < unit.length; row++) {
    if (row === 0 || cluster[row] !== cluster[row - 1]) {
      last = labels.get(cluster[row]!) ?? labels.size
      labels.set(cluster[row]!, last)
    }
    const known = perUnit[unit[row]!]!
    if (known >= 0 && known !== last) return refuse({ code: 'cluster-varies-within-unit', row })
    perUnit[unit[row]!] = last
  }
  return ok(perUnit)
}

function counted(
  { unit, time, weights }: PanelRows,
  starts: Int32Array,
  cluster: Int32Array | undefined,
  times: readonly number[],
  step: Int32Array,
) {
  const units = new Uint8Array(starts.length - 1)
  const seenTimes = new Uint8Array(times.length)
  let rowCount = 0
  for (let row = 0; row < unit.length; row++) {
    if (weights && weights[row] === 0) continue
    units[unit[row]!] = 1
    seenTimes[step[time[row]! - times[0]!]!] = 1
    rowCount++
  }
  const unitCount = ones(units)
  const timeCount = ones(seenTimes)
  if (!cluster) return { rowCount, unitCount, timeCount, clusterCount: unitCount }
  const clusters = new Uint8Array(units.length)
  for (let u = 0; u < units.length; u++) if (units[u] === 1) clusters[cluster[u]!] = 1
  return { rowCount, unitCount, timeCount, clusterCount: ones(clusters) }
}

function ones(marks: Uint8Array): number {
  let total = 0
  for (let i = 0; i < marks.length; i++) total += marks[i]!
  return total
}
