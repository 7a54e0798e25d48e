import { drawLinkToken, isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { expiryOf } from './limits.ts'
import {
  findStanding,
  insertSession,
  nameShown,
  removeSession,
  type Session,
  setAccount,
  type Tx,
} from './repository.ts'

/** The browser that signs in: what it calls itself, and the session that it carried until now. */
export type BrowserShown = Readonly<{ device: string; oldToken: string | undefined }>

export type BegunSession = Readonly<{ token: string; hasFactor: boolean }>

/**
 * A new session for an account that has just proven itself and is named in the transaction; the session that this
 * browser had, of whomever, is over.
 */
export async function beginSession(
  tx: Tx,
  accountId: string,
  { device, oldToken, firmId = null }: BrowserShown & Readonly<{ firmId?: string | null }>,
  now: Date,
): Promise<BegunSession> {
  if (oldToken !== undefined && isLinkToken(oldToken)) await endSession(tx, linkHashOf(oldToken))

  const token = drawLinkToken()
  const { hasFactor, duties } = await findStanding(tx, accountId)
  const times = { createdAt: now, lastUsedAt: now }
  const expiresAt = expiryOf(times, duties.length > 0)
  const tokenHash = linkHashOf(token)
  await insertSession(tx, { tokenHash, accountId, ...times, expiresAt, secondFactorAt: null, firmId, device })
  await setAccount(tx, accountId, { lastSignedInAt: now })
  return { token, hasFactor }
}

/** The same session under a new token: when it may do more than before, an old token must be worth nothing. */
export async function renewSession(
  tx: Tx,
  session: Session,
  changed: Readonly<{ secondFactorAt: Date }>,
): Promise<string> {
  const token = drawLinkToken()
  await removeSession(tx, session.tokenHash)
  await insertSession(tx, { ...session, ...changed, tokenHash: linkHashOf(token) })
  return token
}

async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await nameShown(tx, 'session', tokenHash)
  await removeSession(tx, tokenHash)
}
