import { ok, refuse } from '../../kernel/result.ts'
import type { AggregateRow } from '../group-time/aggregate-effects.ts'
import type { EstimateStudy, Estimated, PlainCombination } from '../group-time/estimated.ts'
import { sensitivityOf } from '../sensitivity/breakdown.ts'
import type { EventStudy, EventStudyRefusal, Interval } from '../sensitivity/event-study.ts'
import type { OrRefused, SensitivityTable } from './evaluation.ts'
import type { StudyPlan } from './study-plan.ts'

/**
 * How far trends may have parted before the conclusion falls, for the plain mean of the event times after joining. The
 * effects are estimated anew against one base, the last time without treatment, as the method needs.
 */
export function breakInTrend(
  estimate: EstimateStudy,
  plan: StudyPlan,
  own: Estimated,
): OrRefused<SensitivityTable, EventStudyRefusal> {
  const { settings } = plan
  const universal = settings.base === 'universal' ? ok(own) : estimate({ ...settings, base: 'universal' })
  if (!universal.ok) return refuse({ code: 'no-period-before' })
  const summary = universal.value.aggregate('dynamic', plan.window)
  if (!summary.ok) return refuse({ code: 'no-period-after' })
  const study = eventStudyOf(summary.value.rows, plan, universal.value)
  const demanded = plan.demandedRatio === undefined ? [] : [plan.demandedRatio]
  const ratios = [...new Set([...plan.ratios, ...demanded])].sort((a, b) => a - b)
  const found = sensitivityOf(study, { ratios, bounds: plan.bounds })
  if (!found.ok) return found
  const { original, relativeMagnitudes, smoothness } = found.value
  return ok({
    events: study.times.filter((time) => time > study.referenceTime),
    original,
    ratios: relativeMagnitudes.map(({ ratio, interval }) => ({ ratio, interval: ends(interval) })),
    bounds: smoothness.map(({ bound, interval }) => ({ bound, interval: ends(interval) })),
    ratioBreakdown: found.value.relativeMagnitudesBreakdown,
    boundBreakdown: found.value.smoothnessBreakdown,
  })
}

const ends = ({ low, high }: Interval): Interval => ({ low, high })

/** Event times around the base, those before it and those after. */
function eventStudyOf(
  all: readonly AggregateRow<PlainCombination>[],
  { level, settings }: StudyPlan,
  estimated: Estimated,
): EventStudy {
  const referenceTime = -1 - settings.anticipation
  const rows = all.filter(({ at }) => at !== referenceTime)
  const times = rows.map(({ at }) => at)
  const size = rows.length
  const covariance = estimated.covarianceOf(rows)
  const after = times.filter((time) => time >= 0).length
  return {
    times,
    referenceTime,
    coefficients: rows.map(({ estimate }) => estimate),
    covariance: rows.map((_, r) => [...covariance.subarray(r * size, (r + 1) * size)]),
    postWeights: times.filter((time) => time > referenceTime).map((time) => (time >= 0 ? 1 / after : 0)),
    level,
  }
}
