import { ok, refuse } from '../../kernel/result.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import { earlierJoining } from '../placebo/earlier-joining.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import { overallEffect } from './overall-effect.ts'
import type { Placebo } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

/** The effect where there can be none: joining pretended earlier, and an outcome that cannot be touched. */
export function placebosOf({ data, otherOutcome }: StudyInput, plan: StudyPlan): readonly Placebo[] {
  const { settings, placeboShifts, estimand, window, level } = plan
  const earlier = placeboShifts.map((shift): Placebo => {
    const found = earlierJoining(data, settings, shift, level)
    return { kind: 'earlier', shift, effect: found.ok ? ok(effectOf(found.value, level)) : found }
  })
  if (!otherOutcome) return earlier
  const other = groupTimeEffects({ ...data, outcome: otherOutcome }, settings)
  const effect = other.ok ? overallEffect(other.value, estimand, window, level) : refuse(other.error)
  return [...earlier, { kind: 'other-outcome', effect }]
}
