import type { OfferKind } from './offer.ts'

/** What holds for everyone; published beforehand, the seed afterwards. */
export type MatchingTerms = Readonly<{
  seed: string // of the lot between equals
  promisedDays: number // a firm that waits longer goes first
  mostOpen: number // offers that a firm may have open at a time
  mostPerMonth: number // offers to a firm in a month
  uptakeShareByKind: Readonly<Record<OfferKind, number>> // chance that an offer is taken up
  travelEurPerKm: number // there and back, with the time it takes, per kilometre as the crow flies
  travelEurOtherRegion: number // where one of the two has no place on the map and their regions differ
}>
