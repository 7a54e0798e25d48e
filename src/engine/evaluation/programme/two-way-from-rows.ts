import { ok } from '../../kernel/result.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type { StudyData } from '../group-time/study-data.ts'
import { baconDecomposition } from '../two-way/bacon-decomposition.ts'
import type { TwoWayRefusal } from '../two-way/two-way-data.ts'
import { twoWayEffect, twoWayEventStudy } from '../two-way/two-way-effect.ts'
import { imputationEffect } from '../two-way/imputation-effect.ts'
import type { Imputed, OrRefused, TwoWayComparison } from './evaluation.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'

/** Two-way fixed effects and imputation without covariates, for comparison only, with what they weigh. */
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
    imputation: imputedOf(plain),
  })
}

export function imputedOf(data: StudyData): OrRefused<Imputed, TwoWayRefusal> {
  const found = imputationEffect(data)
  if (!found.ok) return found
  const { estimate, events } = found.value
  return ok({ estimate, events: events.map(({ event, estimate: own }) => ({ event, estimate: own })) })
}
