/** What can be offered. A `peer` is a firm that took the step; a `talk` is a conversation with an adviser. */
export const OFFER_KINDS = ['trial', 'peer', 'expert', 'course', 'event', 'guidance', 'talk'] as const
export type OfferKind = (typeof OFFER_KINDS)[number]

/** A point on the map in kilometres; in the Netherlands RD New (EPSG:28992) divided by 1,000. */
export type Place = Readonly<{ xKm: number; yKm: number }>

/** One thing that can help several firms. Without place and region nobody travels for it. */
export type Offer = Readonly<{
  id: string // never twice
  kind: OfferKind
  steps?: readonly string[] // what it is about; absent: any step
  capacity: number // ≥ 0: places in the period, hours of an adviser, introductions of a peer in the quarter
  capacityPerFirm?: number // > 0, in the same unit: hours of one talk; 1 unless given
  place?: Place
  region?: string
  sector?: string // of a peer: obligatory
  ownerFirm?: string // the firm that helps; of a peer obligatory
  isAgreed?: boolean // a peer that agreed to talk
}>
