import type { ArrangedStudy } from './arrange-study.ts'
import { standardisation } from './standardise.ts'
import type { StudyData } from './study-data.ts'

/** A balanced panel by time: `outcome[time][position]`, `covariates[k][time][position]`, standardised. */
export type PanelColumns = Readonly<{
  outcome: readonly Float64Array[]
  covariates: readonly (readonly Float64Array[])[]
  covariatesVary: boolean // whether any covariate changes within a unit
}>

export function panelColumns(data: StudyData, study: ArrangedStudy): PanelColumns {
  const steps = stepsOfRows(data, study)
  const covariates = (data.covariates ?? []).map((column) => {
    const { centre, perUnit } = standardisation(column)
    return sharedWhereConstant(byTime(data, study, steps, column, centre, perUnit))
  })
  return {
    outcome: byTime(data, study, steps, data.outcome, 0, 1),
    covariates,
    covariatesVary: covariates.some((times) => times[1] !== times[0]),
  }
}

function stepsOfRows({ time }: StudyData, { timeIndex }: ArrangedStudy): Int32Array {
  const steps = new Int32Array(time.length)
  for (let row = 0; row < time.length; row++) steps[row] = timeIndex(time[row]!)
  return steps
}

function byTime(
  { unit }: StudyData,
  { times, unitAt, position }: ArrangedStudy,
  steps: Int32Array,
  column: Float64Array,
  centre: number,
  perUnit: number,
): Float64Array[] {
  const columns = times.map(() => new Float64Array(unitAt.length))
  for (let row = 0; row < column.length; row++) {
    const at = position[unit[row]!]!
    const step = steps[row]!
    if (at >= 0 && step >= 0) columns[step]![at] = (column[row]! - centre) * perUnit
  }
  return columns
}

/** One array for all times where no value changes. */
function sharedWhereConstant(columns: Float64Array[]): Float64Array[] {
  const first = columns[0]!
  for (const column of columns)
    for (let at = 0; at < first.length; at++) if (column[at] !== first[at]) return columns
  return columns.map(() => first)
}
