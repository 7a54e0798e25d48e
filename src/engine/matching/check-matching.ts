import { emptyBundle, fillBestBundle } from './best-bundle.ts'
import { type BuiltMarket, buildMarket } from './build-market.ts'
import { checkMatchingInput } from './check-matching-input.ts'
import { type Matching, overdueQueue } from './match-offers.ts'
import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import type { Offer } from './offer.ts'

/** What is wrong with a matching; `at` is a firm or an offer where there is one. */
export type MatchingFault = Readonly<
  | { code: 'not-allowed' | 'twice' | 'value' | 'too-many-offers' | 'same-need'; at: string } // a firm
  | { code: 'too-many-firms' | 'price' | 'needed-by-waiting'; at: string } // an offer
  | { code: 'waiting-order'; at: string } // a firm that waits and could have been served, or was not proven not to
  | { code: 'entries' | 'total' }
  | { code: 'gap'; points: number } // how much more there might be to gain
>

/**
 * Checks a matching without solving anything: that it is allowed, that who waits too long went first, and, by the
 * prices alone, that no other one allowed has a greater total.
 *
 * @returns all faults; empty when the matching is proven best
 * @throws RangeError as `matchOffers`
 */
export function checkMatching(
  firms: readonly NeedyFirm[],
  offers: readonly Offer[],
  terms: MatchingTerms,
  matching: Matching,
): MatchingFault[] {
  checkMatchingInput(firms, offers, terms)
  const built = buildMarket(firms, offers, terms)
  const sameEntries =
    matching.offers.length === offers.length && offers.every(({ id }, j) => matching.offers[j]!.id === id)
  if (!sameEntries) return [{ code: 'entries' }]
  const names = {
    firm: Array.from(built.firmAt, (at) => firms[at]!.id),
    offer: Array.from(built.offerAt, (at) => offers[at]!.id),
  }
  const { edges, faults } = edgesOf(built, names, matching)
  if (faults.length > 0) return faults
  const queue = overdueQueue(built, firms, terms)
  const prices = Float64Array.from(built.offerAt, (at) => matching.offers[at]!.pricePoints)
  const neededFrom = Int32Array.from(built.offerAt, (at) => matching.offers[at]!.neededFrom)
  return [
    ...limitFaults(built, names, edges),
    ...waitingFaults(built, names, { edges, queue, neededFrom }),
    ...gapFaults(built, names, { edges, queue, prices }),
    ...totalFaults(firms, matching),
  ]
}

type Names = Readonly<{ firm: readonly string[]; offer: readonly string[] }>

/** The edges of the market that the matches are; a match that is no edge is not allowed. */
function edgesOf({ market, eurPerEmployeePerPoint }: BuiltMarket, names: Names, { matches }: Matching) {
  const firmOf = new Map(names.firm.map((id, i) => [id, i]))
  const offerOf = new Map(names.offer.map((id, j) => [id, j]))
  const edges = new Set<number>()
  const faults: MatchingFault[] = []
  for (const { firm, offer, eurPerEmployee } of matches) {
    const i = firmOf.get(firm)
    const j = offerOf.get(offer)
    const [from, to] = i === undefined ? [0, 0] : [market.start[i]!, market.start[i + 1]!]
    const e = j === undefined ? -1 : market.offer.subarray(from, to).indexOf(j) + from
    if (e < from) faults.push({ code: 'not-allowed', at: firm })
    else if (edges.has(e)) faults.push({ code: 'twice', at: firm })
    else {
      edges.add(e)
      if (market.points[e]! * eurPerEmployeePerPoint !== eurPerEmployee) {
        faults.push({ code: 'value', at: firm })
      }
    }
  }
  return { edges, faults }
}

/** Capacity, attention, and one offer per need and kind. */
function limitFaults({ market }: BuiltMarket, names: Names, edges: ReadonlySet<number>): MatchingFault[] {
  const { start, offer, group, slots, capacity } = market
  const faults: MatchingFault[] = []
  const load = new Int32Array(capacity.length)
  for (let i = 0; i < slots.length; i++) {
    const groups = new Set<number>()
    let count = 0
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (!edges.has(e)) continue
      count++
      groups.add(group[e]!)
      load[offer[e]!]!++
    }
    if (count > slots[i]!) faults.push({ code: 'too-many-offers', at: names.firm[i]! })
    if (groups.size < count) faults.push({ code: 'same-need', at: names.firm[i]! })
  }
  for (let j = 0; j < load.length; j++) {
    if (load[j]! > capacity[j]!) faults.push({ code: 'too-many-firms', at: names.offer[j]! })
  }
  return faults
}

