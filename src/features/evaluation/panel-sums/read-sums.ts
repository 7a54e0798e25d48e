import type { CohortSums, PanelSums } from '#engine/evaluation/sums/panel-sums.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { refusalOf } from '../panel-file/panel-error.ts'
import type { PanelRefusal } from '../panel-file/panel-refusal.ts'
import { openPanelStore, type PanelStore } from '../panel-file/repository.ts'
import { type CohortRow, missingColumn, type SumsColumns, sumsInFile, timesInFile } from './repository.ts'

export type SumsFileRefusal =
  | PanelRefusal
  | Readonly<{ code: 'sums-column-missing'; column: string }>
  | Readonly<{
      code:
        | 'empty-units'
        | 'empty-firsts'
        | 'broken-firsts'
        | 'empty-outcomes'
        | 'broken-outcomes'
        | 'time-not-whole'
        | 'duplicate-unit-time'
        | 'unbalanced-panel'
        | 'first-varies-within-unit'
        | 'outcome-too-large'
      count: number // rows, or units for the last four
    }>
  | Readonly<{ code: 'no-rows' | 'one-period' | 'too-many-times' }>

/** `memoryBytes` of the database; `onPart` is told how many parts of how many are done. */
export type SumsReading = Readonly<{
  memoryBytes?: number
  threads?: number
  parts?: number
  onPart?: (done: number, parts: number) => void
}>

const MOST_TIMES = 60
const ROWS_PER_PART = 35_000_000
const MOST_TIME = 100_000

const isTime = (time: number | null) => Number.isInteger(time) && Math.abs(time!) <= MOST_TIME

/**
 * Sums of a balanced panel in a Parquet file, never more than one part of its units in memory. Gaps, duplicates and a
 * first time that changes are refused and counted; nothing is dropped.
 */
export async function readSums(
  path: string,
  columns: SumsColumns,
  reading: SumsReading = {},
): Promise<Result<PanelSums, SumsFileRefusal>> {
  const { memoryBytes = 1.2e9, threads = 1 } = reading
  let store: PanelStore | undefined
  try {
    store = await openPanelStore(path, { memoryBytes, threads })
    return await sumsOfStore(store, columns, reading)
  } catch (error) {
    const refusal = refusalOf(error, 'parquet', [])
    if (!refusal) throw error
    return refuse(refusal)
  } finally {
    store?.close()
  }
}

async function sumsOfStore(
  store: PanelStore,
  columns: SumsColumns,
  { parts: asked, onPart }: SumsReading,
): Promise<Result<PanelSums, SumsFileRefusal>> {
  const missing = await missingColumn(store, columns)
  if (missing !== undefined) return refuse({ code: 'sums-column-missing', column: missing })
  const rows = await timesInFile(store, columns, MOST_TIMES + 2)
  const wrong = timesRefusal(rows)
  if (wrong) return refuse(wrong)
  const times = rows.map(({ time }) => time!)
  const centre = Float64Array.from(rows, ({ mean }) => mean ?? 0)
  const total = rows.reduce((sum, { rows: own }) => sum + own, 0)
  const parts = asked ?? Math.ceil(total / ROWS_PER_PART)
  const cohorts = new Map<number, CohortSums>()
  for (let part = 0; part < parts; part++) {
    const read = await sumsInFile(store, columns, times, centre, { part, parts })
    const fault = cohortsRefusal(read)
    if (fault) return refuse(fault)
    for (const row of read) cohorts.set(row.first, added(cohorts.get(row.first), row, times.length))
    onPart?.(part + 1, parts)
  }
  return ok({ times, centre, cohorts: [...cohorts.values()].sort((a, b) => a.first - b.first) })
}

function timesRefusal(rows: Awaited<ReturnType<typeof timesInFile>>): SumsFileRefusal | undefined {
  if (rows.length === 0) return { code: 'no-rows' }
  const total = (count: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + count(row), 0)
  const counts = [
    ['time-not-whole', total(({ time, rows: own }) => (isTime(time) ? 0 : own))],
    ['empty-units', total(({ emptyUnits }) => emptyUnits)],
    ['empty-firsts', total(({ emptyFirsts }) => emptyFirsts)],
    ['broken-firsts', total(({ brokenFirsts }) => brokenFirsts)],
    ['empty-outcomes', total(({ emptyOutcomes }) => emptyOutcomes)],
    ['broken-outcomes', total(({ brokenOutcomes }) => brokenOutcomes)],
  ] as const
  for (const [code, count] of counts) if (count > 0) return { code, count }
  if (rows.length > MOST_TIMES) return { code: 'too-many-times' }
  return rows.length < 2 ? { code: 'one-period' } : undefined
}

function cohortsRefusal(rows: readonly CohortRow[]): SumsFileRefusal | undefined {
  const total = (count: (row: CohortRow) => number) => rows.reduce((sum, row) => sum + count(row), 0)
  const isWhole = ({ sums, products }: CohortRow) => [...sums, ...products].every(Number.isFinite)
  const counts = [
    ['duplicate-unit-time', total(({ duplicates }) => duplicates)],
    ['unbalanced-panel', total(({ gaps }) => gaps)],
    ['first-varies-within-unit', total(({ changing }) => changing)],
    ['outcome-too-large', total((row) => (isWhole(row) ? 0 : row.units))],
  ] as const
  for (const [code, count] of counts) if (count > 0) return { code, count }
  return undefined
}

function added(so: CohortSums | undefined, row: CohortRow, count: number): CohortSums {
  const sums = Float64Array.from(row.sums, (sum, t) => sum + (so?.sums[t] ?? 0))
  const products = new Float64Array(count * count)
  for (let t = 0; t < count; t++) {
    for (let s = 0; s <= t; s++) {
      const value = row.products[(t * (t + 1)) / 2 + s]! + (so?.products[t * count + s] ?? 0)
      products[t * count + s] = value
      products[s * count + t] = value
    }
  }
  return { first: row.first, units: row.units + (so?.units ?? 0), sums, products }
}
