import { numberColumnsOf, type PanelColumns } from '../panel-file/asked-columns.ts'
import { MOST_TIME, MOST_VALUE } from '../panel-file/collect-rows.ts'
import {
  type CsvForm,
  csv,
  PARQUET,
  type PanelStore,
  parquetColumns,
  quotedName,
} from '../panel-file/repository.ts'

/**
 * What of the file is looked at: times between, both included, and what is done with rows without an outcome and with
 * units that miss a time.
 */
export type AskedOfFile = Readonly<{
  from?: number
  to?: number
  withoutOutcome: 'refuse' | 'leave-out'
  incomplete: 'refuse' | 'leave-out'
}>

/** A file and its columns as SQL. */
export type SummedSql = Readonly<{
  file: string
  unit: string
  time: string
  first: string
  firstAsItIs: string
  emptyIsNever: boolean
  wholeKeys: readonly string[] // keys that are real numbers, and must be whole
  outcome: string
  covariates: readonly string[]
  weights: string | undefined
  cluster: string | undefined
}>

/**
 * The columns of a Parquet file, which are there and of the right kind. Whole and real numbers are taken as they are: a
 * cast of every row costs half as much again.
 */
export async function parquetSql(store: PanelStore, columns: PanelColumns): Promise<SummedSql> {
  const typeOf = new Map((await parquetColumns(store)).map(({ name, type }) => [name, type]))
  const isPlain = (name: string) => /^(U?(TINY|SMALL|BIG)INT|U?INTEGER|DOUBLE)$/.test(typeOf.get(name)!)
  const isReal = (name: string) => /^(FLOAT|DOUBLE|DECIMAL\(.*)$/.test(typeOf.get(name)!)
  return sqlOf(PARQUET, columns, quotedName, isPlain, isReal)
}

/** The columns of a csv, which are there; keys are text, so that 007 and 7 are two. */
export function csvSql(form: CsvForm, names: readonly string[], columns: PanelColumns): SummedSql {
  const numbers = new Set(numberColumnsOf(columns).map((name) => names.indexOf(name)))
  const file = csv(form, (at) => (numbers.has(at) ? 'DOUBLE' : 'VARCHAR'))
  return sqlOf(
    file,
    columns,
    (name) => `c${names.indexOf(name)}`,
    () => true,
    () => false,
  )
}

function sqlOf(
  file: string,
  { unit, time, first, outcomes, covariates, weights, cluster, never }: PanelColumns,
  sqlName: (name: string) => string,
  isPlain: (name: string) => boolean,
  isRealKey: (name: string) => boolean,
): SummedSql {
  const double = (name: string) => `CAST(${sqlName(name)} AS DOUBLE)`
  const number = (name: string) => (isPlain(name) ? sqlName(name) : double(name))
  return {
    file,
    unit: sqlName(unit),
    time: number(time),
    first: firstOf(number(first), never),
    firstAsItIs: sqlName(first),
    emptyIsNever: never.includes(null),
    wholeKeys: [unit, cluster]
      .filter((key) => key !== undefined && isRealKey(key))
      .map((key) => sqlName(key!)),
    outcome: double(outcomes[0]!),
    covariates: covariates.map(double),
    weights: weights === undefined ? undefined : double(weights),
    cluster: cluster === undefined ? undefined : sqlName(cluster),
  }
}

/** First times that stand for never are 0; NULL is one that stands for nothing, and so is a 0 that does not mean never. */
function firstOf(own: string, never: readonly (number | null)[]): string {
  const named = never.filter((value) => value !== null && value !== 0)
  const other = never.includes(0) ? own : `nullif(${own}, 0)`
  const known =
    named.length === 0 ? other : `CASE WHEN ${own} IN (${named.join(', ')}) THEN 0 ELSE ${other} END`
  return never.includes(null) ? `CASE WHEN ${own} IS NULL THEN 0 ELSE ${known} END` : known
}

const LARGEST = String(MOST_VALUE)

const isWholeKey = (key: string) => `abs(${key}) <= ${Number.MAX_SAFE_INTEGER} AND ${key} = floor(${key})`

/** Rows within the times, those without an outcome still there; more conditions may follow. */
export const rowsBetween = (sql: SummedSql, asked: AskedOfFile) =>
  `${sql.file} WHERE ${isBetween(sql, asked)}`

/** A time that is no time is never outside: it is looked at, and refused. */
function isBetween({ time }: SummedSql, { from, to }: AskedOfFile): string {
  if (from === undefined && to === undefined) return 'true'
  const before = from === undefined ? 'false' : `${time} BETWEEN -${MOST_TIME} AND ${from - 1}`
  const after = to === undefined ? 'false' : `${time} BETWEEN ${to + 1} AND ${MOST_TIME}`
  return `(${time} IS NULL OR NOT (${time} = floor(${time}) AND (${before} OR ${after})))`
}

/** One row per time: what is wrong among its rows, counted. `brokenKeys` counts units and clusters. */
export type TimeRow = Readonly<{
  time: number | null
  rows: number
  mean: number | null
  emptyUnits: number
  brokenKeys: number
  emptyFirsts: number // that mean nothing
  neverFirsts: number // that mean never
  zeroFirsts: number // that mean nothing
  brokenFirsts: number
  emptyOutcomes: number
  brokenOutcomes: number
}>

export async function timesInFile(
  { connection, pattern }: PanelStore,
  columns: SummedSql,
  rows: AskedOfFile,
  most: number,
): Promise<TimeRow[]> {
  const { time, first, unit, outcome: y } = columns
  const brokenKey = columns.wholeKeys.map((key) => `NOT (${isWholeKey(key)})`).join(' OR ') || 'false'
  const read = await connection.runAndReadAll(
    `SELECT CAST(${time} AS DOUBLE) AS t, count(*), avg(${y}) FILTER (WHERE abs(${y}) <= ${LARGEST}),
      count(*) - count(${unit}), count(*) FILTER (WHERE ${brokenKey}), count(*) - count(${first}), count(*) - count(${columns.firstAsItIs}),
      count(*) FILTER (WHERE NOT (abs(${first}) <= ${MOST_TIME} AND ${first} = floor(${first}))),
      count(*) - count(${y}), count(*) FILTER (WHERE NOT abs(${y}) <= ${LARGEST})
    FROM ${rowsBetween(columns, rows)} GROUP BY t ORDER BY t LIMIT ${most}`,
    [pattern],
  )
  return read.getRows().map((row) => {
    const [at, count, mean, ...counts] = row.map((value) => (value === null ? null : Number(value)))
    const [units, keys, unknown, empty, brokenFirsts, emptyOutcomes, brokenOutcomes] = counts.map(
      (n) => n ?? 0,
    )
    const neverFirsts = columns.emptyIsNever ? empty! : 0
    return {
      time: at ?? null,
      rows: count ?? 0,
      mean: mean ?? null,
      emptyUnits: units!,
      brokenKeys: keys!,
      emptyFirsts: empty! - neverFirsts,
      neverFirsts,
      zeroFirsts: unknown! - (empty! - neverFirsts),
      brokenFirsts: brokenFirsts!,
      emptyOutcomes: emptyOutcomes!,
      brokenOutcomes: brokenOutcomes!,
    }
  })
}

/**
 * `empty` and `broken` count rows; empty are those with an outcome, broken is not finite, beyond 1e150, or a weight below
 * 0. `mean` and `spread` are those at one time; `above` counts weights above 0.
 */
export type ColumnRow = Readonly<{
  empty: number
  broken: number
  mean: number
  spread: number
  above: number
}>

/** One row per covariate, and one of the weights where there are. */
export async function columnsInFile(
  { connection, pattern }: PanelStore,
  columns: SummedSql,
  rows: AskedOfFile,
  time: number,
): Promise<ColumnRow[]> {
  const low = columns.covariates.map(() => `-${LARGEST}`)
  const names = [...columns.covariates, ...(columns.weights === undefined ? [] : [columns.weights])]
  if (names.length === 0) return []
  const empty = (x: string) =>
    rows.withoutOutcome === 'refuse'
      ? `count(*) - count(${x})`
      : `count(*) FILTER (WHERE ${x} IS NULL AND ${columns.outcome} IS NOT NULL)`
  const asked = names.map(
    (x, k) => `${empty(x)}, count(*) FILTER (WHERE NOT ${x} BETWEEN ${low[k] ?? 0} AND ${LARGEST}),
      avg(${x}) FILTER (WHERE ${columns.time} = ${time} AND abs(${x}) <= ${LARGEST}),
      stddev_pop(${x}) FILTER (WHERE ${columns.time} = ${time} AND abs(${x}) <= ${LARGEST}),
      ${k < low.length ? 0 : `count(*) FILTER (WHERE ${x} > 0 AND ${columns.outcome} IS NOT NULL)`}`,
  )
  const from = rowsBetween(columns, rows)
  const read = await connection.runAndReadAll(`SELECT ${asked.join(', ')} FROM ${from}`, [pattern])
  const found = read.getRows()[0]!.map(Number)
  return names.map((_, k) => {
    const [without, broken, mean, spread, above] = found.slice(5 * k, 5 * k + 5)
    return { empty: without!, broken: broken!, mean: mean!, spread: spread!, above: above! }
  })
}

/** Rows of the file that the times leave out. */
export async function rowsOutside(store: PanelStore, columns: SummedSql, rows: AskedOfFile): Promise<number> {
  if (rows.from === undefined && rows.to === undefined) return 0
  const read = await store.connection.runAndReadAll(
    `SELECT count(*) FILTER (WHERE NOT ${isBetween(columns, rows)}) FROM ${columns.file}`,
    [store.pattern],
  )
  return Number(read.getRows()[0]![0])
}

/** Numbers the clusters, for `unitsInFile`; gives how many there are and how many rows have none. */
export async function numberClusters(
  { connection, pattern }: PanelStore,
  columns: SummedSql,
  rows: AskedOfFile,
): Promise<Readonly<{ clusters: number; empty: number }>> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE clusters AS SELECT label, row_number() OVER () - 1 AS number, rows FROM
      (SELECT ${columns.cluster} AS label, count(*) AS rows FROM ${rowsBetween(columns, rows)}
      GROUP BY label ORDER BY label)`,
    [pattern],
  )
  const read = await connection.runAndReadAll(
    'SELECT count(label), coalesce(sum(rows) FILTER (WHERE label IS NULL), 0) FROM clusters',
  )
  const [clusters, empty] = read.getRows()[0]!.map(Number)
  return { clusters: clusters!, empty: empty! }
}
