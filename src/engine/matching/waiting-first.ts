import { type Market, offerCount } from './market.ts'

/**
 * Who of those that wait too long gets something. `fullAt` says of offers from which firm on (its place in the
 * queue) they are wholly needed for firms before it; −1: never.
 */
export type WaitingFirst = Readonly<{
  mustGet: Uint8Array // per firm
  heldBy: Int32Array // per firm an offer with which all of them get something at once; −1 for none
  fullAt: Int32Array // per offer
}>

/**
 * Goes through the queue, oldest first, and gives each firm something if that is possible while all before it keep
 * something, whatever. The sets that can be served together are the independent sets of a transversal matroid, so
 * this serves as many as can be, and of all such sets the oldest (J. Edmonds and D. R. Fulkerson 1965).
 *
 * @param queue  firms that wait too long, the one that goes first first
 */
export function serveWaitingFirst(market: Market, queue: Int32Array): WaitingFirst {
  const { slots, capacity, start, offer } = market
  const mustGet = new Uint8Array(slots.length)
  const fullAt = new Int32Array(offerCount(market)).fill(-1)
  const holders: number[][] = Array.from(capacity, () => []) // firms per offer
  const cameFrom = new Int32Array(fullAt.length) // the firm that reached the offer
  const reached = new Int32Array(fullAt.length).fill(-1)
  const heldBy = new Int32Array(slots.length).fill(-1) // offer per firm
  const line = new Int32Array(fullAt.length)

  const search = (rank: number): number => {
    let [head, tail] = [0, 0]
    const reach = (firm: number): number => {
      for (let e = start[firm]!; e < start[firm + 1]!; e++) {
        const j = offer[e]!
        if (reached[j] === rank || fullAt[j] !== -1) continue
        reached[j] = rank
        cameFrom[j] = firm
        line[tail++] = j
        if (holders[j]!.length < capacity[j]!) return j
      }
      return -1
    }
    let free = reach(queue[rank]!)
    for (; free === -1 && head < tail; head++) {
      const inIt = holders[line[head]!]!
      for (let h = 0; free === -1 && h < inIt.length; h++) free = reach(inIt[h]!)
    }
    if (free === -1) for (let t = 0; t < tail; t++) fullAt[line[t]!] = rank // nothing leads out of here, ever
    return free
  }

  for (let rank = 0; rank < queue.length; rank++) {
    const firm = queue[rank]!
    if (slots[firm] === 0 || start[firm] === start[firm + 1]) continue
    for (let j = search(rank); j !== -1; ) {
      const taker = cameFrom[j]!
      const before = heldBy[taker]!
      holders[j]!.push(taker)
      heldBy[taker] = j
      if (before !== -1) holders[before]!.splice(holders[before]!.indexOf(taker), 1)
      j = before
    }
    mustGet[firm] = Number(heldBy[firm] !== -1)
  }
  return { mustGet, heldBy, fullAt }
}
