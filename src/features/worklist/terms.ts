import type { MatchingTerms } from '#engine/matching/matching-terms.ts'
import type { OfferKind } from '#engine/matching/offer.ts'

/** What holds for everyone. All of it is decided by us or an estimate of ours; see docs/methods/matching.md. */
export const TERMS: Omit<MatchingTerms, 'seed'> = {
  promisedDays: 28,
  mostOpen: 3,
  mostPerMonth: 4,
  uptakeShareByKind: {
    trial: 0.3,
    peer: 0.5,
    expert: 0.4,
    course: 0.25,
    event: 0.35,
    guidance: 0.6,
    talk: 0.7,
  },
  travelEurPerKm: 2,
  travelEurOtherRegion: 150,
}

/** Of firms that would not have begun, the share that begins through help of a kind. Estimates of ours; nobody counted. */
export const BEGINS_SHARE: Readonly<Partial<Record<OfferKind, number>>> = {
  expert: 0.1,
  course: 0.05,
  event: 0.05,
  guidance: 0.02,
}

/** The same for a conversation: as low and as high as we think it can be, and between. */
export const TALK_BEGINS_SHARE = { low: 0.02, usual: 0.1, high: 0.25 } as const

/** Free places of an entry in the directory that does not say how many. */
export const UNKNOWN_PLACES = 4

/** After a conversation a firm is not on the list for so many days, unless it asks anew. */
export const REST_DAYS = 60

/** The outcome of a run stays for so many days; its numbers and hashes for good. */
export const RUN_DAYS = 56

/** Between two runs that somebody asks for. */
export const RUN_MINUTES = 10
