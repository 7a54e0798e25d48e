import { type PanelRows, type PanelStore, rowsOf } from '../../panel-file/repository.ts'
import { type AskedOfFile, rowsBetween, type SummedSql } from '../repository.ts'

/** What is wrong with a unit; 0 is nothing. */
export const UNIT_FAULTS = [
  'fine',
  'duplicate-unit-time',
  'unbalanced-panel',
  'first-varies-within-unit',
  'covariate-varies-within-unit',
  'weight-varies-within-unit',
  'cluster-varies-within-unit',
  'unit-without-outcome',
] as const

/** Centre and scale of a covariate. */
export type Scale = Readonly<{ centre: number; perUnit: number }>

/** `goneTimes`: all times of the file, where there are rows without an outcome. */
export type AskedUnits = Readonly<{
  times: readonly number[]
  centre: Float64Array
  scales: readonly Scale[]
  goneTimes: readonly number[]
  part: number
  parts: number
}>

/** One row per unit of one part: its fault, its first time, covariates standardised, outcomes less the centre, weight, cluster. */
export function unitsInFile(
  store: PanelStore,
  columns: SummedSql,
  rows: AskedOfFile,
  asked: AskedUnits,
): PanelRows {
  const { covariates, weights, cluster } = columns
  const { times, scales } = asked
  const differs = covariates.map((_, k) => `x${k} <> top${k}`).join(' OR ') || 'false'
  const fault = `CASE WHEN n > seen OR twice THEN 1.0 WHEN n = 0 THEN 7.0 WHEN seen < ${times.length} THEN 2.0 WHEN f <> latest THEN 3.0
    WHEN ${differs} THEN 4.0 WHEN ${weights === undefined ? 'false' : 'w <> heaviest'} THEN 5.0
    WHEN ${cluster === undefined ? 'false' : 'g <> last'} THEN 6.0 ELSE 0.0 END::DOUBLE`
  const selected = [
    fault,
    'CAST(f AS DOUBLE)',
    ...scales.map(({ centre, perUnit }, k) => `(x${k} - (${centre})) * (${perUnit})`),
    ...times.map((_, t) => `y${t}`),
    ...(weights === undefined ? [] : ['w']),
    ...(cluster === undefined ? [] : ['CAST(number AS DOUBLE)']),
  ]
  const join = cluster === undefined ? '' : 'LEFT JOIN clusters ON wide.g = clusters.label'
  const from = `(WITH ${wideUnits(columns, rows, asked)} SELECT * FROM wide ${join})`
  return rowsOf(store, selected, from)
}

/**
 * One row per unit as `wide`: `n` rows with an outcome, at `seen` times. Counting those from the sums, which are NULL at
 * a time without an outcome, saves a look at every row.
 */
function wideUnits(
  columns: SummedSql,
  rows: AskedOfFile,
  { times, centre, goneTimes, part, parts }: AskedUnits,
): string {
  const { unit, time, first, outcome: y, covariates, weights, cluster } = columns
  // one bit per time: rows without an outcome leave nothing in the sums
  const bits = goneTimes.map((at, t) => `WHEN ${at} THEN ${2n ** BigInt(t)}::UBIGINT`).join(' ')
  const isTwice =
    goneTimes.length === 0
      ? 'false'
      : `count(*) > bit_count(bit_or(CASE ${time} ${bits} ELSE 0::UBIGINT END))`
  const perUnit = [
    `min(${first}) AS f, max(${first}) AS latest, count(${y}) AS n`,
    `${isTwice} AS twice`,
    ...times.map((at, t) => `sum(${y} - (${centre[t]!})::DOUBLE) FILTER (WHERE ${time} = ${at}) AS y${t}`),
    ...covariates.map((x, k) => `min(${x}) AS x${k}, max(${x}) AS top${k}`),
    ...(weights === undefined ? [] : [`min(${weights}) AS w, max(${weights}) AS heaviest`]),
    ...(cluster === undefined ? [] : [`min(${cluster}) AS g, max(${cluster}) AS last`]),
  ]
  const chosen = parts === 1 ? '' : `AND hash(${unit}) % ${parts} = ${part}`
  const seen = times.map((_, t) => `(y${t} IS NOT NULL)::INTEGER`).join(' + ')
  return `wide AS (SELECT *, ${seen} AS seen FROM (
    SELECT ${perUnit.join(', ')} FROM ${rowsBetween(columns, rows)} ${chosen} GROUP BY ${unit}))`
}

/** One row of `sumsInFile`: units that are whole, or those that are not, of which the faults are counted; `unseen` is among `gaps`. */
export type CohortRow = Readonly<{
  first: number
  isWhole: boolean
  units: number
  duplicates: number
  gaps: number
  unseen: number
  changing: number
  sums: readonly number[]
  products: readonly number[] // lower triangle in rows
}>

/** Sums per first time of treatment over the units of one part out of `parts`. */
export async function sumsInFile(
  { connection, pattern }: PanelStore,
  columns: SummedSql,
  rows: AskedOfFile,
  asked: AskedUnits,
): Promise<CohortRow[]> {
  const { times } = asked
  const full = times.length
  const pairs = times.flatMap((_, t) => times.slice(0, t + 1).map((__, s) => `sum(y${t} * y${s})`))
  const read = await connection.runAndReadAll(
    `WITH ${wideUnits(columns, rows, asked)}
    SELECT f, n = ${full} AND seen = ${full} AND f = latest AND NOT twice AS whole, count(*),
      count(*) FILTER (WHERE n > seen OR twice), count(*) FILTER (WHERE n <= seen AND seen < ${full}), count(*) FILTER (WHERE n = 0),
      count(*) FILTER (WHERE f <> latest), ${times.map((_, t) => `sum(y${t})`).join(', ')}, ${pairs.join(', ')}
    FROM wide GROUP BY f, whole ORDER BY f`,
    [pattern],
  )
  return read.getRows().map((row) => {
    const [first, isWhole, ...numbers] = row
    const [units, duplicates, gaps, unseen, changing, ...sums] = numbers.map(Number)
    return {
      first: Number(first),
      isWhole: isWhole === true,
      units: units!,
      duplicates: duplicates!,
      gaps: gaps!,
      unseen: unseen!,
      changing: changing!,
      sums: sums.slice(0, full),
      products: sums.slice(full),
    }
  })
}
