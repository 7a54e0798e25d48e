import { quantilesOf } from '../kernel/quantile.ts'

/** Where a choice turns: below (or above) `at` it is better to wait. In the unit of the input. */
export type SwitchingValue = Readonly<{ at: number; waits: 'below' | 'above' }>

const BANDS = 16

/**
 * The value of an uncertain input at which the expected worth of a plan becomes zero. The input is cut into sixteen
 * equal bands, the mean worth per band is made monotone in its main direction, and the crossing is interpolated.
 * Undefined where the worth keeps its sign over all that is thought possible, or the input is certain.
 *
 * @param input  per scenario, in its own unit
 * @param worth  per scenario [EUR]
 *
 * Source: for the monotone means, pool-adjacent-violators, Ayer et al. 1955, doi:10.1214/aoms/1177728423.
 */
export function switchingValue(input: Float64Array, worth: Float64Array): SwitchingValue | undefined {
  const { centres, means, sizes } = bandsOf(input, worth)
  if (means.length < 2) return undefined
  const rises = slopeSign(means) > 0
  const sign = rises ? 1 : -1
  const fitted = monotone(
    means.map((value) => sign * value),
    sizes,
  )
  for (let band = 1; band < fitted.length; band++) {
    const before = sign * fitted[band - 1]!
    const after = sign * fitted[band]!
    if (before < 0 === after < 0) continue
    const share = before / (before - after)
    const at = centres[band - 1]! + share * (centres[band]! - centres[band - 1]!)
    return { at, waits: rises ? 'below' : 'above' }
  }
  return undefined
}

/** Mean input, mean worth and number of scenarios per band; bands without scenarios are left out. */
function bandsOf(input: Float64Array, worth: Float64Array) {
  const parts = Array.from({ length: BANDS - 1 }, (_, i) => (i + 1) / BANDS)
  const edges = quantilesOf(input, parts)
  const sums = Array.from({ length: BANDS }, () => ({ input: 0, worth: 0, size: 0 }))
  for (let n = 0; n < worth.length; n++) {
    let band = 0
    while (band < edges.length && input[n]! > edges[band]!) band++
    const sum = sums[band]!
    sum.input += input[n]!
    sum.worth += worth[n]!
    sum.size++
  }
  const filled = sums.filter(({ size }) => size > 0)
  return {
    centres: filled.map((sum) => sum.input / sum.size),
    means: filled.map((sum) => sum.worth / sum.size),
    sizes: filled.map(({ size }) => size),
  }
}

const slopeSign = (means: readonly number[]) =>
  means.reduce((sum, value, band) => sum + value * (band - (means.length - 1) / 2), 0)

/** Pool adjacent violators: the closest sequence, by weighted least squares, that never falls. */
function monotone(values: readonly number[], sizes: readonly number[]): readonly number[] {
  const pools: { sum: number; size: number; bands: number }[] = []
  values.forEach((value, band) => {
    pools.push({ sum: value * sizes[band]!, size: sizes[band]!, bands: 1 })
    while (pools.length > 1 && average(pools.at(-2)!) > average(pools.at(-1)!)) {
      const last = pools.pop()!
      const pool = pools.at(-1)!
      pool.sum += last.sum
      pool.size += last.size
      pool.bands += last.bands
    }
  })
  return pools.flatMap((pool) => Array.from({ length: pool.bands }, () => average(pool)))
}

const average = ({ sum, size }: Readonly<{ sum: number; size: number }>) => sum / size
