import { parquetColumns, type PanelStore } from '../panel-file/repository.ts'

/** Names of columns in the file; `emptyIsNever` reads an empty first time as never treated. */
export type SumsColumns = Readonly<{
  unit: string
  time: string
  first: string
  outcome: string
  emptyIsNever: boolean
}>

const FILE = 'read_parquet($file, hive_partitioning = false)'
const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`

export async function missingColumn(store: PanelStore, columns: SumsColumns): Promise<string | undefined> {
  const there = (await parquetColumns(store)).map(({ name }) => name)
  return [columns.unit, columns.time, columns.first, columns.outcome].find((name) => !there.includes(name))
}

/**
 * One row of `timesInFile`: what is wrong among the rows of one time, counted. An outcome is broken where it is not a
 * finite number or beyond 1e150, which has no square.
 */
export type TimeRow = Readonly<{
  time: number | null
  rows: number
  mean: number | null
  emptyUnits: number
  emptyFirsts: number
  brokenFirsts: number
  emptyOutcomes: number
  brokenOutcomes: number
}>

export async function timesInFile(
  { connection, pattern }: PanelStore,
  { unit, time, first, outcome, emptyIsNever }: SumsColumns,
  most: number,
): Promise<TimeRow[]> {
  const firstly = `CAST(${quotedName(first)} AS DOUBLE)`
  const y = `CAST(${quotedName(outcome)} AS DOUBLE)`
  const read = await connection.runAndReadAll(
    `SELECT CAST(${quotedName(time)} AS DOUBLE) AS t, count(*), avg(${y}) FILTER (WHERE abs(${y}) <= 1e150),
      count(*) FILTER (WHERE ${quotedName(unit)} IS NULL),
      count(*) FILTER (WHERE ${emptyIsNever ? 'false' : `${firstly} IS NULL`}),
      count(*) FILTER (WHERE NOT (abs(${firstly}) <= 100000 AND ${firstly} = floor(${firstly}))),
      count(*) FILTER (WHERE ${y} IS NULL), count(*) FILTER (WHERE NOT abs(${y}) <= 1e150)
    FROM ${FILE} GROUP BY t ORDER BY t LIMIT ${most}`,
    { file: pattern },
  )
  return read.getRows().map((row) => {
    const [at, rows, mean, ...counts] = row.map((value) => (value === null ? null : Number(value)))
    const [emptyUnits, emptyFirsts, brokenFirsts, emptyOutcomes, brokenOutcomes] = counts.map((n) => n ?? 0)
    return {
      time: at ?? null,
      rows: rows ?? 0,
      mean: mean ?? null,
      emptyUnits: emptyUnits!,
      emptyFirsts: emptyFirsts!,
      brokenFirsts: brokenFirsts!,
      emptyOutcomes: emptyOutcomes!,
      brokenOutcomes: brokenOutcomes!,
    }
  })
}

/** One row of `sumsInFile`; `duplicates`, `gaps` and `changing` count units. */
export type CohortRow = Readonly<{
  first: number
  units: number
  duplicates: number
  gaps: number
  changing: number
  sums: readonly number[]
  products: readonly number[] // lower triangle in rows
}>

/** Sums per first time of treatment over the units of one part out of `parts`. */
export async function sumsInFile(
  { connection, pattern }: PanelStore,
  columns: SumsColumns,
  times: readonly number[],
  centre: Float64Array,
  { part, parts }: Readonly<{ part: number; parts: number }>,
): Promise<CohortRow[]> {
  const unit = quotedName(columns.unit)
  const first = columns.emptyIsNever
    ? `coalesce(CAST(${quotedName(columns.first)} AS DOUBLE), 0)`
    : `CAST(${quotedName(columns.first)} AS DOUBLE)`
  const time = quotedName(columns.time)
  const y = `CAST(${quotedName(columns.outcome)} AS DOUBLE)`
  const wide = times.map((at, t) => `sum(${y} - (${centre[t]!})) FILTER (WHERE ${time} = ${at}) AS y${t}`)
  const bits = times.map((at, t) => `WHEN ${time} = ${at} THEN ${2 ** t}::BIGINT`).join(' ')
  const pairs = times.flatMap((_, t) => times.slice(0, t + 1).map((__, s) => `sum(y${t} * y${s})`))
  const chosen = parts === 1 ? '' : `WHERE hash(${unit}) % ${parts} = ${part}`
  const full = times.length
  const read = await connection.runAndReadAll(
    `WITH wide AS (SELECT min(${first}) AS f, max(${first}) AS latest, count(*) AS n,
        bit_count(bit_or(CASE ${bits} END)) AS seen, ${wide.join(', ')} FROM ${FILE} ${chosen} GROUP BY ${unit})
    SELECT f, count(*), count(*) FILTER (WHERE n > seen), count(*) FILTER (WHERE seen < ${full}),
      count(*) FILTER (WHERE f <> latest), ${times.map((_, t) => `sum(y${t})`).join(', ')}, ${pairs.join(', ')}
    FROM wide GROUP BY f ORDER BY f`,
    { file: pattern },
  )
  return read.getRows().map((row) => {
    const [own, units, duplicates, gaps, changing, ...sums] = row.map(Number)
    return {
      first: own!,
      units: units!,
      duplicates: duplicates!,
      gaps: gaps!,
      changing: changing!,
      sums: sums.slice(0, full),
      products: sums.slice(full),
    }
  })
}
