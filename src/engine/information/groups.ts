/** The group of each scenario, 0 ≤ group < count: the answer to a question. Groups may be empty. */
export type Grouped = Readonly<{ group: Uint8Array | Int32Array; count: number }>

/**
 * Equal blocks by rank, as Strong and Oakley (2013) form them: sorted, cut in `count` parts whose sizes differ by
 * one at most. Equal values keep the order in which they come, so they may end up in two blocks; for a fact with
 * few answers use `groupsByQuantile`.
 */
export function blocksByRank(values: Float64Array, count: number): Grouped {
  const order = new Uint32Array(values.length).map((_, n) => n)
  order.sort((a, b) => values[a]! - values[b]! || a - b)
  const group = new Int32Array(values.length)
  for (let rank = 0; rank < order.length; rank++) {
    group[order[rank]!] = Math.floor((rank * count) / order.length)
  }
  return { group, count }
}

/**
 * About equal parts, in which equal values always go together: a fact with two answers gives two groups, a fact
 * that is the same everywhere gives one.
 *
 * @param values  without NaN
 * @param most    the number of parts asked for
 */
export function groupsByQuantile(values: Float64Array, most: number): Grouped {
  const sorted = values.slice().sort()
  const edges: number[] = [] // the highest value of each group but the last
  for (let part = 1; part < most; part++) {
    const edge = sorted[Math.ceil((part * sorted.length) / most) - 1]!
    if (edge > (edges.at(-1) ?? Number.NEGATIVE_INFINITY) && edge < sorted.at(-1)!) edges.push(edge)
  }
  const group = new Int32Array(values.length)
  for (let n = 0; n < values.length; n++) {
    let at = 0
    while (at < edges.length && values[n]! > edges[at]!) at++
    group[n] = at
  }
  return { group, count: edges.length + 1 }
}
