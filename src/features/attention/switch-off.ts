import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { asLinkHolder, drawLinkToken, isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import type { MailHeaders } from '#platform/mail/outbox.ts'
import { linkPath } from './addresses.ts'
import type { AttentionKind } from './contract.ts'
import { asSchakelFor, findLink, insertLink, insertOff, removeOff, type Tx } from './repository.ts'

/** The firm wants no more of this kind, from this transaction on; inside `asActor`. Call it last (audit log). */
export async function switchOff(
  tx: Tx,
  actor: Actor,
  { firmId, kind, now }: Readonly<{ firmId: string; kind: AttentionKind; now: Date }>,
): Promise<Result<'off' | 'unchanged', 'not-found'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  if (!(await insertOff(tx, { firmId, kind, since: now }))) return ok('unchanged')
  await appendAudit(tx, { actor, action: `switched off: ${kind}`, object: `firm ${firmId}` }, now)
  return ok('off')
}

/** The firm wants it again. */
export async function switchOn(
  tx: Tx,
  actor: Actor,
  { firmId, kind, now }: Readonly<{ firmId: string; kind: AttentionKind; now: Date }>,
): Promise<Result<'on' | 'unchanged', 'not-found'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  if (!(await removeOff(tx, firmId, kind))) return ok('unchanged')
  await appendAudit(tx, { actor, action: `switched on: ${kind}`, object: `firm ${firmId}` }, now)
  return ok('on')
}

export type OffLink = Readonly<{ url: string; headers: MailHeaders }>

/**
 * The switch at the end of one mail to a firm: an address, and the headers by which a mail program shows a button of its
 * own (RFC 8058). Only the hash of it is kept; it says no for this firm to this kind and can do nothing else.
 */
export async function offLink(
  tx: Tx,
  { firmId, kind, now }: Readonly<{ firmId: string; kind: AttentionKind; now: Date }>,
  { site, language }: Readonly<{ site: string; language: Language }>,
): Promise<OffLink> {
  const token = drawLinkToken()
  await asSchakelFor(tx, [], () =>
    insertLink(tx, { tokenHash: linkHashOf(token), firmId, kind, createdAt: now }),
  )
  const url = `${site}${pathIn(language, linkPath(token))}`
  const isSecure = site.startsWith('https:') // RFC 8058 wants https
  const oneClick = isSecure ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}
  return { url, headers: { 'List-Unsubscribe': `<${url}>`, ...oneClick } }
}

export type Switch = Readonly<{ kind: AttentionKind; isOff: boolean }>

/** What the link of a mail switches. */
export const findSwitch = ({ db }: Pick<Ctx, 'db'>, token: string): Promise<Result<Switch, 'not-found'>> =>
  isLinkToken(token)
    ? asLinkHolder(db, linkHashOf(token), async (tx) => {
        const link = await findLink(tx, linkHashOf(token))
        return link === undefined
          ? refuse('not-found')
          : ok({ kind: link.kind, isOff: link.offSince !== undefined })
      })
    : Promise.resolve(refuse('not-found'))

/** One click in a mail, by somebody or by a mail program; doing it again changes nothing. */
export const switchOffByLink = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  token: string,
): Promise<Result<Switch, 'not-found'>> =>
  isLinkToken(token)
    ? asLinkHolder(db, linkHashOf(token), async (tx) => {
        const link = await findLink(tx, linkHashOf(token))
        if (link === undefined) return refuse('not-found')
        const { firmId, kind } = link
        if (await insertOff(tx, { firmId, kind, since: now() })) {
          const action = `switched off by mail: ${kind}`
          await appendAudit(tx, { actor: undefined, action, object: `firm ${firmId}` }, now())
        }
        return ok({ kind, isOff: true })
      })
    : Promise.resolve(refuse('not-found'))
