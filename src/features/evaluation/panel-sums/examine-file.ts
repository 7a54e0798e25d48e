import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { CsvHead } from '../panel-file/csv-head.ts'
import type { PanelHandling } from '../panel-file/panel-read.ts'
import type { PanelRefusal } from '../panel-file/panel-refusal.ts'
import { askCsv, askParquet } from '../panel-file/asked-columns.ts'
import type { PanelColumns } from '../panel-file/asked-columns.ts'
import { parquetColumns, type PanelStore } from '../panel-file/repository.ts'
import { waysOfWriting } from '../panel-file/with-decimals.ts'
import {
  type AskedOfFile,
  columnsInFile,
  csvSql,
  numberClusters,
  parquetSql,
  rowsOutside,
  type SummedSql,
  timesInFile,
  type TimeRow,
} from './repository.ts'
import type { Scale } from './units/repository.ts'

export type SumsFileRefusal =
  | PanelRefusal
  | Readonly<{ code: 'empty-column' | 'broken-column'; column: string; count: number }>
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
        | 'covariate-varies-within-unit'
        | 'weight-varies-within-unit'
        | 'cluster-varies-within-unit'
        | 'outcome-too-large'
      count: number // rows; units from `duplicate-unit-time` on
    }>
  | Readonly<{ code: 'no-rows' | 'one-period' | 'too-many-times' | 'too-many-groups' }>

/** What must be known of a file before its units are added up; `outside` counts rows at times that are not looked at. */
export type Examined = Readonly<{
  sql: SummedSql
  times: readonly number[]
  centre: Float64Array
  rows: number
  outside: number
  emptyOutcomes: number
  scales: readonly Scale[]
  clusters: number | undefined
  ways: readonly PanelHandling[] // in which a csv was written
}>

const MOST_TIMES = 60
const MOST_TIME = 100_000

const isTime = (time: number | null) => Number.isInteger(time) && Math.abs(time!) <= MOST_TIME

/** An opened file, and how it is read: a csv by its decimals. */
export type SummedFile = Readonly<{ store: PanelStore; head?: CsvHead; decimals?: '.' | ',' }>

/** Looks through the columns once: everything that is wrong with single values is refused here, and counted. */
export async function examineFile(
  file: SummedFile,
  columns: PanelColumns,
  asked: AskedOfFile,
): Promise<Result<Examined, SumsFileRefusal>> {
  const { store } = file
  const found = await columnsAsSql(file, columns)
  if (!found.ok) return found
  const sql = found.value
  const rows = await timesInFile(store, sql, asked, MOST_TIMES + 2)
  const wrong = timesRefusal(rows, asked)
  if (wrong) return refuse(wrong)
  const { covariates, weights, cluster } = columns
  const values = await columnsInFile(store, sql, asked, rows[0]!.time!)
  for (const [k, { empty, broken }] of values.entries()) {
    const column = covariates[k] ?? weights!
    if (empty > 0) return refuse({ code: 'empty-column', column, count: empty })
    if (broken > 0) return refuse({ code: 'broken-column', column, count: broken })
  }
  const clusters = cluster === undefined ? undefined : await numberClusters(store, sql, asked)
  if (clusters && clusters.empty > 0)
    return refuse({ code: 'empty-column', column: cluster!, count: clusters.empty })
  return ok({
    sql,
    times: rows.map(({ time }) => time!),
    centre: Float64Array.from(rows, ({ mean }) => mean ?? 0),
    rows: rows.reduce((sum, { rows: own }) => sum + own, 0),
    outside: await rowsOutside(store, sql, asked),
    emptyOutcomes: rows.reduce((sum, { emptyOutcomes }) => sum + emptyOutcomes, 0),
    scales: values.slice(0, covariates.length).map(({ mean, spread }) => scaleOf(mean, spread)),
    clusters: clusters?.clusters,
    ways: file.head ? waysOfWriting(file.head, file.decimals ?? '.') : [],
  })
}

async function columnsAsSql(
  { store, head, decimals = '.' }: SummedFile,
  columns: PanelColumns,
): Promise<Result<SummedSql, SumsFileRefusal>> {
  if (head) {
    const form = { columns: head.names.length, separator: head.separator, decimals }
    const there = askCsv(columns, head.names)
    return there.ok ? ok(csvSql(form, head.names, columns)) : there
  }
  const there = askParquet(columns, await parquetColumns(store))
  return there.ok ? ok(await parquetSql(store, columns)) : there
}

/** A column that does not vary becomes 0, which the estimators then name. */
const scaleOf = (centre: number, spread: number): Scale => ({
  centre,
  perUnit: spread > 1e-12 * Math.abs(centre) ? 1 / spread : 0,
})

function timesRefusal(rows: readonly TimeRow[], asked: AskedOfFile): SumsFileRefusal | undefined {
  if (rows.length === 0) return { code: 'no-rows' }
  const total = (count: (row: TimeRow) => number) => rows.reduce((sum, row) => sum + count(row), 0)
  const isLeftOut = asked.withoutOutcome === 'leave-out'
  const counts = [
    ['time-not-whole', total(({ time, rows: own }) => (isTime(time) ? 0 : own))],
    ['empty-units', total(({ emptyUnits }) => emptyUnits)],
    ['empty-firsts', total(({ emptyFirsts }) => emptyFirsts)],
    ['broken-firsts', total(({ brokenFirsts }) => brokenFirsts)],
    ['empty-outcomes', isLeftOut ? 0 : total(({ emptyOutcomes }) => emptyOutcomes)],
    ['broken-outcomes', total(({ brokenOutcomes }) => brokenOutcomes)],
  ] as const
  for (const [code, count] of counts) if (count > 0) return { code, count }
  if (rows.length > MOST_TIMES) return { code: 'too-many-times' }
  return rows.length < 2 ? { code: 'one-period' } : undefined
}
