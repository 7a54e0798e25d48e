import { sql } from 'kysely'
import type { Applicant } from '#engine/lottery/applicant-list.ts'
import type { DrawnApplicant, LotteryDraw } from '#engine/lottery/draw-lottery.ts'
import { jsonb } from '#platform/database.ts'
import { type EventTables, tables, type Tx } from '../repository.ts'

type Row = EventTables['eventLottery']
export type Lottery = Readonly<
  Omit<Row, 'listHash' | 'outcome' | 'secret' | 'publicValue' | 'seed' | 'drawnBy' | 'strataPlaces'> & {
    listHash: string
    outcome: '' | 'drawn' | 'room-for-all' | 'nobody'
    secret: string // '' until it is drawn
    publicValue: string
    seed: string
    drawnBy: '' | 'task' | 'button'
    strataPlaces: LotteryDraw['strata']
  }
>

/** Public. */
export async function findLottery(tx: Tx, eventId: string): Promise<Lottery | undefined> {
  const row = await tables(tx)
    .selectFrom('eventLottery')
    .selectAll()
    .where('eventId', '=', eventId)
    .executeTakeFirst()
  return row && { ...row, strataPlaces: row.strataPlaces as LotteryDraw['strata'] }
}

/** Public: codes and strata, and once it is drawn what became of each; in order of codes. */
export const findApplicants = (tx: Tx, eventId: string) =>
  tables(tx)
    .selectFrom('eventLotteryApplicant')
    .selectAll()
    .where('eventId', '=', eventId)
    .orderBy(sql`code collate "C"`)
    .execute()
export type ListedApplicant = Awaited<ReturnType<typeof findApplicants>>[number]

export type Announcement = Pick<
  Lottery,
  'eventId' | 'id' | 'name' | 'places' | 'strata' | 'commitment' | 'publicSource' | 'announcedAt'
>

/** Only as Schakel itself: announces it, and puts the secret away. */
export async function insertLottery(tx: Tx, announced: Announcement, secret: string): Promise<void> {
  await tables(tx)
    .insertInto('eventLottery')
    .values({ ...announced, closedAt: null, drawnAt: null, strataPlaces: jsonb([]) })
    .execute()
  await tables(tx).insertInto('eventLotterySecret').values({ eventId: announced.eventId, secret }).execute()
}

/** Only as Schakel itself. */
export async function findSecret(tx: Tx, eventId: string): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('eventLotterySecret')
    .select('secret')
    .where('eventId', '=', eventId)
    .executeTakeFirst()
  return row?.secret
}

/** Only as Schakel itself: whose deadline is over while their list is not closed, or that need nothing more to be drawn. */
export async function findLotteriesDue(tx: Tx, now: Date): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('eventLottery')
    .innerJoin('event', 'event.id', 'eventLottery.eventId')
    .select('event.id')
    .where('event.state', '=', 'published')
    .where('event.deadlineAt', '<=', now)
    .where('eventLottery.outcome', '=', '')
    .where((where) =>
      where.or([where('eventLottery.closedAt', 'is', null), where('eventLottery.publicSource', '=', '')]),
    )
    .orderBy('event.deadlineAt')
    .execute()
  return rows.map(({ id }) => id)
}

/** Only as Schakel itself: the list as it is from now on. */
export async function setListClosed(
  tx: Tx,
  eventId: string,
  applicants: readonly Applicant[],
  { listHash, at }: Readonly<{ listHash: string; at: Date }>,
): Promise<void> {
  if (applicants.length > 0)
    await tables(tx)
      .insertInto('eventLotteryApplicant')
      .values(
        applicants.map(({ id, stratum }) => ({
          ...{ eventId, code: id, stratum, listedAt: at },
          ...{ chanceShare: null, rank: null, waitingNumber: null, drawnAt: null },
        })),
      )
      .execute()
  await tables(tx)
    .updateTable('eventLottery')
    .set({ closedAt: at, listHash })
    .where('eventId', '=', eventId)
    .where('closedAt', 'is', null)
    .execute()
}

export type Outcome = Readonly<{
  outcome: 'drawn' | 'room-for-all' | 'nobody'
  secret: string
  publicValue: string
  seed: string
  strataPlaces: LotteryDraw['strata']
  drawnBy: 'task' | 'button'
  at: Date
}>

/** Only as Schakel itself: once; false where it was drawn already. */
export async function setDrawn(
  tx: Tx,
  eventId: string,
  { at, strataPlaces, ...outcome }: Outcome,
): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('eventLottery')
    .set({ ...outcome, strataPlaces: jsonb(strataPlaces), drawnAt: at })
    .where('eventId', '=', eventId)
    .where('outcome', '=', '')
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

type Result = Pick<DrawnApplicant, 'id' | 'chanceShare' | 'result'> &
  Partial<Pick<DrawnApplicant, 'ticket' | 'rank' | 'waitingNumber'>>

/** Only as Schakel itself: what became of everybody on the list. */
export async function setResults(
  tx: Tx,
  eventId: string,
  results: readonly Result[],
  at: Date,
): Promise<void> {
  await sql`update event_lottery_applicant a set chance_share = r.chance_share, ticket = r.ticket, rank = r.rank,
      result = r.result, waiting_number = r.waiting_number, drawn_at = ${at}
    from jsonb_to_recordset(${jsonb(
      results.map(({ id, chanceShare, ticket = '', rank, result, waitingNumber }) => ({
        ...{ id, chance_share: chanceShare, ticket, result },
        ...{ rank: rank ?? null, waiting_number: waitingNumber ?? null },
      })),
    )}) as r(id text, chance_share double precision, ticket text, rank int, result text, waiting_number int)
    where a.event_id = ${eventId} and a.code = r.id`.execute(tx)
}
