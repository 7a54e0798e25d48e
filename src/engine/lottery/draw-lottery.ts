import { type Result, ok, refuse } from '../kernel/result.ts'
import { type Applicant, applicantsInOrder } from './applicant-list.ts'
import {
  type Disclosure,
  type LotteryRefusal,
  type LotteryTerms,
  PROTOCOL,
  lotteryRefusals,
  lotterySeed,
} from './lottery-terms.ts'
import { sha256Hex } from './sha256.ts'
import { type StratumPlaces, stratumPlaces } from './stratum-places.ts'

/** What became of one applicant. Those without a place are kept with those who have one. */
export type DrawnApplicant = Readonly<{
  id: string
  stratum: string
  chanceShare: number // of a place, known beforehand: places / applicants, at most 1
  ticket: string // SHA-256, hexadecimal; the lowest of the stratum win
  rank: number // by ticket within the stratum, from 1
  result: 'place' | 'waiting'
  waitingNumber?: number // within the stratum, from 1; only of those who wait
}>

/** Everything anyone needs, with the terms, to draw again. Plain JSON. */
export type LotteryDraw = Readonly<{
  protocol: string
  secret: string
  publicValue?: string
  seed: string
  strata: readonly StratumPlaces[] // in order of ticket
  applicants: readonly DrawnApplicant[] // in order of id
}>

/** The chance of a place that every applicant has, whatever the stratum: a share. */
export const chanceOfPlace = (places: number, applicants: number) => Math.min(1, places / applicants)

/**
 * Draws who gets a place. With as many places as applicants or more, everyone gets one; with none, everyone waits.
 *
 * @returns refused with all reasons at once; the protocol, byte by byte, is in docs/methods/lottery.md
 */
export function drawLottery(
  terms: LotteryTerms,
  disclosure: Disclosure,
): Result<LotteryDraw, readonly LotteryRefusal[]> {
  const refusals = lotteryRefusals(terms, disclosure)
  if (refusals.length > 0) return refuse(refusals)

  const { secret, publicValue, applicants } = disclosure
  const seed = lotterySeed(terms, secret, publicValue)
  return ok({
    protocol: PROTOCOL,
    secret,
    ...(publicValue === undefined ? {} : { publicValue }),
    seed,
    ...drawFromSeed(applicants, terms.places, seed),
  })
}

/** What follows from the seed. The list has been checked: at least one applicant, no id twice. */
export function drawFromSeed(
  applicants: readonly Applicant[],
  places: number,
  seed: string,
): Pick<LotteryDraw, 'strata' | 'applicants'> {
  const members = new Map<string, Ticketed[]>()
  for (const { id, stratum } of applicants) {
    const inIt = members.get(stratum) ?? []
    if (inIt.length === 0) members.set(stratum, inIt)
    inIt.push({ id, stratum, ticket: sha256Hex(`${seed} applicant ${id}`) })
  }
  const countOf = new Map([...members].map(([name, inIt]) => [name, inIt.length]))
  const strata = stratumPlaces(countOf, places, seed)
  const chanceShare = chanceOfPlace(places, applicants.length)
  const drawn = strata.flatMap(({ name, places: given }) => ranked(members.get(name)!, given, chanceShare))
  return { strata, applicants: applicantsInOrder(drawn) }
}

type Ticketed = Applicant & Readonly<{ ticket: string }>

/** One stratum: the lowest tickets have the places, the others wait in the same order. */
function ranked(members: readonly Ticketed[], places: number, chanceShare: number): DrawnApplicant[] {
  const byTicket = members.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1))
  return byTicket.map(({ id, stratum, ticket }, index) => {
    const rank = index + 1
    const shared = { id, stratum, chanceShare, ticket, rank }
    if (rank <= places) return { ...shared, result: 'place' }
    return { ...shared, result: 'waiting', waitingNumber: rank - places }
  })
}
