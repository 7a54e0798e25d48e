/**
 * The quantile of a sample by the convention of R's type 7, also the default of NumPy: with h = (n − 1) · p,
 * the value between the order statistics ⌊h⌋ and ⌊h⌋ + 1 (counted from 0), by straight interpolation.
 *
 * @param values       not changed; NaN if one of them is NaN
 * @param probability  in [0, 1]
 * @param scratch      room for at least as many values; overwritten
 * @throws RangeError where there are no values or the probability is outside [0, 1]
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
 * (1996), 361-365, doi:10.2307/2684934, definition 7.
 */
export function quantileOf(
  values: ArrayLike<number>,
  probability: number,
  scratch = new Float64Array(values.length),
): number {
  return quantilesOf(values, [probability], scratch)[0]!
}

/** As `quantileOf` for several probabilities in any order: one copy, and each selection narrows the next. */
export function quantilesOf(
  values: ArrayLike<number>,
  probabilities: readonly number[],
  scratch = new Float64Array(values.length),
): number[] {
  const count = values.length
  if (count === 0) throw new RangeError('quantilesOf requires at least one value')
  if (!probabilities.every((p) => p >= 0 && p <= 1)) {
    throw new RangeError('quantilesOf requires probabilities in [0, 1]')
  }
  if (!copyNumbers(values, scratch)) return probabilities.map(() => Number.NaN)

  const quantiles = new Array<number>(probabilities.length)
  const ascending = probabilities.map((_, i) => i).sort((i, j) => probabilities[i]! - probabilities[j]!)
  let start = 0
  for (const i of ascending) {
    const place = (count - 1) * probabilities[i]!
    const rank = Math.floor(place)
    selectRank(scratch, rank, start, count - 1)
    start = rank
    quantiles[i] = interpolated(scratch, rank, place - rank, count)
  }
  return quantiles
}

function interpolated(scratch: Float64Array, rank: number, share: number, count: number): number {
  const low = scratch[rank]!
  if (share === 0) return low
  let high = scratch[rank + 1]!
  for (let i = rank + 2; i < count; i++) if (scratch[i]! < high) high = scratch[i]!
  return low === high ? low : low + share * (high - low)
}

/** False where a value is not a number: comparisons with it would lead nowhere. */
function copyNumbers(values: ArrayLike<number>, scratch: Float64Array): boolean {
  let isClean = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    scratch[i] = value
    if (Number.isNaN(value)) isClean = false
  }
  return isClean
}

/**
 * Puts the value of that rank in its sorted place between `left` and `right`, smaller ones before and larger
 * ones after it. On average about n + rank comparisons.
 *
 * Source: R. W. Floyd and R. L. Rivest, "Algorithm 489: The Algorithm SELECT", Communications of the ACM 18
 * (1975), 173, doi:10.1145/360680.360694.
 */
function selectRank(x: Float64Array, rank: number, left: number, right: number): void {
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1
      const i = rank - left + 1
      const z = Math.log(n)
      const s = 0.5 * Math.exp((2 * z) / 3)
      const sd = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2)
      const from = Math.max(left, Math.floor(rank - (i * s) / n + sd))
      const to = Math.min(right, Math.floor(rank + ((n - i) * s) / n + sd))
      selectRank(x, rank, from, to)
    }
    const end = partition(x, rank, left, right)
    if (end <= rank) left = end + 1
    if (rank <= end) right = end - 1
  }
}

/** Splits around the value now at `rank`; returns where that value ends up. */
function partition(x: Float64Array, rank: number, left: number, right: number): number {
  const pivot = x[rank]!
  let i = left
  let j = right
  swap(x, left, rank)
  if (x[right]! > pivot) swap(x, right, left)
  while (i < j) {
    swap(x, i, j)
    i++
    j--
    while (x[i]! < pivot) i++
    while (x[j]! > pivot) j--
  }
  if (x[left] === pivot) swap(x, left, j)
  else swap(x, ++j, right)
  return j
}

function swap(x: Float64Array, i: number, j: number): void {
  const held = x[i]!
  x[i] = x[j]!
  x[j] = held
}
