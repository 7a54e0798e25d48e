import type { StudyInput } from '#engine/evaluation/programme/study-plan.ts'
import type { StudyData } from '#engine/evaluation/group-time/study-data.ts'
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

/** What is reckoned with: the rows within the times of the study. What falls outside is counted. */
export function studyInputOf(
  { data, missing, otherOutcomes }: Pick<PanelRead, 'data' | 'missing' | 'otherOutcomes'>,
  study: StudyFile,
): Readonly<{ input: StudyInput; handled: readonly Handled[] }> {
  const { from = -Infinity, to = Infinity } = study.time
  const other = study.placeboOutcome ? otherOutcomes.get(study.placeboOutcome.column) : undefined
  const covariateNames = study.covariates.map(({ column }) => column)
  const whole: StudyInput = { data, covariateNames, ...(other ? { otherOutcome: other } : {}) }
  const isIn = (time: number) => time >= from && time <= to
  const gone = rowsWhere(missing.time, isIn)
  const withMissing = (input: StudyInput, numbers?: ReadonlyMap<number, number>): StudyInput =>
    gone.length === 0 ? input : { ...input, missing: missingRows(missing, gone, numbers) }
  if (data.time.every(isIn)) return { input: withMissing(whole), handled: [] }

  const rows = rowsWhere(data.time, isIn)
  const { unit, numbers } = renumbered(Int32Array.from(rows, (row) => data.unit[row]!))
  const input: StudyInput = {
    ...whole,
    data: { ...pickRows(data, rows), unit },
    ...(other ? { otherOutcome: pick(other, rows) } : {}),
  }
  const left = data.time.length - rows.length
  return { input: withMissing(input, numbers), handled: [{ code: 'outside-times', count: left }] }
}

function rowsWhere(time: Int32Array, isIn: (time: number) => boolean): Int32Array {
  const rows = new Int32Array(time.length)
  let count = 0
  for (let row = 0; row < time.length; row++) if (isIn(time[row]!)) rows[count++] = row
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
function renumbered(units: Int32Array) {
  const numbers = new Map<number, number>()
  const unit = units.map((old) => {
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
