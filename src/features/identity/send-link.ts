import { ok, type Result } from '#engine/kernel/result.ts'
import type { Ctx } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { linkPath } from './addresses.ts'
import { countAttempt, type TooMany } from './count-attempt.ts'
import { LINK_LIVES_MS, TRY_LIMITS } from './limits.ts'
import { messages } from './messages.ts'
import { asVisitorWith, insertLink } from './repository.ts'

export type LinkRequest = Readonly<{
  email: string // readEmail made it
  returnPath: string
  visitorAddress: string
  siteUrl: string // where the link leads; never taken from what a visitor sent
}>

/**
 * Mails a link to sign in with. Whether the address has an account is not looked at: the work and the answer are the
 * same. Refused after too many tries, for one address or by one visitor.
 */
export async function sendLink(ctx: Ctx, request: LinkRequest): Promise<Result<void, TooMany>> {
  const { email, returnPath, visitorAddress, siteUrl } = request
  const byVisitor = await countAttempt(ctx, TRY_LIMITS.mailsFromVisitor, visitorAddress)
  if (!byVisitor.ok) return byVisitor
  const toAddress = await countAttempt(ctx, TRY_LIMITS.mailsToAddress, email)
  if (!toAddress.ok) return toAddress

  const [token, now, t] = [drawLinkToken(), ctx.now(), messages(ctx.language)]
  const tokenHash = linkHashOf(token)
  const url = `${siteUrl}${pathIn(ctx.language, linkPath(token))}`
  await asVisitorWith(ctx.db, 'sign_in', tokenHash, async (tx) => {
    const expiresAt = new Date(now.getTime() + LINK_LIVES_MS)
    await insertLink(tx, { tokenHash, email, createdAt: now, expiresAt, returnPath })
    const mail = { subject: t('mail.subject'), body: t('mail.body', url, LINK_LIVES_MS / 60_000) }
    await queueMail(tx, { key: `sign-in ${tokenHash}`, recipient: email, ...mail }, now)
  })
  return ok(undefined)
}
