import { type Result, ok, refuse } from '../../kernel/result.ts'
import type { Cohort } from '../group-time/arrange-study.ts'
import { type Cell, groupTimeCells } from '../group-time/group-time-cells.ts'
import type { StudyRefusal, StudySettings, StudyWarning } from '../group-time/study-data.ts'
import type { PlainEffect } from '../group-time/estimated.ts'
import type { CovarianceResult } from './covariance-result.ts'
import { type Loading, loadingCovariance, loadingProduct } from './loadings.ts'
import { type CohortMoments, type PanelSums, type SumsRefusal, checkedSums, momentsOf } from './panel-sums.ts'
import { studyCohorts } from './study-cohorts.ts'

export type EffectsRefusal = StudyRefusal | SumsRefusal | Readonly<{ code: 'design-not-in-sums' }>

type Loaded = Readonly<{ effect: PlainEffect; loading: Loading }>

/**
 * Group-time effects of a balanced panel without covariates, weights or clusters, from its sums alone. The three
 * estimators are then one. Cross-sections are refused.
 *
 * Source: Callaway and Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001; see docs/methods/evaluation-size.md.
 */
export function effectsFromSums(
  given: PanelSums,
  settings: StudySettings,
): Result<CovarianceResult, EffectsRefusal> {
  const checked = checkedSums(given)
  if (!checked.ok) return checked
  const study = studyCohorts(given.times, given.cohorts, settings)
  if (!study.ok) return study
  const { times, spans, members, units, warnings } = study.value
  const moments = members.map((firsts) =>
    momentsOf(
      given.cohorts.filter(({ first }) => firsts.includes(first)),
      given.times.length,
      times.length,
    ),
  )
  const loaded: Loaded[] = []
  const left: StudyWarning[] = [...warnings]
  for (const cell of groupTimeCells({ times, cohorts: spans }, settings)) {
    const effect = effectOf(cell, times, spans, moments, units)
    if (typeof effect === 'string') left.push({ code: effect, group: cell.group, time: cell.time })
    else loaded.push(effect)
  }
  if (loaded.every(({ effect }) => effect.reference))
    return refuse({ code: 'nothing-estimated', warnings: left })
  const groups = spans.slice(0, -1).map(({ first, start, end }) => {
    return { first, units: end - start, share: (end - start) / units }
  })
  const shares = groups.map(({ share }, g) => shareLoading(g, share, spans.length, times.length))
  return ok({
    settings,
    effects: loaded.map(({ effect }) => effect),
    groups,
    covariance: loadingCovariance([...loaded.map(({ loading }) => loading), ...shares], moments),
    times,
    units,
    neverUnits: moments.at(-1)!.units,
    warnings: left,
  })
}

function shareLoading(group: number, share: number, cohorts: number, times: number): Loading {
  const loading = new Float64Array(cohorts * (times + 1))
  for (let c = 0; c < cohorts; c++) loading[c * (times + 1) + times] = (c === group ? 1 : 0) - share
  return loading
}

function effectOf(
  { treated, controls, group, time, step, baseStep }: Cell,
  times: readonly number[],
  spans: readonly Cohort[],
  moments: readonly CohortMoments[],
  units: number,
): Loaded | StudyWarning['code'] {
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
  const effect = { group, time, baseTime, estimate, standardError, treatedUnits, controlUnits, reference }
  return { effect, loading }
}

const errorOf = (loading: Loading, moments: readonly CohortMoments[], units: number) =>
  Math.sqrt(Math.max(0, loadingProduct(loading, loading, moments))) / units
