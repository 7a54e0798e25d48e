import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { findPublished } from '#features/network/index.ts'
import { isAdviserOf } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { FirmNeed, LeftOut, Mark, TalkHours } from './contract.ts'
import { notToCall, talkOfferId, waitingDaysOf } from './matching-input.ts'
import type { Tx } from './repository.ts'
import {
  type FirmCard,
  findFirmCards,
  findMarks,
  findNeeds,
  findOrganisationNames,
  findTalkHours,
} from './repository.ts'
import {
  findMatches,
  findOfferNames,
  findOutcomes,
  findRuns,
  type Run,
  type RunMatch,
} from './runs/repository.ts'
import { weekStartsAt } from './week.ts'

/** Something else that the list proposes to a firm. */
export type Proposed = Readonly<{ match: RunMatch; name: string; path: string }>

/** A firm as an adviser sees it. */
export type ListedFirm = Readonly<{
  need: FirmNeed
  card: FirmCard
  newest: Mark | undefined // what was done last
  waitingDays: number
  waitsTooLong: boolean
}>
/** With what the network can help besides a conversation. */
export type ToOffer = ListedFirm & Readonly<{ others: readonly Proposed[] }>
/** To call this week. */
export type ToCall = ToOffer & Readonly<{ rank: number; isMine: boolean }>
export type NotListed = ListedFirm & Readonly<{ why: LeftOut | 'new' }>

export type Worklist = Readonly<{
  hubId: string
  hubName: string
  hubs: readonly Readonly<{ id: string; name: string }>[] // of which whoever asks is an adviser
  run: Run | undefined
  toCall: readonly ToCall[]
  toOffer: readonly ToOffer[] // no conversation, but something else; who waits longest first
  done: readonly ListedFirm[] // of the list, this week
  leftOut: readonly NotListed[]
  hours: TalkHours | undefined // of whoever asks
  talksOfHub: number
}>

/** The list of a hub; of the first of whoever asks, or the one that is named. */
export async function findWorklist(
  ctx: Ctx,
  actor: Actor,
  hub?: string,
): Promise<Result<Worklist, 'not-found'>> {
  const own = actor.duties.flatMap(({ kind, organisationId }) =>
    kind === 'adviser' ? (organisationId ?? []) : [],
  )
  const hubId = hub ?? own[0]
  if (hubId === undefined || !isAdviserOf(actor, hubId)) return refuse('not-found')
  const entries = (await findPublished(ctx)).filter(
    (one) => one.kind === 'hub' && one.organisationId === hubId,
  )
  const provinces = new Set<string>(entries.flatMap((entry) => entry.provinces))
  return asActor(ctx.db, actor, async (tx) => {
    const names = await findOrganisationNames(tx)
    const hours = (await findTalkHours(tx)).filter(({ organisationId }) => organisationId === hubId)
    const [run] = await findRuns(tx, 1)
    const listed = await findListed(tx, provinces, ctx.now())
    return ok({
      hubId,
      hubName: names.get(hubId) ?? '',
      hubs: own.map((id) => ({ id, name: names.get(id) ?? '' })),
      run,
      hours: hours.find(({ accountId }) => accountId === actor.accountId),
      talksOfHub: hours.reduce((sum, { talksPerWeek }) => sum + talksPerWeek, 0),
      ...(await sorted(tx, run, listed, { hubId, actor, now: ctx.now() })),
    })
  })
}

type Listed = ListedFirm & Readonly<{ notNow: LeftOut | undefined; marks: readonly Mark[] }>

async function findListed(tx: Tx, provinces: ReadonlySet<string>, now: Date): Promise<readonly Listed[]> {
  const needs = (await findNeeds(tx)).filter(({ province }) => provinces.has(province))
  const marks = Map.groupBy(await findMarks(tx), ({ firmId }) => firmId)
  const cards = await findFirmCards(
    tx,
    needs.map(({ firmId }) => firmId),
  )
  const cardOf = new Map(cards.map((card) => [card.firmId, card]))
  return needs.flatMap((need) => {
    const card = cardOf.get(need.firmId)
    if (card === undefined) return []
    const own = marks.get(need.firmId) ?? []
    const situation = { need, marks: own }
    const waitingDays = waitingDaysOf(situation, now)
    return [
      {
        need,
        card,
        newest: own.at(-1),
        waitingDays,
        waitsTooLong: false,
        notNow: notToCall(situation, now),
        marks: own,
      },
    ]
  })
}

