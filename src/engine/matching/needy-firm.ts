import type { OfferKind, Place } from './offer.ts'

/** What a firm could use for one step, and what each kind of help would be worth to it if it took it up. */
export type Need = Readonly<{
  step: string // never twice in a firm
  reason: string // a code: why the firm needs it; comes back with the match
  eurByKind: Readonly<Partial<Record<OfferKind, number>>> // EVSI or expected gain [EUR]; absent: nothing
}>

/** A firm that may be offered something. */
export type NeedyFirm = Readonly<{
  id: string // never twice
  sector: string
  region: string
  place?: Place
  employees: number // > 0: what value is measured against
  needs: readonly Need[]
  waitingDays: number // ≥ 0: since it asked or was promised something; 0 when it does not wait
  openOffers: number // offered and not answered yet
  offersThisMonth: number
  unwantedKinds?: readonly OfferKind[] // the off switch
  agreesToPeers?: boolean // agreed to be introduced to another firm
}>
