import { NEVER, type StudyData } from '#engine/evaluation/group-time/study-data.ts'
import type { StudyInput } from '#engine/evaluation/programme/study-plan.ts'
import type { Handled } from './evaluation-record.ts'
import type { PanelColumns, PanelRead } from './panel-file/read-panel.ts'
import type { StudyFile } from './study-contract.ts'

/** The columns of the panel that a study names. */
export function columnsOf(study: StudyFile): PanelColumns {
  return {
    unit: study.unit.column,
    time: study.time.column,
    first: study.firstYear.column,
    never: study.firstYear.never,
    outcomes: [study.outcome.column, ...(study.placeboOutcome ? [study.placeboOutcome.column] : [])],
    covariates: study.covariates.map(({ column }) => column),
    ...(study.weights === undefined ? {} : { weights: study.weights }),
    ...(study.cluster === undefined ? {} : { cluster: study.cluster }),
  }
}

type Read = Pick<PanelRead, 'data' | 'missing' | 'otherOutcomes'>

/**
 * What is reckoned with: the rows within the times of the study, of units that did not take part at a time that nobody
 * knows. What is left out is counted.
 *
 * @param undated  numbers of those units
 */
export function studyInputOf(
  { data, missing, otherOutcomes }: Read,
  study: StudyFile,
  undated: ReadonlySet<number>,
): Readonly<{ input: StudyInput; handled: readonly Handled[] }> {
  const { from = -Infinity, to = Infinity } = study.time
  const isInTime = (time: number) => time >= from && time <= to
  const rows = rowsWhere(data.time, (time, row) => isInTime(time) && !undated.has(data.unit[row]!))
  const gone = rowsWhere(missing.time, (time, row) => isInTime(time) && !undated.has(missing.unit[row]!))
  const other = study.placeboOutcome ? otherOutcomes.get(study.placeboOutcome.column) : undefined
  const isWhole = rows.length === data.time.length
  const { unit, numbers } = isWhole ? { unit: data.unit, numbers: undefined } : renumbered(data.unit, rows)
  const input: StudyInput = {
    data: isWhole ? data : { ...pickRows(data, rows), unit },
    covariateNames: study.covariates.map(({ column }) => column),
    participantsWithoutDate: undated.size,
    ...(undated.size > 0 ? { withoutDateLinked: linkedAmong(undated, data, isInTime) } : {}),
    ...(other ? { otherOutcome: isWhole ? other : pick(other, rows) } : {}),
    ...(gone.length > 0 ? { missing: missingRows(missing, gone, numbers) } : {}),
  }
  const outside = data.time.reduce((count, time) => count + (isInTime(time) ? 0 : 1), 0)
  return {
    input,
    handled: [
      ...(outside > 0 ? [{ code: 'outside-times', count: outside }] : []),
      ...(undated.size > 0 ? [{ code: 'participants-without-date', count: undated.size }] : []),
    ],
  }
}

/** Numbers of units that took part by the column that says so, and have no first time; from a reading of that column. */
export function undatedUnits(
  { unitNames, data }: Pick<PanelRead, 'unitNames' | 'data'>,
  units: Readonly<{ unitNames: (index: number) => string; count: number }>,
): ReadonlySet<number> {
  const names = new Set<string>()
  for (let row = 0; row < data.unit.length; row++)
    if (data.outcome[row] === 1 && data.first[row] === NEVER) names.add(unitNames(data.unit[row]!))
  const numbers = new Set<number>()
  if (names.size === 0) return numbers
  for (let unit = 0; unit < units.count; unit++) if (names.has(units.unitNames(unit))) numbers.add(unit)
  return numbers
}

/** How many of these units have an outcome. */
function linkedAmong(
  units: ReadonlySet<number>,
  { unit, time }: Pick<StudyData, 'unit' | 'time'>,
  isInTime: (time: number) => boolean,
): number {
  const linked = new Set<number>()
  for (let row = 0; row < unit.length; row++)
    if (units.has(unit[row]!) && isInTime(time[row]!)) linked.add(unit[row]!)
  return linked.size
}

function rowsWhere(time: Int32Array, isIn: (time: number, row: number) => boolean): Int32Array {
  const rows = new Int32Array(time.length)
  let count = 0
  for (let row = 0; row < time.length; row++) if (isIn(time[row]!, row)) rows[count++] = row
  return rows.subarray(0, count)
}

const pick = (column: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => column[row]!)
const pickWhole = (column: Int32Array, rows: Int32Array) => Int32Array.from(rows, (row) => column[row]!)

const pickRows = (data: StudyData, rows: Int32Array): StudyData => ({
  unit: pickWhole(data.unit, rows),
  time: pickWhole(data.time, rows),
  outcome: pick(data.outcome, rows),
  first: pickWhole(data.first, rows),
  ...(data.covariates ? { covariates: data.covariates.map((column) => pick(column, rows)) } : {}),
  ...(data.weights ? { weights: pick(data.weights, rows) } : {}),
  ...(data.cluster ? { cluster: pickWhole(data.cluster, rows) } : {}),
})

/** Numbers from 0 without gaps, in order of first appearance. */
function renumbered(units: Int32Array, rows: Int32Array) {
  const numbers = new Map<number, number>()
  const unit = pickWhole(units, rows).map((old) => {
    const known = numbers.get(old)
    if (known !== undefined) return known
    numbers.set(old, numbers.size)
    return numbers.size - 1
  })
  return { unit, numbers }
}

/** Units of which nothing is left get numbers after the others. */
function missingRows(
  missing: PanelRead['missing'],
  rows: Int32Array,
  numbers?: ReadonlyMap<number, number>,
): NonNullable<StudyInput['missing']> {
  const known = new Map(numbers)
  const numberOf = (old: number) => {
    const own = known.get(old)
    if (own !== undefined) return own
    known.set(old, known.size)
    return known.size - 1
  }
  const unit = pickWhole(missing.unit, rows)
  return {
    unit: numbers ? unit.map(numberOf) : unit,
    time: pickWhole(missing.time, rows),
    first: pickWhole(missing.first, rows),
  }
}
