import { type Result, refuse } from '../../kernel/result.ts'
import {
  type Aggregation,
  type AggregationKind,
  type AggregationRefusal,
  type EventWindow,
  aggregateTable,
} from '../group-time/aggregate-effects.ts'
import type { GroupTimeEffect } from '../group-time/group-time-effects.ts'
import { type PreTest, type PreTestRefusal, waldTest } from '../group-time/pre-test.ts'
import type { StudySettings, StudyWarning } from '../group-time/study-data.ts'

export type PlainEffect = Omit<GroupTimeEffect, 'influence'>
export type PlainGroup = Readonly<{ first: number; units: number; share: number }>

/**
 * As a `GroupTimeResult`, with one covariance of all estimates where that has influence per unit: of the effects and
 * then of the shares of the groups, in rows. All summaries, bands and tests follow from it.
 */
export type CovarianceResult = Readonly<{
  settings: StudySettings
  effects: readonly PlainEffect[]
  groups: readonly PlainGroup[]
  covariance: Float64Array
  times: readonly number[]
  units: number
  neverUnits: number
  warnings: readonly StudyWarning[]
}>

/** A weighted mean of effects, as `Combination` of the road in memory. */
export type PlainCombination = Readonly<{
  estimate: number
  standardError: number
  effectWeights: Float64Array
  groupWeights: Float64Array
}>

type Weights = Pick<PlainCombination, 'effectWeights' | 'groupWeights'>

/** Any combination of effects, with its error. */
export function combinePlain(
  result: CovarianceResult,
  effectWeights: Float64Array,
  groupWeights: Float64Array,
): PlainCombination {
  const weights = { effectWeights, groupWeights }
  const estimate = result.effects.reduce((sum, effect, k) => sum + effectWeights[k]! * effect.estimate, 0)
  const standardError = Math.sqrt(Math.max(0, covarianceOfCombinations([weights], result)[0]!))
  return { estimate, standardError, ...weights }
}

/** All summaries, as `aggregateEffects`. */
export function aggregatePlain(
  result: CovarianceResult,
  kind: AggregationKind,
  window: EventWindow = {},
): Result<Aggregation<PlainCombination>, AggregationRefusal> {
  const combined = (effects: Float64Array, groups: Float64Array) => combinePlain(result, effects, groups)
  return aggregateTable({ ...result, combined }, kind, window)
}

/** Covariance of combinations, in rows. */
export function covarianceOfCombinations(
  rows: readonly Weights[],
  { effects, covariance }: Pick<CovarianceResult, 'effects' | 'covariance'>,
): Float64Array {
  const size = Math.round(Math.sqrt(covariance.length))
  const weights = rows.map(({ effectWeights, groupWeights }) => {
    const all = new Float64Array(size)
    all.set(effectWeights)
    all.set(groupWeights, effects.length)
    return all
  })
  const products = weights.map((own) => timesMatrix(covariance, own))
  return Float64Array.from(
    products.flatMap((product) =>
      weights.map((own) => own.reduce((sum, value, k) => sum + value * product[k]!, 0)),
    ),
  )
}

function timesMatrix(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const product = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    const value = vector[column]!
    if (value !== 0)
      for (let row = 0; row < size; row++) product[row]! += matrix[column * size + row]! * value
  }
  return product
}

/** As `preTest`. */
export function preTestPlain(result: CovarianceResult): Result<PreTest, PreTestRefusal> {
  const { effects, groups, settings } = result
  const before = [...effects.keys()].filter((k) => {
    const { group, time, reference } = effects[k]!
    return !reference && time + settings.anticipation < group
  })
  if (before.length === 0) return refuse({ code: 'no-effect-before-treatment' })
  const size = effects.length + groups.length
  const covariance = before.flatMap((a) => before.map((b) => result.covariance[a * size + b]!))
  return waldTest(
    before.map((k) => effects[k]!.estimate),
    Float64Array.from(covariance),
  )
}
