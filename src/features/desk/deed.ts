import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { queueMail, type QueuedMail } from '#platform/mail/outbox.ts'
import type { NoteKind } from './case-view.ts'
import type { DeskConfig } from './desk-parts.ts'
import { caseViewOf } from './find-case.ts'
import { addProgrammeCount, findOwnAccount } from './people/repository.ts'
import { mayWorkOn } from './policies.ts'
import type { DeskRefusal, ImpossibleWhy } from './refusal.ts'
import { type CaseChanges, type DeskCase, lockCase, setCase, type Tx } from './repository.ts'
import { hasMessage, insertMessage, insertNote } from './said/repository.ts'

/** What is written when a colleague does something with a case; decided before anything is written. */
export type Deed = Readonly<{
  action: string // for the audit log
  changes: CaseChanges
  note?: Readonly<{ id?: string | undefined; kind: NoteKind; body: string }>
  answer?: Readonly<{ id: string; body: string; organisationName: string }>
  mails?: readonly QueuedMail[]
  programme?: string // to which the question went; counted
}>

/** Who does it, when, and what the site is called. */
export type Doing = Readonly<{ tx: Tx; actor: Actor; name: string; now: Date; config: DeskConfig }>
export type Decide = (row: DeskCase, doing: Doing) => Promise<Result<Deed, ImpossibleWhy>>

export type Changed = Readonly<{ id: string; version: number }>
export type Chosen = Readonly<{ id: string; version?: number | undefined; messageId?: string | undefined }>
type DeskCtx = Pick<Ctx, 'db' | 'now'>

/**
 * Does one thing with one case, unless somebody changed it since `version`; then the newest state comes back. Without a
 * version it only adds. A message that is there already is not written again.
 */
export const changeCase = (
  { db, now }: DeskCtx,
  config: DeskConfig,
  actor: Actor,
  { id, version, messageId }: Chosen,
  decide: Decide,
): Promise<Result<Changed, DeskRefusal>> =>
  asActor(db, actor, async (tx) => {
    const row = await lockCase(tx, id)
    if (row === undefined || !mayWorkOn(actor, row)) return refuse({ why: 'not-found' })
    if (messageId !== undefined && (await hasMessage(tx, id, messageId)))
      return ok({ id, version: row.version })
    if (version !== undefined && version !== row.version) {
      return refuse({ why: 'stale', current: await caseViewOf(tx, actor, row, now()) })
    }
    const doing = await doingOf(tx, actor, now(), config)
    const deed = await decide(row, doing)
    if (!deed.ok) return refuse({ why: deed.error })
    await applyDeed(doing, row, deed.value)
    await writeDown(doing, row, deed.value)
    return ok({ id, version: row.version + 1 })
  })

export async function doingOf(tx: Tx, actor: Actor, now: Date, config: DeskConfig): Promise<Doing> {
  const { name } = await findOwnAccount(tx, actor.accountId)
  return { tx, actor, name, now, config }
}

/** Writes all of it but the audit log, which comes last in a transaction. */
export async function applyDeed({ tx, actor, name, now }: Doing, row: DeskCase, deed: Deed): Promise<void> {
  const { changes, note, answer, mails = [], programme } = deed
  const by = { authorAccountId: actor.accountId, authorName: name, at: now }
  if (note !== undefined) {
    await insertNote(tx, {
      ...by,
      id: note.id ?? randomUUID(),
      caseId: row.id,
      kind: note.kind,
      body: note.body,
    })
  }
  if (answer !== undefined) await insertMessage(tx, { ...by, ...answer, caseId: row.id, kind: 'answer' })
  if (programme !== undefined) {
    const month = now.toISOString().slice(0, 7)
    await addProgrammeCount(tx, { programme, month, organisationId: row.organisationId })
  }
  await setCase(tx, row, { ...changes, updatedAt: now })
  for (const mail of mails) await queueMail(tx, mail, now)
}

export const writeDown = (
  { tx, actor, now }: Doing,
  { id }: Pick<DeskCase, 'id'>,
  { action }: Pick<Deed, 'action'>,
) => appendAudit(tx, { actor, action, object: `case ${id}` }, now)
