import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { AggregationKind, AggregationRefusal } from '../group-time/aggregate-effects.ts'
import { effectOf } from '../group-time/effect-with-interval.ts'
import { NEVER, type StudyData, type StudyRefusal, type StudyWarning } from '../group-time/study-data.ts'
import {
  aggregatePlain,
  combinePlain,
  type CovarianceResult,
  covarianceOfCombinations,
  preTestPlain,
} from '../sums/covariance-result.ts'
import type { CohortSize } from '../sums/study-cohorts.ts'
import type { EffectsRefusal } from '../sums/effects-from-sums.ts'
import { roundsFromCovariance } from '../sums/rounds-from-covariance.ts'
import { eventStudyFromCells, twoWayFromCells } from '../sums/two-way-from-cells.ts'
import { baconDecomposition } from '../two-way/bacon-decomposition.ts'
import { sensitivityTable } from './break-in-trend.ts'
import { ESTIMATORS } from './comparisons.ts'
import type { EvaluationStage } from './evaluate-programme.ts'
import type {
  Alternative,
  Effect,
  Evaluation,
  GroupPath,
  OrRefused,
  Placebo,
  TwoWayComparison,
} from './evaluation.ts'
import { eventEffects } from './event-effects.ts'
import { type FlowRefusal, panelFlow } from './panel-flow.ts'
import type { StudyPlan } from './study-plan.ts'
import type { SummedPanel } from './summed-panel.ts'
import { verdictFor } from './verdict-for.ts'

export type SumsEvaluationRefusal = EffectsRefusal | AggregationRefusal | FlowRefusal

const SUMMARIES = ['simple', 'dynamic', 'group', 'calendar'] as const

/**
 * One study to a verdict from a panel that need not fit into memory, as `evaluateProgramme`. What needs single firms is
 * not in it: power, pairs, and the classic comparison with its error.
 *
 * @param onStage  told before each long part
 */
export function evaluateSums(
  panel: SummedPanel,
  plan: StudyPlan,
  onStage: (stage: EvaluationStage) => void = () => {},
): Result<Evaluation, SumsEvaluationRefusal> {
  const flow = flowOf(panel, plan)
  if (!flow.ok) return flow
  onStage('effects')
  const estimated = panel.effects(plan.settings)
  if (!estimated.ok) return estimated
  const own = estimated.value
  const overall = overallOf(own, plan.estimand, plan)
  if (!overall.ok) return overall
  const byEvent = aggregatePlain(own, 'dynamic', plan.window)
  if (!byEvent.ok) return byEvent

  onStage('band')
  const made = roundsFromCovariance(own, { rounds: plan.rounds, seed: plan.seed })
  const { events, critical } = eventEffects(own, byEvent.value.rows, made, plan.level)
  onStage('sensitivity')
  const sensitivity = sensitivityOfSums(panel, own, plan)
  onStage('comparisons')
  const others = otherEstimates(panel, own, plan)
  const twoWay = twoWayOf(panel, plan)
  onStage('placebos')
  const placebos = plan.placeboShifts.map((shift): Placebo => earlierInSums(panel, plan, shift))
  return ok({
    before: refuse({ code: 'not-from-sums' as const }),
    verdict: verdictFor(plan, overall.value, { sensitivity, others, placebos }),
    overall: overall.value,
    ...summariesOf(own, plan),
    events,
    critical,
    preTest: preTestPlain(own),
    paths: pathsOf(panel),
    alternatives: others,
    twoWay,
    beforeAfter: [],
    matched: [],
    sensitivity,
    placebos,
    withoutGroup: withoutEachGroup(panel, own, plan),
    balance: panel.balance,
    counts: countsOf(panel, own),
    flow: flow.value,
    missing: undefined,
    warnings: [...own.warnings, ...incompleteWarning(panel)],
  })
}

function overallOf(
  result: CovarianceResult,
  kind: AggregationKind,
  { window, level }: StudyPlan,
): OrRefused<Effect, AggregationRefusal> {
  const summary = aggregatePlain(result, kind, window)
  return summary.ok ? ok(effectOf(summary.value.overall, level)) : summary
}

