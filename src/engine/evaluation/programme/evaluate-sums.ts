import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { AggregationKind, AggregationRefusal } from '../group-time/aggregate-effects.ts'
import { NEVER, type StudyData } from '../group-time/study-data.ts'
import {
  aggregateSums,
  combineSums,
  type EffectsRefusal,
  effectsFromSums,
  preTestOfSums,
  type SumsResult,
} from '../sums/effects-from-sums.ts'
import { loadingCovariance } from '../sums/loadings.ts'
import { momentsOf, type PanelSums } from '../sums/panel-sums.ts'
import { roundsFromSums } from '../sums/rounds-from-sums.ts'
import { eventStudyFromSums, twoWayFromSums } from '../sums/two-way-from-sums.ts'
import { baconDecomposition } from '../two-way/bacon-decomposition.ts'
import { sensitivityTable } from './break-in-trend.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import type {
  Alternative,
  BalanceOf,
  Effect,
  Evaluation,
  GroupPath,
  OrRefused,
  Placebo,
  TwoWayComparison,
} from './evaluation.ts'
import { eventEffects } from './event-effects.ts'
import type { StudyPlan } from './study-plan.ts'
import { verdictFor } from './verdict-for.ts'

export type SumsEvaluationRefusal = EffectsRefusal | AggregationRefusal

const SUMMARIES = ['simple', 'dynamic', 'group', 'calendar'] as const

/**
 * One study from the sums of its panel to a verdict, as `evaluateProgramme` without covariates. What needs single firms is not in it: power, pairs, and the classic comparison with its error.
 */
export function evaluateSums(sums: PanelSums, plan: StudyPlan): Result<Evaluation, SumsEvaluationRefusal> {
  const estimated = effectsFromSums(sums, plan.settings)
  if (!estimated.ok) return estimated
  const own = estimated.value
  const overall = overallOf(own, plan.estimand, plan)
  if (!overall.ok) return overall
  const byEvent = aggregateSums(own, 'dynamic', plan.window)
  if (!byEvent.ok) return byEvent

  const made = roundsFromSums(own, { rounds: plan.rounds, seed: plan.seed })
  const { events, critical } = eventEffects(own, byEvent.value.rows, made, plan.level)
  const sensitivity = sensitivityOfSums(sums, own, plan)
  const others = otherControls(sums, own, plan)
  const placebos = plan.placeboShifts.map((shift): Placebo => earlierInSums(sums, plan, shift))
  return ok({
    before: refuse({ code: 'not-from-sums' as const }),
    verdict: verdictFor(plan, overall.value, { sensitivity, others, placebos }),
    overall: overall.value,
    ...summariesOf(own, plan),
    events,
    critical,
    preTest: preTestOfSums(own),
    paths: pathsOf(sums),
    alternatives: others,
    twoWay: twoWayOf(sums, plan),
    beforeAfter: [],
    matched: [],
    sensitivity,
    placebos,
    withoutGroup: withoutEachGroup(sums, own, plan),
    balance: balanceOf(sums),
    counts: countsOf(sums, own),
    missing: undefined,
    warnings: own.warnings,
  })
}

function overallOf(
  result: SumsResult,
  kind: AggregationKind,
  { window, level }: StudyPlan,
): OrRefused<Effect, AggregationRefusal> {
  const summary = aggregateSums(result, kind, window)
  return summary.ok ? ok(effectOf(summary.value.overall, level)) : summary
}

function summariesOf(own: SumsResult, plan: StudyPlan) {
  const { window, level } = plan
  const [byGroup, byTime] = [aggregateSums(own, 'group', window), aggregateSums(own, 'calendar', window)]
  const unitsOf = (group: number) => own.groups.find(({ first }) => first === group)!.units
  return {
    summaries: SUMMARIES.map((kind) => ({ kind, overall: overallOf(own, kind, plan) })),
    groups: byGroup.ok
      ? byGroup.value.rows.map((row) => ({ group: row.at, units: unitsOf(row.at), ...effectOf(row, level) }))
      : [],
    calendar: byTime.ok ? byTime.value.rows.map((row) => ({ time: row.at, ...effectOf(row, level) })) : [],
    cells: own.effects.map(({ loading: _, estimate, standardError, ...cell }) => ({
      ...cell,
      ...effectOf({ estimate, standardError }, level),
    })),
  }
}

function sensitivityOfSums(sums: PanelSums, own: SumsResult, plan: StudyPlan): Evaluation['sensitivity'] {
  const { settings } = plan
  const universal =
    settings.base === 'universal' ? ok(own) : effectsFromSums(sums, { ...settings, base: 'universal' })
  if (!universal.ok) return refuse({ code: 'no-period-before' })
  const summary = aggregateSums(universal.value, 'dynamic', plan.window)
  if (!summary.ok) return refuse({ code: 'no-period-after' })
  return sensitivityTable(summary.value.rows, plan, (rows) =>
    loadingCovariance(
      rows.map(({ loading }) => loading),
      universal.value.cohorts,
    ),
  )
}

function otherControls(sums: PanelSums, own: SumsResult, plan: StudyPlan): readonly Alternative[] {
  const { settings, estimand } = plan
  return (['never', 'not-yet'] as const).map((controls) => {
    const isOwn = controls === settings.controls
    const result = isOwn ? ok(own) : effectsFromSums(sums, { ...settings, controls })
    const effect = result.ok ? overallOf(result.value, estimand, plan) : refuse(studyCode(result.error))
    return { estimator: settings.estimator, controls, own: isOwn, effect }
  })
}

