import { type Generated, type GeneratedAlways, sql, type Transaction } from 'kysely'
import { type Actor, nameActor, systemActor } from '#platform/actor.ts'
import type { Database } from '#platform/database.ts'
import type { Language } from '#platform/i18n.ts'
import type { Json } from '#platform/schema.ts'
import type { Counts, EventContent, NetworkEvent, SignUpState, Strata } from './contract.ts'

/** The tables of migrations/000011-events.sql, and what is read of others. */
export type EventTables = Readonly<{
  organisation: Readonly<{ id: string; kind: string; slug: string; name: string }>
  account: Readonly<{ id: string; email: string | null; name: string; language: Language }>
  firm: Readonly<{ id: string; name: string; kvkNumber: string | null }>
  event: Readonly<{
    id: string
    slug: string
    organisationId: string
    isOfBureau: boolean
    state: NetworkEvent['state']
    kind: EventContent['kind']
    titleNl: string
    titleEn: string
    descriptionNl: string
    descriptionEn: string
    place: string
    province: string
    onlineUrl: string
    startsAt: Date
    endsAt: Date
    deadlineAt: Date
    places: number
    peoplePerPlace: number
    priceEur: number
    steps: string[]
    allotment: EventContent['allotment']
    strata: Strata
    publicKind: EventContent['publicKind']
    publicSource: string
    version: number
    sequence: number
    createdAt: Date
    updatedAt: Date
    publishedAt: Date | null
    cancelledAt: Date | null
  }>
  eventSignUp: Readonly<{
    id: string
    position: GeneratedAlways<string>
    eventId: string
    firmId: string | null
    accountId: string | null
    code: string
    state: SignUpState
    people: number
    sizeClass: string
    region: string
    firmName: string
    contactName: string
    contactEmail: string
    language: Language
    signedUpAt: Date
    placedAt: Date | null
    confirmedAt: Date | null
    cancelledAt: Date | null
    attendanceAt: Date | null
    weekReminderFor: Date | null
    dayReminderFor: Date | null
    feedbackAskedAt: Date | null
  }>
  eventLottery: Readonly<{
    eventId: string
    id: string
    name: string
    places: number
    strata: Strata
    commitment: string
    publicSource: string
    announcedAt: Date
    closedAt: Date | null
    listHash: Generated<string>
    outcome: Generated<'' | 'drawn' | 'room-for-all' | 'nobody'>
    secret: Generated<string>
    publicValue: Generated<string>
    seed: Generated<string>
    strataPlaces: Json
    drawnAt: Date | null
    drawnBy: Generated<'' | 'task' | 'button'>
  }>
  eventLotterySecret: Readonly<{ eventId: string; secret: string }>
  eventLotteryApplicant: Readonly<{
    eventId: string
    code: string
    stratum: string
    listedAt: Date
    chanceShare: number | null
    ticket: Generated<string>
    rank: number | null
    result: Generated<'' | 'place' | 'waiting'>
    waitingNumber: number | null
    drawnAt: Date | null
  }>
  eventFeedback: Readonly<{
    signUpId: string
    position: GeneratedAlways<string>
    eventId: string
    firmId: string
    useful: string
    willAct: string
    recommends: string
    at: Date
  }>
  eventCalendar: Readonly<{ accountId: string; tokenHash: string; createdAt: Date }>
}>
export type Tx = Transaction<Database>
export const tables = (tx: Tx) => tx.withTables<EventTables>()

/** Schakel itself: gives places and draws lotteries, which nobody who sees only his own rows can do. */
export const SCHAKEL: Actor = systemActor('bureau')

/** Works as Schakel itself for a moment in the transaction of somebody, who goes on as who he was. */
export async function asSchakelWithin<T>(tx: Tx, actor: Actor, work: () => Promise<T>): Promise<T> {
  await nameActor(tx, SCHAKEL)
  const value = await work()
  await nameActor(tx, actor)
  return value
}

const selectEvents = (tx: Tx) =>
  tables(tx)
    .selectFrom('event')
    .innerJoin('organisation', 'organisation.id', 'event.organisationId')
    .selectAll('event')
    .select(['organisation.slug as organisationSlug', 'organisation.name as organisationName'])

export type EventFilters = Readonly<{
  from?: Date | undefined // not over yet at that moment
  before?: Date | undefined // over by then
  kind?: EventContent['kind'] | undefined
  province?: string | undefined
  step?: string | undefined
  organisation?: string | undefined // its slug
}>

