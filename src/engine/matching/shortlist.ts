import { emptyBundle, fillBestBundle } from './best-bundle.ts'
import { type Market, firmCount, widthOf } from './market.ts'

const STRIDE = 7919 // a prime: neighbours in the queue begin elsewhere

/** A market with some of the edges of another; `edge` says which. */
export type Shortlist = Readonly<{ market: Market; edge: Int32Array }>

/**
 * Per firm the `listed` edges that fall least short of being taken at these prices, what it would take, and what it
 * `holds`. Of equals every firm lists others, so that not all go for the same few.
 */
export function shortlist(
  market: Market,
  price: Float64Array,
  holds: Int32Array, // per firm an offer; −1 for none
  listed: number,
): Shortlist {
  const { start, offer } = market
  const isIn = new Uint8Array(offer.length)
  const list = makeLister(market, listed, isIn)
  for (let i = 0; i < firmCount(market); i++) {
    list(i, price)
    if (holds[i] !== -1) isIn[offer.indexOf(holds[i]!, start[i]!)] = 1
  }
  return withEdges(market, isIn)
}

/** The same list, and for some firms also what falls least short at the prices of now. */
export function widened(
  market: Market,
  before: Shortlist,
  price: Float64Array,
  firms: readonly number[],
  listed: number,
): Shortlist {
  const isIn = new Uint8Array(market.offer.length)
  for (const e of before.edge) isIn[e] = 1
  const list = makeLister(market, listed, isIn)
  for (const i of firms) list(i, price)
  return withEdges(market, isIn)
}

function makeLister(market: Market, listed: number, isIn: Uint8Array) {
  const { start, slots } = market
  const top = new Float64Array(Math.max(1, listed))
  const bundle = emptyBundle(widthOf(market))
  let shortOf = new Float64Array(0) // per edge of the firm
  return (i: number, price: Float64Array): void => {
    const begin = start[i]!
    const count = start[i + 1]! - begin
    if (count <= listed) {
      isIn.fill(1, begin, begin + count)
      return
    }
    if (shortOf.length < count) shortOf = new Float64Array(2 * count)
    fillBestBundle(market, price, i, true, bundle)
    const last = bundle.count === slots[i] ? Math.max(0, bundle.net[bundle.count - 1]!) : 0
    fillShortOf(market, price, i, last, shortOf)
    top.fill(-Infinity)
    for (let n = 0; n < count; n++) keepHighest(top, -shortOf[n]!)
    const most = -top[top.length - 1]!
    const turn = (i * STRIDE) % count
    let room = listed
    for (let n = 0; n < count && room > 0; n++) {
      const at = (n + turn) % count
      if (shortOf[at]! > most) continue
      isIn[begin + at] = 1
      room--
    }
    for (let b = 0; b < bundle.count; b++) isIn[bundle.edge[b]!] = 1
  }
}

/** By how much each edge of a firm falls short of being taken: the best of its group, or the least net value taken. */
function fillShortOf(
  { start, points, offer, group }: Market,
  price: Float64Array,
  i: number,
  last: number,
  shortOf: Float64Array,
): void {
  const [begin, end] = [start[i]!, start[i + 1]!]
  for (let e = begin; e < end; ) {
    const first = e
    let best = last
    for (; e < end && group[e] === group[first]; e++) {
      const net = points[e]! - price[offer[e]!]!
      shortOf[e - begin] = net
      if (net > best) best = net
    }
    for (let n = first - begin; n < e - begin; n++) shortOf[n] = best - shortOf[n]!
  }
}

function withEdges(market: Market, isIn: Uint8Array): Shortlist {
  let count = 0
  for (let e = 0; e < isIn.length; e++) count += isIn[e]!
  const edge = new Int32Array(count)
  const start = new Int32Array(market.start.length)
  let to = 0
  for (let i = 0; i < firmCount(market); i++) {
    for (let e = market.start[i]!; e < market.start[i + 1]!; e++) if (isIn[e] === 1) edge[to++] = e
    start[i + 1] = to
  }
  const { slots, capacity } = market
  const offer = edge.map((e) => market.offer[e]!)
  const group = edge.map((e) => market.group[e]!)
  const points = Float64Array.from(edge, (e) => market.points[e]!)
  return { market: { slots, capacity, start, offer, group, points }, edge }
}

function keepHighest(top: Float64Array, net: number): void {
  let at = top.length - 1
  if (net <= top[at]!) return
  for (; at > 0 && top[at - 1]! < net; at--) top[at] = top[at - 1]!
  top[at] = net
}
