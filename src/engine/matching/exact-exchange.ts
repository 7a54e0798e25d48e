import { emptyBundle, fillBestBundle } from './best-bundle.ts'
import { type Holdings, makeHoldings } from './holdings.ts'
import { type Market, firmCount, offerCount } from './market.ts'
import { type SearchFront, makeSearchFront } from './search-front.ts'

/** What the two kinds of search share. Every firm holds a best bundle at `price`, before and after each search. */
export type Exchange = Readonly<{
  market: Market
  mustGet: Uint8Array
  price: Float64Array // whole, ≥ 0
  holdings: Holdings
  front: SearchFront
  nothing: number // the node after the offers
}>

/** Every firm holds what is best for it at these prices, or what it `keeps` (which the caller knows to be as good). */
export function makeExchange(
  market: Market,
  mustGet: Uint8Array,
  price: Float64Array,
  keeps?: Int32Array,
): Exchange {
  const holdings = makeHoldings(market)
  const bundle = emptyBundle(holdings.width)
  for (let i = 0; i < firmCount(market); i++) {
    const base = i * holdings.width
    if (keeps !== undefined && keeps[base] !== -2) {
      for (let s = 0; s < holdings.width; s++) holdings.put(base + s, keeps[base + s]!)
      continue
    }
    fillBestBundle(market, price, i, mustGet[i] === 1, bundle)
    for (let b = 0; b < bundle.count; b++) holdings.put(base + b, bundle.edge[b]!)
  }
  const nothing = offerCount(market)
  return { market, mustGet, price, holdings, front: makeSearchFront(nothing + 1), nothing }
}

/**
 * Until no offer has more holders than places: moves one holder at a time along a shortest path to a place that is
 * free, or to nothing, and raises the prices on the way, so that everyone still holds what is best for it.
 */
export function clearExcess(exchange: Exchange): number {
  const { market, holdings } = exchange
  let searches = 0
  for (let j = 0; j < market.capacity.length; j++) shed(exchange, j)
  for (let isDone = false; !isDone; ) {
    isDone = true
    for (let j = 0; j < market.capacity.length; j++) {
      while (holdings.load[j]! > market.capacity[j]!) {
        isDone = false
        searches++
        pushOut(exchange, j)
      }
    }
  }
  return searches
}

/** Moves at once all holders that lose nothing by going to a free place or to nothing. */
function shed({ market, mustGet, price, holdings }: Exchange, j: number): void {
  const { start, offer, points, capacity } = market
  const { held, first, next, load, count, width, put, fits } = holdings
  let following = -1
  for (let place = first[j]!; place !== -1 && load[j]! > capacity[j]!; place = following) {
    following = next[place]!
    const i = Math.floor(place / width)
    const net = points[held[place]!]! - price[j]!
    if (net === 0 && (mustGet[i] === 0 || count[i]! > 1)) {
      put(place, -1)
      continue
    }
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const k = offer[e]!
      if (points[e]! - price[k]! !== net || k === j || load[k]! >= capacity[k]! || !fits(place, e)) continue
      put(place, e)
      break
    }
  }
}

/** One shortest path out of an offer with too many holders. */
function pushOut(exchange: Exchange, source: number): void {
  const { market, price, holdings, front, nothing } = exchange
  front.clear()
  front.reach(source, 0, -1, -1, -1)
  let end = front.takeNearest()
  while (end !== nothing && (end === source || holdings.load[end]! >= market.capacity[end]!)) {
    if (end === -1) throw new Error('matching: those that must get something do not fit')
    const found = leaveOffer(exchange, end)
    end = found === -1 ? front.takeNearest() : found
  }
  front.reprice(price, end, 1)
  let [node, earlier] = [end, -1]
  while (node !== -1) {
    const before = front.from[node]! // turned round: from source to end
    front.from[node] = earlier
    earlier = node
    node = before
  }
  for (let at = front.from[source]!; at !== -1; at = front.from[at]!) {
    const [place, edge] = [front.place[at]!, front.edge[at]!]
    if (edge !== -1 && !holdings.fits(place, edge)) return // the rest of the excess is now at the node before
    holdings.put(place, edge)
  }
}

/**
 * Where the holders of an offer could go, and what each would lose by it. As soon as someone can go to a free place or
 * to nothing and lose nothing more, the search is over: no path is shorter or has fewer moves.
 *
 * @returns that end; −1 when there is none
 */
function leaveOffer({ market, mustGet, price, holdings, front, nothing }: Exchange, j: number): number {
  const { start, offer, points, capacity } = market
  const { held, first, next, load, count, width, fits } = holdings
  const { distance, reach } = front
  const far = distance[j]!
  for (let place = first[j]!; place !== -1; place = next[place]!) {
    const i = Math.floor(place / width)
    const own = far + points[held[place]!]! - price[j]!
    if (mustGet[i] === 0 || count[i]! > 1) {
      reach(nothing, own, j, place, -1)
      if (own === far) return nothing
    }
    const end = start[i + 1]!
    for (let e = start[i]!; e < end; e++) {
      const k = offer[e]!
      const there = own - points[e]! + price[k]!
      if (there > distance[k]! || there > distance[nothing]! || k === j || !fits(place, e)) continue
      reach(k, there, j, place, e)
      if (there === far && load[k]! < capacity[k]!) return k
    }
  }
  return -1
}
