import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type Effect, effectOf } from '../group-time/effect-with-interval.ts'
import type { AggregationKind, EventWindow } from '../group-time/aggregate-effects.ts'
import type { EstimateStudy, Estimated } from '../group-time/estimated.ts'
import type { StudySettings } from '../group-time/study-data.ts'
import type { PlaceboRefusal } from './placebo-refusal.ts'

/** `effect` is the overall effect on the others, or why it could not be had. */
export type WithoutGroup = Readonly<{
  group: number
  units: number
  effect: Result<Effect, PlaceboRefusal>
}>

export type Summary = Readonly<{ kind: AggregationKind; window: EventWindow; level: number }>

/**
 * The overall effect without each group in turn: its units are taken out altogether, also as controls that had not joined
 * yet. If one group carries the result, it shows here. A last group that serves as the never treated stays.
 *
 * @param whole  the study with all groups
 */
export function withoutEachGroup(
  estimate: EstimateStudy,
  whole: Estimated,
  settings: StudySettings,
  { kind, window, level }: Summary,
): Result<readonly WithoutGroup[], PlaceboRefusal> {
  if (!(level > 0 && level < 1)) return refuse({ code: 'level-outside-limits' })
  if (whole.groups.length < 2) return refuse({ code: 'only-one-group' })
  const overall = (group: number): WithoutGroup['effect'] => {
    const result = estimate(settings, group)
    const summary = result.ok ? result.value.aggregate(kind, window) : result
    return summary.ok ? ok(effectOf(summary.value.overall, level)) : summary
  }
  return ok(whole.groups.map(({ first, units }) => ({ group: first, units, effect: overall(first) })))
}