function summariesOf(own: CovarianceResult, plan: StudyPlan) {
  const { window, level } = plan
  const [byGroup, byTime] = [aggregatePlain(own, 'group', window), aggregatePlain(own, 'calendar', window)]
  const unitsOf = (group: number) => own.groups.find(({ first }) => first === group)!.units
  return {
    summaries: SUMMARIES.map((kind) => ({ kind, overall: overallOf(own, kind, plan) })),
    groups: byGroup.ok
      ? byGroup.value.rows.map((row) => ({ group: row.at, units: unitsOf(row.at), ...effectOf(row, level) }))
      : [],
    calendar: byTime.ok ? byTime.value.rows.map((row) => ({ time: row.at, ...effectOf(row, level) })) : [],
    cells: own.effects.map(({ estimate, standardError, ...cell }) => ({
      ...cell,
      ...effectOf({ estimate, standardError }, level),
    })),
  }
}

function sensitivityOfSums(
  panel: SummedPanel,
  own: CovarianceResult,
  plan: StudyPlan,
): Evaluation['sensitivity'] {
  const { settings } = plan
  const universal =
    settings.base === 'universal' ? ok(own) : panel.effects({ ...settings, base: 'universal' })
  if (!universal.ok) return refuse({ code: 'no-period-before' })
  const summary = aggregatePlain(universal.value, 'dynamic', plan.window)
  if (!summary.ok) return refuse({ code: 'no-period-after' })
  return sensitivityTable(summary.value.rows, plan, (rows) => covarianceOfCombinations(rows, universal.value))
}

/** The estimand by other estimators and controls; without covariates the three estimators are one. */
function otherEstimates(panel: SummedPanel, own: CovarianceResult, plan: StudyPlan): readonly Alternative[] {
  const { settings, estimand } = plan
  const estimators = panel.hasCovariates ? ESTIMATORS : [settings.estimator]
  return estimators.flatMap((estimator) =>
    (['never', 'not-yet'] as const).map((controls): Alternative => {
      const isOwn = estimator === settings.estimator && controls === settings.controls
      const result = isOwn ? ok(own) : panel.effects({ ...settings, estimator, controls })
      const effect = result.ok ? overallOf(result.value, estimand, plan) : refuse(studyRefusal(result.error))
      return { estimator, controls, own: isOwn, effect }
    }),
  )
}

/** Refusals that cannot come up once the panel gave its own effects are told as nothing estimated. */
const studyRefusal = (error: EffectsRefusal): StudyRefusal =>
  error.code === 'no-controls' || error.code === 'nothing-estimated' ? error : { code: 'nothing-estimated' }

function earlierInSums(panel: SummedPanel, plan: StudyPlan, shift: number): Placebo {
  const { settings, level } = plan
  const anticipation = settings.anticipation + shift
  const result = panel.effects({ ...settings, anticipation })
  if (!result.ok) return { kind: 'earlier', shift, effect: refuse(studyRefusal(result.error)) }
  const summary = aggregatePlain(result.value, 'dynamic')
  if (!summary.ok) return { kind: 'earlier', shift, effect: summary }
  const rows = summary.value.rows.filter(({ at }) => at >= -anticipation && at < -settings.anticipation)
  if (rows.length < shift) return { kind: 'earlier', shift, effect: refuse({ code: 'no-time-left' }) }
  const mean = (key: 'effectWeights' | 'groupWeights') =>
    rows[0]![key].map((_, k) => rows.reduce((sum, row) => sum + row[key][k]!, 0) / rows.length)
  const combined = combinePlain(result.value, mean('effectWeights'), mean('groupWeights'))
  return { kind: 'earlier', shift, effect: ok(effectOf(combined, level)) }
}

/** Without each group in turn; one that serves as the never treated is not among them. */
function withoutEachGroup(
  panel: SummedPanel,
  own: CovarianceResult,
  plan: StudyPlan,
): Evaluation['withoutGroup'] {
  if (own.groups.length < 2) return []
  return own.groups.map(({ first: group }) => {
    const result = panel.effects(plan.settings, group)
    const effect = result.ok
      ? overallOf(result.value, plan.estimand, plan)
      : refuse(studyRefusal(result.error))
    return { group, effect }
  })
}

