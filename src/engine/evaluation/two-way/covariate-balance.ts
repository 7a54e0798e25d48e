/**
 * One covariate, or the score, before and after matching.
 *
 * - `difference`: mean of the treated less that of the controls, in standard deviations of all the treated
 * - `varianceRatio`: of the treated over the controls, both n − 1; of pairs, controls count as often as they are used
 *
 * Undefined where the variance below the line is 0.
 */
export type BalanceRow = Readonly<{ before: Balance; after: Balance }>
export type Balance = Readonly<{
  treatedMean: number
  controlMean: number
  difference: number | undefined
  varianceRatio: number | undefined
}>

/**
 * @param uses  per row how often it is in a pair
 */
export function balanceRow(values: Float64Array, treated: Uint8Array, uses: Int32Array): BalanceRow {
  const one = new Int32Array(values.length).fill(1)
  const [treatedAll, controlAll] = [moments(values, treated, 1, one), moments(values, treated, 0, one)]
  const spread = Math.sqrt(treatedAll.variance)
  const between = (a: Moments, b: Moments): Balance => ({
    treatedMean: a.mean,
    controlMean: b.mean,
    difference: spread > 0 ? (a.mean - b.mean) / spread : undefined,
    varianceRatio: b.variance > 0 ? a.variance / b.variance : undefined,
  })
  return {
    before: between(treatedAll, controlAll),
    after: between(moments(values, treated, 1, uses), moments(values, treated, 0, uses)),
  }
}

type Moments = Readonly<{ mean: number; variance: number }>

function moments(values: Float64Array, treated: Uint8Array, side: number, uses: Int32Array): Moments {
  let [weight, mean, square, squaredWeight] = [0, 0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    if (treated[row] !== side || uses[row] === 0) continue
    weight += uses[row]!
    squaredWeight += uses[row]! ** 2
    const step = values[row]! - mean
    mean += (uses[row]! / weight) * step
    square += uses[row]! * step * (values[row]! - mean)
  }
  const free = weight - squaredWeight / weight
  return { mean, variance: free > 0 ? square / free : 0 }
}
