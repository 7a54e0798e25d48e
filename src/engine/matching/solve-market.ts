import { emptyBundle, fillBestBundle } from './best-bundle.ts'
import { clearExcess, makeExchange } from './exact-exchange.ts'
import { fillPlaces } from './fill-places.ts'
import { type Market, firmCount, widthOf } from './market.ts'
import { type Shortlist, shortlist, widened } from './shortlist.ts'
import type { WaitingFirst } from './waiting-first.ts'
import { warmPrices } from './warm-prices.ts'

/** `held`: edges of the market, `width` places per firm, −1 empty. `price` proves that nothing is worth more. */
export type SolvedMarket = Readonly<{
  held: Int32Array
  width: number
  price: Float64Array
  searches: number
}>

const LISTED = 12 // edges per firm that the exact part begins with

/**
 * The assignment of greatest total points: at most `capacity` firms per offer, at most `slots` offers per firm, at most
 * one per group; firms that must get something get at least one.
 *
 * Prices first (`warmPrices`), then exact by successive shortest paths over the offers on the best edges per firm at
 * those prices, then every edge is held against the prices found; a firm that would do better with an edge that was
 * left out gets it on its list, and so on until there is none. What is found is then optimal over all edges.
 *
 * @param listed  edges per firm to begin with: matters for speed only
 */
export function solveMarket(
  market: Market,
  { mustGet, heldBy }: WaitingFirst,
  listed = LISTED,
): SolvedMarket {
  const width = widthOf(market)
  let price = warmPrices(market, mustGet)
  let list = shortlist(market, price, heldBy, listed)
  let keeps: Int32Array | undefined
  for (let searches = 0; ; ) {
    const exchange = makeExchange(list.market, mustGet, price, keeps)
    searches += clearExcess(exchange)
    searches += fillPlaces(exchange)
    price = exchange.price
    const held = exchange.holdings.held.map((e) => (e === -1 ? -1 : list.edge[e]!))
    const better = betterBundles(market, mustGet, price, held)
    if (better.length === 0) return { held, width, price, searches }
    list = widened(market, list, price, better, listed)
    keeps = asListed(list, held, better, width)
  }
}

/** Firms that would do better at these prices. */
function betterBundles(market: Market, mustGet: Uint8Array, price: Float64Array, held: Int32Array) {
  const { points, offer } = market
  const width = widthOf(market)
  const bundle = emptyBundle(width)
  const found: number[] = []
  for (let i = 0; i < firmCount(market); i++) {
    let has = 0
    for (let s = i * width; s < (i + 1) * width; s++) {
      const e = held[s]!
      if (e !== -1) has += points[e]! - price[offer[e]!]!
    }
    if (fillBestBundle(market, price, i, mustGet[i] === 1, bundle) > has) found.push(i)
  }
  return found
}

/** What firms hold, as edges of the list; −2 for those that choose anew. */
function asListed({ edge, market }: Shortlist, held: Int32Array, anew: readonly number[], width: number) {
  const keeps = new Int32Array(held.length).fill(-1)
  for (let i = 0; i < firmCount(market); i++) {
    for (let s = i * width; s < (i + 1) * width; s++) {
      if (held[s] === -1) continue
      let e = market.start[i]!
      while (edge[e] !== held[s]) e++
      keeps[s] = e
    }
  }
  for (const i of anew) keeps[i * width] = -2
  return keeps
}
