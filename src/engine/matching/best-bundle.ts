import type { Market } from './market.ts'

/** What a firm would take at given prices: room for `width` edges, made once and filled per firm. */
export type Bundle = { readonly edge: Int32Array; readonly net: Float64Array; count: number }

export const emptyBundle = (width: number): Bundle => ({
  edge: new Int32Array(width + 1),
  net: new Float64Array(width + 1),
  count: 0,
})

/**
 * The best a firm can take at these prices: of every group the edge of highest net value (points less price), of
 * these the highest that are above 0, at most its slots. One that must get something takes at least one, whatever
 * it costs. Greedy is best here because the rule is a laminar matroid. Of equals the first edge.
 *
 * @returns the total net value [points]
 */
export function fillBestBundle(
  { slots, start, offer, group, points }: Market,
  price: Float64Array,
  firm: number,
  mustGet: boolean,
  bundle: Bundle,
): number {
  const most = slots[firm]!
  const end = start[firm + 1]!
  const floor = mustGet ? -Infinity : 0
  bundle.count = 0
  let e = start[firm]!
  while (e < end) {
    const of = group[e]!
    let bestEdge = e
    let bestNet = points[e]! - price[offer[e]!]!
    for (e++; e < end && group[e] === of; e++) {
      const net = points[e]! - price[offer[e]!]!
      if (net > bestNet) {
        bestNet = net
        bestEdge = e
      }
    }
    if (bestNet > floor) insert(bundle, most, bestEdge, bestNet)
  }
  while (bundle.count > 1 && bundle.net[bundle.count - 1]! <= 0) bundle.count--
  let total = 0
  for (let b = 0; b < bundle.count; b++) total += bundle.net[b]!
  return total
}

/** Keeps the `most` highest, highest first. */
function insert(bundle: Bundle, most: number, edge: number, net: number): void {
  const { edge: edges, net: nets } = bundle
  let at = bundle.count
  if (at === most) {
    if (most === 0 || net <= nets[at - 1]!) return
    at--
  } else bundle.count++
  for (; at > 0 && nets[at - 1]! < net; at--) {
    nets[at] = nets[at - 1]!
    edges[at] = edges[at - 1]!
  }
  nets[at] = net
  edges[at] = edge
}
