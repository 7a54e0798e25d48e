import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type EffectTable, type EventWindow, aggregateTable } from '../group-time/aggregate-effects.ts'
import type { Aggregation, AggregationKind, AggregationRefusal } from '../group-time/aggregate-effects.ts'
import type { Cohort } from '../group-time/arrange-study.ts'
import { type Cell, groupTimeCells } from '../group-time/group-time-cells.ts'
import type { GroupTimeEffect } from '../group-time/group-time-effects.ts'
import { type PreTest, type PreTestRefusal, waldTest } from '../group-time/pre-test.ts'
import { NEVER, type StudyRefusal, type StudySettings, type StudyWarning } from '../group-time/study-data.ts'
import { DROPPED, studyUnits } from '../group-time/study-units.ts'
import { type Loading, loadingCovariance, loadingProduct } from './loadings.ts'
import { type CohortMoments, type PanelSums, type SumsRefusal, checkedSums, momentsOf } from './panel-sums.ts'

export type SumsEffect = Omit<GroupTimeEffect, 'influence'> & Readonly<{ loading: Loading }>

export type SumsGroup = Readonly<{ first: number; units: number; share: number; loading: Loading }>

/** As a `GroupTimeResult`, with loadings on `cohorts` where that has influence per unit. The never treated are last. */
export type SumsResult = Readonly<{
  settings: StudySettings
  effects: readonly SumsEffect[]
  groups: readonly SumsGroup[]
  times: readonly number[]
  cohorts: readonly CohortMoments[]
  units: number
  neverUnits: number
  warnings: readonly StudyWarning[]
}>

export type EffectsRefusal = StudyRefusal | SumsRefusal | Readonly<{ code: 'design-not-in-sums' }>

const WIDEST_TIMES = 100_000

/**
 * Group-time effects of a balanced panel without covariates, weights or clusters, from its sums alone. The three
 * estimators are then one. Cross-sections are refused.
 *
 * Source: Callaway and Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001; see docs/methods/evaluation-size.md.
 */
export function effectsFromSums(
  given: PanelSums,
  settings: StudySettings,
): Result<SumsResult, EffectsRefusal> {
  if (settings.design !== 'panel') return refuse({ code: 'design-not-in-sums' })
  const { anticipation } = settings
  if (!Number.isInteger(anticipation) || anticipation < 0 || anticipation > 1000)
    return refuse({ code: 'anticipation-outside-limits' })
  const checked = checkedSums(given)
  if (!checked.ok) return checked
  if (given.times.at(-1)! - given.times[0]! > WIDEST_TIMES) return refuse({ code: 'time-range-too-wide' })
  const study = studyOf(given, settings)
  if (!study.ok) return study
  const { times, spans, moments, warnings } = study.value
  const units = moments.reduce((sum, cohort) => sum + cohort.units, 0)

  const effects: SumsEffect[] = []
  const left: StudyWarning[] = [...warnings]
  for (const cell of groupTimeCells({ times, cohorts: spans }, settings)) {
    const effect = effectOf(cell, times, spans, moments, units)
    if (typeof effect === 'string') left.push({ code: effect, group: cell.group, time: cell.time })
    else effects.push(effect)
  }
  if (effects.every(({ reference }) => reference))
    return refuse({ code: 'nothing-estimated', warnings: left })
  const groups = spans.slice(0, -1).map(({ first }, g): SumsGroup => {
    const share = moments[g]!.units / units
    const loading = new Float64Array(moments.length * (times.length + 1))
    for (let c = 0; c < moments.length; c++)
      loading[c * (times.length + 1) + times.length] = (c === g ? 1 : 0) - share
    return { first, units: moments[g]!.units, share, loading }
  })
  const neverUnits = moments.at(-1)!.units
  return ok({ settings, effects, groups, times, cohorts: moments, units, neverUnits, warnings: left })
}

type SumsStudy = Readonly<{
  times: readonly number[]
  spans: readonly Cohort[]
  moments: readonly CohortMoments[]
  warnings: readonly StudyWarning[]
}>

/** Who takes part, by the rules of the road in memory, which get one unit for each cohort. */
function studyOf(given: PanelSums, settings: StudySettings): Result<SumsStudy, StudyRefusal> {
  const count = given.times.length
  const rows = Array.from({ length: given.cohorts.length * count }, (_, row) => row)
  const handled = studyUnits(
    {
      unit: Int32Array.from(rows, (row) => Math.floor(row / count)),
      time: Int32Array.from(rows, (row) => given.times[row % count]!),
      outcome: new Float64Array(rows.length),
      first: Int32Array.from(rows, (row) => given.cohorts[Math.floor(row / count)]!.first),
    },
    settings,
  )
  if (!handled.ok) return handled
  const { first, groups, times } = handled.value
  const membersOf = (group: number) => given.cohorts.filter((_, c) => first[c] === group)
  if (membersOf(NEVER).length === 0) return refuse({ code: 'no-controls' })
  const spans: Cohort[] = []
  const moments: CohortMoments[] = []
  let start = 0
  for (const group of [...groups, NEVER]) {
    const own = momentsOf(membersOf(group), count, times.length)
    spans.push({ first: group, start, end: start + own.units })
    moments.push(own)
    start += own.units
  }
  const warnings = handled.value.warnings.map((warning) => counted(warning, given, first, settings))
  return ok({ times, spans, moments, warnings })
}

