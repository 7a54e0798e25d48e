import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx, VisitorSession } from '#platform/context.ts'
import { asVisitorWith, findSessions, removeSession, removeSessions, type Session } from './repository.ts'

/** Ends this session, also one that still waits for the second factor. */
export const signOut = (
  { db }: Pick<Ctx, 'db'>,
  { tokenHash }: Pick<VisitorSession, 'tokenHash'>,
): Promise<boolean> => asVisitorWith(db, 'session', tokenHash, (tx) => removeSession(tx, tokenHash))

/** Ends every session of whoever acts, this one too. */
export const signOutEverywhere = ({ db, now }: Pick<Ctx, 'db' | 'now'>, actor: Actor): Promise<number> =>
  asActor(db, actor, async (tx) => {
    const ended = await removeSessions(tx, actor.accountId)
    const deed = { actor, action: 'signed out everywhere', object: `account ${actor.accountId}` }
    await appendAudit(tx, deed, now())
    return ended
  })

/** Ends one of the own sessions, by the id that its owner sees. */
export const endOneSession = (
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
  id: string,
): Promise<Result<void, 'not-found'>> =>
  asActor(db, actor, async (tx) => {
    const session = (await findSessions(tx, actor.accountId)).find((one) => sessionIdOf(one) === id)
    if (session === undefined) return refuse('not-found')
    await removeSession(tx, session.tokenHash)
    return ok(undefined)
  })

/** How a page names a session: says nothing of the token, nor of what is stored of it. */
export const sessionIdOf = ({ tokenHash }: Pick<Session, 'tokenHash'>): string =>
  createHash('sha256').update(`session ${tokenHash}`).digest('hex').slice(0, 16)
