import { ok, type Result, refuse } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateTable, type Weighted } from '../group-time/aggregate-effects.ts'
import { estimatedFromUnits } from '../group-time/estimated.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import { type Cell, groupTimeCells } from '../group-time/group-time-cells.ts'
import { NEVER, type StudyData, type StudySettings } from '../group-time/study-data.ts'
import type { Presence } from '../attrition/presence.ts'
import { presenceOf } from './missing-outcomes.ts'
import { overallEffect } from './overall-effect.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import type { OutcomeLimits, WorstCaseBounds, WorstCaseRefusal } from './worst-case-bounds.ts'

/**
 * Bounds on the estimand whatever outcomes that are missing would have been: each stands at the lowest or the highest
 * that the outcome can be, whichever makes the effect least, or greatest. All that is assumed are those limits and
 * parallel trends of all units in the panel; covariates are left out. The estimand is a weighted sum of the means of
 * groups at times, so that the sign of that weight says which end is the worse one, for all of a group at a time.
 * Undefined where nothing is missing.
 *
 * Source: C. Manski, Partial Identification of Probability Distributions (2003), chapter 1, doi:10.1007/b97478.
 */
export function worstCaseEffect(
  input: StudyInput,
  plan: StudyPlan,
  limits: OutcomeLimits,
): Result<WorstCaseBounds, WorstCaseRefusal> | undefined {
  const presence = presenceOf(input, plan)
  if (!presence) return undefined
  if (!plan.followsUnits) return refuse({ code: 'panels-only' })
  if (input.data.weights) return refuse({ code: 'bounds-without-weights' })
  if (!holds(input.data.outcome, limits)) return refuse({ code: 'limits-outside-outcome' })

  const panel = filledPanel(input.data, presence)
  const settings: StudySettings = {
    ...plan.settings,
    design: 'panel',
    estimator: 'regression',
    unbalanced: 'refuse',
  }
  const first = groupTimeEffects({ ...panel, outcome: panel.outcome.map(orZero) }, settings)
  if (!first.ok) return first
  const slopes = slopesOf(first.value, settings, plan)
  if (!slopes.ok) return slopes
  const bound = (direction: 1 | -1) => {
    const outcome = worstOutcome(panel, first.value, slopes.value, limits, direction)
    const made = groupTimeEffects({ ...panel, outcome }, settings)
    return made.ok ? overallEffect(estimatedFromUnits(made.value), plan.estimand, plan) : made
  }
  const [low, high] = [bound(-1), bound(1)]
  if (!low.ok) return refuse(low.error)
  if (!high.ok) return refuse(high.error)
  return ok({
    low: low.value,
    high: high.value,
    interval: { low: low.value.low, high: high.value.high },
    missing: presence.seen.reduce((sum, seen) => sum + 1 - seen, 0),
    rows: presence.seen.length,
  })
}

const holds = (outcome: Float64Array, { lowest, highest }: OutcomeLimits) =>
  lowest < highest && outcome.every((value) => value >= lowest && value <= highest)

const orZero = (value: number) => (Number.isNaN(value) ? 0 : value)

/** Every unit at every time; an outcome that is missing is NaN here, and nowhere else. */
function filledPanel(data: StudyData, { unit, time, first }: Presence): StudyData {
  const times = new Set(time).size
  const places = new Map([...new Set(time)].sort((a, b) => a - b).map((at, place) => [at, place]))
  const numbers = new Int32Array(unit.length)
  const place = new Map<number, number>()
  for (let row = 0; row < unit.length; row += times) place.set(unit[row]!, place.size)
  for (let row = 0; row < unit.length; row++) numbers[row] = Math.floor(row / times)
  const outcome = new Float64Array(unit.length).fill(Number.NaN)
  for (let row = 0; row < data.unit.length; row++)
    outcome[place.get(data.unit[row]!)! * times + places.get(data.time[row]!)!] = data.outcome[row]!
  const cluster = data.cluster && clustersOf(data.unit, data.cluster, place, times)
  return { unit: numbers, time, first, outcome, ...(cluster ? { cluster } : {}) }
}

/** A unit without any outcome has no cluster in the file; it is its own. */
function clustersOf(
  unit: Int32Array,
  cluster: Int32Array,
  place: ReadonlyMap<number, number>,
  times: number,
): Int32Array {
  const largest = cluster.reduce((max, one) => Math.max(max, one), 0)
  const own = new Map<number, number>()
  for (let row = 0; row < unit.length; row++) own.set(place.get(unit[row]!)!, cluster[row]!)
  return Int32Array.from({ length: place.size * times }, (_, row) => {
    const at = Math.floor(row / times)
    return own.get(at) ?? largest + 1 + at
  })
}

/** d estimand / d mean outcome, per first time of joining and time. */
type Slopes = ReadonlyMap<number, ReadonlyMap<number, number>>

function slopesOf(
  result: GroupTimeResult,
  settings: StudySettings,
  plan: StudyPlan,
): Result<Slopes, AggregationRefusal> {
  const combined = (effectWeights: Float64Array, groupWeights: Float64Array): Weighted => ({
    estimate: 0,
    effectWeights,
    groupWeights,
  })
  const summary = aggregateTable({ ...result, combined }, plan.estimand, plan.window)
  if (!summary.ok) return summary
  const weightOf = new Map<string, number>()
  for (const [k, { group, time }] of result.effects.entries())
    weightOf.set(`${group} ${time}`, summary.value.overall.effectWeights[k]!)
  const slopes = new Map<number, Map<number, number>>()
  for (const cell of groupTimeCells({ times: result.times, cohorts: cohortsOf(result) }, settings)) {
    const weight = weightOf.get(`${cell.group} ${cell.time}`) ?? 0
    if (weight !== 0) addCell(slopes, cell, result.times, weight)
  }
  return ok(slopes)
}

function addCell(
  slopes: Map<number, Map<number, number>>,
  { treated, controls, step, baseStep }: Cell,
  times: readonly number[],
  weight: number,
): void {
  const add = (first: number, amount: number) => {
    const own = slopes.get(first) ?? new Map<number, number>()
    slopes.set(first, own)
    for (const [at, slope] of [
      [times[step]!, amount],
      [times[baseStep]!, -amount],
    ] as const)
      own.set(at, (own.get(at) ?? 0) + slope)
  }
  const size = controls.reduce((sum, { start, end }) => sum + end - start, 0)
  add(treated.first, weight)
  for (const { first, start, end } of controls) add(first, (-weight * (end - start)) / size)
}

/** Groups, and the never treated after them. */
const cohortsOf = ({ groups, unitAt }: GroupTimeResult) => [
  ...groups,
  { first: NEVER, start: groups.at(-1)!.end, end: unitAt.length },
]

function worstOutcome(
  { unit, time, outcome }: StudyData,
  result: GroupTimeResult,
  slopes: Slopes,
  { lowest, highest }: OutcomeLimits,
  direction: 1 | -1,
): Float64Array {
  const slopeOfUnit = new Map<number, ReadonlyMap<number, number> | undefined>()
  for (const { first, start, end } of cohortsOf(result))
    for (let at = start; at < end; at++) slopeOfUnit.set(result.unitAt[at]!, slopes.get(first))
  const filled = outcome.slice()
  for (let row = 0; row < unit.length; row++) {
    if (!Number.isNaN(filled[row]!)) continue
    const slope = slopeOfUnit.get(unit[row]!)?.get(time[row]!) ?? 0
    filled[row] = slope * direction > 0 ? highest : lowest
  }
  return filled
}
