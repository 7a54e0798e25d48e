import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import { NEVER, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import type { PathSource, PowerRefusal, PowerSettings } from './power-settings.ts'

const FEWEST_PATHS = 20
const FEWEST_CLUSTERS = 10

/**
 * The design without outcomes: `data` has one row per unit and time, units 0 … n − 1 in the order of `result`, outcomes
 * 0; `rowOf[unit · times + step]` is its row in the input; `donors` are units whose paths hold no treatment at all.
 */
export type PowerDesign = Readonly<{
  source: PathSource
  data: StudyData
  result: GroupTimeResult
  rowOf: Int32Array
  donors: Int32Array
  settings: StudySettings
}>

/** Looks at who joined when, never at an outcome. */
export function powerDesign(data: StudyData, settings: PowerSettings): Result<PowerDesign, PowerRefusal> {
  const whole = groupTimeEffects({ ...data, outcome: new Float64Array(data.unit.length) }, settings.study)
  if (!whole.ok) return whole
  const own = whole.value
  const neverStart = own.groups.at(-1)!.end
  const never = Int32Array.from({ length: own.neverUnits }, (_, k) => neverStart + k)
  const short = pathRefusal(own, never)
  if ((settings.source ?? (short ? 'before' : 'never')) === 'never')
    return short ? refuse(short) : designOf(data, own, settings.study, 'never', own.times, never)

  const { anticipation } = settings.study
  const before = own.times.filter((time) => time + anticipation < own.groups[0]!.first)
  if (before.length < 2 + anticipation) return refuse({ code: 'too-few-times-before', count: before.length })
  const everybody = Int32Array.from(own.unitAt.keys())
  const few = pathRefusal(own, everybody)
  return few ? refuse(few) : designOf(data, own, settings.study, 'before', before, everybody)
}

function pathRefusal({ cluster }: GroupTimeResult, donors: Int32Array): PowerRefusal | undefined {
  if (donors.length < FEWEST_PATHS) return { code: 'too-few-paths', count: donors.length }
  if (!cluster) return undefined
  const clusters = new Set(Array.from(donors, (unit) => cluster[unit]!)).size
  return clusters < FEWEST_CLUSTERS ? { code: 'too-few-paths', count: clusters } : undefined
}

function designOf(
  input: StudyData,
  own: GroupTimeResult,
  settings: StudySettings,
  source: PathSource,
  times: readonly number[],
  donors: Int32Array,
): Result<PowerDesign, PowerRefusal> {
  const rowOf = rowsOf(input, own, times)
  const size = times.length
  const first = new Int32Array(own.unitAt.length).fill(NEVER)
  for (const group of own.groups)
    first.fill(joinedAt(group.first, own.times, times, settings), group.start, group.end)
  const { covariates, weights, cluster } = input
  const data: StudyData = {
    unit: Int32Array.from(rowOf, (_, k) => Math.floor(k / size)),
    time: Int32Array.from(rowOf, (_, k) => times[k % size]!),
    first: Int32Array.from(rowOf, (_, k) => first[Math.floor(k / size)]!),
    outcome: new Float64Array(rowOf.length),
    ...(covariates && { covariates: covariates.map((x) => Float64Array.from(rowOf, (row) => x[row]!)) }),
    ...(weights && { weights: Float64Array.from(rowOf, (row) => weights[row]!) }),
    ...(cluster && { cluster: Int32Array.from(rowOf, (row) => cluster[row]!) }),
  }
  const result = groupTimeEffects(data, settings)
  return result.ok ? ok({ source, data, result: result.value, rowOf, donors, settings }) : result
}

/** In fewer times everybody joins as far along, but after two times without treatment and not later than the last. */
function joinedAt(
  group: number,
  all: readonly number[],
  times: readonly number[],
  { anticipation }: StudySettings,
): number {
  if (times.length === all.length) return group
  const step = all.filter((time) => time < group).length
  const scaled = Math.round((step * times.length) / all.length)
  return times[Math.min(times.length - 1, Math.max(1 + anticipation, scaled))]!
}

function rowsOf({ unit, time }: StudyData, own: GroupTimeResult, times: readonly number[]): Int32Array {
  const position = new Map(Array.from(own.unitAt, (name, at) => [name, at]))
  const step = new Map(times.map((value, at) => [value, at]))
  const rowOf = new Int32Array(own.unitAt.length * times.length)
  for (let row = 0; row < unit.length; row++) {
    const [at, when] = [position.get(unit[row]!), step.get(time[row]!)]
    if (at !== undefined && when !== undefined) rowOf[at * times.length + when] = row
  }
  return rowOf
}
