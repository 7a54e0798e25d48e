import type { UnitBlock, UnitBlocks } from './unit-blocks.ts'

/** One block's columns, one after another, `stride` numbers each; `active` are those that are not all 0. */
export type BlockColumns = Readonly<{ values: Float64Array; stride: number; active: number[] }>

/**
 * Products of columns with one another over all units, or over the sums of their clusters, in rows: size × size.
 *
 * @param fill  writes the columns of one block and says which are active
 */
export function blockProducts(
  { blockRows: stride, clusterCount, visit }: UnitBlocks,
  size: number,
  fill: (block: UnitBlock, columns: BlockColumns) => void,
): Float64Array {
  const columns: BlockColumns = { values: new Float64Array(size * stride), stride, active: [] }
  const products = new Float64Array(size * size)
  const sums = clusterCount === undefined ? undefined : new Float64Array(clusterCount * size)
  visit((block) => {
    columns.active.length = 0
    fill(block, columns)
    if (sums) addToClusters(sums, columns, block, size)
    else addProducts(products, columns, block.count, size)
  })
  if (sums) addClusterProducts(products, sums, size)
  return mirrored(products, size)
}

/** Adds the products of all pairs of active columns to the lower triangle, two by two: a number is read for two products. */
function addProducts(
  products: Float64Array,
  { values, stride, active }: BlockColumns,
  count: number,
  size: number,
): void {
  for (let a = 0; a < active.length; a += 2) {
    const [one, two] = [active[a]!, active[a + 1] ?? active[a]!]
    for (let b = 0; b <= a; b += 2) {
      const [three, four] = [active[b]!, active[b + 1] ?? active[b]!]
      const [p, q, r, s] = [one * stride, two * stride, three * stride, four * stride]
      let [pr, ps, qr, qs] = [0, 0, 0, 0]
      for (let i = 0; i < count; i++) {
        const [x, y, u, v] = [values[p + i]!, values[q + i]!, values[r + i]!, values[s + i]!]
        pr += x * u
        ps += x * v
        qr += y * u
        qs += y * v
      }
      products[one * size + three]! += pr
      if (two !== one) products[two * size + three]! += qr
      if (four === three) continue
      if (four <= one) products[one * size + four]! += ps
      if (two !== one) products[two * size + four]! += qs
    }
  }
}

function addToClusters(
  sums: Float64Array,
  { values, stride, active }: BlockColumns,
  { cluster, count }: UnitBlock,
  size: number,
): void {
  for (const column of active)
    for (let i = 0; i < count; i++) sums[cluster![i]! * size + column]! += values[column * stride + i]!
}

function addClusterProducts(products: Float64Array, sums: Float64Array, size: number): void {
  for (let start = 0; start < sums.length; start += size)
    for (let a = 0; a < size; a++) {
      const value = sums[start + a]!
      if (value !== 0) for (let b = 0; b <= a; b++) products[a * size + b]! += value * sums[start + b]!
    }
}

function mirrored(products: Float64Array, size: number): Float64Array {
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) products[b * size + a] = products[a * size + b]!
  return products
}
