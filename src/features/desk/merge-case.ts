import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor, nameActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { z } from 'zod'
import type { mergeSchema } from './contract.ts'
import { type Changed, doingOf, writeDown } from './deed.ts'
import { NOBODY_WAITS } from './deeds.ts'
import type { DeskParts } from './desk-parts.ts'
import { caseViewOf } from './find-case.ts'
import { mayWorkOn } from './policies.ts'
import type { DeskRefusal } from './refusal.ts'
import {
  type CaseChanges,
  type DeskCase,
  findCaseByNumber,
  lockCases,
  setCase,
  type Tx,
} from './repository.ts'
import { insertNote, moveMerged, moveMessages } from './said/repository.ts'
import { searchTextOf } from './subject.ts'

/**
 * Two questions of one asker become one: what was said in this one moves to the other, which stays. The link of this one
 * goes on working: it shows what was said here. Gives the case that stays.
 */
export const mergeCase = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { config }: Pick<DeskParts, 'config'>,
  actor: Actor,
  id: string,
  { version, into }: z.output<typeof mergeSchema>,
): Promise<Result<Changed, DeskRefusal>> =>
  asActor(db, actor, async (tx) => {
    const intoId = typeof into === 'string' ? into : (await findCaseByNumber(tx, into))?.id
    if (intoId === id) return refuse({ why: 'same-case' })
    const rows = await lockCases(tx, intoId === undefined ? [id] : [id, intoId])
    const from = rows.find((row) => row.id === id)
    const to = rows.find((row) => row.id === intoId)
    if (from === undefined || !mayWorkOn(actor, from)) return refuse({ why: 'not-found' })
    if (version !== from.version)
      return refuse({ why: 'stale', current: await caseViewOf(tx, actor, from, now()) })
    if (to === undefined || !mayWorkOn(actor, to)) return refuse({ why: 'not-found' })
    if (from.state === 'merged' || to.state === 'merged') return refuse({ why: 'merged' })
    if (!isOneAsker(from, to)) return refuse({ why: 'other-asker' })

    const doing = await doingOf(tx, actor, now(), config)
    await moveAll(tx, actor, from, to)
    const by = { authorAccountId: actor.accountId, authorName: doing.name, at: now() }
    await insertNote(tx, {
      ...by,
      id: randomUUID(),
      caseId: to.id,
      kind: 'merged',
      body: String(from.number),
    })
    await setCase(tx, to, {
      ...togetherOf(from, to),
      searchText: searchTextOf(to.searchText, from.searchText),
      updatedAt: now(),
    })
    await setCase(tx, from, { ...NOBODY_WAITS, state: 'merged', mergedInto: to.id, updatedAt: now() })
    await writeDown(doing, from, { action: 'case merged' })
    return ok({ id: to.id, version: to.version + 1 })
  })

/** What was merged into it before may have stayed with another hub: Schakel itself points that on. */
async function moveAll(tx: Tx, actor: Actor, from: DeskCase, to: DeskCase): Promise<void> {
  await moveMessages(tx, from.id, to.id)
  await nameActor(tx, systemActor('bureau'))
  await moveMerged(tx, from.id, to.id)
  await nameActor(tx, actor)
}

/** A link shows what its asker said alone, so that somebody who typed the address of another reads nothing of his. */
const isOneAsker = (from: DeskCase, to: DeskCase): boolean =>
  (from.askerEmail !== '' && from.askerEmail === to.askerEmail) ||
  (from.askerAccountId !== null && from.askerAccountId === to.askerAccountId)

/** Somebody waits if he waited in one of both, for the earliest promise. */
function togetherOf(from: DeskCase, to: DeskCase): CaseChanges {
  const firstAnsweredAt = earliest(from.firstAnsweredAt, to.firstAnsweredAt)
  if (from.dueAt === null || (to.dueAt !== null && to.dueAt <= from.dueAt)) return { firstAnsweredAt }
  const { openSince, dueAt, remindAt, remindedAt, escalatedAt } = from
  return {
    ...{
      state: 'open',
      outcome: '',
      closedAt: null,
      firstAnsweredAt,
      promise: Math.max(from.promise, to.promise) + 1,
    },
    ...{ openSince, dueAt, remindAt, remindedAt, escalatedAt, lastFrom: from.lastFrom },
  }
}

const earliest = (a: Date | null, b: Date | null): Date | null =>
  a === null || (b !== null && b < a) ? b : a
