import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx, VisitorSession } from '#platform/context.ts'
import type { Seal } from '#platform/seal.ts'
import { renewSession } from '../begin-session.ts'
import { countAttempt, type TooMany } from '../count-attempt.ts'
import { TRY_LIMITS } from '../limits.ts'
import { findSession } from '../repository.ts'
import { takesCode } from './check-code.ts'
import { findFactor } from './repository.ts'

export type FactorRefusal = Readonly<{ kind: 'wrong-code' }> | (TooMany & Readonly<{ kind: 'too-many' }>)

/** Whose session it is, with nothing that the account acts for. */
export const bareActor = (accountId: string) =>
  ({ accountId, firmIds: [], duties: [], secondFactorAt: undefined }) as const

/** Shows the second factor in a session, by a code of the app or a recovery code; gives the new token. */
export async function showFactor(
  ctx: Ctx,
  { accountId, tokenHash }: VisitorSession,
  code: string,
  seal: Seal,
): Promise<Result<string, FactorRefusal>> {
  const counted = await countAttempt(ctx, TRY_LIMITS.codesOfAccount, accountId)
  if (!counted.ok) return refuse({ kind: 'too-many', ...counted.error })

  const now = ctx.now()
  const deed = { actor: { accountId }, object: `account ${accountId}` }
  return asActor(ctx.db, bareActor(accountId), async (tx) => {
    const [factor, session] = [await findFactor(tx, accountId), await findSession(tx, tokenHash)]
    const isRight =
      factor !== undefined && factor.confirmedAt !== null && (await takesCode(tx, factor, code, seal, now))
    if (!isRight || session === undefined) {
      await appendAudit(tx, { ...deed, action: 'second factor refused' }, now)
      return refuse({ kind: 'wrong-code' })
    }
    const token = await renewSession(tx, session, { secondFactorAt: now })
    await appendAudit(tx, { ...deed, action: 'second factor shown' }, now)
    return ok(token)
  })
}
