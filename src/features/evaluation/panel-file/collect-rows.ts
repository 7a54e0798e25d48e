import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import {
  type GrowingColumns,
  type GrowingList,
  growingColumns,
  growingList,
  makeRoom,
  push,
} from './growing-columns.ts'
import { KeyTable } from './key-table.ts'
import { type KeyPlace, numberKeys } from './number-keys.ts'
import { cut, type PanelRefusal } from './panel-refusal.ts'
import { type Chunk, doublesOf, isEmpty } from './vector-buffers.ts'

/** Where each asked column stands in a chunk. The first of `values` is the main outcome. */
export type RowLayout = Readonly<{
  unit: KeyPlace
  time: ValuePlace
  first: ValuePlace
  values: readonly ValuePlace[]
  weights?: number // among `values`
  cluster?: KeyPlace
}>
export type ValuePlace = Readonly<{ name: string; at: number }>

export type RowRules = Readonly<{ never: readonly (number | null)[]; missingOutcome: 'refuse' | 'keep' }>

/** Times and first times further from 0 are no years. */
export const MOST_TIME = 100_000
/** A square of what is larger may be beyond what a number can hold. */
export const MOST_VALUE = 1e150
const CHUNK_ROWS = 2_048

export type Collected = {
  readonly columns: GrowingColumns
  readonly units: KeyTable
  readonly clusters: KeyTable | undefined
  readonly missing: Readonly<Record<'unit' | 'time' | 'first' | 'row', GrowingList>>
  firstOfUnit: Int32Array<ArrayBuffer>
  emptyFirst: number
  rowsRead: number
  readonly scratch: Readonly<Record<'unit' | 'cluster' | 'time' | 'first' | 'kept', Int32Array>>
}

export function collected(layout: RowLayout, rowsGuess: number): Collected {
  const scratch = () => new Int32Array(CHUNK_ROWS)
  return {
    columns: growingColumns(rowsGuess, layout.values.length, layout.cluster !== undefined),
    units: new KeyTable(layout.unit.kind),
    clusters: layout.cluster ? new KeyTable(layout.cluster.kind) : undefined,
    missing: { unit: growingList(), time: growingList(), first: growingList(), row: growingList() },
    firstOfUnit: new Int32Array(1_024).fill(UNKNOWN),
    emptyFirst: 0,
    rowsRead: 0,
    scratch: { unit: scratch(), cluster: scratch(), time: scratch(), first: scratch(), kept: scratch() },
  }
}

/** Adds the rows of one chunk; of the first row that can't be used it tells why. */
export function collectChunk(
  into: Collected,
  chunk: Chunk,
  layout: RowLayout,
  rules: RowRules,
): PanelRefusal | undefined {
  if (chunk.rows > CHUNK_ROWS) throw new Error(`chunk of ${chunk.rows} rows`)
  const wrong =
    keyColumn(into, chunk, layout.unit, into.units, into.scratch.unit) ??
    (layout.cluster && into.clusters
      ? keyColumn(into, chunk, layout.cluster, into.clusters, into.scratch.cluster)
      : undefined) ??
    timeColumn(into, chunk, layout.time) ??
    firstColumn(into, chunk, layout.first, rules.never) ??
    firstWithinUnits(into, chunk.rows, layout.first.name)
  if (wrong) return wrong
  const kept = rowsWithOutcome(into, chunk, layout.values[0]!, rules)
  if (typeof kept !== 'number') return kept
  makeRoom(into.columns, into.columns.rows + kept)
  keepWholes(into, kept)
  const unusable = keepValues(into, chunk, layout, kept)
  into.columns.rows += kept
  into.rowsRead += chunk.rows
  return unusable
}

function keyColumn(
  { rowsRead }: Collected,
  chunk: Chunk,
  place: KeyPlace,
  table: KeyTable,
  numbers: Int32Array,
): PanelRefusal | undefined {
  const bad = numberKeys(chunk, place, table, numbers)
  if (bad < 0) return undefined
  const value = chunk.chunk.getColumnVector(place.at).getItem(bad)
  const at = { row: rowsRead + bad + 1, column: place.name }
  return value === null
    ? { code: 'empty-value', ...at }
    : { code: 'not-whole', ...at, value: cut(String(value)) }
}

function timeColumn(
  { rowsRead, scratch }: Collected,
  chunk: Chunk,
  { at, name }: ValuePlace,
): PanelRefusal | undefined {
  const { items, valid } = doublesOf(chunk, at)
  for (let row = 0; row < chunk.rows; row++) {
    const time = items[row]!
    if (isEmpty(valid, row)) return { code: 'empty-value', row: rowsRead + row + 1, column: name }
    if (!isTime(time)) return { code: timeFault(time), ...told(rowsRead + row, name, time) }
    scratch.time[row] = time
  }
  return undefined
}

