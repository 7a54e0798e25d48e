import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { CsvHead } from '../panel-file/csv-head.ts'
import type { PanelHandling } from '../panel-file/panel-read.ts'
import type { PanelRefusal } from '../panel-file/panel-refusal.ts'
import { askCsv, askParquet } from '../panel-file/asked-columns.ts'
import type { PanelColumns } from '../panel-file/asked-columns.ts'
import { MOST_TIME } from '../panel-file/collect-rows.ts'
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
import { MOST_TIMES } from './sums-limits.ts'
import type { Scale } from './units/repository.ts'

export type SumsFileRefusal =
  | PanelRefusal
  | Readonly<{ code: 'empty-column' | 'broken-column'; column: string; count: number }>
  | Readonly<{
      code:
        | 'empty-units'
        | 'broken-keys'
        | 'empty-firsts'
        | 'zero-firsts'
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
  | Readonly<{
      code:
        | 'header-only'
        | 'no-rows'
        | 'one-period'
        | 'weights-all-zero'
        | 'too-many-times'
        | 'too-many-groups'
    }>

/** What must be known of a file before its units are added up; `outside` counts rows at times that are not looked at. */
export type Examined = Readonly<{
  sql: SummedSql
  times: readonly number[]
  centre: Float64Array
  rows: number
  outside: number
  emptyOutcomes: number
  goneTimes: readonly number[] // all, where there are rows without an outcome
  scales: readonly Scale[]
  clusters: number | undefined
  ways: readonly PanelHandling[] // in which a csv was written, and rows were handled
}>

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
  const named = await columnsAsSql(file, columns)
  if (!named.ok) return named
  const sql = named.value
  const found = await timesInFile(store, sql, asked, MOST_TIMES + 2)
  const outside = await rowsOutside(store, sql, asked)
  if (found.length === 0 && outside === 0) return refuse({ code: 'header-only' })
  const wrong = timesRefusal(found, asked)
  if (wrong) return refuse(wrong)
  const rows = found.filter(({ rows: all, emptyOutcomes }) => all > emptyOutcomes)
  const emptyOutcomes = total(found, (row) => row.emptyOutcomes)
  const { covariates, weights, cluster } = columns
  const values = await columnsInFile(store, sql, asked, rows[0]!.time!)
  for (const [k, { empty, broken }] of values.entries()) {
    const column = covariates[k] ?? weights!
    if (empty > 0) return refuse({ code: 'empty-column', column, count: empty })
    if (broken > 0) return refuse({ code: 'broken-column', column, count: broken })
  }
  if (weights !== undefined && values.at(-1)!.above === 0) return refuse({ code: 'weights-all-zero' })
  const clusters = cluster === undefined ? undefined : await numberClusters(store, sql, asked)
  if (clusters && clusters.empty > 0)
    return refuse({ code: 'empty-column', column: cluster!, count: clusters.empty })
  if (clusters?.clusters === 1) return refuse({ code: 'one-cluster', column: cluster! })
  return ok({
    sql,
    times: rows.map(({ time }) => time!),
    centre: Float64Array.from(rows, ({ mean }) => mean ?? 0),
    rows: total(found, ({ rows: own }) => own),
    outside,
    emptyOutcomes,
    goneTimes: emptyOutcomes > 0 ? found.map(({ time }) => time!) : [],
    scales: values.slice(0, covariates.length).map(({ mean, spread }) => scaleOf(mean, spread)),
    clusters: clusters?.clusters,
    ways: [
      ...(file.head ? waysOfWriting(file.head, file.decimals ?? '.') : []),
      ...rowHandlings(found, columns),
    ],
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

const total = (rows: readonly TimeRow[], count: (row: TimeRow) => number) =>
  rows.reduce((sum, row) => sum + count(row), 0)

/** As the road in memory tells it. */
function rowHandlings(rows: readonly TimeRow[], { outcomes, first }: PanelColumns): PanelHandling[] {
  const handlings: readonly Required<PanelHandling>[] = [
    { code: 'missing-outcome', count: total(rows, (row) => row.emptyOutcomes), column: outcomes[0]! },
    { code: 'empty-first-is-never', count: total(rows, (row) => row.neverFirsts), column: first },
  ]
  return handlings.filter(({ count }) => count > 0)
}

function timesRefusal(rows: readonly TimeRow[], asked: AskedOfFile): SumsFileRefusal | undefined {
  if (rows.length === 0) return { code: 'no-rows' }
  const isLeftOut = asked.withoutOutcome === 'leave-out'
  const counts = [
    ['time-not-whole', total(rows, ({ time, rows: own }) => (isTime(time) ? 0 : own))],
    ['empty-units', total(rows, ({ emptyUnits }) => emptyUnits)],
    ['broken-keys', total(rows, ({ brokenKeys }) => brokenKeys)],
    ['empty-firsts', total(rows, ({ emptyFirsts }) => emptyFirsts)],
    ['zero-firsts', total(rows, ({ zeroFirsts }) => zeroFirsts)],
    ['broken-firsts', total(rows, ({ brokenFirsts }) => brokenFirsts)],
    ['empty-outcomes', isLeftOut ? 0 : total(rows, ({ emptyOutcomes }) => emptyOutcomes)],
    ['broken-outcomes', total(rows, ({ brokenOutcomes }) => brokenOutcomes)],
  ] as const
  for (const [code, count] of counts) if (count > 0) return { code, count }
  if (rows.length > MOST_TIMES) return { code: 'too-many-times' }
  const used = rows.filter(({ rows: all, emptyOutcomes }) => all > emptyOutcomes).length
  if (used < 2) return { code: used === 0 ? 'no-rows' : 'one-period' }
  return undefined
}
