import { sql } from 'kysely'
import type { Feedback } from '../contract.ts'
import { tables, type Tx } from '../repository.ts'

type Given = Feedback & Readonly<{ signUpId: string; eventId: string; firmId: string; at: Date }>

/** False where the firm answered before: an answer stays as it is. */
export async function insertFeedback(tx: Tx, given: Given): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('eventFeedback')
    .values(given)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function hasFeedback(tx: Tx, signUpId: string): Promise<boolean> {
  const found = await tables(tx)
    .selectFrom('eventFeedback')
    .select('signUpId')
    .where('signUpId', '=', signUpId)
    .executeTakeFirst()
  return found !== undefined
}

export type FeedbackCount = Readonly<{
  question: 'useful' | 'willAct' | 'recommends'
  answer: string
  count: number
}>

/** Only as Schakel itself: how many answered. */
export async function countFeedback(tx: Tx, eventId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event_feedback where event_id = ${eventId}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Only as Schakel itself: counts over the first so many answers. */
export async function countFeedbackAnswers(
  tx: Tx,
  eventId: string,
  first: number,
): Promise<readonly FeedbackCount[]> {
  const { rows } = await sql<FeedbackCount>`
    with answered as (select * from event_feedback where event_id = ${eventId} order by position limit ${first})
    select 'useful' as question, useful as answer, count(*)::int as count from answered group by useful
    union all select 'willAct', will_act, count(*)::int from answered group by will_act
    union all select 'recommends', recommends, count(*)::int from answered group by recommends`.execute(tx)
  return rows
}

/** What an account and its firms leave in these tables, for whoever takes his data along. */
export async function exportRows(tx: Tx, accountId: string, firmIds: readonly string[]) {
  const firms = [...firmIds]
  const signUps = await sql<Record<string, unknown>>`
    select * from event_sign_up where account_id = ${accountId} or firm_id = any (${firms}::uuid[])
    order by position`.execute(tx)
  const feedback = await sql<Record<string, unknown>>`
    select * from event_feedback where firm_id = any (${firms}::uuid[]) order by position`.execute(tx)
  const calendars = await sql<Record<string, unknown>>`
    select account_id, created_at from event_calendar where account_id = ${accountId}`.execute(tx)
  return { signUps: signUps.rows, feedback: feedback.rows, calendars: calendars.rows }
}