/** Refusals that cannot come up once the sums gave their own effects are told as nothing estimated. */
const studyCode = (error: EffectsRefusal) =>
  error.code === 'no-controls' ? { code: error.code } : { code: 'nothing-estimated' as const }

function earlierInSums(sums: PanelSums, plan: StudyPlan, shift: number): Placebo {
  const { settings, level } = plan
  const anticipation = settings.anticipation + shift
  const result = effectsFromSums(sums, { ...settings, anticipation })
  if (!result.ok) return { kind: 'earlier', shift, effect: refuse(studyCode(result.error)) }
  const summary = aggregateSums(result.value, 'dynamic')
  if (!summary.ok) return { kind: 'earlier', shift, effect: summary }
  const rows = summary.value.rows.filter(({ at }) => at >= -anticipation && at < -settings.anticipation)
  if (rows.length < shift) return { kind: 'earlier', shift, effect: refuse({ code: 'no-time-left' }) }
  const mean = (key: 'effectWeights' | 'groupWeights') =>
    rows[0]![key].map((_, k) => rows.reduce((sum, row) => sum + row[key][k]!, 0) / rows.length)
  const combined = combineSums(result.value, mean('effectWeights'), mean('groupWeights'))
  return { kind: 'earlier', shift, effect: ok(effectOf(combined, level)) }
}

function withoutEachGroup(sums: PanelSums, own: SumsResult, plan: StudyPlan): Evaluation['withoutGroup'] {
  if (own.groups.length < 2) return []
  return own.groups.map(({ first: group }) => {
    const rest = { ...sums, cohorts: sums.cohorts.filter(({ first }) => first !== group) }
    const result = effectsFromSums(rest, plan.settings)
    const effect = result.ok ? overallOf(result.value, plan.estimand, plan) : refuse(studyCode(result.error))
    return { group, effect }
  })
}

function twoWayOf(sums: PanelSums, { level }: StudyPlan): Evaluation['twoWay'] {
  const fit = twoWayFromSums(sums)
  if (!fit.ok) return refuse({ code: 'explained-by-effects', column: 'treated' })
  const effect = { estimate: fit.value.coefficients[0]!, standardError: fit.value.standardErrors[0]! }
  return ok({ effect: effectOf(effect, level), events: twoWayEvents(sums, level), weights: weightsOf(sums) })
}

function twoWayEvents(sums: PanelSums, level: number): TwoWayComparison['events'] {
  const study = eventStudyFromSums(sums)
  if (!study.ok) return refuse({ code: 'singular-regressors' })
  const { events, coefficients, standardErrors } = study.value
  const rows = events.map((event, k) => ({
    event,
    reference: false,
    ...effectOf({ estimate: coefficients[k]!, standardError: standardErrors[k]! }, level),
  }))
  const reference = { event: -1, reference: true, estimate: 0, standardError: 0, low: 0, high: 0 }
  return ok([...rows, reference].sort((a, b) => a.event - b.event))
}

/** One unit for each cohort, its means weighed by its size: the decomposition needs no more. */
function weightsOf(sums: PanelSums): TwoWayComparison['weights'] {
  const bacon = baconDecomposition(cohortMeans(sums))
  return bacon.ok ? ok(bacon.value.kinds) : bacon
}

function cohortMeans({ times, cohorts }: PanelSums): StudyData {
  const rows = cohorts.flatMap((cohort, unit) => times.map((time, step) => ({ cohort, unit, time, step })))
  return {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    first: Int32Array.from(rows, ({ cohort }) => cohort.first),
    outcome: Float64Array.from(rows, ({ cohort, step }) => cohort.sums[step]! / cohort.units),
    weights: Float64Array.from(rows, ({ cohort }) => cohort.units),
  }
}

const pathsOf = ({ times, centre, cohorts }: PanelSums): readonly GroupPath[] =>
  cohorts.map(({ first, units, sums }) => ({
    group: first,
    units,
    points: times.map((time, step) => ({ time, mean: sums[step]! / units + centre[step]!, units })),
  }))

/** The outcome at the first time, of all who ever join and of who never do. */
function balanceOf({ times, centre, cohorts }: PanelSums): readonly BalanceOf[] {
  const side = (isIn: (first: number) => boolean) => {
    const own = cohorts.filter(({ first }) => isIn(first))
    if (own.length === 0) return undefined
    const { mean, scatter, units } = momentsOf(own, times.length, times.length)
    return { mean: mean[0]! + centre[0]!, variance: units > 1 ? scatter[0]! / (units - 1) : 0 }
  }
  const [joined, never] = [side((first) => first !== NEVER), side((first) => first === NEVER)]
  if (!joined || !never) return []
  const spread = Math.sqrt(joined.variance)
  return [
    {
      covariate: '',
      balance: {
        treatedMean: joined.mean,
        controlMean: never.mean,
        difference: spread > 0 ? (joined.mean - never.mean) / spread : undefined,
        varianceRatio: never.variance > 0 ? joined.variance / never.variance : undefined,
      },
    },
  ]
}

function countsOf({ times, cohorts }: PanelSums, own: SumsResult): Evaluation['counts'] {
  const units = cohorts.reduce((sum, cohort) => sum + cohort.units, 0)
  return {
    rows: units * times.length,
    rowsWithoutOutcome: 0,
    units,
    unitsAnalysed: own.units,
    participants: own.groups.reduce((sum, group) => sum + group.units, 0),
    neverUnits: own.neverUnits,
    times: own.times.length,
    groups: own.groups.map(({ first, units: size }) => ({ first, units: size })),
  }
}