function firstColumn(
  into: Collected,
  chunk: Chunk,
  { at, name }: ValuePlace,
  never: readonly (number | null)[],
): PanelRefusal | undefined {
  const { items, valid } = doublesOf(chunk, at)
  const emptyIsNever = never.includes(null)
  for (let row = 0; row < chunk.rows; row++) {
    const first = items[row]!
    if (isEmpty(valid, row)) {
      if (!emptyIsNever) return { code: 'first-empty', row: into.rowsRead + row + 1, column: name }
      into.emptyFirst++
      into.scratch.first[row] = NEVER
    } else if (never.includes(first)) into.scratch.first[row] = NEVER
    else if (first === 0) return { code: 'first-is-zero', row: into.rowsRead + row + 1, column: name }
    else if (!isTime(first)) return { code: timeFault(first), ...told(into.rowsRead + row, name, first) }
    else into.scratch.first[row] = first
  }
  return undefined
}

const isTime = (value: number) => Number.isInteger(value) && value >= -MOST_TIME && value <= MOST_TIME
const timeFault = (value: number) =>
  Number.isInteger(value) ? 'time-outside-limits' : Number.isFinite(value) ? 'not-whole' : 'not-finite'
const told = (row: number, column: string, value: number) => ({ row: row + 1, column, value: String(value) })

const UNKNOWN = -(2 ** 31)

function firstWithinUnits(into: Collected, rows: number, column: string): PanelRefusal | undefined {
  const { unit, first } = into.scratch
  if (into.units.size > into.firstOfUnit.length) {
    const next = new Int32Array(into.units.size * 2).fill(UNKNOWN)
    next.set(into.firstOfUnit)
    into.firstOfUnit = next
  }
  const known = into.firstOfUnit
  for (let row = 0; row < rows; row++) {
    const number = unit[row]!
    if (known[number] === UNKNOWN) known[number] = first[row]!
    else if (known[number] !== first[row]) {
      const value = cut(into.units.nameOf(number))
      return { code: 'first-varies', row: into.rowsRead + row + 1, column, value }
    }
  }
  return undefined
}

/** How many rows have an outcome; their places go to `scratch.kept`, the others to `missing`. */
function rowsWithOutcome(
  into: Collected,
  chunk: Chunk,
  { at, name }: ValuePlace,
  { missingOutcome }: RowRules,
): number | PanelRefusal {
  const { valid } = doublesOf(chunk, at)
  const { unit, time, first, kept } = into.scratch
  let count = 0
  for (let row = 0; row < chunk.rows; row++) {
    if (!isEmpty(valid, row)) {
      kept[count++] = row
      continue
    }
    if (missingOutcome === 'refuse')
      return { code: 'empty-value', row: into.rowsRead + row + 1, column: name }
    push(into.missing.unit, unit[row]!)
    push(into.missing.time, time[row]!)
    push(into.missing.first, first[row]!)
    push(into.missing.row, into.rowsRead + row)
  }
  return count
}

function keepWholes({ columns, scratch, clusters }: Collected, kept: number): void {
  const { rows } = columns
  for (let at = 0; at < kept; at++) {
    const row = scratch.kept[at]!
    columns.unit[rows + at] = scratch.unit[row]!
    columns.time[rows + at] = scratch.time[row]!
    columns.first[rows + at] = scratch.first[row]!
    if (clusters) columns.cluster[rows + at] = scratch.cluster[row]!
  }
}

function keepValues(
  { columns, scratch, rowsRead }: Collected,
  chunk: Chunk,
  { values, weights }: RowLayout,
  kept: number,
): PanelRefusal | undefined {
  for (const [index, { at: place, name: column }] of values.entries()) {
    const { items, valid } = doublesOf(chunk, place)
    const target = columns.numbers[index]!
    for (let at = 0; at < kept; at++) {
      const row = scratch.kept[at]!
      const value = items[row]!
      if (isEmpty(valid, row)) return { code: 'empty-value', row: rowsRead + row + 1, column }
      if (!(Math.abs(value) <= MOST_VALUE))
        return {
          code: Number.isFinite(value) ? 'value-too-large' : 'not-finite',
          ...told(rowsRead + row, column, value),
        }
      if (index === weights && value < 0)
        return { code: 'weight-negative', ...told(rowsRead + row, column, value) }
      target[columns.rows + at] = value
    }
  }
  return undefined
}
