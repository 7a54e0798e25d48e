import { crossProducts, crossSums } from '../algebra/weighted-sums.ts'
import type { UnitBlock, UnitBlocks } from './unit-blocks.ts'

/**
 * Sums over the units of one cohort, with w the weight, x the design and y the outcomes.
 *
 * - `weighing`: units that weigh more than nothing
 * - `cross`: Σ w x xᵀ, in rows; the first number is Σ w
 * - `outcome`: Σ w x y_t, the design in rows and the times in columns; the first row is Σ w y
 * - `plainSums`, `plainSquares`: Σ v and Σ v² without weights, of the outcome at the first time and the covariates
 */
export type BlockMoments = Readonly<{
  units: number
  weighing: number
  cross: Float64Array
  outcome: Float64Array
  plainSums: Float64Array
  plainSquares: Float64Array
}>

/** One pass: all that regressions and means need of the cohorts, whatever the settings. */
export function blockMoments({ cohorts, covariates, times, visit }: UnitBlocks): readonly BlockMoments[] {
  const size = covariates + 1
  const count = times.length
  const moments = cohorts.map(() => ({
    units: 0,
    weighing: 0,
    cross: new Float64Array(size * size),
    outcome: new Float64Array(size * count),
    plainSums: new Float64Array(size),
    plainSquares: new Float64Array(size),
  }))
  visit((block) => {
    const own = moments[block.cohort]!
    const rows = { start: 0, end: block.count }
    own.units += block.count
    own.weighing += countWeighing(block)
    addTo(own.cross, crossProducts(block.design, block.weight, rows))
    addPlain(own.plainSums, own.plainSquares, block)
    addOutcomeSums(own.outcome, block, block.weight)
  })
  return moments
}

/** Adds Σ w x y_t over a block; the design in rows and the times in columns. */
export function addOutcomeSums(into: Float64Array, block: UnitBlock, weight: Float64Array): void {
  const times = block.outcome.length
  for (const [t, y] of block.outcome.entries()) {
    const sums = crossSums(block.design, y, weight, { start: 0, end: block.count })
    for (let k = 0; k < sums.length; k++) into[k * times + t]! += sums[k]!
  }
}

function addPlain(sums: Float64Array, squares: Float64Array, { design, outcome, count }: UnitBlock): void {
  for (const [k, values] of [outcome[0]!, ...design.slice(1)].entries()) {
    for (let i = 0; i < count; i++) {
      sums[k]! += values[i]!
      squares[k]! += values[i]! * values[i]!
    }
  }
}

function countWeighing({ weight, count }: UnitBlock): number {
  let weighing = 0
  for (let i = 0; i < count; i++) if (weight[i]! > 0) weighing++
  return weighing
}

export function addTo(into: Float64Array, values: Float64Array): void {
  for (let k = 0; k < into.length; k++) into[k]! += values[k]!
}

/** Sums over several cohorts together. */
export function momentsOver(moments: readonly BlockMoments[], cohorts: readonly number[]): BlockMoments {
  const [head, ...rest] = cohorts.map((cohort) => moments[cohort]!)
  const total = {
    units: head!.units,
    weighing: head!.weighing,
    cross: head!.cross.slice(),
    outcome: head!.outcome.slice(),
    plainSums: head!.plainSums.slice(),
    plainSquares: head!.plainSquares.slice(),
  }
  for (const own of rest) {
    total.units += own.units
    total.weighing += own.weighing
    addTo(total.cross, own.cross)
    addTo(total.outcome, own.outcome)
    addTo(total.plainSums, own.plainSums)
    addTo(total.plainSquares, own.plainSquares)
  }
  return total
}
