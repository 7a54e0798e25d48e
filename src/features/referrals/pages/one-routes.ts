import type { Context } from 'hono'
import { asSchakelFor } from '#features/attention/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx, Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { referralPath } from '../addresses.ts'
import { findReferralView, type ReferralView } from '../find-referrals.ts'
import { messages } from '../messages.ts'
import { referMessages } from '../messages-refer.ts'
import { type MoveRefusal, moveReferral } from '../move-referral.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { missingFields, readDeed, type TypedDeed } from './deed-form.ts'
import { isUuid } from './is-uuid.ts'
import { type OneView, onePage } from './one-page.ts'
import { findPeerTold } from './repository.ts'

type C = Context<Env>
export type As = 'firm' | 'receiver' | 'adviser'
const PATH_OF = {
  firm: referralPath.own,
  receiver: referralPath.received,
  adviser: referralPath.advised,
} as const

/** Which page, and with what. */
export type Visit = Readonly<{ actor: Actor; as: As; parts: ReferralParts }>
type Again = Pick<OneView, 'typed' | 'errors' | 'isChanged'>
const idOf = (c: C) => c.req.param('id') ?? ''

export async function showOne(c: C, { actor, as, parts }: Visit, again?: Again): Promise<Response> {
  const ctx = c.get('ctx')
  const found = isUuid(idOf(c)) ? await findReferralView(ctx, actor, idOf(c), as) : undefined
  if (found?.ok !== true) return refusedPage(c, 'not-found')
  const { language } = ctx
  const said = again === undefined ? saidText(c) : undefined
  const told = await peerTold(ctx, actor, found.value)
  const view = { shown: found.value, language, now: ctx.now(), parts, path: PATH_OF[as](idOf(c)), said, told }
  const status = again === undefined ? 200 : again.isChanged === true ? 409 : 400
  return c.html(onePage({ ...view, ...again }), status)
}

/** What the peer did: for who decides about meeting it, and the adviser. */
async function peerTold({ db }: Ctx, actor: Actor, { referral, side }: ReferralView) {
  const { peerOfferId } = referral
  if (peerOfferId === undefined || side === 'receiver') return undefined
  return asActor(db, actor, (tx) => asSchakelFor(tx, [], () => findPeerTold(tx, peerOfferId)))
}

function saidText(c: C): string | undefined {
  const { language } = c.get('ctx')
  const said = c.req.query('stand')
  if (said === 'voorgesteld') return referMessages(language)('new.sent')
  return said === 'bewaard' ? messages(language)('done') : undefined
}

export async function moveOne(c: C, visit: Visit): Promise<Response> {
  const ctx = c.get('ctx')
  const { actor, as, parts } = visit
  if (!isUuid(idOf(c))) return refusedPage(c, 'not-found')
  const { typed, form, errors } = readDeed(new URLSearchParams(await c.req.text()), ctx.language)
  if (form === undefined) return showOne(c, visit, { typed, errors, isChanged: errors.length === 0 })
  const moved = await moveReferral(ctx, parts, actor, { id: idOf(c), as, form })
  if (!moved.ok) return refused(c, visit, typed, moved.error)
  return c.redirect(pathIn(ctx.language, `${PATH_OF[as](idOf(c))}?stand=bewaard`), 303)
}

function refused(c: C, visit: Visit, typed: TypedDeed, refusal: MoveRefusal): Response | Promise<Response> {
  if (refusal.why === 'not-found') return refusedPage(c, 'not-found')
  if (refusal.why === 'changed') return showOne(c, visit, { typed, isChanged: true })
  return showOne(c, visit, { typed, errors: missingFields(refusal.fields, c.get('ctx').language) })
}
