import { type BuiltMarket, buildMarket, slotsOf, withNeedsInOrder } from './build-market.ts'
import { checkMatchingInput } from './check-matching-input.ts'
import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import { kindOfGroup, needOfGroup, placesOf } from './net-value.ts'
import type { Offer, OfferKind } from './offer.ts'
import { type SolvedMarket, solveMarket } from './solve-market.ts'
import { type WaitingFirst, serveWaitingFirst } from './waiting-first.ts'

/** Offer this to this firm. */
export type Match = Readonly<{
  firm: string
  offer: string
  kind: OfferKind
  step: string // the need it is for
  reason: string // of that need
  valueEur: number // gain × chance of uptake − travel
  eurPerEmployee: number // what was compared
}>

/** What is left of a firm's attention, and of its waiting. */
export type FirmLeft = Readonly<{
  id: string
  offersLeft: number
  waiting: 'within-promise' | 'served' | 'not-served' // the last two: it waited longer than promised
}>

/** What is left of an offer, and two numbers by which anyone can check the whole (docs/methods/matching.md). */
export type OfferLeft = Readonly<{
  id: string
  placesLeft: number
  pricePoints: number // dual price: what one more place would bring at most
  neededFrom: number // all places needed for firms before this place in the queue of the overdue, from 0; −1: not
}>

export type Matching = Readonly<{
  matches: readonly Match[] // in order of firm, then offer
  totalEur: number
  totalEurPerEmployee: number // what is greatest
  eurPerEmployeePerPoint: number
  firms: readonly FirmLeft[] // as the caller listed them
  offers: readonly OfferLeft[] // as the caller listed them
}>

/**
 * Who is offered what: the greatest total value per employee that capacity and attention allow, those that waited
 * longer than promised first, equals by lot. The same for the same firms, offers and terms, in whatever order.
 *
 * @throws RangeError that names the field and its index, for input that cannot be matched
 */
export function matchOffers(
  firms: readonly NeedyFirm[],
  offers: readonly Offer[],
  terms: MatchingTerms,
): Matching {
  checkMatchingInput(firms, offers, terms)
  const built = buildMarket(firms, offers, terms)
  const waiting = serveWaitingFirst(built.market, overdueQueue(built, firms, terms))
  const solved = solveMarket(built.market, waiting)
  const matches = matchesOf(built, solved, firms, offers)
  return {
    matches,
    totalEur: matches.reduce((sum, { valueEur }) => sum + valueEur, 0),
    totalEurPerEmployee: matches.reduce((sum, { eurPerEmployee }) => sum + eurPerEmployee, 0),
    eurPerEmployeePerPoint: built.eurPerEmployeePerPoint,
    ...whatIsLeft(built, solved, waiting, { firms, offers, terms }),
  }
}

/** Firms of the market that waited longer than promised, oldest first, equals by lot. */
export function overdueQueue({ firmAt }: BuiltMarket, firms: readonly NeedyFirm[], terms: MatchingTerms) {
  const days = Float64Array.from(firmAt, (at) => firms[at]!.waitingDays)
  const all = Int32Array.from(days, (_, i) => i)
  return all.filter((i) => days[i]! > terms.promisedDays).sort((a, b) => days[b]! - days[a]! || a - b)
}

function matchesOf(
  { market, firmAt, offerAt, eurPerEmployeePerPoint }: BuiltMarket,
  { held, width }: SolvedMarket,
  firms: readonly NeedyFirm[],
  offers: readonly Offer[],
): Match[] {
  const matches: Match[] = []
  for (let i = 0; i < firmAt.length; i++) {
    const edges = held.subarray(i * width, (i + 1) * width).filter((e) => e !== -1)
    if (edges.length === 0) continue
    const firm = withNeedsInOrder(firms[firmAt[i]!]!)
    for (const e of edges) {
      const { step, reason } = firm.needs[needOfGroup(market.group[e]!)]!
      const eurPerEmployee = market.points[e]! * eurPerEmployeePerPoint
      matches.push({
        firm: firm.id,
        offer: offers[offerAt[market.offer[e]!]!]!.id,
        kind: kindOfGroup(market.group[e]!),
        step,
        reason,
        valueEur: eurPerEmployee * firm.employees,
        eurPerEmployee,
      })
    }
  }
  return matches.sort((a, b) => inOrder(a.firm, b.firm) || inOrder(a.offer, b.offer))
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function whatIsLeft(
  { market, firmAt, offerAt }: BuiltMarket,
  { held, width, price }: SolvedMarket,
  { fullAt }: WaitingFirst,
  {
    firms,
    offers,
    terms,
  }: Readonly<{
    firms: readonly NeedyFirm[]
    offers: readonly Offer[]
    terms: MatchingTerms
  }>,
): Pick<Matching, 'firms' | 'offers'> {
  const given = new Int32Array(firms.length)
  const taken = new Int32Array(offers.length)
  for (const [place, e] of held.entries()) {
    if (e === -1) continue
    given[firmAt[Math.floor(place / width)]!]!++
    taken[offerAt[market.offer[e]!]!]!++
  }
  const position = inverse(offerAt)
  return {
    firms: firms.map((firm, i) => ({
      id: firm.id,
      offersLeft: slotsOf(firm, terms) - given[i]!,
      waiting:
        firm.waitingDays <= terms.promisedDays ? 'within-promise' : given[i]! > 0 ? 'served' : 'not-served',
    })),
    offers: offers.map((offer, j) => ({
      id: offer.id,
      placesLeft: placesOf(offer) - taken[j]!,
      pricePoints: price[position[j]!]!,
      neededFrom: fullAt[position[j]!]!,
    })),
  }
}

/** Where each of the caller's entries stands in the market. */
function inverse(order: Int32Array): Int32Array {
  const position = new Int32Array(order.length)
  for (let at = 0; at < order.length; at++) position[order[at]!] = at
  return position
}
