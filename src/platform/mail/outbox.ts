import { randomUUID } from 'node:crypto'
import { jsonb } from '../database.ts'
import { isMailAddress } from './mail-address.ts'
import { mailTables, type Tx } from './postman.ts'

/** Headers that a message may carry besides the usual; everything else is refused. */
export const MAIL_HEADERS = [
  'Auto-Submitted',
  'In-Reply-To',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'References',
  'Reply-To',
] as const
export type MailHeaders = Readonly<Partial<Record<(typeof MAIL_HEADERS)[number], string>>>

export type QueuedMail = Readonly<{
  key: string // what caused it, without names: 'reply 8f14…'; the same key twice is one message
  recipient: string // one address
  subject: string // one line
  body: string // plain text
  sendAfter?: Date | undefined // not before this; at once when absent
  headers?: MailHeaders | undefined
}>

/**
 * Puts a message in the outbox, in the transaction of what causes it: both are saved, or neither. It leaves within a
 * second after the commit when a mail server answers.
 *
 * @throws TypeError for a recipient that is not one address, or for a line end where a header stands: whoever calls
 *   this has read its input before
 */
export async function queueMail(tx: Tx, mail: QueuedMail, now: Date): Promise<void> {
  assertSafe(mail)
  const sendAfter = mail.sendAfter ?? now
  const { key, recipient, subject, body, headers = {} } = mail
  await mailTables(tx)
    .insertInto('outbox')
    .values({
      id: randomUUID(),
      ...{ key, recipient, subject, body: body.replaceAll('\0', '\uFFFD'), headers: jsonb(headers) },
      ...{ createdAt: now, sendAfter, nextTryAt: sendAfter, tries: 0, sentAgain: 0, lastError: '' },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const wake of sleepers) wake()
}

const sleepers = new Set<() => void>()

/** Calls `wake` whenever this process queues a message, a little before it is committed. Gives the way to stop that. */
export function onMailQueued(wake: () => void): () => void {
  sleepers.add(wake)
  return () => sleepers.delete(wake)
}

function assertSafe({ key, recipient, subject, headers = {} }: QueuedMail): void {
  if (key === '') throw new TypeError('a message needs a key')
  if (!isMailAddress(recipient)) throw new TypeError('the recipient of a message is not one mail address')
  if (hasControl(subject)) throw new TypeError('the subject of a message holds a line end')
  for (const [name, value] of Object.entries(headers)) {
    if (!MAIL_HEADERS.some((known) => known === name)) throw new TypeError(`no message has a header ${name}`)
    if (hasControl(value)) throw new TypeError(`the header ${name} of a message holds a line end`)
  }
}

/** Line ends of any kind, and whatever else no header holds. */
const hasControl = (text: string) => /[\p{Cc}\u2028\u2029]/u.test(text)
