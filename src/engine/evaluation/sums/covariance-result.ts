import { type Result, refuse } from '../../kernel/result.ts'
import { aggregateTable } from '../group-time/aggregate-effects.ts'
import type {
  CombinationWeights,
  Estimated,
  PlainCombination,
  PlainEffect,
  PlainGroup,
} from '../group-time/estimated.ts'
import { type PreTest, type PreTestRefusal, waldTest } from '../group-time/pre-test.ts'
import type { StudySettings, StudyWarning } from '../group-time/study-data.ts'

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

export function estimatedFromCovariance(result: CovarianceResult): Estimated {
  const combined: Estimated['combined'] = (effectWeights, groupWeights): PlainCombination => {
    const weights = { effectWeights, groupWeights }
    const estimate = result.effects.reduce((sum, effect, k) => sum + effectWeights[k]! * effect.estimate, 0)
    const standardError = Math.sqrt(Math.max(0, covarianceOf(result, [weights])[0]!))
    return { estimate, standardError, ...weights }
  }
  return {
    ...result,
    combined,
    aggregate: (kind, window = {}) => aggregateTable({ ...result, combined }, kind, window),
    covarianceOf: (rows) => covarianceOf(result, rows),
    preTest: () => preTest(result),
  }
}

/** Covariance of combinations, in rows. */
function covarianceOf(
  { effects, covariance }: CovarianceResult,
  rows: readonly CombinationWeights[],
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

function preTest({
  effects,
  groups,
  settings,
  covariance,
}: CovarianceResult): Result<PreTest, PreTestRefusal> {
  const before = [...effects.keys()].filter((k) => {
    const { group, time, reference } = effects[k]!
    return !reference && time + settings.anticipation < group
  })
  if (before.length === 0) return refuse({ code: 'no-effect-before-treatment' })
  const size = effects.length + groups.length
  return waldTest(
    before.map((k) => effects[k]!.estimate),
    Float64Array.from(before.flatMap((a) => before.map((b) => covariance[a * size + b]!))),
  )
}
