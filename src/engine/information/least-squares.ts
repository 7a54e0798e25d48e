/** Rows of the basis functions of a regression: `cells[row · columns + column]`. */
export type Design = Readonly<{ rows: number; columns: number; cells: Float64Array }>

/** A pivot smaller than this share of its diagonal is a column that the others already make. */
const SMALLEST_PIVOT = 1e-11

/** Least squares on some rows, made ready once for any number of outcomes. */
export type Fitter = Readonly<{
  /** Coefficients, one per column, for an outcome per row. */
  fit(outcome: (row: number) => number): Float64Array
  /** Solves (XᵀX) a = b in place of b: the fit at a row with columns b is Σ over rows of (x · a) y. */
  solve(b: Float64Array): Float64Array
}>

/**
 * Coefficients by the normal equations and Cholesky's decomposition. A column that is a combination of the ones
 * before it gets coefficient 0, so constants and empty corners do no harm. Meant for well-conditioned columns, such
 * as those of `naturalSpline`: squaring the condition costs half of the digits.
 *
 * @param from, to  the rows that are fitted on; `to` is not one of them
 */
export function fitterOn({ columns, cells }: Design, from: number, to: number): Fitter {
  const factor = new Float64Array(columns * columns)
  for (let row = from; row < to; row++) {
    const start = row * columns
    for (let i = 0; i < columns; i++) {
      const value = cells[start + i]!
      if (value === 0) continue
      for (let j = 0; j <= i; j++) factor[i * columns + j]! += value * cells[start + j]!
    }
  }
  decompose(factor, columns)
  const solve = (b: Float64Array) => solved(factor, columns, b)
  const fit = (outcome: (row: number) => number) => {
    const products = new Float64Array(columns)
    for (let row = from; row < to; row++) {
      const y = outcome(row)
      const start = row * columns
      for (let i = 0; i < columns; i++) products[i]! += cells[start + i]! * y
    }
    return solve(products)
  }
  return { fit, solve }
}

/** The value of the fit in one row. */
export function fittedValue({ columns, cells }: Design, coefficients: Float64Array, row: number): number {
  let total = 0
  const start = row * columns
  for (let i = 0; i < columns; i++) total += cells[start + i]! * coefficients[i]!
  return total
}

/** Lower triangle of A to L with A = L Lᵀ, in place; a dropped column gets 0 on the diagonal. */
function decompose(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    const diagonal = a[j * size + j]!
    let pivot = diagonal
    for (let k = 0; k < j; k++) pivot -= a[j * size + k]! ** 2
    const root = pivot > SMALLEST_PIVOT * diagonal ? Math.sqrt(pivot) : 0
    a[j * size + j] = root
    for (let i = j + 1; i < size; i++) {
      let below = a[i * size + j]!
      for (let k = 0; k < j; k++) below -= a[i * size + k]! * a[j * size + k]!
      a[i * size + j] = root === 0 ? 0 : below / root
    }
  }
}

function solved(l: Float64Array, size: number, x: Float64Array): Float64Array {
  for (let i = 0; i < size; i++) {
    let rest = x[i]!
    for (let k = 0; k < i; k++) rest -= l[i * size + k]! * x[k]!
    const root = l[i * size + i]!
    x[i] = root === 0 ? 0 : rest / root
  }
  for (let i = size - 1; i >= 0; i--) {
    let rest = x[i]!
    for (let k = i + 1; k < size; k++) rest -= l[k * size + i]! * x[k]!
    const root = l[i * size + i]!
    x[i] = root === 0 ? 0 : rest / root
  }
  return x
}
