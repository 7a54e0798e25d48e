import { sql } from 'kysely'
import { jsonb } from '#platform/database.ts'
import type { DroppedAttachment, KeptAttachment } from '#platform/mail/attachments.ts'
import type { AttachmentView, NoteKind } from '../case-view.ts'
import { tables, type Tx } from '../repository.ts'

export type NewMessage = Readonly<{
  id: string
  caseId: string
  saidIn?: string | undefined
  kind: 'question' | 'answer'
  body: string
  authorAccountId?: string | undefined
  authorName: string
  organisationName?: string
  dropped?: readonly DroppedAttachment[]
  at: Date
}>

/** False where a message of this number is there already. */
export async function insertMessage(tx: Tx, { dropped = [], ...message }: NewMessage): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('deskMessage')
    .values({
      ...message,
      saidIn: message.saidIn ?? null,
      authorAccountId: message.authorAccountId ?? null,
      organisationName: message.organisationName ?? '',
      dropped: jsonb(dropped),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export const hasMessage = async (tx: Tx, caseId: string, id: string): Promise<boolean> =>
  (await tables(tx)
    .selectFrom('deskMessage')
    .select('id')
    .where('id', '=', id)
    .where(({ eb, or }) => or([eb('caseId', '=', caseId), eb('saidIn', '=', caseId)]))
    .executeTakeFirst()) !== undefined

export type NewNote = Readonly<{
  id: string
  caseId: string
  kind: NoteKind
  body: string
  authorAccountId: string | null
  authorName: string
  at: Date
}>
export async function insertNote(tx: Tx, note: NewNote): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('deskNote')
    .values(note)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export const findMessages = (tx: Tx, caseId: string) =>
  tables(tx)
    .selectFrom('deskMessage')
    .select(['id', 'saidIn', 'kind', 'body', 'authorName', 'organisationName', 'dropped', 'at'])
    .where(({ eb, or }) => or([eb('caseId', '=', caseId), eb('saidIn', '=', caseId)]))
    .orderBy('position')
    .execute()

export const findNotes = (tx: Tx, caseId: string) =>
  tables(tx)
    .selectFrom('deskNote')
    .select(['id', 'kind', 'body', 'authorName', 'at'])
    .where('caseId', '=', caseId)
    .orderBy('position')
    .execute()

/** What was said moves to the other case, and keeps where it was said. */
export async function moveMessages(tx: Tx, from: string, to: string): Promise<void> {
  await tables(tx)
    .updateTable('deskMessage')
    .set({ caseId: to, saidIn: sql<string>`coalesce(said_in, ${from}::uuid)` })
    .where('caseId', '=', from)
    .execute()
  await tables(tx).updateTable('deskNote').set({ caseId: to }).where('caseId', '=', from).execute()
}

/** What was merged into this one before goes along to the other. */
export async function moveMerged(tx: Tx, from: string, to: string): Promise<void> {
  await tables(tx).updateTable('deskCase').set({ mergedInto: to }).where('mergedInto', '=', from).execute()
}

/** Bytes of attachments that a case has already. */
export async function countAttachedBytes(tx: Tx, caseId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(a.bytes), 0)::int as bytes from desk_attachment a join desk_message m on m.id = a.message_id
    where m.case_id = ${caseId}`.execute(tx)
  return rows[0]?.bytes ?? 0
}

export async function insertAttachments(
  tx: Tx,
  messageId: string,
  attachments: readonly (KeptAttachment & Readonly<{ id: string }>)[],
): Promise<void> {
  if (attachments.length === 0) return
  await tables(tx)
    .insertInto('deskAttachment')
    .values(attachments.map((one, position) => ({ ...one, messageId, position, bytes: one.content.length })))
    .execute()
}

export const findAttachments = (
  tx: Tx,
  messageIds: readonly string[],
): Promise<readonly (AttachmentView & Readonly<{ messageId: string }>)[]> =>
  messageIds.length === 0
    ? Promise.resolve([])
    : tables(tx)
        .selectFrom('deskAttachment')
        .select(['id', 'messageId', 'name', 'type', 'bytes'])
        .where('messageId', 'in', messageIds)
        .orderBy('position')
        .execute()

/** As far as whoever asks may see the message that it came with. */
export const findAttachmentRow = (tx: Tx, id: string) =>
  tables(tx)
    .selectFrom('deskAttachment')
    .select(['name', 'type', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