const gets = ({ market }: BuiltMarket, edges: ReadonlySet<number>, firm: number): boolean => {
  for (let e = market.start[firm]!; e < market.start[firm + 1]!; e++) if (edges.has(e)) return true
  return false
}

/**
 * The proof that the right ones of the overdue were served. Let X(r) be the offers needed from place r or before. If
 * as many firms before r have nothing outside X(r) as X(r) has places, a later firm that has nothing outside it either
 * can only be served instead of one that goes before it (the condition of P. Hall 1935).
 */
function waitingFaults(
  built: BuiltMarket,
  names: Names,
  {
    edges,
    queue,
    neededFrom,
  }: Readonly<{ edges: ReadonlySet<number>; queue: Int32Array; neededFrom: Int32Array }>,
): MatchingFault[] {
  const { market } = built
  const faults: MatchingFault[] = []
  const spare = new Map<number, number>() // per place in the queue: places less firms that have nothing else
  for (let j = 0; j < neededFrom.length; j++) {
    const from = neededFrom[j]!
    if (from >= 0) spare.set(from, (spare.get(from) ?? 0) + market.capacity[j]!)
  }
  for (const [rank, i] of queue.entries()) {
    if (market.start[i] === market.start[i + 1]) continue // nothing has a value for it, or it has no room
    let last = -1
    for (let e = market.start[i]!; e < market.start[i + 1]! && last < Infinity; e++) {
      const from = neededFrom[market.offer[e]!]!
      last = from < 0 ? Infinity : Math.max(last, from)
    }
    const isServed = gets(built, edges, i)
    if (isServed && last < Infinity) {
      if (last <= rank) faults.push({ code: 'waiting-order', at: names.firm[i]! })
      spare.set(last, (spare.get(last) ?? 0) - 1)
    }
    if (!isServed && last > rank) faults.push({ code: 'waiting-order', at: names.firm[i]! })
  }
  let sum = 0
  for (const [rank, left] of [...spare].sort(([a], [b]) => a - b)) {
    sum += left
    if (sum !== 0)
      faults.push({ code: 'needed-by-waiting', at: names.firm[queue[rank] ?? -1] ?? String(rank) })
  }
  return faults
}

/**
 * Complementary slackness: nobody holds less than the best for it at these prices, and what has a price is full. The
 * sum of what is lacking is the duality gap; every term is ≥ 0, so it is 0 only if each of them is.
 */
function gapFaults(
  built: BuiltMarket,
  names: Names,
  { edges, queue, prices }: Readonly<{ edges: ReadonlySet<number>; queue: Int32Array; prices: Float64Array }>,
): MatchingFault[] {
  const { market } = built
  const { start, offer, points, slots, capacity } = market
  const wrong = prices.findIndex((price) => !Number.isSafeInteger(price) || price < 0)
  if (wrong !== -1) return [{ code: 'price', at: names.offer[wrong]! }]
  const mustGet = new Set([...queue].filter((i) => gets(built, edges, i)))
  const bundle = emptyBundle(slots.reduce((most, count) => Math.max(most, count), 1))
  const free = capacity.slice()
  let gap = 0
  for (let i = 0; i < slots.length; i++) {
    let lacking = fillBestBundle(market, prices, i, mustGet.has(i), bundle) // whole numbers: exact
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (!edges.has(e)) continue
      lacking -= points[e]! - prices[offer[e]!]!
      free[offer[e]!]!--
    }
    gap += lacking
  }
  for (let j = 0; j < free.length; j++) gap += prices[j]! * free[j]!
  return gap === 0 ? [] : [{ code: 'gap', points: gap }]
}

function totalFaults(firms: readonly NeedyFirm[], matching: Matching): MatchingFault[] {
  const employees = new Map(firms.map((firm) => [firm.id, firm.employees]))
  let [eur, eurPerEmployee] = [0, 0]
  for (const match of matching.matches) {
    eur += match.eurPerEmployee * employees.get(match.firm)!
    eurPerEmployee += match.eurPerEmployee
  }
  const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
  return isClose(eur, matching.totalEur) && isClose(eurPerEmployee, matching.totalEurPerEmployee)
    ? []
    : [{ code: 'total' }]
}
