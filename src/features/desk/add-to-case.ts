import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { countAttempt, type TryLimit } from '#features/identity/index.ts'
import { nameActor, systemActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import type { AddForm } from './contract.ts'
import { NOBODY_WAITS, reopening } from './deeds.ts'
import { asAskerOf, type Asker, askerViewOf, type FoundForAsker } from './find-asker-case.ts'
import { findOwner } from './people/repository.ts'
import type { AskerRefusal } from './refusal.ts'
import { type CaseChanges, type DeskCase, lockCase, setCase, type Tx } from './repository.ts'
import { hasMessage, insertMessage } from './said/repository.ts'
import { searchTextOf } from './subject.ts'

const MESSAGES_OF_CASE: TryLimit = { name: 'messages of asker', tries: 30, windowMs: 60 * 60 * 1000 }

export type Added = Readonly<{ id: string; version: number }>
type DeskCtx = Pick<Ctx, 'db' | 'now'>

/** Whoever asked adds something; what was answered or closed is open again, with a fresh promise. */
export async function addToCase(
  ctx: DeskCtx,
  asker: Asker,
  { words, version, messageId = randomUUID() }: AddForm,
): Promise<Result<Added, AskerRefusal>> {
  const counted = await countAttempt(ctx, MESSAGES_OF_CASE, 'id' in asker ? asker.id : asker.linkToken)
  if (!counted.ok) return refuse({ why: 'too-many', ...counted.error })
  return asAskerOf(ctx, asker, async (tx, found) => {
    // One that was merged does not change any more: locking it too would be waiting in a circle with a merge.
    const row =
      found?.mayAdd !== true || found.row.state === 'merged' ? found?.row : await lockCase(tx, found.row.id)
    if (found?.mayAdd !== true || row === undefined) return refuse({ why: 'not-found' })
    if (await hasMessage(tx, row.id, messageId)) return ok({ id: row.id, version: row.version })
    if (version !== undefined && version !== row.version) {
      return refuse({ why: 'stale', current: await askerViewOf(tx, { ...found, row }) })
    }
    if (row.state === 'merged' && row.mergedInto === null) return refuse({ why: 'not-found' })
    const caseId = row.mergedInto ?? row.id
    const saidIn = row.mergedInto === null ? undefined : row.id
    const by = { authorAccountId: found.accountId, authorName: found.name }
    await insertMessage(tx, {
      ...by,
      id: messageId,
      caseId,
      saidIn,
      kind: 'question',
      body: words,
      at: ctx.now(),
    })
    await opened(tx, row, caseId, words, ctx.now())
    if (found.accountId !== undefined)
      await wroteDown(tx, found.accountId, 'question added to', row.id, ctx.now())
    return ok({ id: row.id, version: caseId === row.id ? row.version + 1 : row.version })
  })
}

/** The case that lives on opens; of one that was merged that is another, which its asker need not see. */
async function opened(tx: Tx, row: DeskCase, caseId: string, words: string, now: Date): Promise<void> {
  if (caseId === row.id) return setCase(tx, row, await afterQuestion(tx, row, words, now))
  await nameActor(tx, systemActor('bureau'))
  const into = await lockCase(tx, caseId)
  if (into !== undefined) await setCase(tx, into, await afterQuestion(tx, into, words, now))
}

/** How a case changes by something that its asker says. */
export async function afterQuestion(tx: Tx, row: DeskCase, words: string, now: Date): Promise<CaseChanges> {
  const said = { lastFrom: 'asker', searchText: searchTextOf(row.searchText, words), updatedAt: now } as const
  if (row.state === 'open') return said
  const owner = await findOwner(tx, row.organisationId)
  return { ...reopening(row, now, owner?.workingHours ?? 0), ...said }
}

/** Whoever asked knows enough. */
export const resolveCase = (ctx: DeskCtx, asker: Asker): Promise<Result<Added, AskerRefusal>> =>
  asAskerOf(ctx, asker, async (tx, found: FoundForAsker | undefined) => {
    const row = found?.mayAdd === true ? await lockCase(tx, found.row.id) : undefined
    if (found === undefined || row === undefined) return refuse({ why: 'not-found' })
    if (row.state === 'merged') return refuse({ why: 'merged' })
    if (row.state === 'closed') return ok({ id: row.id, version: row.version })
    const at = ctx.now()
    await setCase(tx, row, {
      ...NOBODY_WAITS,
      state: 'closed',
      outcome: 'solved',
      closedAt: at,
      updatedAt: at,
    })
    if (found.accountId !== undefined) await wroteDown(tx, found.accountId, 'question solved', row.id, at)
    return ok({ id: row.id, version: row.version + 1 })
  })

const wroteDown = (tx: Tx, accountId: string, action: string, id: string, now: Date) =>
  appendAudit(tx, { actor: { accountId }, action, object: `case ${id}` }, now)
