import type { Exchange } from './exact-exchange.ts'
import { type Market, firmCount, offerCount } from './market.ts'

/**
 * Until no offer with a price has free places: brings in one firm at a time along a shortest path, from a firm that
 * has room, or from an offer whose price comes down to 0; prices fall on the way.
 */
export function fillPlaces(exchange: Exchange): number {
  const { market, price, holdings } = exchange
  const columns = columnsOf(market)
  let searches = 0
  for (let isDone = false; !isDone; ) {
    isDone = true
    for (let j = 0; j < price.length; j++) {
      while (price[j]! > 0 && holdings.load[j]! < market.capacity[j]!) {
        isDone = false
        searches++
        pullIn(exchange, columns, j)
      }
    }
  }
  return searches
}

/** The same edges, offer after offer. */
type Columns = Readonly<{ start: Int32Array; edge: Int32Array; firm: Int32Array }>

function columnsOf(market: Market): Columns {
  const start = new Int32Array(offerCount(market) + 1)
  for (const j of market.offer) start[j + 1]!++
  for (let j = 0; j + 1 < start.length; j++) start[j + 1]! += start[j]!
  const at = start.slice()
  const edge = new Int32Array(market.offer.length)
  const firm = new Int32Array(market.offer.length)
  for (let i = 0; i < firmCount(market); i++) {
    for (let e = market.start[i]!; e < market.start[i + 1]!; e++) {
      const to = at[market.offer[e]!]!++
      edge[to] = e
      firm[to] = i
    }
  }
  return { start, edge, firm }
}

/** One shortest path into an offer with free places, searched from its end. */
function pullIn(exchange: Exchange, columns: Columns, target: number): void {
  const { market, price, holdings, front, nothing } = exchange
  front.clear()
  front.reach(target, 0, -1, -1, -1)
  let end = front.takeNearest()
  while (end !== nothing) {
    const isFound = enterOffer(exchange, columns, end)
    end = isFound ? nothing : front.takeNearest()
  }
  front.reprice(price, end, -1)
  // from[nothing] is where the path begins; the moves are made from the target's side, so that no offer overflows
  let path = -1
  for (let node: number = end; node !== -1; ) {
    const before: number = front.from[node]!
    front.from[node] = path
    path = node
    node = before
  }
  for (let at = front.from[target]!; at !== -1; at = front.from[at]!) {
    const [place, edge] = [front.place[at]!, front.edge[at]!]
    if (place === -1) return // the price came down to 0: the place may stay free
    if (
      !holdings.fits(place, edge) ||
      market.capacity[market.offer[edge]!]! <= holdings.load[market.offer[edge]!]!
    ) {
      return
    }
    holdings.put(place, edge)
  }
}

/** Who could come to an offer, from where, and what it would lose by it. @returns whether someone loses nothing */
function enterOffer(exchange: Exchange, columns: Columns, k: number): boolean {
  const { market, price, holdings, front, nothing } = exchange
  const { offer, points } = market
  const { held, width, fits, emptyPlace } = holdings
  const { distance, reach } = front
  const far = distance[k]!
  reach(nothing, far + price[k]!, k, -1, -1)
  if (price[k] === 0) return true
  for (let c = columns.start[k]!; c < columns.start[k + 1]!; c++) {
    const e = columns.edge[c]!
    const i = columns.firm[c]!
    const gone = far - points[e]! + price[k]!
    const room = emptyPlace(i)
    if (room !== -1 && gone <= distance[nothing]! && fits(room, e)) {
      reach(nothing, gone, k, room, e)
      if (gone === far) return true
    }
    for (let place = i * width; place < (i + 1) * width; place++) {
      const own = held[place]!
      if (own === -1) continue
      const j = offer[own]!
      const there = gone + points[own]! - price[j]!
      if (there > distance[j]! || there > distance[nothing]! || j === k) continue
      if (fits(place, e)) reach(j, there, k, place, e)
    }
  }
  return false
}
