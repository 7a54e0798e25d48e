import { type BidHeaps, makeBidHeaps } from './bid-heaps.ts'
import { type Market, firmCount, widthOf } from './market.ts'

const ABOVE_ALL = 2 ** 43 // more points than an edge can have
const BIDS_PER_FIRM = 60 // on average, in each round: a war of prices ends here
const ROUNDS = [1 / 20, 1 / 100, 1 / 500, 1 / 2_500] // ε as a share of the best edge of a firm, on average
const WANTS_NOTHING = -2
const BACK = 8 // times ε: how far prices go back before a round

/**
 * Prices to start from, by an auction: a firm bids for what is best for it as much as makes it as good as its next
 * choice, plus ε; an offer keeps its highest bids. ε gets smaller from round to round; each begins somewhat below the
 * prices of the one before. They only make what follows faster: any prices ≥ 0 would do.
 *
 * Source: D. P. Bertsekas 1988, The auction algorithm, doi:10.1007/BF02186476; several places per offer after
 * D. P. Bertsekas and D. A. Castañón 1989, doi:10.1007/BF02216923.
 *
 * @returns points per offer, whole, ≥ 0
 */
export function warmPrices(
  market: Market,
  mustGet: Uint8Array,
  rounds: readonly number[] = ROUNDS,
): Float64Array {
  const auction = makeAuction(market, mustGet)
  const scale = usualBest(market)
  for (const share of scale > 0 ? rounds : []) {
    restart(auction, BACK * scale * share)
    runAuction(auction, scale * share)
  }
  return auction.price.map(Math.round)
}

/** Mean over firms of their best edge [points]. */
function usualBest({ start, points }: Market): number {
  let [total, firms] = [0, 0]
  for (let i = 0; i + 1 < start.length; i++) {
    let best = 0
    for (let e = start[i]!; e < start[i + 1]!; e++) if (points[e]! > best) best = points[e]!
    total += best
    if (best > 0) firms++
  }
  return firms === 0 ? 0 : total / firms
}

type Auction = Readonly<{
  market: Market
  mustGet: Uint8Array
  width: number
  price: Float64Array // per offer
  bid: Float64Array // per place of a firm
  held: Int32Array // the edge of a place; −1 is none
  heaps: BidHeaps
  queue: Int32Array // firms with an empty place, round and round
  isQueued: Uint8Array
}>

function makeAuction(market: Market, mustGet: Uint8Array): Auction {
  const [firms, width] = [firmCount(market), widthOf(market)]
  const bid = new Float64Array(firms * width)
  return {
    market,
    mustGet,
    width,
    price: Float64Array.from(market.capacity, (places) => (places === 0 ? ABOVE_ALL : 0)),
    bid,
    held: new Int32Array(firms * width),
    heaps: makeBidHeaps(market.capacity, bid),
    queue: new Int32Array(firms + 1),
    isQueued: new Uint8Array(firms),
  }
}

/** Nobody holds anything; prices are lower by `back`. */
function restart({ market, price, held, heaps, isQueued }: Auction, back: number): void {
  held.fill(-1)
  isQueued.fill(0)
  heaps.empty()
  for (let j = 0; j < price.length; j++) {
    if (market.capacity[j]! > 0) price[j] = Math.max(0, price[j]! - back)
  }
}

function runAuction({ queue, isQueued, ...auction }: Auction, epsilon: number): void {
  const { market, held, width } = auction
  const firms = firmCount(market)
  let [head, tail, bids] = [0, 0, 0]
  const enter = (firm: number): void => {
    if (isQueued[firm] === 1) return
    isQueued[firm] = 1
    queue[tail] = firm
    tail = tail === firms ? 0 : tail + 1
  }
  for (let i = 0; i < firms; i++) if (market.slots[i]! > 0) enter(i)
  while (head !== tail && bids < BIDS_PER_FIRM * firms) {
    const firm = queue[head]!
    head = head === firms ? 0 : head + 1
    isQueued[firm] = 0
    for (let place = firm * width; place < firm * width + market.slots[firm]!; place++) {
      if (held[place] !== -1) continue
      const out = bidOnce(auction, firm, place, epsilon)
      if (out === WANTS_NOTHING) break
      bids++
      if (out === -1) continue
      held[out] = -1
      enter(Math.floor(out / width))
    }
  }
}

/** One bid of a firm for an empty place. @returns the place that lost, −1 for none, or that it wants nothing */
function bidOnce(auction: Omit<Auction, 'queue' | 'isQueued'>, firm: number, place: number, epsilon: number) {
  const { market, price, bid, held, heaps } = auction
  const { start, offer, group, points } = market
  // one that must get something and has nothing goes on where it loses by it
  const floor = auction.mustGet[firm] === 1 && hasNothing(auction, firm) ? -ABOVE_ALL : 0
  let [best, first, second] = [-1, floor, floor]
  let [taken, free] = [-1, -1] // the group last looked at, whether the firm holds it or not
  for (let e = start[firm]!; e < start[firm + 1]!; e++) {
    const net = points[e]! - price[offer[e]!]!
    const of = group[e]!
    if (net <= second || of === taken) continue
    if (of !== free && holdsGroup(auction, firm, of)) {
      taken = of
      continue
    }
    free = of
    if (net > first) {
      second = first
      first = net
      best = e
    } else second = net
  }
  if (best === -1) return WANTS_NOTHING
  const j = offer[best]!
  bid[place] = price[j]! + first - second + epsilon
  held[place] = best
  const out = heaps.accept(j, place)
  if (heaps.isFull(j)) price[j] = heaps.lowest(j)
  return out
}

type Held = Pick<Auction, 'market' | 'held' | 'width'>

function hasNothing({ held, width }: Held, firm: number): boolean {
  for (let place = firm * width; place < (firm + 1) * width; place++) if (held[place] !== -1) return false
  return true
}

function holdsGroup({ market, held, width }: Held, firm: number, of: number): boolean {
  for (let place = firm * width; place < (firm + 1) * width; place++) {
    if (held[place] !== -1 && market.group[held[place]!] === of) return true
  }
  return false
}
