import type { Actor } from '#platform/actor.ts'
import type { Ctx, VisitorSession } from '#platform/context.ts'
import { isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { expiryOf, mustShowFactor, TOUCH_AFTER_MS } from './limits.ts'
import {
  asVisitorWith,
  findBranches,
  findSessionAndNameAccount,
  findStanding,
  nameShown,
  type Session,
  setSession,
  type Standing,
  type Tx,
} from './repository.ts'

export type FoundActor = Readonly<{ actor: Actor | undefined; session: VisitorSession }>

/**
 * Who carries this token, and what they act for now. Nobody where the session is unknown or over. Until the second
 * factor was shown where there is one, nobody acts either; an administrator without one acts without that duty.
 */
export async function findActor(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  token: string,
): Promise<FoundActor | undefined> {
  if (!isLinkToken(token)) return undefined
  const [tokenHash, at] = [linkHashOf(token), now()]
  return asVisitorWith(db, 'session', tokenHash, async (tx) => {
    const session = await findSessionAndNameAccount(tx, tokenHash)
    if (session === undefined) return undefined
    const standing = await findStanding(tx, session.accountId)
    const hasDuty = standing.duties.length > 0
    if (at >= expiryOf(session, hasDuty)) return undefined

    if (at.getTime() - session.lastUsedAt.getTime() >= TOUCH_AFTER_MS) {
      const expiresAt = expiryOf({ ...session, lastUsedAt: at }, hasDuty)
      await setSession(tx, tokenHash, { lastUsedAt: at, expiresAt })
    }
    return {
      session: visitorSessionOf(session, standing, at),
      actor: await actorOf(tx, session, standing, at),
    }
  })
}

function visitorSessionOf(session: Session, standing: Standing, now: Date): VisitorSession {
  const { tokenHash, accountId } = session
  if (mustShow(session, standing, now)) return { tokenHash, accountId, awaits: 'code' }
  const needsFactor = standing.duties.some(({ kind }) => kind === 'administrator') && !standing.hasFactor
  return { tokenHash, accountId, awaits: needsFactor ? 'set-up' : 'nothing' }
}

async function actorOf(tx: Tx, session: Session, standing: Standing, now: Date): Promise<Actor | undefined> {
  if (mustShow(session, standing, now)) return undefined
  return {
    accountId: session.accountId,
    firmIds: session.firmId === null ? await firmsOf(tx, standing) : [session.firmId],
    duties: standing.duties.filter(({ kind }) => kind !== 'administrator' || session.secondFactorAt !== null),
    secondFactorAt: session.secondFactorAt ?? undefined,
  }
}

const mustShow = ({ secondFactorAt }: Session, { hasFactor, duties }: Standing, now: Date) =>
  mustShowFactor({ secondFactorAt: secondFactorAt ?? undefined, hasFactor, hasDuty: duties.length > 0, now })

/** Who acts for a whole KVK number acts for its branches. */
async function firmsOf(tx: Tx, { firms }: Standing): Promise<readonly string[]> {
  const own = firms.map(({ id }) => id)
  const wholeNumbers = firms.flatMap(({ wholeNumber }) => wholeNumber ?? [])
  if (wholeNumbers.length === 0) return own

  await nameShown(tx, 'kvk', wholeNumbers.join(','))
  return [...new Set([...own, ...(await findBranches(tx, wholeNumbers))])]
}
