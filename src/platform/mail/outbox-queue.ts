import { type RawBuilder, sql } from 'kysely'
import { jsonb } from '../database.ts'
import type { MailHeaders } from './outbox.ts'
import type { OutgoingMail } from './message.ts'
import { mailTables, type Tx } from './postman.ts'
import { busyUntil, MAX_AGE_MS } from './try-again.ts'

/** Taken by one sender; `tries` counts this one. `isDoubtful`: an earlier try may have come through. */
export type ClaimedMail = OutgoingMail &
  Readonly<{ tries: number; sendAfter: Date; sendingSince: Date; isDoubtful: boolean }>

/** Only as the postman: how many messages are to be sent now; counts no further than `limit`. */
export async function countMailDue(tx: Tx, now: Date, limit: number): Promise<number> {
  return (await waiting(tx, now).select('id').limit(limit).execute()).length
}

/**
 * Only as the postman: takes the message that waits longest, for this sender alone. When the sender dies the message
 * waits again after `busyUntil`; then nobody knows whether the mail server got it, and `isDoubtful` says so.
 */
export async function claimMail(tx: Tx, now: Date): Promise<ClaimedMail | undefined> {
  const found = await waiting(tx, now)
    .select([
      'id',
      'recipient',
      'subject',
      'body',
      'headers',
      'createdAt',
      'sendAfter',
      'tries',
      'sendingSince',
    ])
    .orderBy('nextTryAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (found === undefined) return undefined

  const isDoubtful = found.sendingSince !== null
  const tries = found.tries + 1
  await mailTables(tx)
    .updateTable('outbox')
    .set({
      tries,
      sendingSince: now,
      nextTryAt: busyUntil(isDoubtful ? tries : 0, now),
      ...(isDoubtful ? { sentAgain: sql<number>`sent_again + 1` } : {}),
    })
    .where('id', '=', found.id)
    .execute()
  return { ...found, headers: found.headers as MailHeaders, tries, sendingSince: now, isDoubtful }
}

const waiting = (tx: Tx, now: Date) =>
  mailTables(tx)
    .selectFrom('outbox')
    .where('sentAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('nextTryAt', '<=', now)

/** Only as the postman: the mail server has it. Its words go: they may hold a link that lets somebody in. */
export const setMailSent = (tx: Tx, mail: ClaimedMail, now: Date) =>
  settle(tx, mail, { sentAt: now, body: '', headers: jsonb({}), lastError: '' })

/** Only as the postman: to be tried again. `isDoubtful`: the mail server may have it. */
export const setMailWaiting = (
  tx: Tx,
  mail: ClaimedMail,
  { nextTryAt, lastError, isDoubtful }: Readonly<{ nextTryAt: Date; lastError: string; isDoubtful: boolean }>,
) => settle(tx, mail, { nextTryAt, lastError }, isDoubtful ? mail.sendingSince : null)

/** Only as the postman: never tried again. */
export const setMailGivenUp = (tx: Tx, mail: ClaimedMail, now: Date, lastError: string) =>
  settle(tx, mail, { givenUpAt: now, body: '', headers: jsonb({}), lastError })

type Settled = Readonly<{
  sentAt?: Date
  givenUpAt?: Date
  nextTryAt?: Date
  body?: string
  headers?: RawBuilder<unknown>
  lastError: string
}>

/** Only by the sender that still has it: one that was taken for dead changes nothing any more, except that it was sent. */
async function settle(
  tx: Tx,
  { id, sendingSince }: ClaimedMail,
  settled: Settled,
  stillSendingSince: Date | null = null,
): Promise<void> {
  await mailTables(tx)
    .updateTable('outbox')
    .set({ ...settled, sendingSince: stillSendingSince })
    .where('id', '=', id)
    .where('sentAt', 'is', null)
    .$if(settled.sentAt === undefined, (update) => update.where('sendingSince', '=', sendingSince))
    .execute()
}

/**
 * Only as the postman: gives up what has waited for five days; says how many. `doubtful`: only what broke off in the
 * middle the last time, such as a message that its senders die of; `all`: while no mail server can be reached.
 */
export async function setOldMailGivenUp(
  tx: Tx,
  now: Date,
  { which, lastError }: Readonly<{ which: 'doubtful' | 'all'; lastError: string }>,
): Promise<number> {
  const given = await mailTables(tx)
    .updateTable('outbox')
    .set({ givenUpAt: now, body: '', headers: jsonb({}), lastError, sendingSince: null })
    .where('sentAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('nextTryAt', '<=', now)
    .where('sendAfter', '<=', new Date(now.getTime() - MAX_AGE_MS))
    .$if(which === 'doubtful', (update) => update.where('sendingSince', 'is not', null))
    .executeTakeFirst()
  return Number(given.numUpdatedRows)
}
