import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import { inTransaction } from '../one-transaction.ts'
import type { Json } from '../schema.ts'

/** The tables of mail in migrations/000005-mail.sql. */
export type MailTables = Readonly<{
  outbox: Readonly<{
    id: string
    key: string
    recipient: string
    subject: string
    body: string
    headers: Json
    createdAt: Date
    sendAfter: Date
    nextTryAt: Date
    tries: number
    sendingSince: Date | null
    sentAgain: number
    sentAt: Date | null
    givenUpAt: Date | null
    lastError: string
  }>
  incomingMail: Readonly<{
    id: string
    fingerprint: string
    messageId: string
    fromAddress: string
    fromName: string
    recipients: Json
    subject: string
    body: string
    sentAt: Date | null
    receivedAt: Date
    inReplyTo: string
    mailReferences: Json
    droppedAttachments: Json
    automatic: string
    heldBack: string
    nextTryAt: Date
    tries: number
    handledAt: Date | null
    givenUpAt: Date | null
    emptiedAt: Date | null
  }>
  incomingAttachment: Readonly<{
    mailId: string
    position: number
    name: string
    type: string
    content: Uint8Array
  }>
}>

export type Tx = Transaction<Database>

export const mailTables = (tx: Tx) => tx.withTables<MailTables>()

/**
 * Works as the postman, the only one who reads mail. One transaction; the role ends with it. Never wait for a mail
 * server inside: the embedded database has one connection.
 */
export const asPostman = <T>(db: Kysely<Database>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(db, async (tx) => {
    await becomePostman(tx)
    return work(tx)
  })

export const becomePostman = (tx: Tx) => sql`set local role schakel_postman`.execute(tx)

/** From here on the transaction has the rights of any visitor, and no rows of anybody. */
export const becomeVisitor = (tx: Tx) => sql`set local role schakel_app`.execute(tx)
