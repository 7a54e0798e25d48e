import { randomUUID } from 'node:crypto'
import { ok, type Result } from '#engine/kernel/result.ts'
import type { Ctx } from '../context.ts'
import { jsonb } from '../database.ts'
import type { Mailbox } from './mail-address.ts'
import { isOwnMessageId } from './message.ts'
import { asPostman, mailTables, type Tx } from './postman.ts'
import { type ReadMail, readMail } from './read-mail.ts'
import { readMailApart } from './read-mail-apart.ts'

/** What a mail host sends at most; the rest is refused before it is read. */
export const MAX_MAIL_BYTES = 10 * 1024 * 1024
/** More from one address within an hour is kept, and handed to nobody. */
export const MAX_MAILS_PER_HOUR = 20

/** So small that no mail can take long to read: no thread of its own is needed. */
const SMALL_BYTES = 32 * 1024

const HOUR_MS = 60 * 60 * 1000

/** What became of a mail that came in. All three are said to the mail host as: received. */
export type Receipt = 'received' | 'known-already' | 'held-back'

/**
 * Takes a mail in; once, however often it is delivered. It waits for the feature that handles mail. Our own mail that
 * came back, and more than twenty an hour from one address, is held back: kept for who looks, handed to nobody.
 */
export async function receiveMail(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  raw: Uint8Array,
  { mailFrom, mailIn }: Readonly<{ mailFrom: Mailbox; mailIn: Mailbox }>,
): Promise<Result<Receipt, 'not-a-mail'>> {
  const read = await (raw.length <= SMALL_BYTES ? readMail(raw) : readMailApart(raw))
  if (!read.ok) return read

  const mail = read.value
  const isOwn =
    isOwnMessageId(mail.messageId, mailFrom) ||
    [mailFrom, mailIn].some(({ address }) => address.toLowerCase() === mail.from.address)
  const receipt = await asPostman(db, async (tx): Promise<Receipt> => {
    const heldBack = isOwn ? 'own-mail' : (await isFlood(tx, mail.from.address, now())) ? 'too-many' : ''
    if (!(await insertMail(tx, mail, heldBack, now()))) return 'known-already'
    return heldBack === '' ? 'received' : 'held-back'
  })
  if (receipt === 'received') for (const wake of sleepers) wake()
  return ok(receipt)
}

const sleepers = new Set<() => void>()

/** Calls `wake` whenever this process took in a mail. Gives the way to stop that. */
export function onMailReceived(wake: () => void): () => void {
  sleepers.add(wake)
  return () => sleepers.delete(wake)
}

async function isFlood(tx: Tx, fromAddress: string, now: Date): Promise<boolean> {
  const recent = await mailTables(tx)
    .selectFrom('incomingMail')
    .select('id')
    .where('fromAddress', '=', fromAddress)
    .where('receivedAt', '>', new Date(now.getTime() - HOUR_MS))
    .limit(MAX_MAILS_PER_HOUR)
    .execute()
  return recent.length === MAX_MAILS_PER_HOUR
}

/** False where it was there already. */
async function insertMail(tx: Tx, mail: ReadMail, heldBack: string, now: Date): Promise<boolean> {
  const id = randomUUID()
  const inserted = await mailTables(tx)
    .insertInto('incomingMail')
    .values({
      ...{
        id,
        fingerprint: mail.fingerprint,
        messageId: mail.messageId,
        subject: mail.subject,
        body: mail.text,
      },
      ...{ fromAddress: mail.from.address, fromName: mail.from.name, recipients: jsonb(mail.recipients) },
      ...{ inReplyTo: mail.inReplyTo, mailReferences: jsonb(mail.references), sentAt: mail.sentAt ?? null },
      ...{ droppedAttachments: jsonb(mail.dropped), automatic: mail.automatic ?? '', heldBack },
      ...{ receivedAt: now, nextTryAt: now, tries: 0 },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false

  if (heldBack === '' && mail.attachments.length > 0) {
    await mailTables(tx)
      .insertInto('incomingAttachment')
      .values(mail.attachments.map((attachment, position) => ({ mailId: id, position, ...attachment })))
      .execute()
  }
  return true
}
