import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { KeptAttachment } from '#platform/mail/attachments.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { Tx } from './repository.ts'
import { findAttachmentRow } from './said/repository.ts'

/** As it came: nobody looked for viruses. To be saved as a file, never shown as a page. */
export type FoundAttachment = KeptAttachment

/** An attachment of a message that they may read: a colleague or the asker by account, or by the private link. */
export async function findAttachment(
  { db }: Pick<Ctx, 'db'>,
  who: Readonly<{ actor: Actor } | { linkToken: string }>,
  id: string,
): Promise<Result<FoundAttachment, 'not-found'>> {
  const find = async (tx: Tx) => findAttachmentRow(tx, id)
  const row = await ('actor' in who
    ? asActor(db, who.actor, find)
    : asLinkHolder(db, linkHashOf(who.linkToken), find))
  return row === undefined ? refuse('not-found') : ok(row)
}
