/** A run of rows: from `start` up to, not including, `end`. */
export type Rows = Readonly<{ start: number; end: number }>

/**
 * Σ w x xᵀ over a run of rows: the lower triangle in rows, the upper triangle mirrored.
 *
 * @param columns  one array per regressor
 * @param weight   one per row
 */
export function crossProducts(
  columns: readonly Float64Array[],
  weight: Float64Array,
  rows: Rows,
): Float64Array {
  const size = columns.length
  const sums = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const total = tripleSum(columns[i]!, columns[j]!, weight, rows)
      sums[i * size + j] = total
      sums[j * size + i] = total
    }
  }
  return sums
}

/** Σ w x y over a run of rows, per regressor. */
export function crossSums(
  columns: readonly Float64Array[],
  y: Float64Array,
  weight: Float64Array,
  rows: Rows,
): Float64Array {
  return Float64Array.from(columns, (column) => tripleSum(column, y, weight, rows))
}

/** Σ w x over a run of rows, per regressor. */
export function weightedSums(
  columns: readonly Float64Array[],
  weight: Float64Array,
  rows: Rows,
): Float64Array {
  return Float64Array.from(columns, (column) => {
    let total = 0
    for (let i = rows.start; i < rows.end; i++) total += weight[i]! * column[i]!
    return total
  })
}

/** Writes Σ b x into `out`, over a run of rows. */
export function fillLinear(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  out: Float64Array,
  rows: Rows,
): void {
  out.fill(0, rows.start, rows.end)
  for (const [k, column] of columns.entries()) {
    const b = coefficients[k]!
    for (let i = rows.start; i < rows.end; i++) out[i]! += b * column[i]!
  }
}

function tripleSum(a: Float64Array, b: Float64Array, weight: Float64Array, { start, end }: Rows): number {
  let total = 0
  for (let i = start; i < end; i++) total += weight[i]! * a[i]! * b[i]!
  return total
}
