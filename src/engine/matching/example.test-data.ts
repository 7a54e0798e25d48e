import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import type { Offer } from './offer.ts'
import { TERMS as INVENTED } from './random-network.test-data.ts'

/** The worked example of docs/methods/matching.md. */
export const TERMS: MatchingTerms = {
  ...INVENTED,
  uptakeShareByKind: {
    trial: 0.5,
    peer: 0.5,
    expert: 0.5,
    course: 0.5,
    event: 0.5,
    guidance: 0.5,
    talk: 0.8,
  },
}

export const OFFERS: readonly Offer[] = [
  { id: 'scanner-trial', kind: 'trial', steps: ['scanning'], capacity: 1, place: { xKm: 0, yKm: 0 } },
  { id: 'talk', kind: 'talk', capacity: 3, capacityPerFirm: 2 },
  {
    id: 'peer',
    kind: 'peer',
    steps: ['planning'],
    capacity: 1,
    region: 'Oost',
    sector: 'metal',
    ownerFirm: 'peer-firm',
    isAgreed: true,
  },
]

const CALM = { openOffers: 0, offersThisMonth: 0, waitingDays: 0, agreesToPeers: true } as const

export const FIRMS: readonly NeedyFirm[] = [
  {
    ...CALM,
    id: 'Adriaan',
    sector: 'metal',
    region: 'Oost',
    place: { xKm: 30, yKm: 40 },
    employees: 10,
    needs: [
      { step: 'scanning', reason: 'first-step', eurByKind: { trial: 4_000, talk: 500 } },
      { step: 'planning', reason: 'barrier', eurByKind: { peer: 6_000 } },
    ],
  },
  {
    ...CALM,
    id: 'Bakker',
    sector: 'metal',
    region: 'Zuid',
    place: { xKm: 60, yKm: -80 },
    employees: 100,
    needs: [
      { step: 'scanning', reason: 'first-step', eurByKind: { trial: 30_000, talk: 6_000 } },
      { step: 'planning', reason: 'barrier', eurByKind: { peer: 20_000 } },
    ],
  },
  {
    ...CALM,
    id: 'Cornelis',
    sector: 'food',
    region: 'Oost',
    place: { xKm: 0, yKm: 0 },
    employees: 20,
    waitingDays: 9,
    needs: [{ step: 'scanning', reason: 'open-question', eurByKind: { trial: 2_000 } }],
  },
]
