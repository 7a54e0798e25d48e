import { sql } from 'kysely'
import type { Language } from '#platform/i18n.ts'
import { type SignUpState, WITH_PLACE } from '../contract.ts'
import { type EventTables, tables, type Tx } from '../repository.ts'

export type SignUp = Readonly<
  Omit<EventTables['eventSignUp'], 'position'> & { position: string; state: SignUpState; language: Language }
>

const select = (tx: Tx) => tables(tx).selectFrom('eventSignUp').selectAll()

/** Who signs up, as he knows himself. */
export const findOwnAccount = (tx: Tx, accountId: string) =>
  tables(tx)
    .selectFrom('account')
    .select(['email', 'name', 'language'])
    .where('id', '=', accountId)
    .executeTakeFirst()

export type OwnFirm = Readonly<{ id: string; name: string; kvkNumber: string | null }>

/** The firms that whoever asks acts for. */
export async function findOwnFirms(tx: Tx, firmIds: readonly string[]): Promise<readonly OwnFirm[]> {
  if (firmIds.length === 0) return []
  return tables(tx)
    .selectFrom('firm')
    .select(['id', 'name', 'kvkNumber'])
    .where('id', 'in', [...firmIds])
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export type NewSignUp = Pick<
  SignUp,
  | 'id'
  | 'eventId'
  | 'code'
  | 'people'
  | 'sizeClass'
  | 'region'
  | 'firmName'
  | 'contactName'
  | 'contactEmail'
  | 'language'
> &
  Readonly<{ firmId: string; accountId: string; at: Date }>

/** As the firm; false where it signed up already. */
export async function insertSignUp(tx: Tx, { at, ...row }: NewSignUp): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('eventSignUp')
    .values({
      ...row,
      ...{ state: 'signed-up', signedUpAt: at, placedAt: null, confirmedAt: null, cancelledAt: null },
      ...{ attendanceAt: null, weekReminderFor: null, dayReminderFor: null, feedbackAskedAt: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What whoever asks may see of an event: as a firm its own, as the organiser all. */
export const findSignUps = (tx: Tx, eventId: string): Promise<readonly SignUp[]> =>
  select(tx).where('eventId', '=', eventId).orderBy('position').execute()

/** Of these firms, with what became of them; the newest first. */
export async function findSignUpsOfFirms(
  tx: Tx,
  firmIds: readonly string[],
  eventId?: string,
): Promise<readonly SignUp[]> {
  if (firmIds.length === 0) return []
  return select(tx)
    .where('firmId', 'in', [...firmIds])
    .$if(eventId !== undefined, (query) => query.where('eventId', '=', eventId ?? ''))
    .orderBy('position', 'desc')
    .execute()
}

/** What an account signed up for and did not cancel; also by the link of its calendar. */
export const findSignUpsInCalendar = (tx: Tx, limit: number): Promise<readonly SignUp[]> =>
  select(tx)
    .where('accountId', 'is not', null)
    .where('state', 'not in', ['cancelled', 'absent'])
    .orderBy('position', 'desc')
    .limit(limit)
    .execute()

/** Only as Schakel itself. */
export const findSignUpById = (tx: Tx, id: string): Promise<SignUp | undefined> =>
  select(tx).where('id', '=', id).executeTakeFirst()

/** Only as Schakel itself, with the event locked: who waits, in the order in which they signed up. */
export const findWaiting = (tx: Tx, eventId: string): Promise<readonly SignUp[]> =>
  select(tx).where('eventId', '=', eventId).where('state', '=', 'waiting').orderBy('position').execute()

/** Only as Schakel itself: everybody who would like to know what changed. */
export const findStillComing = (tx: Tx, eventId: string): Promise<readonly SignUp[]> =>
  select(tx)
    .where('eventId', '=', eventId)
    .where('state', 'in', ['signed-up', 'placed', 'waiting', 'confirmed'])
    .orderBy('position')
    .execute()

const AT_COLUMN = {
  placed: 'placedAt',
  confirmed: 'confirmedAt',
  cancelled: 'cancelledAt',
  attended: 'attendanceAt',
  absent: 'attendanceAt',
} as const

/** False where it was in another state than supposed, or is not theirs to change. */
export async function setSignUpState(
  tx: Tx,
  { id, state: from }: Pick<SignUp, 'id' | 'state'>,
  to: SignUpState,
  at: Date,
): Promise<boolean> {
  const column = to === 'signed-up' || to === 'waiting' ? undefined : AT_COLUMN[to]
  const updated = await tables(tx)
    .updateTable('eventSignUp')
    .set({ state: to, ...(column === undefined ? {} : { [column]: at }) })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Only as Schakel itself: of a firm or an account that goes, all that tells whose it was. The code and the dates stay. */
export async function forgetSignUps(
  tx: Tx,
  { accountId, firmIds }: Readonly<{ accountId: string; firmIds: readonly string[] }>,
): Promise<void> {
  await tables(tx)
    .updateTable('eventSignUp')
    .set({ accountId: null, contactName: '', contactEmail: '' })
    .where('accountId', '=', accountId)
    .execute()
  if (firmIds.length === 0) return
  await sql`delete from event_feedback where firm_id = any (${[...firmIds]}::uuid[])`.execute(tx)
  await tables(tx)
    .updateTable('eventSignUp')
    .set({ firmId: null, accountId: null, firmName: '', contactName: '', contactEmail: '', language: 'nl' })
    .where('firmId', 'in', [...firmIds])
    .execute()
}

/** Only as Schakel itself: who is reminded, of events that begin between now and `until`, and have not been of this start. */
export async function findToRemind(
  tx: Tx,
  which: 'week' | 'day',
  { now, until }: Readonly<{ now: Date; until: Date }>,
  limit: number,
): Promise<readonly SignUp[]> {
  const column = which === 'week' ? 'eventSignUp.weekReminderFor' : 'eventSignUp.dayReminderFor'
  return tables(tx)
    .selectFrom('eventSignUp')
    .innerJoin('event', 'event.id', 'eventSignUp.eventId')
    .selectAll('eventSignUp')
    .where('event.state', '=', 'published')
    .where('event.startsAt', '>', now)
    .where('event.startsAt', '<=', until)
    .where('eventSignUp.state', 'in', ['placed', 'confirmed'])
    .where((where) => where.or([where(column, 'is', null), where(column, '<>', where.ref('event.startsAt'))]))
    .orderBy('eventSignUp.position')
    .limit(limit)
    .forNoKeyUpdate('eventSignUp')
    .skipLocked()
    .execute()
}

export const setReminded = (tx: Tx, id: string, which: 'week' | 'day', startsAt: Date) =>
  tables(tx)
    .updateTable('eventSignUp')
    .set(which === 'week' ? { weekReminderFor: startsAt } : { dayReminderFor: startsAt })
    .where('id', '=', id)
    .execute()

/** Only as Schakel itself: who had a place at something that ended before `ended`, and was not asked how it was. */
export const findToAsk = (tx: Tx, ended: Date, notBefore: Date, limit: number): Promise<readonly SignUp[]> =>
  tables(tx)
    .selectFrom('eventSignUp')
    .innerJoin('event', 'event.id', 'eventSignUp.eventId')
    .selectAll('eventSignUp')
    .where('event.state', '=', 'published')
    .where('event.endsAt', '<=', ended)
    .where('event.endsAt', '>', notBefore)
    .where(
      'eventSignUp.state',
      'in',
      [...WITH_PLACE].filter((state) => state !== 'absent'),
    )
    .where('eventSignUp.feedbackAskedAt', 'is', null)
    .orderBy('eventSignUp.position')
    .limit(limit)
    .forNoKeyUpdate('eventSignUp')
    .skipLocked()
    .execute()

export const setAsked = (tx: Tx, id: string, at: Date) =>
  tables(tx).updateTable('eventSignUp').set({ feedbackAskedAt: at }).where('id', '=', id).execute()
