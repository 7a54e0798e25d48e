/** Functions of one number whose combinations are fitted by least squares. They add up to 1 everywhere. */
export type Basis = Readonly<{ size: number; fill(x: number, out: Float64Array, at: number): void }>

/**
 * Natural cubic splines with knots at evenly spaced quantiles of the different values, ends included: function i is
 * 1 at knot i, 0 at the others. Straight lines beyond the ends. Where there are not more different values than
 * knots, each value is a knot: every value then has a mean of its own.
 *
 * @param values  without NaN; at least one
 * @param most    number of knots, ≥ 2
 *
 * Source: S. N. Wood 2017, Generalized Additive Models, 2nd edition, section 5.3.1 (cubic regression splines).
 */
export function naturalSpline(values: Float64Array, most: number): Basis {
  const knots = knotsOf(values, most)
  const size = knots.length
  if (size === 1) return { size, fill: (_, out, at) => void out.fill(1, at, at + 1) }

  const bend = bends(knots)
  return { size, fill: (x, out, at) => fillRow(x, knots, bend, out, at) }
}

function knotsOf(values: Float64Array, most: number): Float64Array {
  const different = values
    .slice()
    .sort()
    .filter((value, i, sorted) => i === 0 || value !== sorted[i - 1])
  if (different.length <= most) return different
  return Float64Array.from({ length: most }, (_, i) => {
    const place = (i * (different.length - 1)) / (most - 1)
    const below = Math.min(Math.floor(place), different.length - 2)
    return different[below]! + (place - below) * (different[below + 1]! - different[below]!)
  })
}

/**
 * Second derivatives at the knots of the functions, `bend[knot · size + function]`: rows 1 to size − 2 solve
 *
 *     h_j−1/6 · b_j−1 + (h_j−1 + h_j)/3 · b_j + h_j/6 · b_j+1 = (f_j+1 − f_j)/h_j − (f_j − f_j−1)/h_j−1
 *
 * and the ends are 0. Elimination without exchange is safe: the diagonal dominates.
 */
function bends(knots: Float64Array): Float64Array {
  const size = knots.length
  const bend = new Float64Array(size * size)
  const pivot = new Float64Array(size)
  for (let j = 1; j < size - 1; j++) {
    const left = knots[j]! - knots[j - 1]!
    const right = knots[j + 1]! - knots[j]!
    bend[j * size + j - 1]! += 1 / left
    bend[j * size + j]! -= 1 / left + 1 / right
    bend[j * size + j + 1]! += 1 / right
    pivot[j] = (left + right) / 3
    if (j === 1) continue
    const factor = left / 6 / pivot[j - 1]!
    pivot[j]! -= (factor * left) / 6
    for (let i = 0; i < size; i++) bend[j * size + i]! -= factor * bend[(j - 1) * size + i]!
  }
  for (let j = size - 2; j > 0; j--) {
    const above = (knots[j + 1]! - knots[j]!) / 6
    for (let i = 0; i < size; i++) {
      bend[j * size + i] = (bend[j * size + i]! - above * bend[(j + 1) * size + i]!) / pivot[j]!
    }
  }
  return bend
}

function fillRow(x: number, knots: Float64Array, bend: Float64Array, out: Float64Array, at: number): void {
  const size = knots.length
  const last = size - 1
  let low = 0
  while (low < last - 1 && x >= knots[low + 1]!) low++
  const width = knots[low + 1]! - knots[low]!
  const toRight = knots[low + 1]! - x
  const toLeft = x - knots[low]!
  let lowBend = ((toRight * toRight * toRight) / width - width * toRight) / 6
  let highBend = ((toLeft * toLeft * toLeft) / width - width * toLeft) / 6
  if (x < knots[0]!) highBend = (-width * toLeft) / 6
  if (x > knots[last]!) lowBend = (-width * toRight) / 6
  for (let i = 0; i < size; i++) {
    out[at + i] = lowBend * bend[low * size + i]! + highBend * bend[(low + 1) * size + i]!
  }
  out[at + low]! += toRight / width
  out[at + low + 1]! += toLeft / width
}
