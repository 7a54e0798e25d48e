import type { TrialData } from '#engine/evaluation/trial/trial-data.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { columnsOfEverybody, columnsUsed, type OutcomeColumns } from './outcome-columns.ts'
import { readLines } from './read-files.ts'
import type { LotteryFile } from './verify-file.ts'

type Drawn = NonNullable<LotteryFile['draw']>['applicants']

/**
 * What came of everybody in a draw, out of a CSV file with the column `id`. An empty outcome, or no line at all, is an
 * outcome that is not known; anything else that does not fit is refused, with its line. Who took part, covariates and
 * clusters are needed of everybody.
 */
export function readOutcomes(file: string, drawn: Drawn, columns: OutcomeColumns): Result<TrialData, string> {
  const lines = readLines(file)
  if (!lines.ok) return lines
  const [head, ...rows] = lines.value
  const names = head?.cells ?? []
  for (const name of columnsUsed(columns))
    if (names.filter((own) => own === name).length !== 1)
      return refuse(`${file}: there must be one column ${name}; there are ${names.join(', ')}`)

  const reading = startReading(drawn, columns)
  for (const { cells, line } of rows) {
    const cellOf = (name: string) => (cells[names.indexOf(name)] ?? '').trim()
    const fault =
      cells.length === names.length
        ? undefined
        : `${cells.length} cells, and the first line has ${names.length}`
    const wrong = fault ?? lineFault(cellOf, reading, columns)
    if (wrong !== undefined) return refuse(`${file}, line ${line}: ${wrong}`)
    putLine(reading, cellOf, columns, line)
  }
  const without = drawn.length - reading.lineOf.size
  const [needed] = columnsOfEverybody(columns)
  return needed !== undefined && without > 0
    ? refuse(
        `${file}: ${without} of the draw have no line; with ${needed} everybody needs one, the outcome may be empty`,
      )
    : ok(reading.trial)
}

type CellOf = (name: string) => string

type Reading = Readonly<{
  trial: TrialData
  placeOf: ReadonlyMap<string, number>
  lineOf: Map<string, number>
  clusters: Map<string, { number: number; place: number; line: number }> // with the first who is in it
}>

function startReading(drawn: Drawn, { tookPart, covariates, cluster }: OutcomeColumns): Reading {
  const strata = [...new Set(drawn.map(({ stratum }) => stratum))]
  const trial = {
    offered: Uint8Array.from(drawn, ({ result }) => (result === 'place' ? 1 : 0)),
    stratum: Int32Array.from(drawn, ({ stratum }) => strata.indexOf(stratum)),
    outcome: new Float64Array(drawn.length),
    seen: new Uint8Array(drawn.length),
    ...(tookPart === undefined ? {} : { tookPart: new Uint8Array(drawn.length) }),
    ...(covariates.length === 0
      ? {}
      : { covariates: covariates.map((name) => ({ name, values: new Float64Array(drawn.length) })) }),
    ...(cluster === undefined ? {} : { cluster: new Int32Array(drawn.length) }),
  }
  const placeOf = new Map(drawn.map(({ id }, place) => [id, place]))
  return { trial, placeOf, lineOf: new Map(), clusters: new Map() }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/
const isNumber = (text: string) => NUMBER.test(text) && Number.isFinite(Number(text))
const quoted = (text: string) => JSON.stringify(text.slice(0, 40))

function lineFault(cellOf: CellOf, reading: Reading, columns: OutcomeColumns): string | undefined {
  const { outcome, tookPart, covariates } = columns
  const id = cellOf('id')
  if (!reading.placeOf.has(id)) return `${quoted(id)} was not in the draw`
  if (reading.lineOf.has(id)) return `${quoted(id)} stands in line ${reading.lineOf.get(id)} already`
  const value = cellOf(outcome)
  if (value !== '' && !isNumber(value))
    return `${outcome}: ${quoted(value)} is not a number with a decimal point; empty means not known`
  const part = tookPart === undefined ? '0' : cellOf(tookPart)
  if (part !== '0' && part !== '1') return `${tookPart}: ${quoted(part)} is not 0 or 1`
  const wrong = covariates.find((name) => !isNumber(cellOf(name)))
  return wrong === undefined
    ? clusterFault(cellOf, reading, columns)
    : `${wrong}: ${quoted(cellOf(wrong))} is not a number with a decimal point; a covariate is needed of everybody`
}

function clusterFault(
  cellOf: CellOf,
  { trial, placeOf, clusters }: Reading,
  { cluster }: OutcomeColumns,
): string | undefined {
  if (cluster === undefined) return undefined
  const name = cellOf(cluster)
  if (name === '') return `${cluster} is empty; who stands alone has a name of its own`
  const [own, other] = [placeOf.get(cellOf('id'))!, clusters.get(name)]
  if (other === undefined) return undefined
  if (trial.offered[own] !== trial.offered[other.place])
    return `${cluster} ${quoted(name)} has both results: see line ${other.line}; whose lot was drawn together has one`
  return trial.stratum[own] === trial.stratum[other.place]
    ? undefined
    : `${cluster} ${quoted(name)} stands in two strata: see line ${other.line}`
}

function putLine(
  { trial, placeOf, lineOf, clusters }: Reading,
  cellOf: CellOf,
  { outcome, tookPart, cluster }: OutcomeColumns,
  line: number,
): void {
  const id = cellOf('id')
  const place = placeOf.get(id)!
  lineOf.set(id, line)
  if (tookPart !== undefined) trial.tookPart![place] = Number(cellOf(tookPart))
  for (const { name, values } of trial.covariates ?? []) values[place] = Number(cellOf(name))
  if (cluster !== undefined) {
    const own = clusters.get(cellOf(cluster)) ?? { number: clusters.size, place, line }
    clusters.set(cellOf(cluster), own)
    trial.cluster![place] = own.number
  }
  if (cellOf(outcome) === '') return
  trial.outcome[place] = Number(cellOf(outcome))
  trial.seen[place] = 1
}
