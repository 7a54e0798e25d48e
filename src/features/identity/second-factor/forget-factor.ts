import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asActor, nameActor, systemActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { findAccountByEmail, removeSessions } from '../repository.ts'
import { removeFactor } from './repository.ts'
import { bareActor } from './show-factor.ts'

/** For whoever runs the server: takes a second factor away, and ends all sessions of the account. */
export const forgetFactor = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  email: string,
): Promise<Result<void, 'not-found'>> => {
  const actor = systemActor('administrator')
  return asActor(db, actor, async (tx) => {
    const account = await findAccountByEmail(tx, email)
    if (account === undefined) return refuse('not-found')
    await nameActor(tx, bareActor(account.id))
    if (!(await removeFactor(tx, account.id))) return refuse('not-found')
    await removeSessions(tx, account.id)
    await appendAudit(
      tx,
      { actor, action: 'second factor forgotten', object: `account ${account.id}` },
      now(),
    )
    return ok(undefined)
  })
}
