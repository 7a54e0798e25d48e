import { logitFit } from '../algebra/logit.ts'
import type { Rows } from '../algebra/weighted-sums.ts'
import type { ArrangedStudy, Cohort } from './arrange-study.ts'
import { estimateLevels } from './estimate-levels.ts'
import { type CellOutcome, logitFault } from './estimate-panel-cell.ts'
import type { Cell } from './group-time-cells.ts'
import { standardisation } from './standardise.ts'
import type { StudyData, StudySettings } from './study-data.ts'

/** Rows of the input by cohort and time: those of cohort c at step t stand from `offset[c · times + t]`. */
type SortedRows = Readonly<{ rows: Int32Array; offset: Int32Array }>

/** As `panelEstimator`, for rows that are not the same units at both times. Influence is summed per unit. */
export function crossSectionEstimator(data: StudyData, study: ArrangedStudy, settings: StudySettings) {
  const sorted = sortRows(data, study)
  const covariates = (data.covariates ?? []).map((column) => {
    const { centre, perUnit } = standardisation(column)
    return column.map((value) => (value - centre) * perUnit)
  })

  return (cell: Cell, influence: Float64Array): CellOutcome => {
    const sets = [
      rowsOf([cell.treated], cell.baseStep, study, sorted),
      rowsOf([cell.treated], cell.step, study, sorted),
      rowsOf(cell.controls, cell.baseStep, study, sorted),
      rowsOf(cell.controls, cell.step, study, sorted),
    ]
    if (sets[0]!.length < 2 || sets[1]!.length < 2) return 'group-not-observed'
    if (sets[2]!.length < 2 || sets[3]!.length < 2) return 'too-few-controls'
    return estimateRows(sets, { ...data, covariates }, study, settings, influence)
  }
}

function estimateRows(
  sets: readonly Int32Array[],
  data: StudyData & { covariates: readonly Float64Array[] },
  study: ArrangedStudy,
  { estimator }: StudySettings,
  influence: Float64Array,
): CellOutcome {
  const count = countOf(sets, 4)
  const rows = together(sets)
  const weight = data.weights ? pick(data.weights, rows) : new Float64Array(count).fill(1)
  const [treatedBefore, treatedAfter, controlsBefore, controlsAfter] = [0, 1, 2, 3].map((set) => ({
    start: countOf(sets, set),
    end: countOf(sets, set + 1),
  })) as [Rows, Rows, Rows, Rows]
  const parts = { treatedBefore, treatedAfter, controlsBefore, controlsAfter }
  if (!Object.values(parts).every((part) => anyWeight(weight, part))) return 'no-weight'
  const design = [new Float64Array(count).fill(1), ...data.covariates.map((column) => pick(column, rows))]
  const logit = estimator === 'regression' ? undefined : logitFit(design, weight, controlsBefore.start, count)
  const fault = logitFault(logit)
  if (fault) return fault

  const own = new Float64Array(count)
  const outcome = pick(data.outcome, rows)
  const chances = logit?.ok ? logit.value : undefined
  const problem = { ...parts, count, outcome, weight, design, logit: chances, influence: own }
  const estimate = estimateLevels(problem, estimator)
  if (estimate === undefined) return 'singular-covariates'
  for (let i = 0; i < count; i++)
    influence[study.position[data.unit[rows[i]!]!]!]! += influence.length * own[i]!
  return estimate
}

const countOf = (sets: readonly Int32Array[], upTo: number) =>
  sets.slice(0, upTo).reduce((sum, set) => sum + set.length, 0)

function anyWeight(weight: Float64Array, { start, end }: Rows): boolean {
  for (let i = start; i < end; i++) if (weight[i]! > 0) return true
  return false
}

function pick(column: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!
  return picked
}

function sortRows({ unit, time }: StudyData, study: ArrangedStudy): SortedRows {
  const { cohorts, times, position, timeIndex } = study
  const cohortAt = new Int32Array(study.unitAt.length)
  for (const [c, { start, end }] of cohorts.entries()) cohortAt.fill(c, start, end)
  const offset = new Int32Array(cohorts.length * times.length + 1)
  const cellOf = new Int32Array(unit.length).fill(-1)
  for (let row = 0; row < unit.length; row++) {
    const at = position[unit[row]!]!
    const step = timeIndex(time[row]!)
    if (at < 0 || step < 0) continue
    cellOf[row] = cohortAt[at]! * times.length + step
    offset[cellOf[row]! + 1]!++
  }
  for (let cell = 1; cell < offset.length; cell++) offset[cell]! += offset[cell - 1]!
  const next = offset.slice()
  const rows = new Int32Array(offset.at(-1)!)
  for (let row = 0; row < unit.length; row++) if (cellOf[row]! >= 0) rows[next[cellOf[row]!]!++] = row
  return { rows, offset }
}

function rowsOf(
  cohorts: readonly Cohort[],
  step: number,
  study: ArrangedStudy,
  { rows, offset }: SortedRows,
): Int32Array {
  const parts = cohorts.map((cohort) => {
    const cell = study.cohorts.indexOf(cohort) * study.times.length + step
    return rows.subarray(offset[cell]!, offset[cell + 1]!)
  })
  return together(parts)
}

function together(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(countOf(parts, parts.length))
  let next = 0
  for (const part of parts) {
    all.set(part, next)
    next += part.length
  }
  return all
}
