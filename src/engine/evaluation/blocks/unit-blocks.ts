import type { CohortSize } from '../sums/study-cohorts.ts'

/**
 * A run of units of one first time of treatment; arrays may be longer than `count` and are only good until the next
 * block.
 *
 * - `cohort`: place among the cohorts
 * - `design`: the constant 1, then the covariates, each centred and scaled to about one, or all 0 where it does not vary
 * - `outcome`: per time, less the centre of that time
 * - `weight`: not negative; the constant where all count alike
 * - `cluster`: 0 … clusterCount − 1; undefined where every unit is its own
 */
export type UnitBlock = Readonly<{
  cohort: number
  count: number
  design: readonly Float64Array[]
  outcome: readonly Float64Array[]
  weight: Float64Array
  cluster: Int32Array | undefined
}>

/**
 * A balanced panel that is gone through block by block, as often as is needed and always in the same order; it need not
 * fit into memory.
 *
 * - `times`: ascending, two or more
 * - `centre`: per time, what was taken off outcomes; no effect depends on it
 * - `cohorts`: first times as in the data (never is 0), ascending
 * - `covariates`: how many; they are constant within units
 * - `blockRows`: most units in a block
 */
export type UnitBlocks = Readonly<{
  times: readonly number[]
  centre: Float64Array
  cohorts: readonly CohortSize[]
  covariates: number
  clusterCount: number | undefined
  blockRows: number
  visit: (see: (block: UnitBlock) => void) => void
}>
