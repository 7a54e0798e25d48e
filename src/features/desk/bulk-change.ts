import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { BulkForm } from './contract.ts'
import { applyDeed, type Decide, type Deed, doingOf, type Doing, writeDown } from './deed.ts'
import { assigning, closingAs, handingOver } from './deeds.ts'
import type { DeskParts } from './desk-parts.ts'
import { nameHandedOver } from './people/repository.ts'
import { mayWorkOn } from './policies.ts'
import type { ImpossibleWhy } from './refusal.ts'
import { type DeskCase, lockCases } from './repository.ts'

/** A case with which it could not be done; without number where there is nothing to see. */
export type CouldNot = Readonly<{
  id: string
  number: number | undefined
  subject: string
  why: ImpossibleWhy | 'not-found' | 'stale'
}>
export type BulkRefusal = Readonly<{ why: 'not-all'; couldNot: readonly CouldNot[] }>

/** The same with several cases: all of them, or none, with those that stood in the way. Gives how many. */
export const bulkChange = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { config }: Pick<DeskParts, 'config'>,
  actor: Actor,
  form: BulkForm,
): Promise<Result<number, BulkRefusal>> =>
  asActor(db, actor, async (tx) => {
    const chosen = new Map(form.cases.map(({ id, version }) => [id, version]))
    const rows = await lockCases(tx, [...chosen.keys()])
    const doing = await doingOf(tx, actor, now(), config)
    const couldNot: CouldNot[] = []
    const deeds: { row: DeskCase; deed: Deed }[] = []
    for (const [id, version] of chosen) {
      const row = rows.find((one) => one.id === id)
      const deed = await deedFor(row, version, form, doing)
      if (deed.ok && row !== undefined) deeds.push({ row, deed: deed.value })
      else if (!deed.ok) couldNot.push(notDone(id, deed.error === 'not-found' ? undefined : row, deed.error))
    }
    if (couldNot.length > 0) return refuse({ why: 'not-all', couldNot })

    if (form.kind === 'hand-over') await nameHandedOver(tx, [...chosen.keys()])
    for (const { row, deed } of deeds) await applyDeed(doing, row, deed)
    for (const { row, deed } of deeds) await writeDown(doing, row, deed)
    return ok(deeds.length)
  })

async function deedFor(
  row: DeskCase | undefined,
  version: number,
  form: BulkForm,
  doing: Doing,
): Promise<Result<Deed, CouldNot['why']>> {
  if (row === undefined || !mayWorkOn(doing.actor, row)) return refuse('not-found')
  return row.version === version ? decideOf(form)(row, doing) : refuse('stale')
}

function decideOf(form: BulkForm): Decide {
  if (form.kind === 'assign') return assigning(form.accountId)
  return form.kind === 'close' ? closingAs(form.outcome) : handingOver(form.organisationId, form.reason)
}

const notDone = (id: string, row: DeskCase | undefined, why: CouldNot['why']): CouldNot => ({
  ...{ id, why, number: row?.number, subject: row?.subject ?? '' },
})
