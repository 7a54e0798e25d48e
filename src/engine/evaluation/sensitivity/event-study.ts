import { type Result, ok, refuse } from '../../kernel/result.ts'

/**
 * Coefficients of an event study with their covariance. Rows may stand in any order, times, coefficients and rows of
 * the covariance in the same one. Times are whole, in steps of one around the reference time, which is left out.
 */
export type EventStudy = Readonly<{
  times: readonly number[]
  referenceTime: number
  coefficients: readonly number[] // unit of the outcome
  covariance: readonly (readonly number[])[] // unit of the outcome, squared
  postWeights: readonly number[] // the target: weight of each time after the reference, earliest first
  level: number // of the intervals, such as 0.95
}>

export type Interval = Readonly<{ low: number; high: number }>

export type EventStudyRefusal = Readonly<{
  code:
    | 'dimensions-differ'
    | 'value-not-finite'
    | 'level-outside-limits'
    | 'times-not-consecutive'
    | 'no-period-before'
    | 'no-period-after'
    | 'too-many-periods'
    | 'target-empty'
    | 'covariance-not-symmetric'
    | 'covariance-not-positive-definite'
    | 'restriction-outside-limits'
}>

/** An event study that was checked: in order of time, with a Cholesky factor. */
export type CheckedStudy = Readonly<{
  before: number
  after: number
  beta: Float64Array
  sigma: readonly Float64Array[]
  root: readonly Float64Array[] // lower triangle L with L Lᵀ = covariance
  weights: Float64Array
  alpha: number
}>

export const MAX_PERIODS = 40
const SYMMETRY = 1e-8 // relative to √(variance · variance)
const SMALLEST_PIVOT = 1e-11 // variance left given the earlier ones, relative to the variance

/** Checks and orders; every refusal is the first rule that fails. */
export function checkEventStudy(study: EventStudy): Result<CheckedStudy, EventStudyRefusal> {
  const code = shapeRefusal(study) ?? timesRefusal(study)
  if (code) return refuse({ code })

  const order = study.times.map((_, i) => i).sort((i, j) => study.times[i]! - study.times[j]!)
  const sigma = order.map((i) => Float64Array.from(order, (j) => study.covariance[i]![j]!))
  for (const [i, row] of sigma.entries()) {
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(Math.abs(row[i]! * sigma[j]![j]!))
      if (Math.abs(row[j]! - sigma[j]![i]!) > SYMMETRY * scale)
        return refuse({ code: 'covariance-not-symmetric' })
    }
  }
  const root = choleskyOf(sigma)
  if (!root) return refuse({ code: 'covariance-not-positive-definite' })

  const before = study.times.filter((time) => time < study.referenceTime).length
  return ok({
    before,
    after: study.times.length - before,
    beta: Float64Array.from(order, (i) => study.coefficients[i]!),
    sigma,
    root,
    weights: Float64Array.from(study.postWeights),
    alpha: 1 - study.level,
  })
}

function shapeRefusal(study: EventStudy): EventStudyRefusal['code'] | undefined {
  const { times, coefficients, covariance, postWeights, level } = study
  const count = times.length
  if (coefficients.length !== count || covariance.length !== count) return 'dimensions-differ'
  if (covariance.some((row) => row.length !== count)) return 'dimensions-differ'
  const values = [...coefficients, ...postWeights, ...covariance.flat()]
  if (!values.every(Number.isFinite)) return 'value-not-finite'
  if (!(level >= 0.5 && level <= 0.999)) return 'level-outside-limits'
  return count > MAX_PERIODS ? 'too-many-periods' : undefined
}

function timesRefusal(study: EventStudy): EventStudyRefusal['code'] | undefined {
  const sorted = study.times.concat(study.referenceTime).sort((a, b) => a - b)
  if (!sorted.every((time, i) => Number.isSafeInteger(time) && time === sorted[0]! + i))
    return 'times-not-consecutive'
  const after = study.times.filter((time) => time > study.referenceTime).length
  if (after === study.times.length) return 'no-period-before'
  if (after === 0) return 'no-period-after'
  if (study.postWeights.length !== after) return 'dimensions-differ'
  return study.postWeights.every((weight) => weight === 0) ? 'target-empty' : undefined
}

/** Lower triangle L with L Lᵀ = matrix; undefined where the matrix is not safely positive definite. */
export function choleskyOf(matrix: readonly Float64Array[]): Float64Array[] | undefined {
  const root = matrix.map((row) => new Float64Array(row.length))
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!
      for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!
      if (i !== j) root[i]![j] = rest / root[j]![j]!
      else if (!(rest > SMALLEST_PIVOT * matrix[i]![i]!)) return undefined
      else root[i]![i] = Math.sqrt(rest)
    }
  }
  return root
}

/** xᵀ matrix x */
export function quadraticForm(matrix: readonly Float64Array[], x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) for (let j = 0; j < x.length; j++) sum += x[i]! * matrix[i]![j]! * x[j]!
  return sum
}
