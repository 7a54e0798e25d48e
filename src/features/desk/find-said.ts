import type { DroppedAttachment } from '#platform/mail/attachments.ts'
import type { MessageView } from './case-view.ts'
import type { Tx } from './repository.ts'
import { findAttachments, findMessages, findNotes } from './said/repository.ts'

/** Questions and answers of a case, the oldest first. */
export async function findSaid(tx: Tx, caseId: string): Promise<readonly MessageView[]> {
  const messages = await findMessages(tx, caseId)
  const attachments = await findAttachments(
    tx,
    messages.map(({ id }) => id),
  )
  return messages.map(({ saidIn: _, dropped, ...message }) => ({
    ...message,
    event: undefined,
    attachments: attachments
      .filter(({ messageId }) => messageId === message.id)
      .map(({ messageId: _of, ...one }) => one),
    dropped: dropped as readonly DroppedAttachment[],
  }))
}

/** Notes and what was done with the case; for colleagues alone. */
export async function findInside(tx: Tx, caseId: string): Promise<readonly MessageView[]> {
  return (await findNotes(tx, caseId)).map(({ kind, ...note }) => ({
    ...note,
    kind: kind === 'note' ? 'note' : 'event',
    event: kind === 'note' ? undefined : kind,
    organisationName: '',
    attachments: [],
    dropped: [],
  }))
}
