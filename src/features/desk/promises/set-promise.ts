import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { isBureau } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { findOwner, setPromiseHours } from '../people/repository.ts'

/** How many working hours (2 to 40) an organisation promises from now on; promises that were made stay. */
export async function setPromise(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  actor: Actor,
  organisationId: string,
  workingHours: number,
): Promise<Result<number, 'not-found' | 'impossible'>> {
  if (!isBureau(actor)) return refuse('not-found')
  if (!Number.isInteger(workingHours) || workingHours < 2 || workingHours > 40) return refuse('impossible')
  return asActor(db, actor, async (tx) => {
    const owner = await findOwner(tx, organisationId)
    if (owner === undefined || owner.kind === 'fieldlab') return refuse('not-found')
    await setPromiseHours(tx, organisationId, workingHours, now())
    await appendAudit(tx, { actor, action: 'promise set', object: `organisation ${organisationId}` }, now())
    return ok(workingHours)
  })
}
