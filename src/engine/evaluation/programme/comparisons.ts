import { ok, refuse } from '../../kernel/result.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import { baconDecomposition } from '../two-way/bacon-decomposition.ts'
import { twoWayEffect, twoWayEventStudy } from '../two-way/two-way-effect.ts'
import type { TwoWayRefusal } from '../two-way/two-way-data.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import { overallEffect } from './overall-effect.ts'
import type { Alternative, OrRefused, TwoWayComparison } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

export const ESTIMATORS = ['doubly-robust', 'inverse-weighting', 'regression'] as const
const CONTROLS = ['never', 'not-yet'] as const

/** The estimand by other estimators and controls; without covariates the three estimators are one. */
export function alternatives(
  { data }: StudyInput,
  plan: StudyPlan,
  own: GroupTimeResult,
): readonly Alternative[] {
  const { settings, estimand, window, level } = plan
  const estimators = data.covariates?.length ? ESTIMATORS : [settings.estimator]
  return estimators.flatMap((estimator) =>
    CONTROLS.map((controls): Alternative => {
      const isOwn = estimator === settings.estimator && controls === settings.controls
      const result = isOwn ? ok(own) : groupTimeEffects(data, { ...settings, estimator, controls })
      const effect = result.ok ? overallEffect(result.value, estimand, window, level) : refuse(result.error)
      return { estimator, controls, own: isOwn, effect }
    }),
  )
}

/** Two-way fixed effects without covariates, for comparison only, with what they weigh. */
export function twoWayComparison(
  { data }: StudyInput,
  { level }: StudyPlan,
): OrRefused<TwoWayComparison, TwoWayRefusal> {
  const { covariates: _, ...plain } = data
  const effect = twoWayEffect(plain)
  if (!effect.ok) return effect
  const study = twoWayEventStudy(plain)
  const events = study.ok
    ? ok(
        study.value.effects.map(({ event, reference, ...row }) => ({
          event,
          reference,
          ...effectOf(row, level),
        })),
      )
    : study
  const bacon = baconDecomposition(plain)
  return ok({
    effect: effectOf(effect.value, level),
    events,
    weights: bacon.ok ? ok(bacon.value.kinds) : bacon,
  })
}
