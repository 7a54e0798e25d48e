import { type Result, ok } from '../../kernel/result.ts'
import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { BootstrapRounds } from '../group-time/bootstrap-rounds.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { EstimateStudy, Estimated } from '../group-time/estimated.ts'
import { earlierJoining } from '../placebo/earlier-joining.ts'
import { withoutEachGroup } from '../placebo/without-group.ts'
import { alternatives } from './alternatives.ts'
import { breakInTrend } from './break-in-trend.ts'
import type { Evaluation, Placebo } from './evaluation.ts'
import { eventEffects } from './event-effects.ts'
import { overallEffect } from './overall-effect.ts'
import type { StudyPlan } from './study-plan.ts'
import { summariesOf } from './summaries.ts'
import { verdictFor } from './verdict-for.ts'

export type EvaluationStage = 'power' | 'effects' | 'band' | 'sensitivity' | 'comparisons' | 'placebos'
export type OnStage = (stage: EvaluationStage) => void

/**
 * - `own`: by the settings of the plan; `estimate`: by others
 * - `rounds`: of a bootstrap of `own`, for the band
 * - `otherOutcome`: the effect on an outcome that cannot be touched, where there is one
 */
export type EstimatedStudy = Readonly<{
  own: Estimated
  estimate: EstimateStudy
  rounds: () => Result<BootstrapRounds, unknown>
  hasCovariates: boolean
  otherOutcome: () => readonly Placebo[]
}>

/** What follows from group-time effects, whether their influence is at hand per unit or only its covariance. */
export type EstimatedParts = Pick<
  Evaluation,
  | 'verdict'
  | 'overall'
  | 'summaries'
  | 'groups'
  | 'calendar'
  | 'events'
  | 'critical'
  | 'cells'
  | 'preTest'
  | 'alternatives'
  | 'sensitivity'
  | 'placebos'
  | 'withoutGroup'
>

export function estimatedParts(
  { own, estimate, rounds, hasCovariates, otherOutcome }: EstimatedStudy,
  plan: StudyPlan,
  onStage: OnStage,
): Result<EstimatedParts, AggregationRefusal> {
  const { settings, estimand, window, level } = plan
  const overall = overallEffect(own, estimand, plan)
  if (!overall.ok) return overall
  const byEvent = own.aggregate('dynamic', window)
  if (!byEvent.ok) return byEvent
  onStage('band')
  const { events, critical } = eventEffects(own, byEvent.value.rows, rounds(), level)
  onStage('sensitivity')
  const sensitivity = breakInTrend(estimate, plan, own)
  onStage('comparisons')
  const others = alternatives(estimate, plan, own, hasCovariates)
  onStage('placebos')
  const placebos = [...earlierPlacebos(estimate, plan), ...otherOutcome()]
  const leftOut = withoutEachGroup(estimate, own, settings, { kind: estimand, window, level })
  return ok({
    verdict: verdictFor(plan, overall.value, { sensitivity, others, placebos }),
    overall: overall.value,
    ...summariesOf(own, plan),
    events,
    critical,
    preTest: own.preTest(),
    alternatives: others,
    sensitivity,
    placebos,
    withoutGroup: leftOut.ok ? leftOut.value.map(({ group, effect }) => ({ group, effect })) : [],
  })
}

/** The effect where there can be none: joining pretended earlier. */
const earlierPlacebos = (estimate: EstimateStudy, { settings, placeboShifts, level }: StudyPlan) =>
  placeboShifts.map((shift): Placebo => {
    const found = earlierJoining(estimate, settings, shift, level)
    return { kind: 'earlier', shift, effect: found.ok ? ok(effectOf(found.value, level)) : found }
  })