/** A warning that counts cohorts, made to count units. */
function counted(
  warning: StudyWarning,
  { cohorts, times }: PanelSums,
  first: Int32Array,
  { anticipation }: StudySettings,
): StudyWarning {
  const late = times.at(-1)! + anticipation
  const isMeant = (c: number) => {
    const own = cohorts[c]!.first
    if (warning.code === 'treated-before-start') return first[c] === DROPPED
    if (warning.code === 'treated-after-end') return own !== NEVER && own > late
    return own === warning.group
  }
  const count = cohorts.reduce((sum, { units }, c) => sum + (isMeant(c) ? units : 0), 0)
  return warning.count === undefined ? warning : { ...warning, count }
}

function effectOf(
  { treated, controls, group, time, step, baseStep }: Cell,
  times: readonly number[],
  spans: readonly Cohort[],
  moments: readonly CohortMoments[],
  units: number,
): SumsEffect | StudyWarning['code'] {
  const reference = step === baseStep
  const loading = new Float64Array(moments.length * (times.length + 1))
  const changeOf = (c: number) => moments[c]!.mean[step]! - moments[c]!.mean[baseStep]!
  const own = spans.indexOf(treated)
  const others = controls.map((span) => spans.indexOf(span))
  const treatedUnits = moments[own]!.units
  const controlUnits = others.reduce((sum, c) => sum + moments[c]!.units, 0)
  if (!reference && treatedUnits < 2) return 'group-of-one'
  if (!reference && controlUnits < 2) return 'too-few-controls'
  const control = others.reduce((sum, c) => sum + moments[c]!.units * changeOf(c), 0) / controlUnits

  const fill = (c: number, scale: number, level: number) => {
    const start = c * (times.length + 1)
    loading[start + step] = scale
    loading[start + baseStep] = -scale
    loading[start + times.length] = level
  }
  if (!reference) {
    fill(own, units / treatedUnits, 0)
    for (const c of others) fill(c, -units / controlUnits, (-units / controlUnits) * (changeOf(c) - control))
  }
  const estimate = reference ? 0 : changeOf(own) - control
  const standardError = errorOf(loading, moments, units)
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError)) return 'outcome-too-large'
  const baseTime = times[baseStep]!
  return {
    group,
    time,
    baseTime,
    estimate,
    standardError,
    loading,
    treatedUnits,
    controlUnits,
    reference,
  }
}

const errorOf = (loading: Loading, moments: readonly CohortMoments[], units: number) =>
  Math.sqrt(Math.max(0, loadingProduct(loading, loading, moments))) / units

/** A weighted mean of effects, as `Combination` of the road in memory. */
export type SumsCombination = Readonly<{
  estimate: number
  standardError: number
  loading: Loading
  effectWeights: Float64Array
  groupWeights: Float64Array
}>

/** Any combination of effects, with its error. */
export function combineSums(
  { effects, groups, cohorts, units }: SumsResult,
  effectWeights: Float64Array,
  groupWeights: Float64Array,
): SumsCombination {
  const loading = new Float64Array(effects[0]!.loading.length)
  let estimate = 0
  const add = (own: Loading, weight: number) => {
    if (weight !== 0) for (let k = 0; k < loading.length; k++) loading[k]! += weight * own[k]!
  }
  for (const [k, effect] of effects.entries()) {
    estimate += effectWeights[k]! * effect.estimate
    add(effect.loading, effectWeights[k]!)
  }
  for (const [g, group] of groups.entries()) add(group.loading, groupWeights[g]!)
  return { estimate, standardError: errorOf(loading, cohorts, units), loading, effectWeights, groupWeights }
}

/** All summaries, as `aggregateEffects`. */
export function aggregateSums(
  result: SumsResult,
  kind: AggregationKind,
  window: EventWindow = {},
): Result<Aggregation<SumsCombination>, AggregationRefusal> {
  const combined: EffectTable<SumsCombination>['combined'] = (effects, groups) =>
    combineSums(result, effects, groups)
  return aggregateTable({ ...result, combined }, kind, window)
}

/** As `preTest`. */
export function preTestOfSums(result: SumsResult): Result<PreTest, PreTestRefusal> {
  const before = result.effects.filter(
    ({ group, time, reference }) => !reference && time + result.settings.anticipation < group,
  )
  if (before.length === 0) return refuse({ code: 'no-effect-before-treatment' })
  const covariance = loadingCovariance(
    before.map(({ loading }) => loading),
    result.cohorts,
  )
  return waldTest(
    before.map(({ estimate }) => estimate),
    covariance,
  )
}
