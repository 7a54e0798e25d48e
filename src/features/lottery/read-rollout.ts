import type { Rollout } from '#engine/evaluation/trial/rollout-data.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { readLines } from './read-files.ts'

/** Names of columns. Without `stratum` the order was drawn in one list. */
export type RolloutColumns = Readonly<{
  id: string
  time: string
  start: string
  outcome: string
  stratum?: string
}>

/** `times` ascending; `names` per stratum. */
export type RolloutRead = Readonly<{ rollout: Rollout; times: readonly number[]; strata: readonly string[] }>

type Row = Readonly<{
  line: number
  id: string
  time: number
  start: number
  outcome: number
  stratum: string
}>

/**
 * Outcomes of a waiting list out of a CSV file with a line per applicant and time. Everybody has every time, one start
 * (empty or 0: not within these times) and one stratum; anything else is refused, with its line.
 */
export function readRollout(file: string, columns: RolloutColumns): Result<RolloutRead, string> {
  const lines = readLines(file)
  if (!lines.ok) return lines
  const [head, ...rest] = lines.value
  const names = head?.cells ?? []
  for (const name of Object.values(columns))
    if (names.filter((own) => own === name).length !== 1)
      return refuse(`${file}: there must be one column ${name}; there are ${names.join(', ')}`)
  const rows: Row[] = []
  for (const { cells, line } of rest) {
    const row =
      cells.length === names.length
        ? rowOf((name) => (cells[names.indexOf(name)] ?? '').trim(), columns, line)
        : `${cells.length} cells, and the first line has ${names.length}`
    if (typeof row === 'string') return refuse(`${file}, line ${line}: ${row}`)
    rows.push(row)
  }
  const read = rolloutOf(rows)
  return read.ok ? read : refuse(`${file}, ${read.error}`)
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const WHOLE = /^[+-]?\d{1,6}$/

function rowOf(cellOf: (name: string) => string, columns: RolloutColumns, line: number): Row | string {
  const [id, time, start, outcome] = [columns.id, columns.time, columns.start, columns.outcome].map(cellOf)
  const quoted = (text: string) => JSON.stringify(text.slice(0, 40))
  if (id === '') return `${columns.id} is empty`
  if (!WHOLE.test(time!)) return `${columns.time}: ${quoted(time!)} is not a whole number, such as a year`
  if (start !== '' && !WHOLE.test(start!))
    return `${columns.start}: ${quoted(start!)} is not a whole number; empty or 0 means not within these times`
  if (!(NUMBER.test(outcome!) && Number.isFinite(Number(outcome))))
    return `${columns.outcome}: ${quoted(outcome!)} is not a number with a decimal point; here none may be missing`
  const stratum = columns.stratum === undefined ? '' : cellOf(columns.stratum)
  if (columns.stratum !== undefined && stratum === '') return `${columns.stratum} is empty`
  const first = start === '' || Number(start) === 0 ? Infinity : Number(start)
  return { line, id: id!, time: Number(time), start: first, outcome: Number(outcome), stratum }
}

function rolloutOf(rows: readonly Row[]): Result<RolloutRead, string> {
  const times = [...new Set(rows.map(({ time }) => time))].sort((a, b) => a - b)
  if (times.length < 2) return refuse('one time only; there must be a time before and one after')
  const ids = [...new Set(rows.map(({ id }) => id))]
  const strata = [...new Set(rows.map(({ stratum }) => stratum))].sort()
  const [placeOf, timeOf] = [new Map(ids.map((id, k) => [id, k])), new Map(times.map((at, k) => [at, k]))]
  const first = new Map<string, Row>()
  const outcome = new Float64Array(ids.length * times.length)
  const lineAt = new Int32Array(outcome.length)
  for (const row of rows) {
    const own = first.get(row.id) ?? row
    first.set(row.id, own)
    if (own.start !== row.start) return refuse(`line ${row.line}: start differs from line ${own.line}`)
    if (own.stratum !== row.stratum) return refuse(`line ${row.line}: stratum differs from line ${own.line}`)
    const at = placeOf.get(row.id)! * times.length + timeOf.get(row.time)!
    if (lineAt[at]! > 0) return refuse(`line ${row.line}: the same applicant and time as line ${lineAt[at]}`)
    lineAt[at] = row.line
    outcome[at] = row.outcome
  }
  const gap = lineAt.indexOf(0)
  if (gap >= 0) {
    const id = ids[Math.floor(gap / times.length)]!
    return refuse(`${JSON.stringify(id.slice(0, 40))} has no line for ${times[gap % times.length]}`)
  }
  const startOf = (id: string) => {
    const place = times.findIndex((time) => time >= first.get(id)!.start)
    return place < 0 ? times.length : place
  }
  const rollout = {
    times: times.length,
    start: Int32Array.from(ids, startOf),
    outcome,
    stratum: Int32Array.from(ids, (id) => strata.indexOf(first.get(id)!.stratum)),
  }
  return ok({ rollout, times, strata })
}
