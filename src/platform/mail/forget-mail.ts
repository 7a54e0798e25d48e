import type { Ctx } from '../context.ts'
import { jsonb } from '../database.ts'
import { asPostman, becomePostman, mailTables, type Tx } from './postman.ts'

/** How long it can be looked up to whom a mail went and what came in. */
export const DAYS_MAIL_IS_KEPT = 30

const DAY_MS = 24 * 60 * 60 * 1000

/** Empties what was sent, given up or received more than thirty days ago; says how many messages. */
export async function forgetOldMail({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<number> {
  const before = new Date(now().getTime() - DAYS_MAIL_IS_KEPT * DAY_MS)
  return asPostman(db, async (tx) => {
    const out = await mailTables(tx)
      .updateTable('outbox')
      .set(EMPTY_OUT)
      .where('recipient', '<>', '')
      .where(({ eb, fn }) => eb(fn.coalesce('sentAt', 'givenUpAt'), '<=', before))
      .executeTakeFirst()
    const old = await mailTables(tx)
      .selectFrom('incomingMail')
      .select('id')
      .where('emptiedAt', 'is', null)
      .where('receivedAt', '<=', before)
      .where(({ eb, or }) =>
        or([eb('handledAt', 'is not', null), eb('givenUpAt', 'is not', null), eb('heldBack', '<>', '')]),
      )
      .execute()
    await emptyIncoming(
      tx,
      old.map(({ id }) => id),
      now(),
    )
    return Number(out.numUpdatedRows) + old.length
  })
}

/**
 * Erases all mail to and from an address, in the transaction of whoever erases a person: what waits is not sent any
 * more, of the rest only numbers stay. The transaction is the postman's afterwards: take back the role you need.
 */
export async function eraseMailOf(tx: Tx, address: string, now: Date): Promise<void> {
  await becomePostman(tx)
  const isTheirs = address.toLowerCase()
  await mailTables(tx)
    .updateTable('outbox')
    .set(({ fn, val }) => ({
      ...EMPTY_OUT,
      lastError: '',
      givenUpAt: fn.coalesce('givenUpAt', 'sentAt', val(now)),
    }))
    .where(({ eb, fn }) => eb(fn<string>('lower', ['recipient']), '=', isTheirs))
    .execute()
  const theirs = await mailTables(tx)
    .selectFrom('incomingMail')
    .select('id')
    .where('fromAddress', '=', isTheirs)
    .execute()
  await emptyIncoming(
    tx,
    theirs.map(({ id }) => id),
    now,
  )
}

const EMPTY_OUT = { recipient: '', subject: '', body: '', headers: jsonb({}) } as const

async function emptyIncoming(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await mailTables(tx)
    .updateTable('incomingMail')
    .set({
      ...{ messageId: '', fromAddress: '', fromName: '', subject: '', body: '', inReplyTo: '' },
      ...{ recipients: jsonb([]), mailReferences: jsonb([]), droppedAttachments: jsonb([]), emptiedAt: now },
    })
    .where('id', 'in', ids)
    .execute()
  await mailTables(tx).deleteFrom('incomingAttachment').where('mailId', 'in', ids).execute()
}
