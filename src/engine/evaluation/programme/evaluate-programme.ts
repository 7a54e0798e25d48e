import { type Result, ok } from '../../kernel/result.ts'
import type { AggregationRefusal } from '../group-time/aggregate-effects.ts'
import { bootstrapRounds } from '../group-time/bootstrap-rounds.ts'
import { estimatedFromUnits, studyEstimator } from '../group-time/estimated.ts'
import { groupTimeEffects } from '../group-time/group-time-effects.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'
import { beforeLooking } from './before-looking.ts'
import { balanceAtStart, countsOf, groupPaths } from './describe-panel.ts'
import { estimatedParts, type OnStage } from './estimated-parts.ts'
import type { Evaluation, Placebo } from './evaluation.ts'
import { fewClusters } from './few-clusters.ts'
import { missingOf } from './missing-outcomes.ts'
import { beforeAfterOf, matchedOf } from './older-methods.ts'
import { overallEffect } from './overall-effect.ts'
import { countedUnits, type FlowRefusal, panelFlow } from './panel-flow.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import { twoWayComparison } from './two-way-from-rows.ts'
import { worstCaseEffect } from './worst-case-effect.ts'

export type EvaluationRefusal = StudyRefusal | AggregationRefusal | FlowRefusal

/**
 * One study from panel to verdict: effects by group and time and all summaries, what other methods say, how far trends
 * may have parted, effects where there can be none, and who is missing. What could not be reckoned stands in its place
 * as a refusal; nothing in it is NaN.
 *
 * @param onStage  told before each long part
 */
export function evaluateProgramme(
  input: StudyInput,
  plan: StudyPlan,
  onStage: OnStage = () => {},
): Result<Evaluation, EvaluationRefusal> {
  const early = plan.flow && panelFlow(plan.flow, countedUnits(input)) // told before minutes of work
  if (early && !early.ok) return early
  onStage('power')
  const before = beforeLooking(input, plan)
  onStage('effects')
  const estimated = groupTimeEffects(input.data, plan.settings)
  if (!estimated.ok) return estimated
  const own = estimated.value
  const flow = panelFlow(plan.flow, countedUnits(input, own))
  if (!flow.ok) return flow
  const study = {
    own: estimatedFromUnits(own),
    estimate: studyEstimator(input.data),
    rounds: () =>
      bootstrapRounds(own, { rounds: plan.rounds, seed: plan.seed, multiplier: 'mammen' as const }),
    hasCovariates: (input.data.covariates?.length ?? 0) > 0,
    otherOutcome: () => otherOutcome(input, plan),
  }
  const parts = estimatedParts(study, plan, onStage)
  if (!parts.ok) return parts
  return ok({
    before,
    ...parts.value,
    paths: groupPaths(input),
    twoWay: twoWayComparison(input, plan),
    beforeAfter: beforeAfterOf(input, plan),
    matched: matchedOf(input, plan),
    balance: balanceAtStart(input),
    counts: countsOf(input, own),
    flow: flow.value,
    ...whoIsMissing(input, plan),
    warnings: [...own.warnings, ...fewClusters(own.cluster && own.clusterCount)],
  })
}

/** The effect where there can be none: on an outcome that the programme cannot touch. */
function otherOutcome({ data, otherOutcome: outcome }: StudyInput, plan: StudyPlan): readonly Placebo[] {
  if (!outcome) return []
  const other = studyEstimator({ ...data, outcome })(plan.settings)
  const effect = other.ok ? overallEffect(other.value, plan.estimand, plan) : other
  return [{ kind: 'other-outcome', effect }]
}

function whoIsMissing(input: StudyInput, plan: StudyPlan): Pick<Evaluation, 'missing' | 'bounds'> {
  const bounds = plan.outcomeLimits && worstCaseEffect(input, plan, plan.outcomeLimits)
  return { missing: missingOf(input, plan), ...(bounds ? { bounds } : {}) }
}
