import { type Result, ok } from '../../kernel/result.ts'
import {
  type Aggregation,
  type AggregationKind,
  type AggregationRefusal,
  aggregateEffects,
  type Combination,
  combine,
  type EventWindow,
} from './aggregate-effects.ts'
import { type GroupTimeEffect, type GroupTimeResult, groupTimeEffects } from './group-time-effects.ts'
import { type PreTest, type PreTestRefusal, preTest } from './pre-test.ts'
import { covarianceOf } from './standard-error.ts'
import type { StudyData, StudyRefusal, StudySettings, StudyWarning } from './study-data.ts'

export type PlainEffect = Omit<GroupTimeEffect, 'influence'>
export type PlainGroup = Readonly<{ first: number; units: number; share: number }>
export type PlainCombination = Omit<Combination, 'influence'>
export type CombinationWeights = Pick<Combination, 'effectWeights' | 'groupWeights'>

/** Group-time effects and what can be made of them, whether influence is at hand per unit or only its covariance. */
export type Estimated = Readonly<{
  effects: readonly PlainEffect[]
  groups: readonly PlainGroup[]
  times: readonly number[]
  units: number
  neverUnits: number
  warnings: readonly StudyWarning[]
  aggregate: (
    kind: AggregationKind,
    window?: EventWindow,
  ) => Result<Aggregation<PlainCombination>, AggregationRefusal>
  combined: (effectWeights: Float64Array, groupWeights: Float64Array) => PlainCombination
  covarianceOf: (rows: readonly CombinationWeights[]) => Float64Array // in rows
  preTest: () => Result<PreTest, PreTestRefusal>
}>

/** Estimates one study by other settings, where asked without the units of one first time of treatment. */
export type EstimateStudy = (settings: StudySettings, without?: number) => Result<Estimated, StudyRefusal>

export const estimatedFromUnits = (result: GroupTimeResult): Estimated => ({
  ...result,
  units: result.unitAt.length,
  aggregate: (kind, window) => aggregateEffects(result, kind, window),
  combined: (effectWeights, groupWeights) => combine(result, effectWeights, groupWeights),
  covarianceOf: (rows) =>
    covarianceOf(
      rows.map(({ effectWeights, groupWeights }) => combine(result, effectWeights, groupWeights).influence),
      result,
    ),
  preTest: () => preTest(result),
})

/** Of a panel or cross-sections in memory. */
export const studyEstimator =
  (data: StudyData): EstimateStudy =>
  (settings, without) => {
    const result = groupTimeEffects(without === undefined ? data : withoutUnits(data, without), settings)
    return result.ok ? ok(estimatedFromUnits(result.value)) : result
  }

/** Rows of units that joined at another time, units numbered anew. */
function withoutUnits(data: StudyData, group: number): StudyData {
  const rows = Int32Array.from(data.first.keys()).filter((row) => data.first[row] !== group)
  const names = new Map<number, number>()
  const unit = Int32Array.from(rows, (row) => {
    const name = names.get(data.unit[row]!) ?? names.size
    names.set(data.unit[row]!, name)
    return name
  })
  const whole = (column: Int32Array) => Int32Array.from(rows, (row) => column[row]!)
  const real = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  const { covariates, weights, cluster } = data
  return {
    unit,
    time: whole(data.time),
    first: whole(data.first),
    outcome: real(data.outcome),
    ...(covariates && { covariates: covariates.map(real) }),
    ...(weights && { weights: real(weights) }),
    ...(cluster && { cluster: whole(cluster) }),
  }
}
