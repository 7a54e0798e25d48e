import { quantilesOf } from '../kernel/quantile.ts'
import { mean } from '../kernel/summary.ts'

/** How much an uncertain input moves a result [EUR]. */
export type Influence = Readonly<{
  lowFifthEur: number // mean result where the input is among its lowest fifth
  highFifthEur: number // and among its highest fifth
  varianceShare: number // of the result's variance, explained by the input alone, in [0, 1]
}>

const GROUPS = 5

/**
 * First-order sensitivity by grouping: the variance between the means of five equal groups of the input, as a
 * share of all variance. An input that is the same in every scenario has no influence.
 *
 * Source: the first-order index of Sobol 1993 (Var E[Y | X] / Var Y), estimated by binning.
 */
export function influenceOf(input: Float64Array, result: Float64Array): Influence {
  const edges = quantilesOf(
    input,
    Array.from({ length: GROUPS - 1 }, (_, i) => (i + 1) / GROUPS),
  )
  const sums = new Float64Array(GROUPS)
  const counts = new Float64Array(GROUPS)
  const overall = mean(result)
  let variance = 0
  for (let n = 0; n < input.length; n++) {
    let group = 0
    while (group < edges.length && input[n]! > edges[group]!) group++
    sums[group]! += result[n]!
    counts[group]!++
    variance += (result[n]! - overall) ** 2
  }
  let between = 0
  for (let group = 0; group < GROUPS; group++) {
    if (counts[group]! > 0) between += counts[group]! * (sums[group]! / counts[group]! - overall) ** 2
  }
  const groupMean = (group: number) => (counts[group]! > 0 ? sums[group]! / counts[group]! : overall)
  return {
    lowFifthEur: groupMean(0),
    highFifthEur: groupMean(GROUPS - 1),
    varianceShare: variance > 0 ? between / variance : 0,
  }
}
