import { normalQuantile } from '../../kernel/normal.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import { preTest } from '../group-time/pre-test.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'
import type { EventStudyRefusal, Interval } from '../sensitivity/event-study.ts'
import { beforeLooking } from './before-looking.ts'
import { breakInTrend } from './break-in-trend.ts'
import { withoutEachGroup } from '../placebo/without-group.ts'
import { alternatives, twoWayComparison } from './comparisons.ts'
import { balanceAtStart, countsOf, groupPaths, missingOf } from './describe-panel.ts'
import { effectOf, overallEffect, sideOf } from './effect-of.ts'
import type { Alternative, Effect, Evaluation, OrRefused, Placebo, SensitivityTable } from './evaluation.ts'
import { eventEffects } from './event-effects.ts'
import { beforeAfterOf, matchedOf } from './older-methods.ts'
import { placebosOf } from './placebos.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import { type Verdict, type VerdictReason, towardsBetter, verdictOf } from './verdict.ts'

export type EvaluationStage = 'power' | 'effects' | 'band' | 'sensitivity' | 'comparisons' | 'placebos'

export type EvaluationRefusal = StudyRefusal | AggregationRefusal

const SUMMARIES = ['simple', 'dynamic', 'group', 'calendar'] as const

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
  onStage: (stage: EvaluationStage) => void = () => {},
): Result<Evaluation, EvaluationRefusal> {
  onStage('power')
  const before = beforeLooking(input, plan)
  onStage('effects')
  const estimated = groupTimeEffects(input.data, plan.settings)
  if (!estimated.ok) return estimated
  const own = estimated.value
  const overall = overallEffect(own, plan.estimand, plan.window, plan.level)
  if (!overall.ok) return refuse(overall.error)
  const byEvent = aggregateEffects(own, 'dynamic', plan.window)
  if (!byEvent.ok) return byEvent

  onStage('band')
  const { events, critical } = eventEffects(own, byEvent.value, plan)
  onStage('sensitivity')
  const sensitivity = breakInTrend(input, plan, own)
  onStage('comparisons')
  const others = alternatives(input, plan, own)
  const twoWay = twoWayComparison(input, plan)
  onStage('placebos')
  const placebos = placebosOf(input, plan)
  const leftOut = withoutEachGroup(input.data, plan.settings, { kind: plan.estimand, ...plan })

  return ok({
    before,
    verdict: verdictFor(plan, overall.value, { sensitivity, others, placebos }),
    overall: overall.value,
    ...summariesOf(own, plan),
    events,
    critical,
    preTest: preTest(own),
    paths: groupPaths(input),
    alternatives: others,
    twoWay,
    beforeAfter: beforeAfterOf(input, plan),
    matched: matchedOf(input, plan),
    sensitivity,
    placebos,
    withoutGroup: leftOut.ok ? leftOut.value.map(({ group, effect }) => ({ group, effect })) : [],
    balance: balanceAtStart(input),
    counts: countsOf(input, own),
    missing: missingOf(input, plan.level),
    warnings: own.warnings,
  })
}

function summariesOf(own: GroupTimeResult, plan: StudyPlan) {
  const { window, level } = plan
  const [byGroup, byTime] = [
    aggregateEffects(own, 'group', window),
    aggregateEffects(own, 'calendar', window),
  ]
  return {
    summaries: SUMMARIES.map((kind) => ({ kind, overall: overallEffect(own, kind, window, level) })),
    groups: byGroup.ok
      ? byGroup.value.rows.map((row) => ({
          group: row.at,
          units: own.groups.find(({ first }) => first === row.at)!.units,
          ...effectOf(row, level),
        }))
      : [],
    calendar: byTime.ok ? byTime.value.rows.map((row) => ({ time: row.at, ...effectOf(row, level) })) : [],
    cells: own.effects.map(({ influence: _, estimate, standardError, ...cell }) => ({
      ...cell,
      ...effectOf({ estimate, standardError }, level),
    })),
  }
}

type Beside = Readonly<{
  sensitivity: OrRefused<SensitivityTable, EventStudyRefusal>
  others: readonly Alternative[]
  placebos: readonly Placebo[]
}>

/** The rules of `Verdict`, with what was reckoned beside the estimand. */
function verdictFor(plan: StudyPlan, overall: Effect, { sensitivity, others, placebos }: Beside): Verdict {
  const { demandedRatio, betterIs, smallestEffect } = plan
  const reasons: VerdictReason[] = []
  let robust: Interval | undefined
  if (demandedRatio !== undefined) {
    const row = sensitivity.ok
      ? sensitivity.value.ratios.find(({ ratio }) => ratio === demandedRatio)
      : undefined
    if (row) robust = towardsBetter(row.interval, betterIs)
    else reasons.push('no-trend-to-compare')
  }
  reasons.push(...movedPlacebos(placebos, plan.level))
  const side = sideOf(overall)
  const opposite = others.some(({ effect }) => effect.ok && side !== 0 && sideOf(effect.value) === -side)
  if (opposite) reasons.push('estimators-disagree')
  return verdictOf(towardsBetter(overall, betterIs), robust, smallestEffect, reasons)
}

/** Placebos whose interval excludes 0 when all of them are held to the level together (Bonferroni). */
function movedPlacebos(placebos: readonly Placebo[], level: number): VerdictReason[] {
  const known = placebos.flatMap(({ kind, effect }) => (effect.ok ? [{ kind, effect: effect.value }] : []))
  const critical = normalQuantile(1 - (1 - level) / (2 * Math.max(1, known.length)))
  const moved = known.filter(({ effect }) => Math.abs(effect.estimate) > critical * effect.standardError)
  const reasons: VerdictReason[] = []
  if (moved.some(({ kind }) => kind === 'earlier')) reasons.push('moved-before-joining')
  if (moved.some(({ kind }) => kind === 'other-outcome')) reasons.push('other-outcome-moved')
  return reasons
}
