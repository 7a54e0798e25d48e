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

/** Rows of units that joined at another time, units numbered anew in the order in which they come. */
function withoutUnits(data: StudyData, group: number): StudyData {
  const rows = rowsWithout(data.first, group)
  const { covariates, weights, cluster } = data
  return {
    unit: numberedAnew(picked(data.unit, rows)),
    time: picked(data.time, rows),
    first: picked(data.first, rows),
    outcome: picked(data.outcome, rows),
    ...(covariates && { covariates: covariates.map((column) => picked(column, rows)) }),
    ...(weights && { weights: picked(weights, rows) }),
    ...(cluster && { cluster: picked(cluster, rows) }),
  }
}

function rowsWithout(first: Int32Array, group: number): Int32Array {
  const rows = new Int32Array(first.length)
  let count = 0
  for (let row = 0; row < first.length; row++) if (first[row] !== group) rows[count++] = row
  return rows.subarray(0, count)
}

function picked<T extends Int32Array | Float64Array>(column: T, rows: Int32Array): T {
  const values = column.slice(0, rows.length) as T
  for (let k = 0; k < rows.length; k++) values[k] = column[rows[k]!]!
  return values
}

function numberedAnew(unit: Int32Array): Int32Array {
  let largest = -1
  for (let row = 0; row < unit.length; row++) if (unit[row]! > largest) largest = unit[row]!
  const numbers = new Int32Array(largest + 1).fill(-1)
  let count = 0
  for (let row = 0; row < unit.length; row++) {
    if (numbers[unit[row]!]! < 0) numbers[unit[row]!] = count++
    unit[row] = numbers[unit[row]!]!
  }
  return unit
}