async function sorted(
  tx: Tx,
  run: Run | undefined,
  listed: readonly Listed[],
  { hubId, actor, now }: Readonly<{ hubId: string; actor: Actor; now: Date }>,
): Promise<Pick<Worklist, 'toCall' | 'toOffer' | 'done' | 'leftOut'>> {
  if (run === undefined)
    return {
      toCall: [],
      toOffer: [],
      done: [],
      leftOut: listed.map((firm) => ({ ...firm, why: firm.notNow ?? 'new' })),
    }
  const outcomes = new Map((await findOutcomes(tx, run.id)).map((one) => [one.firmId, one]))
  const matches = await findMatches(tx, run.id)
  const talks = new Map(
    matches.filter(({ offer }) => offer === talkOfferId(hubId)).map((one) => [one.firm, one]),
  )
  const proposals = await findProposals(
    tx,
    run,
    matches.filter(({ kind }) => kind !== 'talk'),
  )
  const from = weekStartsAt(now.getTime())
  const toCall: ToCall[] = []
  const toOffer: ToOffer[] = []
  const done: ListedFirm[] = []
  const leftOut: NotListed[] = []
  for (const firm of listed) {
    const { firmId } = firm.need
    const { waitsTooLong = false, leftOut: why = undefined } = outcomes.get(firmId) ?? {}
    const seen = { ...firm, waitsTooLong }
    const talk = talks.get(firmId)
    const others = notOffered(proposals.get(firmId) ?? [], firm.marks, from)
    const isDone = firm.newest !== undefined && firm.newest.at >= from && firm.newest.at >= firm.need.askedAt
    if (isDone && firm.notNow !== undefined) done.push(seen)
    else if (talk !== undefined && firm.notNow === undefined)
      toCall.push({
        ...seen,
        rank: talk.rank ?? 0,
        isMine: talk.accountId === actor.accountId,
        others,
      })
    else if (others.length > 0 && firm.notNow === undefined) toOffer.push({ ...seen, others })
    else if (isDone && firm.newest.kind === 'offered') done.push(seen)
    else leftOut.push({ ...seen, why: firm.notNow ?? (why === undefined || why === '' ? 'new' : why) })
  }
  return {
    toCall: toCall.toSorted((a, b) => a.rank - b.rank),
    toOffer: toOffer.toSorted((a, b) => b.waitingDays - a.waitingDays),
    done: done.toSorted((a, b) => +(b.newest?.at ?? 0) - +(a.newest?.at ?? 0)),
    leftOut: leftOut.toSorted((a, b) => b.waitingDays - a.waitingDays),
  }
}

/** What was offered this week is not proposed again. */
function notOffered(proposed: readonly Proposed[], marks: readonly Mark[], from: Date): readonly Proposed[] {
  const offered = marks.filter(({ kind, at }) => kind === 'offered' && at >= from)
  const ids = new Set(offered.map(({ offerId }) => offerId))
  return proposed.filter(({ match }) => !ids.has(match.kind === 'peer' ? undefined : match.offer))
}

async function findProposals(tx: Tx, run: Run, matches: readonly RunMatch[]) {
  const offers = await findOfferNames(tx, run.id, [...new Set(matches.map(({ offer }) => offer))])
  const nameOf = new Map(offers.map((offer) => [offer.offerId, offer]))
  const proposed = matches.map((match) => {
    const { name = '', path = '' } = nameOf.get(match.offer) ?? {} // '': a firm that does not show itself to this hub
    return { match, name, path }
  })
  return Map.groupBy(proposed, ({ match }) => match.firm)
}
