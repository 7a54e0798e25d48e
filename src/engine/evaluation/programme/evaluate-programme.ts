import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type AggregationRefusal, aggregateEffects } from '../group-time/aggregate-effects.ts'
import { bootstrapRounds } from '../group-time/bootstrap-rounds.ts'
import { type GroupTimeResult, groupTimeEffects } from '../group-time/group-time-effects.ts'
import { preTest } from '../group-time/pre-test.ts'
import type { StudyRefusal } from '../group-time/study-data.ts'
import { beforeLooking } from './before-looking.ts'
import { breakInTrend } from './break-in-trend.ts'
import { withoutEachGroup } from '../placebo/without-group.ts'
import { alternatives, twoWayComparison } from './comparisons.ts'
import { balanceAtStart, countsOf, groupPaths } from './describe-panel.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import { overallEffect } from './overall-effect.ts'
import type { Evaluation } from './evaluation.ts'
import { eventEffects } from './event-effects.ts'
import { beforeAfterOf, matchedOf } from './older-methods.ts'
import { missingOf } from './missing-outcomes.ts'
import { countedUnits, type FlowRefusal, panelFlow } from './panel-flow.ts'
import { placebosOf } from './placebos.ts'
import type { StudyInput, StudyPlan } from './study-plan.ts'
import { verdictFor } from './verdict-for.ts'
import { worstCaseEffect } from './worst-case-effect.ts'

export type EvaluationStage = 'power' | 'effects' | 'band' | 'sensitivity' | 'comparisons' | 'placebos'

export type EvaluationRefusal = StudyRefusal | AggregationRefusal | FlowRefusal

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
  const overall = overallEffect(own, plan.estimand, plan.window, plan.level)
  if (!overall.ok) return refuse(overall.error)
  const byEvent = aggregateEffects(own, 'dynamic', plan.window)
  if (!byEvent.ok) return byEvent

  onStage('band')
  const made = bootstrapRounds(own, { rounds: plan.rounds, seed: plan.seed, multiplier: 'mammen' })
  const { events, critical } = eventEffects(own, byEvent.value.rows, made, plan.level)
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
    flow: flow.value,
    ...whoIsMissing(input, plan),
    warnings: own.warnings,
  })
}

function whoIsMissing(input: StudyInput, plan: StudyPlan): Pick<Evaluation, 'missing' | 'bounds'> {
  const bounds = plan.outcomeLimits && worstCaseEffect(input, plan, plan.outcomeLimits)
  return { missing: missingOf(input, plan), ...(bounds ? { bounds } : {}) }
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
