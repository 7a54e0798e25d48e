import { lotOrder } from './lot-order.ts'
import type { Market } from './market.ts'
import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import { OFFER_KINDS, type Offer } from './offer.ts'
import { type OfferTable, fillNetEur, offerTable } from './net-value.ts'

const KINDS = OFFER_KINDS.length
const FINEST = 2 ** 42 // points of the most valuable edge, at most

/** A market with the way back to the firms and offers as the caller gave them. */
export type BuiltMarket = Readonly<{
  market: Market
  firmAt: Int32Array // per firm of the market: index into the caller's firms
  offerAt: Int32Array
  eurPerEmployeePerPoint: number
}>

/**
 * All pairs of positive value. What counts is value per employee, in whole points: the unit is the power of two that
 * gives the greatest value 2^41 to 2^42 points; less than half a point is one point.
 */
export function buildMarket(
  firms: readonly NeedyFirm[],
  offers: readonly Offer[],
  terms: MatchingTerms,
): BuiltMarket {
  const firmAt = lotOrder(firms, 'firm', terms.seed)
  const offerAt = lotOrder(offers, 'offer', terms.seed)
  const table = offerTable(
    Array.from(offerAt, (j) => offers[j]!),
    firms,
    terms,
  )
  const edges = new EdgeList(Math.max(1024, 16 * firms.length))
  const slots = new Uint8Array(firms.length)
  const start = new Int32Array(firms.length + 1)
  for (let i = 0; i < firms.length; i++) {
    const firm = withNeedsInOrder(firms[firmAt[i]!]!)
    slots[i] = slotsOf(firm, terms)
    if (slots[i]! > 0) edges.add(firm, table)
    start[i + 1] = edges.length
  }
  const { offer, group, weight: points } = edges.trimmed()
  const eurPerEmployeePerPoint = toPoints(points)
  const capacity = Int32Array.from(table.places, (places) => Math.min(places, firms.length))
  return { market: { slots, capacity, start, offer, group, points }, firmAt, offerAt, eurPerEmployeePerPoint }
}

/** Needs in order of step, so that the order in which they were listed decides nothing. */
export const withNeedsInOrder = (firm: NeedyFirm): NeedyFirm => ({
  ...firm,
  needs: firm.needs.toSorted((a, b) => (a.step < b.step ? -1 : 1)),
})

/** How many offers a firm may still get: what is left of both limits on its attention. */
export const slotsOf = (firm: NeedyFirm, { mostOpen, mostPerMonth }: MatchingTerms) =>
  Math.max(0, Math.min(mostOpen - firm.openOffers, mostPerMonth - firm.offersThisMonth))

/** Rounds weights to points, in place. @returns the worth of one point */
function toPoints(weights: Float64Array): number {
  let greatest = 0
  for (let e = 0; e < weights.length; e++) if (weights[e]! > greatest) greatest = weights[e]!
  if (greatest === 0) return 1
  let unit = 2 ** Math.ceil(Math.log2(greatest / FINEST))
  while (greatest / unit > FINEST) unit *= 2
  for (let e = 0; e < weights.length; e++) weights[e] = Math.max(1, Math.round(weights[e]! / unit))
  return unit
}

/** Edges as they are found: arrays that double when full. */
class EdgeList {
  length = 0
  private offer: Int32Array
  private group: Int32Array
  private weight: Float64Array
  private netEur = new Float64Array(0) // per offer, of the firm at hand
  private groupOf = new Int32Array(0)
  private firstOf = new Int32Array(0) // per group

  constructor(room: number) {
    this.offer = new Int32Array(room)
    this.group = new Int32Array(room)
    this.weight = new Float64Array(room)
  }

  /** The firm's pairs of positive value, group after group (a counting sort). */
  add(firm: NeedyFirm, table: OfferTable): void {
    const offers = table.places.length
    const groups = firm.needs.length * KINDS
    if (this.netEur.length < offers) {
      this.netEur = new Float64Array(offers)
      this.groupOf = new Int32Array(offers)
    }
    if (this.firstOf.length <= groups) this.firstOf = new Int32Array(2 * groups + 2)
    const { netEur, groupOf, firstOf } = this
    fillNetEur(firm, table, netEur, groupOf)
    firstOf.fill(0, 0, groups + 1)
    for (let j = 0; j < offers; j++) if (netEur[j]! > 0) firstOf[groupOf[j]! + 1]!++
    for (let g = 0; g < groups; g++) firstOf[g + 1]! += firstOf[g]!
    const found = firstOf[groups]!
    this.makeRoom(found)
    for (let j = 0; j < offers; j++) {
      if (!(netEur[j]! > 0)) continue
      const e = this.length + firstOf[groupOf[j]!]!++
      this.offer[e] = j
      this.group[e] = groupOf[j]!
      this.weight[e] = netEur[j]! / firm.employees
    }
    this.length += found
  }

  trimmed() {
    const { offer, group, weight, length } = this
    return { offer: offer.slice(0, length), group: group.slice(0, length), weight: weight.slice(0, length) }
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.offer.length) return
    const room = 2 * (this.length + more)
    const [offer, group, weight] = [new Int32Array(room), new Int32Array(room), new Float64Array(room)]
    offer.set(this.offer)
    group.set(this.group)
    weight.set(this.weight)
    this.offer = offer
    this.group = group
    this.weight = weight
  }
}
