import { firstOrderShare } from '../information/first-order-share.ts'
import { quantilesOf } from '../kernel/quantile.ts'
import { mean } from '../kernel/summary.ts'

/** How much an uncertain input moves a result [EUR]. */
export type Influence = Readonly<{
  lowFifthEur: number // mean result where the input is among its lowest fifth
  highFifthEur: number // and among its highest fifth
  varianceShare: number // of the result's variance, explained by the input alone, in [0, 1]
}>

const GROUPS = 5
/** The share of the variance is taken over the first so many scenarios. */
const COUNT = 2048

/**
 * How an input moves a result: means in its lowest and highest fifth, and its first-order Sobol index
 * (`firstOrderShare`), at least zero. An input that is the same in every scenario has no influence.
 */
export function influenceOf(input: Float64Array, result: Float64Array): Influence {
  const [low, high] = quantilesOf(input, [1 / GROUPS, 1 - 1 / GROUPS])
  const overall = mean(result)
  const meanWhere = (isIn: (value: number) => boolean) => {
    let sum = 0
    let count = 0
    for (let n = 0; n < input.length; n++) {
      if (!isIn(input[n]!)) continue
      sum += result[n]!
      count++
    }
    return count > 0 ? sum / count : overall
  }
  return {
    lowFifthEur: meanWhere((value) => value <= low!),
    highFifthEur: meanWhere((value) => value > high!),
    varianceShare: Math.max(0, firstOrderShare(input.subarray(0, COUNT), result.subarray(0, COUNT)).share),
  }
}
