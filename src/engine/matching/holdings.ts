import { type Market, firmCount, offerCount, widthOf } from './market.ts'

/**
 * Who holds what, with the holders of every offer as a linked list. A firm has `width` places; those beyond its
 * slots stay empty (−1). Made once; every change is in constant time and allocates nothing.
 */
export type Holdings = ReturnType<typeof makeHoldings>

export function makeHoldings(market: Market) {
  const { slots, offer, group } = market
  const width = widthOf(market)
  const held = new Int32Array(firmCount(market) * width).fill(-1) // edge per place
  const count = new Uint8Array(firmCount(market))
  const load = new Int32Array(offerCount(market))
  const first = new Int32Array(load.length).fill(-1) // place per offer
  const next = new Int32Array(held.length)
  const before = new Int32Array(held.length)

  const leave = (place: number): void => {
    const edge = held[place]!
    if (edge === -1) return
    const j = offer[edge]!
    const [a, b] = [before[place]!, next[place]!]
    if (a === -1) first[j] = b
    else next[a] = b
    if (b !== -1) before[b] = a
    load[j]!--
    held[place] = -1
    count[Math.floor(place / width)]!--
  }

  /** Puts an edge in a place, instead of what was there; −1 leaves it empty. */
  const put = (place: number, edge: number): void => {
    leave(place)
    if (edge === -1) return
    const j = offer[edge]!
    held[place] = edge
    before[place] = -1
    next[place] = first[j]!
    if (first[j] !== -1) before[first[j]!] = place
    first[j] = place
    load[j]!++
    count[Math.floor(place / width)]!++
  }

  /** May the firm hold this edge in this place, given its other places? */
  const fits = (place: number, edge: number): boolean => {
    const base = place - (place % width)
    for (let p = base; p < base + width; p++) {
      if (p === place) continue
      const other = held[p]!
      if (other !== -1 && (group[other] === group[edge] || offer[other] === offer[edge])) return false
    }
    return true
  }

  const emptyPlace = (firm: number): number => {
    if (count[firm]! >= slots[firm]!) return -1
    let place = firm * width
    while (held[place] !== -1) place++
    return place
  }
  return { width, held, count, load, first, next, put, fits, emptyPlace }
}
