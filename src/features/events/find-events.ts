import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { asPublic } from '#platform/link-holder.ts'
import {
  type Counts,
  isOpen,
  type NetworkEvent,
  NO_COUNTS,
  placesFree,
  type SignUpState,
} from './contract.ts'
import { eventPath } from './addresses.ts'
import { findApplicants, findLottery, type ListedApplicant, type Lottery } from './lottery/repository.ts'
import { mayOrganise } from './policies.ts'
import {
  countSignUps,
  type EventFilters,
  findEventById,
  findEventBySlug,
  findEvents,
  findEventsOf,
  SCHAKEL,
  type Tx,
} from './repository.ts'
import {
  findOwnAccount,
  findOwnFirms,
  findSignUpsOfFirms,
  type OwnFirm,
  type SignUp,
} from './sign-ups/repository.ts'

export type Listed = Readonly<{ event: NetworkEvent; counts: Counts }>
const MOST_EVENTS = 500

/** What is on, or was, with how full it is. As anyone; only the counting is done by Schakel itself. */
export async function listEvents(ctx: Pick<Ctx, 'db'>, filters: EventFilters): Promise<readonly Listed[]> {
  const events = await asPublic(ctx.db, (tx) => findEvents(tx, filters, MOST_EVENTS))
  return withCounts(ctx, events)
}

async function withCounts(
  { db }: Pick<Ctx, 'db'>,
  events: readonly NetworkEvent[],
): Promise<readonly Listed[]> {
  if (events.length === 0) return []
  const counts = await asActor(db, SCHAKEL, (tx) =>
    countSignUps(
      tx,
      events.map(({ id }) => id),
    ),
  )
  return events.map((event) => ({ event, counts: counts.get(event.id) ?? NO_COUNTS }))
}

export type EventView = Listed &
  Readonly<{
    lottery: Lottery | undefined
    mine: readonly SignUp[] // of the firms of whoever asks, the newest first
    firms: readonly OwnFirm[]
    contactName: string
    mayOrganise: boolean
  }>

/** One event for whoever asks. Drafts only for those who keep them. */
export async function findEvent(
  ctx: Pick<Ctx, 'db'>,
  actor: Actor | undefined,
  slug: string,
): Promise<Result<EventView, 'not-found'>> {
  const look = async (tx: Tx) => {
    const event = await findEventBySlug(tx, slug)
    if (event === undefined) return undefined
    const lottery = await findLottery(tx, event.id)
    const mine = actor === undefined ? [] : await findSignUpsOfFirms(tx, actor.firmIds, event.id)
    const firms = actor === undefined ? [] : await findOwnFirms(tx, actor.firmIds)
    const account = actor === undefined ? undefined : await findOwnAccount(tx, actor.accountId)
    return { event, lottery, mine, firms, contactName: account?.name ?? '' }
  }
  const found = actor === undefined ? await asPublic(ctx.db, look) : await asActor(ctx.db, actor, look)
  if (found === undefined) return refuse('not-found')
  const [listed] = await withCounts(ctx, [found.event])
  const counts = listed?.counts ?? NO_COUNTS
  return ok({ ...found, counts, mayOrganise: mayOrganise(actor, found.event) })
}

export type LotteryView = Readonly<{
  event: NetworkEvent
  lottery: Lottery
  applicants: readonly ListedApplicant[]
}>

/** What is public of a lottery. */
export const findLotteryView = (
  ctx: Pick<Ctx, 'db'>,
  slug: string,
): Promise<Result<LotteryView, 'not-found'>> =>
  asPublic(ctx.db, async (tx) => {
    const event = await findEventBySlug(tx, slug)
    const lottery = event && (await findLottery(tx, event.id))
    if (event === undefined || lottery === undefined) return refuse('not-found')
    return ok({ event, lottery, applicants: await findApplicants(tx, event.id) })
  })

/** All events of organisations, drafts too, with how full they are: for those who keep them. */
export async function findKept(
  ctx: Pick<Ctx, 'db'>,
  actor: Actor,
  organisationIds: readonly string[],
): Promise<readonly (Listed & Readonly<{ lottery: Lottery | undefined }>)[]> {
  return asActor(ctx.db, actor, async (tx) => {
    const events = await findEventsOf(tx, organisationIds, MOST_EVENTS)
    const counts = await countSignUps(
      tx,
      events.map(({ id }) => id),
    )
    const kept = []
    for (const event of events) {
      const lottery = event.allotment === 'lottery' ? await findLottery(tx, event.id) : undefined
      kept.push({ event, counts: counts.get(event.id) ?? NO_COUNTS, lottery })
    }
    return kept
  })
}

/** One event for those who keep it. */
export const findKeptEvent = (
  ctx: Pick<Ctx, 'db'>,
  actor: Actor,
  id: string,
): Promise<Result<LotteryViewOrNone, 'not-found'>> =>
  asActor(ctx.db, actor, async (tx) => {
    const event = await findEventById(tx, id)
    if (event === undefined || !mayOrganise(actor, event)) return refuse('not-found')
    const counts = (await countSignUps(tx, [id])).get(id) ?? NO_COUNTS
    return ok({ event, counts, lottery: await findLottery(tx, id) })
  })
type LotteryViewOrNone = Listed & Readonly<{ lottery: Lottery | undefined }>

/** Something that a firm can still sign up for. */
export type OpenEvent = Readonly<{
  id: string
  slug: string
  path: string // without language
  kind: NetworkEvent['kind']
  titleNl: string
  titleEn: string
  steps: readonly string[]
  province: string // '' is none
  placesFree: number // of a lottery: all
  allotment: NetworkEvent['allotment']
  startsAt: Date
  deadlineAt: Date
}>

/** Only as Schakel itself (`systemActor`): what is open, in order of time. */
export async function findOpenEvents(tx: Tx, now: Date): Promise<readonly OpenEvent[]> {
  const events = (await findEvents(tx, { from: now }, MOST_EVENTS)).filter((event) => isOpen(event, now))
  const counts = await countSignUps(
    tx,
    events.map(({ id }) => id),
  )
  return events.map((event) => {
    const { id, slug, kind, titleNl, titleEn, steps, province, allotment, startsAt, deadlineAt } = event
    const free = placesFree(event, counts.get(id) ?? NO_COUNTS)
    return {
      ...{ id, slug, path: eventPath.event(slug), kind, titleNl, titleEn, steps, province, allotment },
      ...{ placesFree: free, startsAt, deadlineAt },
    }
  })
}

/** What a firm signed up for, and what became of it. */
export type Visit = Readonly<{
  signUpId: string
  firmId: string
  state: SignUpState
  signedUpAt: Date
  placedAt: Date | undefined
  event: NetworkEvent
}>

/** Of the firms of `actor`, as that actor; the newest first. */
export async function findVisitsOf(tx: Tx, { firmIds }: Pick<Actor, 'firmIds'>): Promise<readonly Visit[]> {
  const visits: Visit[] = []
  for (const { id, firmId, eventId, state, signedUpAt, placedAt } of await findSignUpsOfFirms(tx, firmIds)) {
    const event = await findEventById(tx, eventId)
    if (event === undefined || firmId === null) continue
    visits.push({ signUpId: id, firmId, state, signedUpAt, placedAt: placedAt ?? undefined, event })
  }
  return visits
}
