import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx, VisitorSession } from '#platform/context.ts'
import type { Seal } from '#platform/seal.ts'
import { renewSession } from '../begin-session.ts'
import { countAttempt } from '../count-attempt.ts'
import { TRY_LIMITS } from '../limits.ts'
import { findAccount, findSession, setFactorUnshown } from '../repository.ts'
import { recoveryHashOf, sealPurpose, takesCode } from './check-code.ts'
import {
  countRecoveryCodes,
  findFactor,
  insertFactor,
  insertRecoveryCodes,
  removeFactor,
  setFactorConfirmed,
} from './repository.ts'
import type { FactorRefusal } from './show-factor.ts'
import { drawRecoveryCode, drawSecret, groupsOf, otpauthUri, RECOVERY_CODES } from './totp.ts'

export type FactorView =
  | Readonly<{ state: 'on'; codesLeft: number }>
  | Readonly<{ state: 'waiting'; groups: string; uri: string }> // for its first code
  | Readonly<{ state: 'off' }>

/** How it stands with the second factor of whoever acts. The secret shows only until it is confirmed. */
export const findFactorView = ({ db }: Pick<Ctx, 'db'>, actor: Actor, seal: Seal): Promise<FactorView> =>
  asActor(db, actor, async (tx) => {
    const factor = await findFactor(tx, actor.accountId)
    if (factor === undefined) return { state: 'off' }
    if (factor.confirmedAt !== null)
      return { state: 'on', codesLeft: await countRecoveryCodes(tx, actor.accountId) }

    const secret = seal.open(factor.sealedSecret, sealPurpose(actor.accountId))
    const label = (await findAccount(tx, actor.accountId))?.email ?? 'Schakel'
    return { state: 'waiting', groups: groupsOf(secret), uri: otpauthUri(secret, label) }
  })

/** Draws a secret that counts from its first code on. Refused where there is a second factor already. */
export const beginFactor = (
  { db }: Pick<Ctx, 'db'>,
  { accountId, ...actor }: Actor,
  seal: Seal,
): Promise<Result<void, 'conflict'>> =>
  asActor(db, { accountId, ...actor }, async (tx) => {
    const sealed = seal.close(drawSecret(), sealPurpose(accountId))
    return (await insertFactor(tx, accountId, sealed)) ? ok(undefined) : refuse('conflict')
  })

export type ConfirmedFactor = Readonly<{ token: string; recoveryCodes: readonly string[] }>

/** The first code turns it on: this session has shown it, and the recovery codes are given, once. */
export async function confirmFactor(
  ctx: Ctx,
  { accountId, tokenHash }: VisitorSession,
  actor: Actor,
  code: string,
  seal: Seal,
): Promise<Result<ConfirmedFactor, FactorRefusal>> {
  const counted = await countAttempt(ctx, TRY_LIMITS.codesOfAccount, accountId)
  if (!counted.ok) return refuse({ kind: 'too-many', ...counted.error })

  const now = ctx.now()
  return asActor(ctx.db, actor, async (tx) => {
    const [factor, session] = [await findFactor(tx, accountId), await findSession(tx, tokenHash)]
    const isWaiting = factor !== undefined && factor.confirmedAt === null && session !== undefined
    if (!isWaiting || !(await takesCode(tx, factor, code, seal, now))) return refuse({ kind: 'wrong-code' })

    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, drawRecoveryCode)
    await setFactorConfirmed(tx, accountId, now)
    await insertRecoveryCodes(tx, accountId, recoveryCodes.map(recoveryHashOf))
    const token = await renewSession(tx, session, { secondFactorAt: now })
    await appendAudit(tx, { actor, action: 'second factor set up', object: `account ${accountId}` }, now)
    return ok({ token, recoveryCodes })
  })
}

/** Takes the second factor away, on showing a code once more. An administrator acts as such only after a new one. */
export async function endFactor(
  ctx: Ctx,
  actor: Actor,
  code: string,
  seal: Seal,
): Promise<Result<void, FactorRefusal>> {
  const { accountId } = actor
  const counted = await countAttempt(ctx, TRY_LIMITS.codesOfAccount, accountId)
  if (!counted.ok) return refuse({ kind: 'too-many', ...counted.error })

  return asActor(ctx.db, actor, async (tx) => {
    const factor = await findFactor(tx, accountId)
    const isRight = factor !== undefined && (await takesCode(tx, factor, code, seal, ctx.now()))
    if (!isRight) return refuse({ kind: 'wrong-code' })

    await removeFactor(tx, accountId)
    await setFactorUnshown(tx, accountId)
    await appendAudit(
      tx,
      { actor, action: 'second factor taken away', object: `account ${accountId}` },
      ctx.now(),
    )
    return ok(undefined)
  })
}
