import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import { OFFER_KINDS, type Offer, type OfferKind, type Place } from './offer.ts'

const KINDS: ReadonlySet<string> = new Set(OFFER_KINDS)
const MOST = 1_000_000 // firms or offers
const MOST_NEEDS = 1_000 // of one firm

/** Refuses what cannot be matched. @throws RangeError that names the field with its index */
export function checkMatchingInput(
  firms: readonly NeedyFirm[],
  offers: readonly Offer[],
  terms: MatchingTerms,
): void {
  checkTerms(terms)
  if (firms.length > MOST) refuse('firms', firms.length, `at most ${MOST}`)
  if (offers.length > MOST) refuse('offers', offers.length, `at most ${MOST}`)
  onlyOnce('firms', firms)
  onlyOnce('offers', offers)
  for (const [i, firm] of firms.entries()) checkFirm(firm, `firms[${i}]`)
  for (const [j, offer] of offers.entries()) checkOffer(offer, `offers[${j}]`)
}

function checkTerms(terms: MatchingTerms): void {
  if (terms.seed === '') refuse('terms.seed', terms.seed, 'text')
  atLeastZero('terms.promisedDays', terms.promisedDays)
  whole('terms.mostOpen', terms.mostOpen, 100)
  whole('terms.mostPerMonth', terms.mostPerMonth)
  atLeastZero('terms.travelEurPerKm', terms.travelEurPerKm)
  atLeastZero('terms.travelEurOtherRegion', terms.travelEurOtherRegion)
  for (const kind of OFFER_KINDS) {
    const share = terms.uptakeShareByKind[kind]
    if (!(share >= 0 && share <= 1)) refuse(`terms.uptakeShareByKind.${kind}`, share, 'a share from 0 to 1')
  }
}

function checkFirm(firm: NeedyFirm, at: string): void {
  const { employees, needs, unwantedKinds = [], place } = firm
  if (!(employees > 0 && employees < Infinity)) refuse(`${at}.employees`, employees, 'a number above 0')
  atLeastZero(`${at}.waitingDays`, firm.waitingDays)
  whole(`${at}.openOffers`, firm.openOffers)
  whole(`${at}.offersThisMonth`, firm.offersThisMonth)
  for (const [k, kind] of unwantedKinds.entries()) checkKind(kind, `${at}.unwantedKinds[${k}]`)
  if (place !== undefined) checkPlace(place, at)
  if (needs.length > MOST_NEEDS) refuse(`${at}.needs`, needs.length, `at most ${MOST_NEEDS}`)
  const seen = new Set<string>()
  for (const [n, { step, eurByKind }] of needs.entries()) {
    if (seen.has(step)) refuse(`${at}.needs[${n}].step`, step, 'a step named once')
    seen.add(step)
    for (const kind of Object.keys(eurByKind)) {
      checkKind(kind, `${at}.needs[${n}].eurByKind`)
      finite(`${at}.needs[${n}].eurByKind.${kind}`, eurByKind[kind as OfferKind] ?? 0)
    }
  }
}

function checkOffer(offer: Offer, at: string): void {
  const { kind, capacity, capacityPerFirm = 1, place, ownerFirm, sector, region } = offer
  checkKind(kind, `${at}.kind`)
  atLeastZero(`${at}.capacity`, capacity)
  if (!(capacityPerFirm > 0 && capacityPerFirm < Infinity)) {
    refuse(`${at}.capacityPerFirm`, capacityPerFirm, 'a number above 0')
  }
  if (place !== undefined) checkPlace(place, at)
  if (kind !== 'peer') return
  for (const [name, value] of Object.entries({ ownerFirm, sector, region })) {
    if (value === undefined) refuse(`${at}.${name}`, value, 'known of a peer')
  }
}

function checkPlace({ xKm, yKm }: Place, at: string): void {
  finite(`${at}.place.xKm`, xKm)
  finite(`${at}.place.yKm`, yKm)
}

function checkKind(kind: string, at: string): void {
  if (!KINDS.has(kind)) refuse(at, kind, `one of ${OFFER_KINDS.join(', ')}`)
}

function onlyOnce(name: string, entries: readonly Readonly<{ id: string }>[]): void {
  const seen = new Set<string>()
  for (const [index, { id }] of entries.entries()) {
    if (seen.has(id)) refuse(`${name}[${index}].id`, id, 'an id that is not given twice')
    seen.add(id)
  }
}

function finite(at: string, value: number): void {
  if (!Number.isFinite(value)) refuse(at, value, 'a finite number')
}

function atLeastZero(at: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) refuse(at, value, 'a number of at least 0')
}

function whole(at: string, value: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!(Number.isSafeInteger(value) && value >= 0 && value <= most)) {
    refuse(at, value, most > MOST ? 'a whole number of at least 0' : `a whole number from 0 to ${most}`)
  }
}

function refuse(at: string, value: unknown, expected: string): never {
  throw new RangeError(`${at}: ${String(value)} is not ${expected}`)
}
