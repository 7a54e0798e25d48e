import { OFFER_KINDS } from '#engine/matching/offer.ts'

/** What a firm can switch off: each kind of help, and reminders of what it is in the middle of. */
export const ATTENTION_KINDS = [...OFFER_KINDS, 'reminder'] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

/** At once, and in so many days. The matching counts with the same two (docs/methods/matching.md). */
export const MOST_OPEN = 3
export const MOST_IN_PERIOD = 4
export const PERIOD_DAYS = 30

export type Offered = Readonly<{
  id: string
  firmId: string
  kind: AttentionKind
  what: string
  reason: string
  path: string
  offeredAt: Date
  settledAt: Date | undefined
  outcome: '' | Outcome
}>
export type Outcome = 'accepted' | 'declined' | 'withdrawn'

/** How much may still be offered to a firm, and what it does not want. */
export type Attention = Readonly<{
  openOffers: number
  offersThisMonth: number
  unwantedKinds: readonly AttentionKind[]
}>
