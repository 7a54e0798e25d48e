import { type LogitFit, logitFit } from '../algebra/logit.ts'
import type { LogitRefusal } from '../algebra/logit-descent.ts'
import type { Result } from '../../kernel/result.ts'
import type { ArrangedStudy, Cohort } from './arrange-study.ts'
import { estimateChange } from './estimate-change.ts'
import type { Cell } from './group-time-cells.ts'
import type { PanelColumns } from './panel-columns.ts'
import type { StudySettings, StudyWarning } from './study-data.ts'

/** An estimate, or why there is none. On success the influence was added to the array that was given. */
export type CellOutcome = number | StudyWarning['code']

/** Who is in a cell, gathered; kept as long as the next cell has the same people and covariates. */
type Frame = Readonly<{
  key: string
  treated: number
  position: Int32Array
  weight: Float64Array
  design: readonly Float64Array[]
  change: Float64Array
  influence: Float64Array
  logit: Result<LogitFit, LogitRefusal> | undefined
}>

export const HIGHEST_CHANCE = 0.999

/**
 * A function that estimates cells of a panel one after another and keeps what consecutive cells share. The influence of
 * a unit is the number of units times the derivative of the estimate to its weight, times that weight.
 */
export function panelEstimator(study: ArrangedStudy, columns: PanelColumns, settings: StudySettings) {
  let frame: Frame | undefined
  return (cell: Cell, influence: Float64Array): CellOutcome => {
    const thin = thinCell(cell, study)
    if (thin) return thin
    if (columns.covariates.length === 0) return differenceOfMeans(cell, study, columns, influence)
    const key = frameKey(cell, columns)
    if (frame?.key !== key) frame = gather(key, cell, study, columns, settings)
    return estimateWithCovariates(frame, cell, columns, settings, influence)
  }
}

/** A variance needs two units on either side that weigh something. */
function thinCell({ treated, controls }: Cell, { weight }: ArrangedStudy): StudyWarning['code'] | undefined {
  const group = weighingUnits(weight, [treated])
  const others = weighingUnits(weight, controls)
  if (group === 0 || (others === 0 && unitsIn(controls) > 0)) return 'no-weight'
  if (group < 2) return 'group-of-one'
  return others < 2 ? 'too-few-controls' : undefined
}

function weighingUnits(weight: Float64Array, cohorts: readonly Cohort[]): number {
  let units = 0
  for (const { start, end } of cohorts) for (let i = start; i < end; i++) if (weight[i]! > 0) units++
  return units
}

/** Without covariates the three estimators are one: a difference of mean changes. */
function differenceOfMeans(
  { treated, controls, step, baseStep }: Cell,
  { weight }: ArrangedStudy,
  { outcome }: PanelColumns,
  influence: Float64Array,
): CellOutcome {
  const [after, before] = [outcome[step]!, outcome[baseStep]!]
  const group = meanChange(after, before, weight, [treated])
  const control = meanChange(after, before, weight, controls)
  addDeviations(after, before, weight, [treated], group, influence, 1)
  addDeviations(after, before, weight, controls, control, influence, -1)
  return group.mean - control.mean
}

type MeanChange = Readonly<{ mean: number; total: number }>

function meanChange(
  after: Float64Array,
  before: Float64Array,
  weight: Float64Array,
  cohorts: readonly Cohort[],
): MeanChange {
  let total = 0
  let sum = 0
  for (const { start, end } of cohorts) {
    for (let i = start; i < end; i++) {
      total += weight[i]!
      sum += weight[i]! * (after[i]! - before[i]!)
    }
  }
  return { mean: sum / total, total }
}

function addDeviations(
  after: Float64Array,
  before: Float64Array,
  weight: Float64Array,
  cohorts: readonly Cohort[],
  { mean, total }: MeanChange,
  influence: Float64Array,
  sign: number,
): void {
  const scale = (sign * influence.length) / total
  for (const { start, end } of cohorts)
    for (let i = start; i < end; i++) influence[i] = scale * weight[i]! * (after[i]! - before[i]! - mean)
}

/** Covariates are those of the earlier of the two times. */
const covariateStep = ({ step, baseStep }: Cell) => Math.min(step, baseStep)

function frameKey(cell: Cell, { covariatesVary }: PanelColumns): string {
  const people = [cell.group, ...cell.controls.map(({ first }) => first)].join(' ')
  return covariatesVary ? `${people} at ${covariateStep(cell)}` : people
}

function gather(
  key: string,
  cell: Cell,
  study: ArrangedStudy,
  columns: PanelColumns,
  { estimator }: StudySettings,
): Frame {
  const treated = cell.treated.end - cell.treated.start
  const position = positionsOf([cell.treated, ...cell.controls])
  const at = covariateStep(cell)
  const weight = pick(study.weight, position)
  const constant = new Float64Array(position.length).fill(1)
  const design = [constant, ...columns.covariates.map((times) => pick(times[at]!, position))]
  const logit = estimator === 'regression' ? undefined : logitFit(design, weight, treated, position.length)
  const change = new Float64Array(position.length)
  const influence = new Float64Array(position.length)
  return { key, treated, position, weight, design, logit, change, influence }
}

const unitsIn = (cohorts: readonly Cohort[]) => cohorts.reduce((sum, { start, end }) => sum + end - start, 0)

function positionsOf(cohorts: readonly Cohort[]): Int32Array {
  const position = new Int32Array(unitsIn(cohorts))
  let next = 0
  for (const { start, end } of cohorts) for (let i = start; i < end; i++) position[next++] = i
  return position
}

function pick(column: Float64Array, position: Int32Array): Float64Array {
  const picked = new Float64Array(position.length)
  for (let i = 0; i < position.length; i++) picked[i] = column[position[i]!]!
  return picked
}

function estimateWithCovariates(
  frame: Frame,
  { step, baseStep }: Cell,
  { outcome }: PanelColumns,
  { estimator }: StudySettings,
  influence: Float64Array,
): CellOutcome {
  const { position, change, treated } = frame
  const fault = logitFault(frame.logit)
  if (fault) return fault
  const [after, before] = [outcome[step]!, outcome[baseStep]!]
  for (let i = 0; i < position.length; i++) change[i] = after[position[i]!]! - before[position[i]!]!
  const logit = frame.logit?.ok ? frame.logit.value : undefined
  const estimate = estimateChange({ ...frame, logit, count: position.length, treated }, estimator)
  if (estimate === undefined) return 'singular-covariates'
  const scale = influence.length
  for (let i = 0; i < position.length; i++) influence[position[i]!] = scale * frame.influence[i]!
  return estimate
}

/** Why a propensity score cannot be used, if so. */
export function logitFault(
  logit: Result<LogitFit, LogitRefusal> | undefined,
): StudyWarning['code'] | undefined {
  if (!logit) return undefined
  if (!logit.ok) return logit.error.code === 'singular-matrix' ? 'singular-covariates' : 'perfect-separation'
  const { chance } = logit.value
  for (let i = 0; i < chance.length; i++) if (chance[i]! >= HIGHEST_CHANCE) return 'no-overlap'
  return undefined
}
