import { randomUUID } from 'node:crypto'
import { ok, refuse } from '#engine/kernel/result.ts'
import { isBureau } from '#features/identity/index.ts'
import { NEEDS_NO_ANSWER, type Outcome } from './contract.ts'
import type { Decide } from './deed.ts'
import { findColleagues } from './find-case.ts'
import { handedOverMail, replyMail } from './mails.ts'
import { findBureau, findOwner, nameHandedOver } from './people/repository.ts'
import { isOfBureauAlone } from './policies.ts'
import { promiseAfterHandOver, promiseFrom, type Promised } from './promise.ts'
import type { CaseChanges, DeskCase } from './repository.ts'
import { searchTextOf } from './subject.ts'

/** A fresh promise: reminded of and escalated anew. */
export const promising = ({ promise }: Pick<DeskCase, 'promise'>, promised: Promised): CaseChanges => ({
  ...promised,
  promise: promise + 1,
  remindedAt: null,
  escalatedAt: null,
})

/** Nobody waits any more. */
export const NOBODY_WAITS = { openSince: null, dueAt: null, remindAt: null } as const

const closing = (outcome: Outcome, now: Date): CaseChanges => ({
  ...NOBODY_WAITS,
  ...{ state: 'closed', outcome, closedAt: now },
})

/** Opens a case again for whoever waits from now on. */
export const reopening = (row: DeskCase, now: Date, workingHours: number): CaseChanges => ({
  ...promising(row, promiseFrom(now, workingHours)),
  ...{ state: 'open', outcome: '', closedAt: null },
})

const isOver = ({ state }: DeskCase) => (state === 'merged' || state === 'closed' ? state : undefined)

export const assigning =
  (accountId: string | undefined): Decide =>
  async (row, { tx, actor }) => {
    if (row.state === 'merged') return refuse('merged')
    const colleague = (await findColleagues(tx, actor, row)).find((one) => one.accountId === accountId)
    if (accountId !== undefined && colleague === undefined) return refuse('no-colleague')
    const assignedName = colleague?.name ?? ''
    return ok({
      action: 'case assigned',
      changes: { assignedTo: accountId ?? null, assignedName },
      note: { kind: 'assigned', body: assignedName },
    })
  }

export const noting =
  (words: string, id: string | undefined): Decide =>
  async () =>
    ok({ action: 'note made', changes: {}, note: { id, kind: 'note', body: words } })

export const replying =
  (words: string, messageId: string | undefined, close: Outcome | undefined): Decide =>
  async (row, { tx, actor, name, now, config }) => {
    const over = isOver(row)
    if (over !== undefined) return refuse(over)
    const owner = isOfBureauAlone(actor, row) ? await findBureau(tx) : await findOwner(tx, row.organisationId)
    const answer = { id: messageId ?? randomUUID(), body: words, organisationName: owner?.name ?? '' }
    const isTheirs = !isOfBureauAlone(actor, row) || row.isOfBureau
    const taken =
      row.assignedTo === null && isTheirs ? { assignedTo: actor.accountId, assignedName: name } : {}
    const answered = { ...NOBODY_WAITS, state: 'answered' } as const
    return ok({
      action: 'case answered',
      changes: {
        ...taken,
        ...(close === undefined ? answered : closing(close, now)),
        ...{ firstAnsweredAt: row.firstAnsweredAt ?? now, lastFrom: 'network' },
        searchText: searchTextOf(row.searchText, words),
      },
      answer,
      mails: replyMail(row, { ...answer, name }, config),
    })
  }

export const closingAs =
  (outcome: Outcome): Decide =>
  async (row, { now }) => {
    const over = isOver(row)
    if (over !== undefined) return refuse(over)
    const isTold = row.firstAnsweredAt !== null && row.state === 'answered'
    if (!isTold && !NEEDS_NO_ANSWER.includes(outcome)) return refuse('not-answered')
    return ok({
      action: 'case closed',
      changes: closing(outcome, now),
      note: { kind: 'closed', body: outcome },
    })
  }

/** The bureau keeps an eye on what it reopens itself. */
export const reopeningIt: Decide = async (row, { tx, actor, now }) => {
  if (row.state === 'merged') return refuse('merged')
  if (row.state !== 'closed') return refuse('not-closed')
  const owner = await findOwner(tx, row.organisationId)
  return ok({
    action: 'case reopened',
    changes: {
      ...reopening(row, now, owner?.workingHours ?? 0),
      ...(isOfBureauAlone(actor, row) ? { escalatedAt: row.escalatedAt } : {}),
    },
    note: { kind: 'reopened', body: '' },
  })
}

/** Into the hands of another hub or the bureau, with all that was said. A hub does so once; the bureau as it sees fit. */
export const handingOver =
  (organisationId: string, reason: string): Decide =>
  async (row, { tx, actor, name, now, config }) => {
    const over = isOver(row)
    if (over !== undefined) return refuse(over)
    if (row.handedAt !== null && !(isBureau(actor) && isOfBureauAlone(actor, row)))
      return refuse('handed-over-before')
    const to = await findOwner(tx, organisationId)
    if (to === undefined || to.kind === 'fieldlab' || to.id === row.organisationId)
      return refuse('no-organisation')

    const from = await findOwner(tx, row.organisationId)
    await nameHandedOver(tx, [row.id])
    const since = row.openSince
    const fresh = since === null ? {} : promising(row, promiseAfterHandOver(since, now, to.workingHours))
    return ok({
      action: 'case handed over',
      changes: {
        ...fresh,
        ...{ organisationId: to.id, isOfBureau: to.kind === 'bureau', assignedTo: null, assignedName: '' },
        ...{ handedFromId: row.organisationId, handedFromName: from?.name ?? '', handedReason: reason },
        ...{ handedById: actor.accountId, handedByName: name, handedAt: now },
      },
      note: { kind: 'handed-over', body: `${to.name}: ${reason}` },
      mails: handedOverMail(row, { toName: to.name, dueAt: fresh.dueAt as Date | undefined, now }, config),
    })
  }
