import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor, nameActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { type FirmForm, MAX_FIRMS } from './contract.ts'
import { findFirms, insertFirm, type OwnFirm, setFirm } from './repository.ts'

type Db = Pick<Ctx, 'db' | 'now'>

/** The firms that somebody acts for, the oldest first. */
export const findOwnFirms = ({ db }: Pick<Ctx, 'db'>, actor: Actor): Promise<readonly OwnFirm[]> =>
  asActor(db, actor, (tx) => findFirms(tx, actor.firmIds))

/**
 * A firm of which whoever acts is a member from now on. Its KVK number is told, and proves nothing. Refused for a number
 * that the account has already, and beyond twenty firms; signed in for one firm alone, no other is added.
 */
export const addFirm = (
  { db, now }: Db,
  actor: Actor,
  form: FirmForm,
): Promise<Result<string, 'known' | 'too-many'>> =>
  asActor(db, actor, async (tx) => {
    const firms = await findFirms(tx, actor.firmIds)
    if (form.kvk !== '' && firms.some(({ kvkNumber }) => kvkNumber === form.kvk)) return refuse('known')
    if (firms.length >= MAX_FIRMS) return refuse('too-many')

    const [id, at] = [randomUUID(), now()]
    await nameActor(tx, { ...actor, firmIds: [...actor.firmIds, id] })
    const firm = { id, name: form.name, kvkNumber: form.kvk || undefined, createdAt: at }
    await insertFirm(tx, firm, actor.accountId)
    await setFirm(tx, { id, name: form.name, contactName: form.contact, phone: form.phone, version: 0 }, at)
    await appendAudit(tx, { actor, action: 'firm added', object: `firm ${id}` }, at)
    return ok(id)
  })

/** Name and whom to call. Refused with what stands there now where somebody saved it in the meantime. */
export const saveFirm = (
  { db, now }: Db,
  actor: Actor,
  firmId: string,
  { name, contact, phone, version }: FirmForm,
): Promise<Result<void, 'not-found' | OwnFirm>> =>
  asActor(db, actor, async (tx) => {
    if (!mayActFor(actor, firmId)) return refuse('not-found')
    const saved = await setFirm(tx, { id: firmId, name, contactName: contact, phone, version }, now())
    if (!saved) {
      const [current] = await findFirms(tx, [firmId])
      return refuse(current ?? 'not-found')
    }
    await appendAudit(tx, { actor, action: 'firm changed', object: `firm ${firmId}` }, now())
    return ok(undefined)
  })
