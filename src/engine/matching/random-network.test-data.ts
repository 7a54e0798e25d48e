import { type Rng, makeRng } from '../kernel/rng.ts'
import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import { OFFER_KINDS, type Offer, type OfferKind } from './offer.ts'

/** Everything here is invented: chances, prices and values only have to have a plausible spread. */
export const TERMS: MatchingTerms = {
  seed: '2026-week-48',
  promisedDays: 5,
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

export type NetworkShape = Readonly<{
  firms: number
  offers: number
  steps?: number
  overdueShare?: number
  isDense?: boolean // every offer about every step and near: nearly every pair has a value
  isEven?: boolean // few different values: many ties
}>

const USUAL_EUR: Readonly<Record<OfferKind, number>> = {
  trial: 3_000,
  peer: 1_200,
  expert: 1_800,
  course: 900,
  event: 700,
  guidance: 300,
  talk: 800,
}
const KIND_SHARES: readonly (readonly [OfferKind, number])[] = [
  ['trial', 0.14],
  ['peer', 0.38],
  ['expert', 0.12],
  ['course', 0.12],
  ['event', 0.1],
  ['guidance', 0.04],
  ['talk', 0.1],
]
const PLACES: Readonly<Record<OfferKind, number>> = {
  trial: 12,
  peer: 3,
  expert: 10,
  course: 20,
  event: 40,
  guidance: 2_000,
  talk: 24,
}

/** A network of firms and offers; the same for the same seed. */
export function randomNetwork(seed: number, shape: NetworkShape): { firms: NeedyFirm[]; offers: Offer[] } {
  const rng = makeRng(seed, 401)
  const offers = Array.from({ length: shape.offers }, (_, j) => randomOffer(rng, j, shape))
  const firms = Array.from({ length: shape.firms }, (_, i) => randomFirm(rng, i, shape))
  return { firms, offers }
}

function randomOffer(rng: Rng, j: number, { steps = 42, firms, isDense = false }: NetworkShape): Offer {
  const kind = kindOf(rng())
  const capacity = Math.min(PLACES[kind] === 2_000 ? firms : 2_000, Math.ceil(PLACES[kind] * 2 * rng()))
  const about = Array.from({ length: 1 + Math.floor(3 * rng()) }, () => `step-${Math.floor(steps * rng())}`)
  const reach = isDense ? 20 : 250 // km
  const isAboutAll = isDense || kind === 'talk'
  const home = {
    region: `region-${Math.floor(5 * rng())}`,
    place: { xKm: reach * rng(), yKm: reach * rng() },
  }
  const peer = { ownerFirm: `other-${j}`, sector: `sector-${Math.floor(9 * rng())}`, isAgreed: rng() < 0.9 }
  return {
    id: `offer-${j}`,
    kind,
    ...(isAboutAll ? {} : { steps: [...new Set(about)] }),
    ...(kind === 'talk' ? { capacity: 2 * capacity, capacityPerFirm: 2 } : { capacity }),
    ...home,
    ...(kind === 'peer' ? peer : {}),
  }
}

function randomFirm(rng: Rng, i: number, shape: NetworkShape): NeedyFirm {
  const { steps = 42, overdueShare = 0, isEven = false, isDense = false } = shape
  const reach = isDense ? 20 : 250 // km
  const employees = Math.ceil(2 * 125 ** (rng() ** 1.5))
  const count = 1 + Math.floor(5 * rng())
  const named = [...new Set(Array.from({ length: count }, () => `step-${Math.floor(steps * rng())}`))]
  const eur = (kind: OfferKind) =>
    isEven
      ? employees * 100 * Math.ceil(3 * rng())
      : USUAL_EUR[kind] * (employees / 10) ** 0.8 * Math.exp(2 * (rng() + rng() + rng()) - 3)
  return {
    id: `firm-${i}`,
    sector: `sector-${Math.floor(9 * rng())}`,
    region: `region-${Math.floor(5 * rng())}`,
    ...(rng() < 0.9 ? { place: { xKm: reach * rng(), yKm: reach * rng() } } : {}),
    employees,
    needs: named.map((step, n) => ({
      step,
      reason: n === 0 ? 'first-step' : 'barrier',
      eurByKind: Object.fromEntries(OFFER_KINDS.filter(() => rng() < 0.8).map((kind) => [kind, eur(kind)])),
    })),
    waitingDays: rng() < overdueShare ? 6 + Math.floor(20 * rng()) : Math.floor(5 * rng()),
    openOffers: Math.floor(2.3 * rng()),
    offersThisMonth: Math.floor(3.5 * rng()),
    unwantedKinds: OFFER_KINDS.filter(() => rng() < 0.05),
    agreesToPeers: rng() < 0.7,
  }
}

function kindOf(share: number): OfferKind {
  let left = share
  for (const [kind, part] of KIND_SHARES) {
    left -= part
    if (left < 0) return kind
  }
  return 'talk'
}
