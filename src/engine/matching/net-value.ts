import type { MatchingTerms } from './matching-terms.ts'
import type { NeedyFirm } from './needy-firm.ts'
import { OFFER_KINDS, type Offer, type OfferKind } from './offer.ts'

const KINDS = OFFER_KINDS.length
const NONE = -1
const ROUNDING = 1 + 1e-12 // 0.3 hours are three times 0.1

/** Offers as numbers, so that a firm goes through all of them without looking up a word. */
export type OfferTable = Readonly<{
  terms: MatchingTerms
  stepIndex: ReadonlyMap<string, number>
  regionIndex: ReadonlyMap<string, number>
  sectorIndex: ReadonlyMap<string, number>
  firmIndex: ReadonlyMap<string, number> // owners of offers only
  places: Float64Array // per offer; what follows too
  kind: Uint8Array
  region: Int32Array
  sector: Int32Array
  owner: Int32Array
  isIntroducible: Uint8Array // no peer, or a peer that agreed
  xKm: Float64Array // NaN without a place
  yKm: Float64Array
  isAboutAll: Uint8Array
  stepStart: Int32Array
  step: Int32Array
  eurByStepAndKind: Float64Array // of the firm at hand: what a need gains, uptake included
  needByStep: Int32Array
}>

export function offerTable(
  offers: readonly Offer[],
  firms: readonly NeedyFirm[],
  terms: MatchingTerms,
): OfferTable {
  const stepIndex = indexOf(offers.flatMap(({ steps = [] }) => steps))
  const regionIndex = indexOf([...offers, ...firms].map(({ region }) => region))
  const sectorIndex = indexOf(offers.map(({ sector }) => sector))
  const firmIndex = indexOf(offers.map(({ ownerFirm }) => ownerFirm))
  const look = (index: ReadonlyMap<string, number>, name?: string) =>
    name === undefined ? NONE : (index.get(name) ?? NONE)
  const stepStart = new Int32Array(offers.length + 1)
  for (const [j, { steps = [] }] of offers.entries()) stepStart[j + 1] = stepStart[j]! + steps.length
  return {
    terms,
    stepIndex,
    regionIndex,
    sectorIndex,
    firmIndex,
    places: Float64Array.from(offers, placesOf),
    kind: Uint8Array.from(offers, ({ kind }) => OFFER_KINDS.indexOf(kind)),
    region: Int32Array.from(offers, ({ region }) => look(regionIndex, region)),
    sector: Int32Array.from(offers, ({ sector }) => look(sectorIndex, sector)),
    owner: Int32Array.from(offers, ({ ownerFirm }) => look(firmIndex, ownerFirm)),
    isIntroducible: Uint8Array.from(offers, ({ kind, isAgreed }) =>
      Number(kind !== 'peer' || isAgreed === true),
    ),
    xKm: Float64Array.from(offers, ({ place }) => place?.xKm ?? Number.NaN),
    yKm: Float64Array.from(offers, ({ place }) => place?.yKm ?? Number.NaN),
    isAboutAll: Uint8Array.from(offers, ({ steps }) => Number(steps === undefined)),
    stepStart,
    step: Int32Array.from(
      offers.flatMap(({ steps = [] }) => steps),
      (step) => stepIndex.get(step)!,
    ),
    eurByStepAndKind: new Float64Array(stepIndex.size * KINDS),
    needByStep: new Int32Array(stepIndex.size),
  }
}

/** How many firms an offer can help: capacity ÷ capacity per firm, rounded down. */
export const placesOf = ({ capacity, capacityPerFirm = 1 }: Offer) =>
  Math.floor((capacity / capacityPerFirm) * ROUNDING)

/**
 * What every offer is worth to one firm, and for which need:
 *
 *     net = greatest over the needs it is about of gain × chance of uptake − travel
 *
 * @param netEur   out, per offer [EUR]; 0 where the pair is not allowed
 * @param groupOf  out, per offer: need × number of kinds + kind; of equal needs the first
 */
export function fillNetEur(
  firm: NeedyFirm,
  table: OfferTable,
  netEur: Float64Array,
  groupOf: Int32Array,
): void {
  const { kind, stepStart, step, isAboutAll, eurByStepAndKind, needByStep, places } = table
  const best = layOutNeeds(firm, table)
  const me = table.firmIndex.get(firm.id) ?? -2
  const sector = table.sectorIndex.get(firm.sector) ?? -2
  const region = table.regionIndex.get(firm.region) ?? -2
  const peer = OFFER_KINDS.indexOf('peer')
  for (let j = 0; j < places.length; j++) {
    const k = kind[j]!
    netEur[j] = 0
    if (best.eur[k] === 0 || places[j]! < 1 || table.owner[j] === me) continue
    if (k === peer) {
      const competes = table.sector[j] === sector && table.region[j] === region
      if (competes || table.isIntroducible[j] === 0 || firm.agreesToPeers !== true) continue
    }
    let eur = isAboutAll[j] === 1 ? best.eur[k]! : 0
    let need = best.need[k]!
    for (let s = stepStart[j]!; s < stepStart[j + 1]!; s++) {
      const gain = eurByStepAndKind[step[s]! * KINDS + k]!
      const better = gain > eur || (gain === eur && gain > 0 && needByStep[step[s]!]! < need)
      if (!better) continue
      eur = gain
      need = needByStep[step[s]!]!
    }
    if (eur <= 0) continue
    netEur[j] = eur - travelEur(firm, region, table, j)
    groupOf[j] = need * KINDS + k
  }
}

/** Writes the firm's needs into the table. @returns per kind its greatest gain and the need it is for */
function layOutNeeds(firm: NeedyFirm, { terms, stepIndex, eurByStepAndKind, needByStep }: OfferTable) {
  const eur = new Float64Array(KINDS)
  const need = new Int32Array(KINDS)
  eurByStepAndKind.fill(0)
  for (const [n, { step, eurByKind }] of firm.needs.entries()) {
    const s = stepIndex.get(step)
    if (s !== undefined) needByStep[s] = n
    for (let k = 0; k < KINDS; k++) {
      const kind = OFFER_KINDS[k]!
      if (firm.unwantedKinds?.includes(kind) === true) continue
      const gain = Math.max(0, (eurByKind[kind] ?? 0) * terms.uptakeShareByKind[kind])
      if (s !== undefined) eurByStepAndKind[s * KINDS + k] = gain
      if (gain > eur[k]!) {
        eur[k] = gain
        need[k] = n
      }
    }
  }
  return { eur, need }
}

function travelEur(firm: NeedyFirm, region: number, table: OfferTable, j: number): number {
  const { travelEurPerKm, travelEurOtherRegion } = table.terms
  const x = table.xKm[j]!
  if (firm.place !== undefined && !Number.isNaN(x)) {
    const dx = firm.place.xKm - x
    const dy = firm.place.yKm - table.yKm[j]!
    return travelEurPerKm * Math.sqrt(dx * dx + dy * dy)
  }
  return table.region[j] === NONE || table.region[j] === region ? 0 : travelEurOtherRegion
}

/** Kinds of one and the same number for every name that is known. */
function indexOf(names: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>()
  for (const name of names) if (name !== undefined && !index.has(name)) index.set(name, index.size)
  return index
}

export const kindOfGroup = (group: number): OfferKind => OFFER_KINDS[group % KINDS]!
export const needOfGroup = (group: number) => Math.floor(group / KINDS)
