import { sql } from 'kysely'
import type { ExportedRows, PersonalData } from '../personal-data.ts'
import { eraseMailOf } from './forget-mail.ts'
import { becomePostman, mailTables, type Tx } from './postman.ts'

/**
 * Mail to and from the address of whoever acts, as far as it is not forgotten. The words of mail that goes out are not
 * given: until it is sent they may hold a link that lets somebody in, and after that they are gone.
 */
export const mailPersonalData: PersonalData = {
  tables: ['outbox', 'incoming_mail', 'incoming_attachment'],
  exportRows: (tx, { accountId }) => withAddress(tx, accountId, (address) => exportMailOf(tx, address), []),
  erase: (tx, { accountId }, now) =>
    withAddress(tx, accountId, (address) => eraseMailOf(tx, address, now), undefined),
}

/** Works as the postman for a moment; nothing for an account without an address. */
async function withAddress<T>(
  tx: Tx,
  accountId: string,
  work: (address: string) => Promise<T>,
  none: T,
): Promise<T> {
  const { rows } = await sql<{ email: string | null; role: string }>`
    select email, current_setting('role') as role from account where id = ${accountId}`.execute(tx)
  const [row] = rows
  if (row === undefined || row.email === null) return none
  await becomePostman(tx)
  const value = await work(row.email)
  await sql`select set_config('role', ${row.role}, true)`.execute(tx)
  return value
}

async function exportMailOf(tx: Tx, address: string): Promise<readonly ExportedRows[]> {
  const sent = await mailTables(tx)
    .selectFrom('outbox')
    .select(['id', 'recipient', 'subject', 'createdAt', 'sendAfter', 'sentAt', 'givenUpAt'])
    .where(({ eb, fn }) => eb(fn<string>('lower', ['recipient']), '=', address))
    .orderBy('createdAt')
    .execute()
  const received = await mailTables(tx)
    .selectFrom('incomingMail')
    .select(['id', 'messageId', 'fromAddress', 'fromName', 'recipients', 'subject', 'body', 'sentAt'])
    .select(['receivedAt', 'inReplyTo', 'mailReferences', 'droppedAttachments', 'handledAt'])
    .where('fromAddress', '=', address)
    .orderBy('receivedAt')
    .execute()
  const attachments = await mailTables(tx)
    .selectFrom('incomingAttachment')
    .innerJoin('incomingMail', 'incomingMail.id', 'incomingAttachment.mailId')
    .select(['mailId', 'position', 'name', 'type', 'content'])
    .where('fromAddress', '=', address)
    .execute()
  const encoded = attachments.map(({ content, ...row }) => ({
    ...row,
    contentBase64: Buffer.from(content).toString('base64'),
  }))
  return [
    { table: 'outbox', rows: sent },
    { table: 'incoming_mail', rows: received },
    { table: 'incoming_attachment', rows: encoded },
  ]
}
