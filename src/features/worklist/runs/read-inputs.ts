import { asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { type Entry, findPublished } from '#features/network/index.ts'
import type { Mark, TalkHours } from '../contract.ts'
import {
  ALL_ROOM,
  type FirmSituation,
  type HubTalks,
  needyFirm,
  notToCall,
  talkOffer,
  talkOfferId,
} from '../matching-input.ts'
import { directoryOffers, type NamedOffer } from '../network-offers.ts'
import type { WorklistPorts } from '../ports.ts'
import { findMarks, findNeeds, findTalkHoursOfAdvisers, removeNeedsWithoutConsent } from '../repository.ts'
import { TERMS } from '../terms.ts'
import { dayIn, weekOf, weekStartsAt } from '../week.ts'
import { inOrder, type Inputs } from './decide.ts'
import { publishSeeds, SCHAKEL } from './publish-seeds.ts'
import { findSeed, type Seed } from './repository.ts'

/** What a run looks at, and what is needed to say afterwards what became of it. */
export type Gathered = Readonly<{
  inputs: Inputs
  seed: Seed
  offers: ReadonlyMap<string, NamedOffer>
  hubs: readonly HubTalks[]
  beforehand: ReadonlyMap<string, ReturnType<typeof notToCall>> // per firm
}>

/** Everything of the whole network as it is now, in one transaction. */
export async function readInputs(
  { db }: Pick<Ctx, 'db'>,
  ports: WorklistPorts,
  now: Date,
): Promise<Gathered> {
  const entries = await findPublished({ db })
  return asActor(db, SCHAKEL, async (tx) => {
    await removeNeedsWithoutConsent(tx)
    const needs = await findNeeds(tx)
    const marks = Map.groupBy(await findMarks(tx), ({ firmId }) => firmId)
    const room = await ports.roomFor?.(
      tx,
      needs.map(({ firmId }) => firmId),
      now,
    )
    const agreeing = await ports.agreeToPeers?.(tx)
    const situations = needs.map((need) => ({
      need,
      marks: marks.get(need.firmId) ?? [],
      room: room?.get(need.firmId) ?? ALL_ROOM,
      agreesToPeers: agreeing?.has(need.firmId) === true,
    }))
    const hours = await findTalkHoursOfAdvisers(tx)
    const hubs = hubTalks(entries, hours, [...marks.values()].flat(), now)
    const offers = [
      ...directoryOffers(entries),
      ...((await ports.offers?.(tx, now)) ?? []),
      ...hubs.map((hub) => namedTalk(hub, entries)),
    ]
    await publishSeeds(tx, now)
    const seed = await findSeed(tx, weekOf(now.getTime()))
    if (seed === undefined) throw new Error('this week has no seed')
    return { ...gathered(situations, offers, seed, now), hubs }
  })
}

function gathered(
  situations: readonly FirmSituation[],
  offers: readonly NamedOffer[],
  seed: Seed,
  now: Date,
): Omit<Gathered, 'hubs'> {
  return {
    inputs: {
      firms: inOrder(situations.map((situation) => needyFirm(situation, now))),
      offers: inOrder(offers.map(({ offer }) => offer)),
      terms: { ...TERMS, seed: seed.seed },
    },
    seed,
    offers: new Map(offers.map((named) => [named.offer.id, named])),
    beforehand: new Map(situations.map((one) => [one.need.firmId, notToCall(one, now)])),
  }
}

/** Per hub what is left of the conversations of its advisers this week. Who reached somebody had a conversation. */
export function hubTalks(
  entries: readonly Pick<Entry, 'kind' | 'organisationId' | 'provinces'>[],
  hours: readonly TalkHours[],
  marks: readonly Mark[],
  now: Date,
): readonly HubTalks[] {
  const from = weekStartsAt(now.getTime())
  const today = dayIn(now)
  const had = marks.filter(({ at, result }) => at >= from && result !== undefined && result !== 'no-answer')
  const seatsOf = (organisationId: string) =>
    hours
      .filter((one) => one.organisationId === organisationId)
      .map(({ accountId, talksPerWeek, awayUntil }) => {
        const done = had.filter(
          (mark) => mark.accountId === accountId && mark.organisationId === organisationId,
        )
        const isAway = awayUntil !== undefined && awayUntil > today
        return { accountId, talksLeft: isAway ? 0 : Math.max(0, talksPerWeek - done.length) }
      })
  const hubs = entries.filter(({ kind }) => kind === 'hub')
  return [...Map.groupBy(hubs, ({ organisationId }) => organisationId)].map(([organisationId, own]) => ({
    organisationId,
    provinces: [...new Set(own.flatMap(({ provinces }) => provinces))].toSorted(),
    seats: seatsOf(organisationId),
  }))
}

const namedTalk = (hub: HubTalks, entries: readonly Entry[]): NamedOffer => ({
  offer: talkOffer(hub),
  name:
    entries.find(({ kind, organisationId }) => kind === 'hub' && organisationId === hub.organisationId)
      ?.organisationName ?? talkOfferId(hub.organisationId),
  path: '',
  organisationId: hub.organisationId,
})
