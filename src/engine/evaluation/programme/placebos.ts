import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateEffects, combine } from '../group-time/aggregate-effects.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'
import { effectOf, overallEffect } from './effect-of.ts'
import type { Effect, Placebo, PlaceboRefusal } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

/** The effect where there can be none: joining pretended earlier, and an outcome that cannot be touched. */
export function placebosOf(input: StudyInput, plan: StudyPlan): readonly Placebo[] {
  const earlier = plan.placeboShifts.map(
    (shift): Placebo => ({ kind: 'earlier', shift, effect: pretendedEarlier(input, plan, shift) }),
  )
  if (!input.otherOutcome) return earlier
  const other = groupTimeEffects({ ...input.data, outcome: input.otherOutcome }, plan.settings)
  const effect = other.ok
    ? overallEffect(other.value, plan.estimand, plan.window, plan.level)
    : refuse(other.error)
  return [...earlier, { kind: 'other-outcome', effect }]
}

/**
 * The mean effect in the `shift` times before joining (less anticipation), against the last time before those: what
 * the study would have found had everybody joined that much earlier, told by nothing from after joining.
 */
function pretendedEarlier(
  { data }: StudyInput,
  { settings, level }: StudyPlan,
  shift: number,
): Result<Effect, StudyRefusal | AggregationRefusal | PlaceboRefusal> {
  const anticipation = settings.anticipation + shift
  const result = groupTimeEffects(data, { ...settings, anticipation })
  if (!result.ok) return result
  return meanBetween(result.value, -anticipation, -settings.anticipation - 1, level)
}

/** Plain mean of the event times from `from` up to and including `until`. */
function meanBetween(
  result: GroupTimeResult,
  from: number,
  until: number,
  level: number,
): Result<Effect, AggregationRefusal | PlaceboRefusal> {
  const summary = aggregateEffects(result, 'dynamic')
  if (!summary.ok) return summary
  const rows = summary.value.rows.filter(({ at }) => at >= from && at <= until)
  if (rows.length < until - from + 1) return refuse({ code: 'no-time-left' })
  const effectWeights = new Float64Array(result.effects.length)
  const groupWeights = new Float64Array(result.groups.length)
  for (const row of rows) {
    for (const [k, weight] of row.effectWeights.entries()) effectWeights[k]! += weight / rows.length
    for (const [g, weight] of row.groupWeights.entries()) groupWeights[g]! += weight / rows.length
  }
  return ok(effectOf(combine(result, effectWeights, groupWeights), level))
}
