import type { StudyData, StudyRefusal, StudySettings } from './study-data.ts'

const WIDEST_TIMES = 100_000
const MOST_ANTICIPATION = 1000

/** The first rule of shape or value that the columns break. Whether they make a study is seen when they are arranged. */
export function columnRefusal(data: StudyData, settings: StudySettings): StudyRefusal | undefined {
  const count = data.outcome.length
  if (count === 0) return { code: 'no-rows' }
  if (data.unit.length !== count) return { code: 'lengths-differ', column: 'unit' }
  if (data.time.length !== count) return { code: 'lengths-differ', column: 'time' }
  if (data.first.length !== count) return { code: 'lengths-differ', column: 'first' }
  if (data.cluster && data.cluster.length !== count) return { code: 'lengths-differ', column: 'cluster' }
  const { anticipation } = settings
  if (!Number.isInteger(anticipation) || anticipation < 0 || anticipation > MOST_ANTICIPATION)
    return { code: 'anticipation-outside-limits' }
  return numbersRefusal(data, count) ?? weightRefusal(data) ?? unitRefusal(data)
}

function numbersRefusal(data: StudyData, count: number): StudyRefusal | undefined {
  const columns: [string, Float64Array][] = [['outcome', data.outcome]]
  for (const [k, column] of (data.covariates ?? []).entries()) columns.push([`covariate ${k}`, column])
  if (data.weights) columns.push(['weights', data.weights])
  for (const [column, values] of columns) {
    if (values.length !== count) return { code: 'lengths-differ', column }
    for (let row = 0; row < count; row++)
      if (!Number.isFinite(values[row]!)) return { code: 'value-not-finite', column, row }
  }
  return undefined
}

function weightRefusal({ weights }: StudyData): StudyRefusal | undefined {
  if (!weights) return undefined
  let total = 0
  for (let row = 0; row < weights.length; row++) {
    if (weights[row]! < 0) return { code: 'weight-negative', row }
    total += weights[row]!
  }
  return total > 0 ? undefined : { code: 'weights-all-zero' }
}

function unitRefusal({ unit, time }: StudyData): StudyRefusal | undefined {
  let earliest = time[0]!
  let latest = earliest
  for (let row = 0; row < unit.length; row++) {
    if (unit[row]! < 0 || unit[row]! >= unit.length) return { code: 'unit-outside-limits', row }
    if (time[row]! < earliest) earliest = time[row]!
    if (time[row]! > latest) latest = time[row]!
  }
  return latest - earliest > WIDEST_TIMES ? { code: 'time-range-too-wide' } : undefined
}
