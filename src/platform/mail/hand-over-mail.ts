import type { Ctx } from '../context.ts'
import type { DroppedAttachment, KeptAttachment } from './attachments.ts'
import type { Automatic } from './automatic.ts'
import { asPostman, becomePostman, becomeVisitor, mailTables, type Tx } from './postman.ts'
import { nextTryAt } from './try-again.ts'

/** A mail that came in, as a feature gets it. Only somebody who says so in person may be answered: see `mayAnswer`. */
export type IncomingMail = Readonly<{
  id: string
  messageId: string
  from: Readonly<{ address: string; name: string }>
  recipients: readonly string[]
  subject: string
  text: string
  sentAt: Date | undefined
  receivedAt: Date
  inReplyTo: string
  references: readonly string[]
  attachments: readonly KeptAttachment[]
  dropped: readonly DroppedAttachment[]
  automatic: Automatic | undefined
  mayAnswer: boolean // false: send nothing back, also no confirmation, or two machines mail each other for ever
}>

/**
 * What a feature does with a mail, in one transaction with noting that it is done: both happen, once, or neither. The
 * role is that of any visitor; use only `tx`. What it throws makes the mail come again, eight times at most.
 */
export type MailHandler = (tx: Tx, mail: IncomingMail, now: Date) => Promise<void>

const MAX_TRIES = 8

/** Hands over what waits, the oldest first; says how many. A mail that fails is tried again later, and stops no other. */
export async function handOverMail(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  handler: MailHandler,
  { report, signal }: Readonly<{ report: (error: unknown) => void; signal?: AbortSignal }>,
): Promise<number> {
  let done = 0
  while (!signal?.aborted) {
    const taken: { id?: string } = {}
    try {
      const isEmpty = await asPostman(db, async (tx) => {
        const mail = await lockMail(tx, now())
        if (mail === undefined) return true
        taken.id = mail.id
        await becomeVisitor(tx)
        await handler(tx, mail, now())
        await becomePostman(tx)
        await setHandled(tx, mail.id, now())
        return false
      })
      if (isEmpty) break
      done++
    } catch (error) {
      if (taken.id === undefined) throw error
      const { id } = taken
      await asPostman(db, (tx) => setFailed(tx, id, now()))
      report(error)
    }
  }
  return done
}

async function lockMail(tx: Tx, now: Date): Promise<IncomingMail | undefined> {
  const row = await mailTables(tx)
    .selectFrom('incomingMail')
    .selectAll()
    .where('handledAt', 'is', null)
    .where('givenUpAt', 'is', null)
    .where('heldBack', '=', '')
    .where('emptiedAt', 'is', null)
    .where('nextTryAt', '<=', now)
    .orderBy('nextTryAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return undefined

  const attachments = await mailTables(tx)
    .selectFrom('incomingAttachment')
    .select(['name', 'type', 'content'])
    .where('mailId', '=', row.id)
    .orderBy('position')
    .execute()
  const automatic = row.automatic === '' ? undefined : (row.automatic as Automatic)
  return {
    ...{ id: row.id, messageId: row.messageId, from: { address: row.fromAddress, name: row.fromName } },
    ...{ subject: row.subject, text: row.body, receivedAt: row.receivedAt, inReplyTo: row.inReplyTo },
    recipients: row.recipients as readonly string[],
    references: row.mailReferences as readonly string[],
    dropped: row.droppedAttachments as readonly DroppedAttachment[],
    sentAt: row.sentAt ?? undefined,
    attachments,
    automatic,
    mayAnswer: automatic === undefined && row.fromAddress !== '',
  }
}

async function setHandled(tx: Tx, id: string, now: Date): Promise<void> {
  await mailTables(tx).updateTable('incomingMail').set({ handledAt: now }).where('id', '=', id).execute()
}

async function setFailed(tx: Tx, id: string, now: Date): Promise<void> {
  const row = await mailTables(tx)
    .selectFrom('incomingMail')
    .select('tries')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const tries = (row?.tries ?? 0) + 1
  await mailTables(tx)
    .updateTable('incomingMail')
    .set({ tries, nextTryAt: nextTryAt(tries, now, 0.5), givenUpAt: tries >= MAX_TRIES ? now : null })
    .where('id', '=', id)
    .where('handledAt', 'is', null)
    .execute()
}
