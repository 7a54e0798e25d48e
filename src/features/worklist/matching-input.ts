import type { Need, NeedyFirm } from '#engine/matching/needy-firm.ts'
import type { Offer, OfferKind } from '#engine/matching/offer.ts'
import type { FirmNeed, LeftOut, Mark } from './contract.ts'
import { REST_DAYS } from './terms.ts'
import { dayIn, daysBetween } from './week.ts'

/** How much may still be offered to a firm, and what it does not want. */
export type Room = Readonly<{
  openOffers: number
  offersThisMonth: number
  unwantedKinds: readonly OfferKind[]
}>
export const ALL_ROOM: Room = { openOffers: 0, offersThisMonth: 0, unwantedKinds: [] }

export type MatchedNeed = Pick<
  FirmNeed,
  'firmId' | 'province' | 'employees' | 'sector' | 'needs' | 'talkEur' | 'talkReason' | 'askedAt'
>

export type FirmSituation = Readonly<{
  need: MatchedNeed
  marks: readonly Pick<Mark, 'kind' | 'result' | 'until' | 'at'>[] // oldest first
  room: Room
  agreesToPeers: boolean
}>

/** The conversation that a firm could use is with a hub of its own province; it stands among its needs as this step. */
export const talkStep = (province: string) => `talk/${province}`
export const talkOfferId = (organisationId: string) => `talk/${organisationId}`

/** Why a firm is not to be called now, whatever it would be worth. */
export function notToCall(
  { need, marks }: Pick<FirmSituation, 'need' | 'marks'>,
  now: Date,
): Extract<LeftOut, 'not-now' | 'talked' | 'not-interested'> | undefined {
  const since = marks.filter(({ at }) => at >= need.askedAt)
  if (since.some(({ result }) => result === 'not-interested')) return 'not-interested'
  const today = dayIn(now)
  const later = since.findLast(({ kind }) => kind === 'not-now')
  if (later?.until !== undefined && later.until > today) return 'not-now'
  const talked = since.findLast(({ result }) => result === 'talked')
  return talked !== undefined && daysBetween(talked.at, now) < REST_DAYS ? 'talked' : undefined
}

/** Days since the firm asked; none after somebody spoke with it or offered it something. */
export function waitingDaysOf({ need, marks }: Pick<FirmSituation, 'need' | 'marks'>, now: Date): number {
  const isHelped = marks.some(
    ({ kind, result, at }) => at >= need.askedAt && (kind === 'offered' || result === 'talked'),
  )
  if (isHelped) return 0
  const later = marks.findLast(({ kind, at }) => kind === 'not-now' && at >= need.askedAt)
  const from = later?.until === undefined ? need.askedAt : new Date(`${later.until}T00:00:00Z`)
  return Math.max(0, daysBetween(from, now))
}

/** One firm as the matching takes it. Pure. */
export function needyFirm(situation: FirmSituation, now: Date): NeedyFirm {
  const { need, room, agreesToPeers } = situation
  const why = notToCall(situation, now)
  const talk: Need = {
    step: talkStep(need.province),
    reason: need.talkReason,
    eurByKind: { talk: need.talkEur },
  }
  const mayCall = why === undefined && need.talkEur > 0
  return {
    id: need.firmId,
    sector: need.sector,
    region: need.province,
    employees: need.employees,
    needs: why === 'not-now' ? [] : [...need.needs, ...(mayCall ? [talk] : [])],
    waitingDays: why === undefined ? waitingDaysOf(situation, now) : 0,
    openOffers: room.openOffers,
    offersThisMonth: room.offersThisMonth,
    unwantedKinds: room.unwantedKinds,
    agreesToPeers,
  }
}

/** A hub's conversations this week: of each adviser what is left of his number. */
export type TalkSeat = Readonly<{ accountId: string; talksLeft: number }>
export type HubTalks = Readonly<{
  organisationId: string
  provinces: readonly string[]
  seats: readonly TalkSeat[]
}>

export const talkOffer = ({ organisationId, provinces, seats }: HubTalks): Offer => ({
  id: talkOfferId(organisationId),
  kind: 'talk',
  steps: provinces.map(talkStep),
  capacity: seats.reduce((sum, { talksLeft }) => sum + talksLeft, 0),
})

/**
 * Who of a hub speaks with whom, from the first of the list on: always who has most conversations left of his number.
 *
 * @returns per place on the list the account; undefined where nobody is left
 */
export function dealTalks(count: number, seats: readonly TalkSeat[]): readonly (string | undefined)[] {
  const left = seats.map(({ accountId, talksLeft }) => ({ accountId, talksLeft }))
  left.sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
  return Array.from({ length: count }, () => {
    const most = left.reduce<(typeof left)[number] | undefined>(
      (best, seat) => (seat.talksLeft > (best?.talksLeft ?? 0) ? seat : best),
      undefined,
    )
    if (most === undefined) return undefined
    most.talksLeft--
    return most.accountId
  })
}
