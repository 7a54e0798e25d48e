import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import { type BegunSession, beginSession, type BrowserShown } from '#features/identity/index.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { findInvention } from '#platform/invented.ts'
import { asPublic } from '#platform/link-holder.ts'
import { LOOK_AROUND, type Role } from './look-around.ts'
import { beAccount, findAccountOf, showAddress } from './repository.ts'

/**
 * Signs in as one of the four people of the invented network, without a mail. Only where the database says that all of it
 * is invented, which it can't begin to say once anybody did anything in it.
 */
export const signInAs = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  role: Role,
  browser: BrowserShown,
): Promise<Result<BegunSession, 'not-found'>> =>
  asPublic(db, async (tx) => {
    if ((await findInvention(tx)) === undefined) return refuse('not-found')
    const { email } = LOOK_AROUND.find((one) => one.role === role)!
    await showAddress(tx, email)
    const account = await findAccountOf(tx, email)
    if (account === undefined) return refuse('not-found') // erased itself
    await beAccount(tx, account.id)
    const begun = await beginSession(tx, account.id, browser, now())
    const actor = { accountId: account.id }
    await appendAudit(
      tx,
      { actor, action: 'signed in to look around', object: `account ${account.id}` },
      now(),
    )
    return ok(begun)
  })
