import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { Settings } from './contract.ts'
import {
  type Account,
  findAccount,
  findSessions,
  findStanding,
  setAccount,
  type Session,
} from './repository.ts'
import { expiryOf } from './limits.ts'

export type OwnView = Readonly<{ account: Account; sessions: readonly Session[]; hasFactor: boolean }>

/** What somebody sees of the own account: sessions that still live, and whether there is a second factor. */
export const findOwn = ({ db, now }: Pick<Ctx, 'db' | 'now'>, actor: Actor): Promise<OwnView> =>
  asActor(db, actor, async (tx) => {
    const account = await findAccount(tx, actor.accountId)
    if (account === undefined) throw new Error('somebody acts without an account')
    const { hasFactor, duties } = await findStanding(tx, actor.accountId)
    const sessions = await findSessions(tx, actor.accountId)
    const alive = sessions.filter((session) => now() < expiryOf(session, duties.length > 0))
    return { account, sessions: alive, hasFactor }
  })

export const saveSettings = ({ db }: Pick<Ctx, 'db'>, actor: Actor, settings: Settings): Promise<void> =>
  asActor(db, actor, (tx) => setAccount(tx, actor.accountId, settings))
