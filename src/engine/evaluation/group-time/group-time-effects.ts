import { type Result, ok, refuse } from '../../kernel/result.ts'
import { type ArrangedStudy, arrangeStudy } from './arrange-study.ts'
import { crossSectionEstimator } from './estimate-cross-section-cell.ts'
import { panelEstimator } from './estimate-panel-cell.ts'
import { type Cell, groupTimeCells } from './group-time-cells.ts'
import { panelColumns } from './panel-columns.ts'
import { standardErrorOf } from './standard-error.ts'
import type { StudyData, StudyRefusal, StudySettings, StudyWarning } from './study-data.ts'

/**
 * ATT(g, t): the average effect at `time` on those first treated at `group`, against `baseTime`, in the unit of the
 * outcome. `influence` has one number per unit, in the order of `unitAt`; `reference` is the base itself, 0 by
 * definition.
 */
export type GroupTimeEffect = Readonly<{
  group: number
  time: number
  baseTime: number
  estimate: number
  standardError: number
  influence: Float64Array
  treatedUnits: number
  controlUnits: number
  reference: boolean
}>

/** Share of the units, by weight, that each group is; never below 0. */
export type Group = Readonly<{ first: number; units: number; share: number; start: number; end: number }>

export type GroupTimeResult = Readonly<{
  settings: StudySettings
  effects: readonly GroupTimeEffect[]
  groups: readonly Group[]
  times: readonly number[]
  unitAt: Int32Array // unit of the input, per position in the influence functions
  weight: Float64Array // per position, mean 1
  cluster: Int32Array | undefined
  clusterCount: number
  neverUnits: number
  warnings: readonly StudyWarning[]
}>

/**
 * Group-time effects for staggered entry.
 *
 * A cell that cannot be estimated is left out of `effects` and named in `warnings`; nothing in the result is NaN.
 *
 * Source: Callaway and Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001; see docs/methods/evaluation-group-time.md.
 */
export function groupTimeEffects(
  data: StudyData,
  settings: StudySettings,
): Result<GroupTimeResult, StudyRefusal> {
  const arranged = arrangeStudy(data, settings)
  if (!arranged.ok) return arranged
  const study = arranged.value
  const estimate =
    settings.design === 'panel'
      ? panelEstimator(study, panelColumns(data, study), settings)
      : crossSectionEstimator(data, study, settings)

  const warnings = [...study.warnings]
  const effects: GroupTimeEffect[] = []
  for (const cell of groupTimeCells(study, settings)) {
    const influence = new Float64Array(study.unitAt.length)
    const outcome = cell.step === cell.baseStep ? 0 : estimate(cell, influence)
    const effect = typeof outcome === 'number' ? effectOf(cell, study, outcome, influence) : outcome
    if (typeof effect === 'string') warnings.push({ code: effect, group: cell.group, time: cell.time })
    else effects.push(effect)
  }
  return effects.some(({ reference }) => !reference)
    ? ok(resultOf(study, settings, effects, warnings))
    : refuse({ code: 'nothing-estimated', warnings })
}

function effectOf(
  cell: Cell,
  study: ArrangedStudy,
  estimate: number,
  influence: Float64Array,
): GroupTimeEffect | StudyWarning['code'] {
  const standardError = standardErrorOf(influence, study)
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError)) return 'outcome-too-large'
  return {
    group: cell.group,
    time: cell.time,
    baseTime: study.times[cell.baseStep]!,
    estimate,
    standardError,
    influence,
    treatedUnits: cell.treated.end - cell.treated.start,
    controlUnits: cell.controls.reduce((sum, { start, end }) => sum + end - start, 0),
    reference: cell.step === cell.baseStep,
  }
}

function resultOf(
  study: ArrangedStudy,
  settings: StudySettings,
  effects: readonly GroupTimeEffect[],
  warnings: readonly StudyWarning[],
): GroupTimeResult {
  const { times, unitAt, cluster, clusterCount } = study
  const weight = meanOne(study.weight)
  const treated = study.cohorts.slice(0, study.groups.length)
  const groups = treated.map(({ first, start, end }) => {
    let share = 0
    for (let i = start; i < end; i++) share += weight[i]! / weight.length
    return { first, units: end - start, share, start, end }
  })
  const never = study.cohorts.at(-1)!
  const neverUnits = never.end - never.start
  return { settings, effects, groups, times, unitAt, weight, cluster, clusterCount, neverUnits, warnings }
}

function meanOne(weight: Float64Array): Float64Array {
  let total = 0
  for (let i = 0; i < weight.length; i++) total += weight[i]!
  const scale = total > 0 ? weight.length / total : 0
  return weight.map((value) => value * scale)
}
