import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { type BegunSession, type BrowserShown, beginSession } from './begin-session.ts'
import {
  type Account,
  asVisitorWith,
  findAccountByEmail,
  findLink,
  insertAccount,
  nameShown,
  setLinkUsed,
  type Tx,
} from './repository.ts'

export type SignedIn = BegunSession & Readonly<{ returnPath: string }>

/** Whom a link would sign in. Changes nothing: programs that look into mail open links too. */
export async function whomLinkSignsIn(ctx: Ctx, token: string): Promise<Result<string, 'expired'>> {
  if (!isLinkToken(token)) return refuse('expired')
  const tokenHash = linkHashOf(token)
  const link = await asVisitorWith(ctx.db, 'sign_in', tokenHash, (tx) => findLink(tx, tokenHash, ctx.now()))
  return link === undefined ? refuse('expired') : ok(link.email)
}

/** Signs in with a link, once. The account is made where the address has none. */
export async function signInByLink(
  ctx: Ctx,
  token: string,
  browser: BrowserShown,
): Promise<Result<SignedIn, 'expired'>> {
  if (!isLinkToken(token)) return refuse('expired')
  const [tokenHash, now] = [linkHashOf(token), ctx.now()]
  return asVisitorWith(ctx.db, 'sign_in', tokenHash, async (tx) => {
    const link = await setLinkUsed(tx, tokenHash, now)
    if (link === undefined) return refuse('expired')

    const account = await accountOf(tx, link.email, ctx)
    await nameShown(tx, 'account', account.id)
    const begun = await beginSession(tx, account.id, browser, now)
    const deed = {
      actor: { accountId: account.id },
      action: 'signed in by link',
      object: `account ${account.id}`,
    }
    await appendAudit(tx, deed, now)
    return ok({ ...begun, returnPath: link.returnPath })
  })
}

async function accountOf(tx: Tx, email: string, { language, now }: Ctx): Promise<Account> {
  await nameShown(tx, 'email', email)
  const known = await findAccountByEmail(tx, email)
  if (known !== undefined) return known

  await insertAccount(tx, { id: randomUUID(), email, language, createdAt: now() })
  const made = await findAccountByEmail(tx, email) // perhaps of another first visit at the same moment
  if (made === undefined) throw new Error('the account that was just made is not there')
  return made
}
