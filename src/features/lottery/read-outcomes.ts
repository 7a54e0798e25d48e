import type { TrialData } from '#engine/evaluation/trial/trial-data.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { readLines } from './read-files.ts'
import type { LotteryFile } from './verify-file.ts'

type Drawn = NonNullable<LotteryFile['draw']>['applicants']

/** Which columns hold what; `tookPart` is 0 or 1. */
export type OutcomeColumns = Readonly<{ outcome: string; tookPart?: string }>

/**
 * What came of everybody in a draw, out of a CSV file with the column `id`. An empty outcome, or no line at all, is an
 * outcome that is not known; anything else that does not fit is refused, with its line.
 */
export function readOutcomes(file: string, drawn: Drawn, columns: OutcomeColumns): Result<TrialData, string> {
  const lines = readLines(file)
  if (!lines.ok) return lines
  const [head, ...rows] = lines.value
  const names = head?.cells ?? []
  const wanted = ['id', columns.outcome, ...(columns.tookPart === undefined ? [] : [columns.tookPart])]
  for (const name of wanted)
    if (names.filter((own) => own === name).length !== 1)
      return refuse(`${file}: there must be one column ${name}; there are ${names.join(', ')}`)

  const trial = emptyTrial(drawn, columns)
  const placeOf = new Map(drawn.map(({ id }, place) => [id, place]))
  const lineOf = new Map<string, number>()
  for (const { cells, line } of rows) {
    const cellOf = (name: string) => (cells[names.indexOf(name)] ?? '').trim()
    const fault =
      cells.length === names.length
        ? undefined
        : `${cells.length} cells, and the first line has ${names.length}`
    const wrong = fault ?? lineFault(cellOf, placeOf, lineOf, columns)
    if (wrong !== undefined) return refuse(`${file}, line ${line}: ${wrong}`)
    lineOf.set(cellOf('id'), line)
    putLine(trial, placeOf.get(cellOf('id'))!, cellOf, columns)
  }
  const without = drawn.length - lineOf.size
  return columns.tookPart !== undefined && without > 0
    ? refuse(
        `${file}: ${without} of the draw have no line; with ${columns.tookPart} everybody needs one, the outcome may be empty`,
      )
    : ok(trial)
}

function emptyTrial(drawn: Drawn, { tookPart }: OutcomeColumns): TrialData {
  const strata = [...new Set(drawn.map(({ stratum }) => stratum))]
  return {
    offered: Uint8Array.from(drawn, ({ result }) => (result === 'place' ? 1 : 0)),
    stratum: Int32Array.from(drawn, ({ stratum }) => strata.indexOf(stratum)),
    outcome: new Float64Array(drawn.length),
    seen: new Uint8Array(drawn.length),
    ...(tookPart === undefined ? {} : { tookPart: new Uint8Array(drawn.length) }),
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function lineFault(
  cellOf: (name: string) => string,
  placeOf: ReadonlyMap<string, number>,
  lineOf: ReadonlyMap<string, number>,
  { outcome, tookPart }: OutcomeColumns,
): string | undefined {
  const id = cellOf('id')
  if (!placeOf.has(id)) return `${JSON.stringify(id.slice(0, 40))} was not in the draw`
  if (lineOf.has(id)) return `${JSON.stringify(id.slice(0, 40))} stands in line ${lineOf.get(id)} already`
  const value = cellOf(outcome)
  if (value !== '' && !(NUMBER.test(value) && Number.isFinite(Number(value))))
    return `${outcome}: ${JSON.stringify(value.slice(0, 40))} is not a number with a decimal point; empty means not known`
  const part = tookPart === undefined ? '0' : cellOf(tookPart)
  if (part !== '0' && part !== '1') return `${tookPart}: ${JSON.stringify(part.slice(0, 40))} is not 0 or 1`
  return undefined
}

function putLine(
  trial: TrialData,
  place: number,
  cellOf: (name: string) => string,
  { outcome, tookPart }: OutcomeColumns,
): void {
  if (tookPart !== undefined) trial.tookPart![place] = Number(cellOf(tookPart))
  if (cellOf(outcome) === '') return
  trial.outcome[place] = Number(cellOf(outcome))
  trial.seen[place] = 1
}
