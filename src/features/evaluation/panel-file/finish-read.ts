import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { PanelColumns } from './asked-columns.ts'
import type { Collected } from './collect-rows.ts'
import { duplicateRows, isInOrder } from './duplicate-rows.ts'
import { listed, trim } from './growing-columns.ts'
import { cut, type PanelRefusal } from './panel-refusal.ts'
import type { PanelHandling, PanelRead } from './panel-read.ts'

export type PanelContent = Omit<PanelRead, 'fileHash'>

/** Looks at the rows as a whole: none at all, firm-years that stand twice, units of which no outcome is known, clusters that are one. */
export function finishRead(
  read: Collected,
  names: PanelColumns,
  handled: readonly PanelHandling[],
): Result<PanelContent, PanelRefusal> {
  if (read.rowsRead === 0) return refuse({ code: 'no-rows' })
  if (read.clusters?.size === 1) return refuse({ code: 'one-cluster', column: names.cluster! })
  trim(read.columns)
  const { unit, time, first, cluster, numbers } = read.columns
  const missing = {
    unit: listed(read.missing.unit),
    time: listed(read.missing.time),
    first: listed(read.missing.first),
    row: listed(read.missing.row),
  }
  const inOrder = isInOrder(unit, time)
  if (!inOrder || missing.row.length > 0) {
    const twice = duplicates(read, missing)
    if (twice) return refuse(twice)
  }
  const nameOf = dataUnitsFirst(read, missing.unit)
  const outcomes = names.outcomes.length
  const covariates = numbers.slice(outcomes, outcomes + names.covariates.length)
  return ok({
    rows: read.rowsRead,
    data: {
      unit,
      time,
      first,
      outcome: numbers[0]!,
      ...(covariates.length > 0 ? { covariates } : {}),
      ...(names.weights === undefined ? {} : { weights: numbers.at(-1)! }),
      ...(names.cluster === undefined ? {} : { cluster }),
    },
    otherOutcomes: new Map(names.outcomes.slice(1).map((name, at) => [name, numbers[at + 1]!])),
    missing: { ...missing, row: missing.row.map((row) => row + 1) },
    unitNames: nameOf,
    isInOrder: inOrder,
    handled: [...handled, ...rowHandlings(read, names)],
  })
}

function rowHandlings({ missing, emptyFirst }: Collected, names: PanelColumns): PanelHandling[] {
  const count = missing.row.length
  return [
    ...(count > 0 ? [{ code: 'missing-outcome', count, column: names.outcomes[0]! } as const] : []),
    ...(emptyFirst > 0
      ? [{ code: 'empty-first-is-never', count: emptyFirst, column: names.first } as const]
      : []),
  ]
}

type Missing = Readonly<Record<'unit' | 'time' | 'row', Int32Array>>

function duplicates({ columns, units }: Collected, missing: Missing): PanelRefusal | undefined {
  const without = missing.row.length
  const unit = without === 0 ? columns.unit : joined(columns.unit, missing.unit)
  const time = without === 0 ? columns.time : joined(columns.time, missing.time)
  const found = duplicateRows(unit, time, units.size)
  if (found.count === 0) return undefined
  const rowOf = rowInFile(columns.unit.length, missing.row)
  const pairs = found.pairs.map(([at, earlier]) => ({
    unit: cut(units.nameOf(unit[at]!)),
    time: time[at]!,
    ...byRow(rowOf(at), rowOf(earlier)),
  }))
  return { code: 'duplicate-rows', count: found.count, duplicates: pairs }
}

const byRow = (a: number, b: number) => ({ row: Math.max(a, b), earlierRow: Math.min(a, b) })

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

/** Row in the file, from 1, of a place among the rows with and then those without an outcome. */
const rowInFile = (kept: number, missing: Int32Array) => (at: number) => {
  if (at >= kept) return missing[at - kept]! + 1
  let row = at
  for (const gone of missing) {
    if (gone > row) break
    row++
  }
  return row + 1
}

/** Numbers units so that those in the data come first; changes the numbers in place. */
function dataUnitsFirst({ columns, units }: Collected, missing: Int32Array): PanelContent['unitNames'] {
  if (missing.length === 0) return (index) => units.nameOf(index)
  const isThere = new Uint8Array(units.size)
  for (const unit of columns.unit) isThere[unit] = 1
  const order = Int32Array.from({ length: units.size }, (_, unit) => unit)
  const [known, gone] = [
    order.filter((unit) => isThere[unit] === 1),
    order.filter((unit) => isThere[unit] === 0),
  ]
  const old = joined(known, gone)
  if (gone.length > 0) {
    const next = new Int32Array(units.size)
    for (const [number, unit] of old.entries()) next[unit] = number
    for (const list of [columns.unit, missing])
      for (let row = 0; row < list.length; row++) list[row] = next[list[row]!]!
  }
  return (index) => units.nameOf(old[index]!)
}