/** Published and cancelled events, in order of time; what is over in the opposite order. */
export async function findEvents(
  tx: Tx,
  filters: EventFilters,
  limit: number,
): Promise<readonly NetworkEvent[]> {
  const { from, before, kind, province, step, organisation } = filters
  return selectEvents(tx)
    .where('event.state', '<>', 'draft')
    .$if(from !== undefined, (query) => query.where('event.endsAt', '>', from ?? new Date(0)))
    .$if(before !== undefined, (query) => query.where('event.endsAt', '<=', before ?? new Date(0)))
    .$if(kind !== undefined, (query) => query.where('event.kind', '=', kind ?? 'visit'))
    .$if(province !== undefined, (query) => query.where('event.province', '=', province ?? ''))
    .$if(step !== undefined, (query) => query.where(sql<boolean>`${step ?? ''} = any (event.steps)`))
    .$if(organisation !== undefined, (query) => query.where('organisation.slug', '=', organisation ?? ''))
    .orderBy('event.startsAt', before === undefined ? 'asc' : 'desc')
    .orderBy('event.id')
    .limit(limit)
    .execute()
}

/** Whatever whoever asks may see; drafts to those who keep them. */
export const findEventBySlug = (tx: Tx, slug: string): Promise<NetworkEvent | undefined> =>
  selectEvents(tx).where('event.slug', '=', slug).executeTakeFirst()

export const findEventById = (tx: Tx, id: string): Promise<NetworkEvent | undefined> =>
  selectEvents(tx).where('event.id', '=', id).executeTakeFirst()

/** Nobody else changes it, or gives a place of it, until this transaction ends. */
export const lockEvent = (tx: Tx, id: string): Promise<NetworkEvent | undefined> =>
  selectEvents(tx).where('event.id', '=', id).forNoKeyUpdate('event').executeTakeFirst()

/** Of these organisations, newest first. */
export async function findEventsOf(
  tx: Tx,
  organisationIds: readonly string[],
  limit: number,
): Promise<readonly NetworkEvent[]> {
  if (organisationIds.length === 0) return []
  return selectEvents(tx)
    .where('event.organisationId', 'in', [...organisationIds])
    .orderBy('event.startsAt', 'desc')
    .orderBy('event.id')
    .limit(limit)
    .execute()
}

export type Organisation = EventTables['organisation']
export const findOrganisations = (tx: Tx): Promise<readonly Organisation[]> =>
  tables(tx).selectFrom('organisation').select(['id', 'kind', 'slug', 'name']).orderBy('name').execute()

type Kept = Readonly<{ organisationId: string; isOfBureau: boolean; at: Date }>

/** A draft; false where the slug is taken, perhaps by something that whoever asks does not see. */
export async function insertEvent(
  tx: Tx,
  id: string,
  slug: string,
  content: EventContent,
  { organisationId, isOfBureau, at }: Kept,
): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('event')
    .values({
      ...{ id, slug, organisationId, isOfBureau, state: 'draft', version: 1, sequence: 0 },
      ...{ createdAt: at, updatedAt: at, publishedAt: null, cancelledAt: null },
      ...columnsOf(content),
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const columnsOf = ({ steps, ...content }: EventContent) => ({
  ...content,
  steps: sql<string[]>`${[...steps]}::text[]`,
})

export type EventChange = Readonly<{
  content?: EventContent
  state?: 'published' | 'cancelled'
  sequence: number
  at: Date
}>

/** False where it is of another version by now, or is not theirs to change. */
export async function setEvent(tx: Tx, id: string, version: number, change: EventChange): Promise<boolean> {
  const { content, state, sequence, at } = change
  const updated = await tables(tx)
    .updateTable('event')
    .set({
      ...(content === undefined ? {} : columnsOf(content)),
      ...(state === undefined ? {} : { state }),
      ...(state === 'published' ? { publishedAt: at } : {}),
      ...(state === 'cancelled' ? { cancelledAt: at } : {}),
      ...{ sequence, version: version + 1, updatedAt: at },
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Only as Schakel itself or the organiser: how full each is. */
export async function countSignUps(
  tx: Tx,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  if (eventIds.length === 0) return new Map()
  const { rows } = await sql<Counts & { eventId: string }>`
    select event_id,
      count(*) filter (where state in ('placed', 'confirmed', 'attended', 'absent'))::int as taken,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'signed-up')::int as signed_up
    from event_sign_up where event_id = any (${[...eventIds]}::uuid[]) group by event_id`.execute(tx)
  return new Map(rows.map(({ eventId, ...counts }) => [eventId, counts]))
}
