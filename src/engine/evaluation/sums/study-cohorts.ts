import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { Cohort } from '../group-time/arrange-study.ts'
import { NEVER, type StudyRefusal, type StudySettings, type StudyWarning } from '../group-time/study-data.ts'
import { DROPPED, studyUnits } from '../group-time/study-units.ts'

/** How many units of a balanced panel have one first time of treatment, as in the data. */
export type CohortSize = Readonly<{ first: number; units: number }>

/**
 * - `times`: those that are looked at, the first ones of the panel
 * - `spans`: the groups of the study, the never treated last, each as a run of places
 * - `members`: per span, the first times in the data of those who count in it
 */
export type StudyCohorts = Readonly<{
  times: readonly number[]
  spans: readonly Cohort[]
  members: readonly (readonly number[])[]
  units: number
  warnings: readonly StudyWarning[]
}>

type Refusal = StudyRefusal | Readonly<{ code: 'design-not-in-sums' }>

const WIDEST_TIMES = 100_000

/**
 * Who takes part, by the rules of the road in memory, which get one unit for each cohort.
 *
 * @param times  of the panel, ascending, two or more
 */
export function studyCohorts(
  times: readonly number[],
  cohorts: readonly CohortSize[],
  settings: StudySettings,
): Result<StudyCohorts, Refusal> {
  if (settings.design !== 'panel') return refuse({ code: 'design-not-in-sums' })
  const { anticipation } = settings
  if (!Number.isInteger(anticipation) || anticipation < 0 || anticipation > 1000)
    return refuse({ code: 'anticipation-outside-limits' })
  if (times.at(-1)! - times[0]! > WIDEST_TIMES) return refuse({ code: 'time-range-too-wide' })
  const handled = studyUnits(oneUnitEach(times, cohorts), settings)
  if (!handled.ok) return handled
  const { first, groups } = handled.value
  const spans: Cohort[] = []
  const members: number[][] = []
  let start = 0
  for (const group of [...groups, NEVER]) {
    const own = cohorts.filter((_, c) => first[c] === group)
    const units = own.reduce((sum, cohort) => sum + cohort.units, 0)
    if (units === 0 && group === NEVER) return refuse({ code: 'no-controls' })
    spans.push({ first: group, start, end: start + units })
    members.push(own.map((cohort) => cohort.first))
    start += units
  }
  const warnings = handled.value.warnings.map((warning) => counted(warning, times, cohorts, first, settings))
  return ok({ times: handled.value.times, spans, members, units: start, warnings })
}

function oneUnitEach(times: readonly number[], cohorts: readonly CohortSize[]) {
  const count = times.length
  const rows = Array.from({ length: cohorts.length * count }, (_, row) => row)
  return {
    unit: Int32Array.from(rows, (row) => Math.floor(row / count)),
    time: Int32Array.from(rows, (row) => times[row % count]!),
    outcome: new Float64Array(rows.length),
    first: Int32Array.from(rows, (row) => cohorts[Math.floor(row / count)]!.first),
  }
}

/** A warning that counts cohorts, made to count units. */
function counted(
  warning: StudyWarning,
  times: readonly number[],
  cohorts: readonly CohortSize[],
  first: Int32Array,
  { anticipation }: StudySettings,
): StudyWarning {
  const late = times.at(-1)! + anticipation
  const isMeant = (c: number) => {
    const own = cohorts[c]!.first
    if (warning.code === 'treated-before-start') return first[c] === DROPPED
    if (warning.code === 'treated-after-end') return own !== NEVER && own > late
    return own === warning.group
  }
  const count = cohorts.reduce((sum, { units }, c) => sum + (isMeant(c) ? units : 0), 0)
  return warning.count === undefined ? warning : { ...warning, count }
}
