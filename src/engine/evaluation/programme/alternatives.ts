import { ok } from '../../kernel/result.ts'
import type { EstimateStudy, Estimated } from '../group-time/estimated.ts'
import type { Alternative } from './evaluation.ts'
import { overallEffect } from './overall-effect.ts'
import type { StudyPlan } from './study-plan.ts'

const ESTIMATORS = ['doubly-robust', 'inverse-weighting', 'regression'] as const
const CONTROLS = ['never', 'not-yet'] as const

/** The estimand by other estimators and controls; without covariates the three estimators are one. */
export function alternatives(
  estimate: EstimateStudy,
  plan: StudyPlan,
  own: Estimated,
  hasCovariates: boolean,
): readonly Alternative[] {
  const { settings, estimand } = plan
  const estimators = hasCovariates ? ESTIMATORS : [settings.estimator]
  return estimators.flatMap((estimator) =>
    CONTROLS.map((controls): Alternative => {
      const isOwn = estimator === settings.estimator && controls === settings.controls
      const result = isOwn ? ok(own) : estimate({ ...settings, estimator, controls })
      const effect = result.ok ? overallEffect(result.value, estimand, plan) : result
      return { estimator, controls, own: isOwn, effect }
    }),
  )
}
