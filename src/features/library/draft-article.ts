import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { articleEditPath } from './addresses.ts'
import { BODY_MAX, TITLE_MAX, TOPICS } from './contract.ts'
import { mayKeep } from './may-keep.ts'
import { withoutPersonalWords } from './personal-words.ts'
import { insertDraft, writesFor } from './save-article.ts'

export type NewDraft = Readonly<{
  question: string
  answer: string
  organisationId: string // that keeps it
  steps?: readonly string[]
  topic?: string
  names?: readonly string[] // of whoever asked and answered; taken out wherever they stand
}>

/**
 * Makes a draft of a good answer, within the transaction of whoever gave it; gives its slug. Salutation, closing,
 * addresses, telephone numbers and the names given are out of it; somebody reads it over before it is published. Call it
 * last: it writes to the audit log.
 */
export async function draftArticleFrom(
  tx: Parameters<typeof insertDraft>[0],
  actor: Actor,
  { question, answer, organisationId, steps = [], topic = '', names = [] }: NewDraft,
  now: Date,
): Promise<string> {
  if (!mayKeep(actor, organisationId))
    throw new Error('only who keeps articles of an organisation drafts one')
  const content = {
    titleNl: titleOf(withoutPersonalWords(question, names)),
    bodyNl: withoutPersonalWords(answer, names).slice(0, BODY_MAX) || '…',
    ...{ titleEn: '', bodyEn: '', source: '', steps: steps.filter((id) => id !== '').slice(0, 10) },
    topic: TOPICS.find((one) => one === topic) ?? ('' as const),
  }
  const { id, slug } = await insertDraft(tx, organisationId, content, now)
  await appendAudit(tx, { actor, action: 'article drafted', object: `article ${id}` }, now)
  return slug
}

/** The first sentence of a question, short enough for a title. */
function titleOf(question: string): string {
  const line =
    question
      .split('\n')
      .find((text) => text.trim() !== '')
      ?.trim() ?? ''
  const sentence = /^.{10,}?[.?!](?=\s|$)/u.exec(line)?.[0] ?? line
  return sentence.slice(0, TITLE_MAX).trim() || 'Zonder titel'
}

/** For the desk, in a transaction of its own: gives the page where the draft is changed, or nothing where that may not be. */
export const draftArticle = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  draft: Readonly<{ title: string; body: string }> & Pick<NewDraft, 'names' | 'steps' | 'topic'>,
): Promise<string | undefined> =>
  asActor(db, actor, async (tx) => {
    const organisationId = await writesFor(tx, actor)
    if (organisationId === undefined || !mayKeep(actor, organisationId)) return undefined
    const { title, body, ...rest } = draft
    const from = { ...rest, question: title, answer: body, organisationId }
    return articleEditPath(await draftArticleFrom(tx, actor, from, now()))
  })