function twoWayOf({ cells }: SummedPanel, { level }: StudyPlan): Evaluation['twoWay'] {
  const fit = twoWayFromCells(cells)
  if (!fit.ok) return refuse({ code: 'explained-by-effects', column: 'treated' })
  const effect = { estimate: fit.value.coefficients[0]!, standardError: fit.value.standardErrors[0]! }
  return ok({
    effect: effectOf(effect, level),
    events: twoWayEvents(cells, level),
    weights: weightsOf(cells),
  })
}

function twoWayEvents(cells: SummedPanel['cells'], level: number): TwoWayComparison['events'] {
  const study = eventStudyFromCells(cells)
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
function weightsOf({ times, cohorts }: SummedPanel['cells']): TwoWayComparison['weights'] {
  const rows = cohorts.flatMap((cohort, unit) => times.map((time, step) => ({ cohort, unit, time, step })))
  const means: StudyData = {
    unit: Int32Array.from(rows, ({ unit }) => unit),
    time: Int32Array.from(rows, ({ time }) => time),
    first: Int32Array.from(rows, ({ cohort }) => cohort.first),
    outcome: Float64Array.from(rows, ({ cohort, step }) => cohort.mean[step]!),
    weights: Float64Array.from(rows, ({ cohort }) => cohort.weight),
  }
  const bacon = baconDecomposition(means)
  return bacon.ok ? ok(bacon.value.kinds) : bacon
}

function pathsOf({ cells, cohorts, centre }: SummedPanel): readonly GroupPath[] {
  return cells.cohorts.map(({ first, mean }) => {
    const units = cohorts.find((cohort) => cohort.first === first)!.units
    return {
      group: first,
      units,
      points: cells.times.map((time, step) => ({ time, mean: mean[step]! + centre[step]!, units })),
    }
  })
}

function countsOf({ cohorts, handled }: SummedPanel, own: CovarianceResult): Evaluation['counts'] {
  return {
    rows: handled.rows,
    rowsWithoutOutcome: handled.rowsWithoutOutcome,
    units: unitsIn(cohorts) + unitsIn(handled.incomplete),
    unitsAnalysed: own.units,
    participants: own.groups.reduce((sum, group) => sum + group.units, 0),
    neverUnits: own.neverUnits,
    times: own.times.length,
    groups: own.groups.map(({ first, units }) => ({ first, units })),
  }
}

const unitsIn = (cohorts: readonly CohortSize[]) => cohorts.reduce((sum, { units }) => sum + units, 0)

function incompleteWarning({ handled }: SummedPanel): readonly StudyWarning[] {
  const count = unitsIn(handled.incomplete)
  return count > 0 ? [{ code: 'incomplete-units-dropped', count }] : []
}

/** Units of both sides, as `countedUnits` of the road in memory. Who joins before the start is not analysed. */
function flowOf({ cohorts, cells, handled }: SummedPanel, { flow, settings }: StudyPlan) {
  const [start, end] = [cells.times[0]! + settings.anticipation, cells.times.at(-1)!]
  const isParticipant = ({ first }: CohortSize) => first !== NEVER && first <= end
  const isAnalysed = ({ first }: CohortSize) => first === NEVER || first > start
  const sideOf = (isOwn: (cohort: CohortSize) => boolean) => {
    const [whole, left] = [cohorts.filter(isOwn), handled.incomplete.filter(isOwn)]
    const unseen = left.reduce((sum, cohort) => sum + cohort.unseen, 0)
    const inPanel = unitsIn(whole) + unitsIn(left)
    return { inPanel, linked: inPanel - unseen, analysed: unitsIn(whole.filter(isAnalysed)) }
  }
  return panelFlow(flow, {
    participants: { ...sideOf(isParticipant), withoutDate: 0 },
    others: sideOf((cohort) => !isParticipant(cohort)),
    joinedLater: unitsIn([...cohorts, ...handled.incomplete].filter(({ first }) => first > end)),
  })
}
