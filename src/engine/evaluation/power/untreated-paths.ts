import type { Rng } from '../../kernel/rng.ts'
import { type Result, ok, refuse } from '../../kernel/result.ts'
import { leastSquares } from '../algebra/least-squares.ts'
import type { PowerDesign } from './power-design.ts'
import type { PowerRefusal } from './power-settings.ts'
import { takeApart } from './shared-shocks.ts'

/**
 * What is drawn from: `paths[row · times + step]` is how far a donor lies from what its covariates say, or what a cluster
 * shares (the last `shared` of the `count` rows; a row of 0 without clusters). `drawable` are the rows of donors to draw.
 * `fitted` is what covariates say for every unit of the design (0 without), in the order of its rows; `size` is the
 * largest outcome.
 */
export type UntreatedPaths = Readonly<{
  times: number
  paths: Float64Array
  fitted: Float64Array
  count: number
  shared: number
  drawable: Int32Array
  size: number
}>

/**
 * Per time, outcomes of donors are fitted on a constant and the covariates; what is left is scaled up by √(m / (m − k)),
 * m donors and k coefficients, so that its variance is not too small.
 */
export function untreatedPaths(
  outcome: Float64Array,
  design: PowerDesign,
): Result<UntreatedPaths, PowerRefusal> {
  const { donors, rowOf, data, result } = design
  const times = result.times.length
  const count = donors.length
  const [paths, fitted] = [new Float64Array(count * times), new Float64Array(rowOf.length)]
  const weight = new Float64Array(count).fill(1)
  let size = 0
  for (let step = 0; step < times; step++) {
    const y = Float64Array.from(donors, (unit) => outcome[rowOf[unit * times + step]!]!)
    for (let d = 0; d < count; d++) {
      size = Math.max(size, Math.abs(y[d]!))
      if (!Number.isFinite(y[d]!))
        return refuse({ code: 'value-not-finite', column: 'outcome', row: rowOf[donors[d]! * times + step]! })
    }
    const columns = standardised(data.covariates ?? [], donors, step, times)
    const own = columns.map((column) => Float64Array.from(donors, (unit) => column[unit]!))
    const fit = leastSquares(own, y, weight, { start: 0, end: count })
    if (!fit.ok || count <= columns.length) return refuse({ code: 'covariates-singular' })
    const beta = fit.value.coefficients
    const scale = Math.sqrt(count / (count - columns.length))
    for (let d = 0; d < count; d++) {
      const left = own.reduce((rest, column, k) => rest - beta[k]! * column[d]!, y[d]!)
      paths[d * times + step] = left * scale
    }
    for (let unit = 0; columns.length > 1 && unit < rowOf.length / times; unit++)
      fitted[unit * times + step] = columns.reduce((sum, column, k) => sum + beta[k]! * column[unit]!, 0)
  }
  if (!result.cluster) {
    const withNothingShared = new Float64Array(paths.length + times)
    withNothingShared.set(paths)
    const drawable = Int32Array.from(donors.keys())
    return ok({ times, paths: withNothingShared, fitted, count: count + 1, shared: 1, drawable, size })
  }
  const clusters = donorClusters(donors, result.cluster)
  const apart = takeApart(paths, clusters.of, clusters.count, times)
  if (apart.drawable.length < 2) return refuse({ code: 'too-few-paths', count: apart.drawable.length })
  return ok({ times, fitted, count: count + clusters.count, shared: clusters.count, size, ...apart })
}

/** A constant, and covariates of one time per unit, centred and scaled over donors; one that is constant there is left out. */
function standardised(
  covariates: readonly Float64Array[],
  donors: Int32Array,
  step: number,
  times: number,
): Float64Array[] {
  const units = (covariates[0]?.length ?? 0) / times
  const last = donors.reduce((max, unit) => Math.max(max, unit), -1)
  const columns = [new Float64Array(Math.max(units, last + 1)).fill(1)]
  for (const values of covariates) {
    const column = Float64Array.from({ length: units }, (_, unit) => values[unit * times + step]!)
    let [mean, square] = [0, 0]
    for (const unit of donors) mean += column[unit]! / donors.length
    for (const unit of donors) square += (column[unit]! - mean) ** 2 / donors.length
    if (square > 1e-20 * (1 + mean * mean)) columns.push(column.map((x) => (x - mean) / Math.sqrt(square)))
  }
  return columns
}

/** Rows of `paths` per unit: its own path, and the one it shares with its cluster. */
export type Drawn = Readonly<{ own: Int32Array; shared: Int32Array }>

/**
 * A donor per unit, with replacement; with clusters, its own part from any donor, and the shared part of one cluster of
 * donors for each cluster of the design.
 */
export function donorDraw({ result }: PowerDesign, { drawable, count, shared }: UntreatedPaths, rng: Rng) {
  const { cluster, clusterCount } = result
  const pick = (size: number) => Math.floor(rng() * size)
  const chosen = new Int32Array(cluster ? clusterCount : 1)
  return (drawn: Drawn): void => {
    for (let c = 0; c < chosen.length; c++) chosen[c] = count - shared + pick(shared)
    for (let i = 0; i < drawn.own.length; i++) {
      drawn.own[i] = drawable[pick(drawable.length)]!
      drawn.shared[i] = chosen[cluster ? cluster[i]! : 0]!
    }
  }
}

/** The clusters of donors numbered anew, 0 … */
function donorClusters(donors: Int32Array, cluster: Int32Array): { of: Int32Array; count: number } {
  const names = new Map<number, number>()
  const of = Int32Array.from(donors, (unit) => {
    const name = names.get(cluster[unit]!) ?? names.size
    names.set(cluster[unit]!, name)
    return name
  })
  return { of, count: names.size }
}
