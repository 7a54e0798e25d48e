import type { Context } from 'hono'
import { mayActFor } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { peerPath } from '../addresses.ts'
import { PEER_FIELDS, peerSchema } from '../contract.ts'
import { peerMessages } from '../messages-peer.ts'
import { agreeToTalk, findOwnPeer, stopTalking } from '../peers/agree-to-talk.ts'
import { type ReferralParts, sectorsOf } from '../referral-parts.ts'
import { findFirmNames } from '../people/repository.ts'
import { type PeerPageView, peerPage, peerWithoutFirmPage, type TypedPeer } from './peer-page.ts'

type C = Context<Env>
type Again = Pick<PeerPageView, 'typed' | 'errors' | 'isConflict'>

/** The firm that the address names; without a name the first one. */
const firmIdOf = (c: C, actor: Actor): string | undefined => c.req.query('bedrijf') ?? actor.firmIds[0]

export async function showPeer(c: C, actor: Actor, parts: ReferralParts, again?: Again): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const firmId = firmIdOf(c, actor)
  if (firmId === undefined) return c.html(peerWithoutFirmPage(language))
  const own = await findOwnPeer(ctx, actor, firmId)
  if (!own.ok) return refusedPage(c, 'not-found')
  const names = await asActor(ctx.db, actor, (tx) => findFirmNames(tx, actor.firmIds))
  const firms = actor.firmIds.map((id) => ({ id, name: names.get(id) ?? '' }))
  const firm = firms.find(({ id }) => id === firmId) ?? { id: firmId, name: '' }
  const saved = again === undefined ? SAVED[c.req.query('stand') ?? ''] : undefined
  const status = again === undefined ? 200 : again.isConflict === true ? 409 : 400
  return c.html(peerPage({ firm, firms, own: own.value, saved, language, parts, ...again }), status)
}

const SAVED: Readonly<Record<string, 'saved' | 'stopped' | undefined>> = {
  bewaard: 'saved',
  gestopt: 'stopped',
}

export async function savePeer(c: C, actor: Actor, parts: ReferralParts): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const firmId = firmIdOf(c, actor)
  if (firmId === undefined || !mayActFor(actor, firmId)) return refusedPage(c, 'not-found')
  const fields = new URLSearchParams(await c.req.text())
  const typed = typedOf(fields, parts)
  const read = peerSchema.safeParse({
    ...typed,
    most: typed.most || undefined,
    version: fields.get('version'),
  })
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
    const t = peerMessages(language)
    const errors = PEER_FIELDS.filter((field) => wrong.has(field)).map((field) => ({
      field,
      message: t(`peer.fault.${field}`),
    }))
    return showPeer(c, actor, parts, { typed, errors })
  }
  const saved = await agreeToTalk(ctx, actor, firmId, read.data)
  if (saved.ok) return c.redirect(pathIn(language, `${peerPath(firmId)}&stand=bewaard`), 303)
  if (saved.error === 'not-found') return refusedPage(c, 'not-found')
  return showPeer(c, actor, parts, { typed, isConflict: true })
}

/** Steps and sectors that do not exist are as good as not chosen. */
function typedOf(fields: URLSearchParams, parts: ReferralParts): TypedPeer {
  const steps = new Set(parts.figures.steps.map(({ id }) => id))
  const sector = fields.get('sector') ?? ''
  const isSector = sectorsOf(parts, 'nl').some(({ code }) => code === sector)
  const text = (name: 'province' | 'did' | 'most') => (fields.get(name) ?? '').trim()
  return {
    steps: [...new Set(fields.getAll('steps'))].filter((id) => steps.has(id)),
    sector: isSector ? sector : '',
    ...{ province: text('province'), did: text('did'), most: text('most') },
  }
}

export async function stopPeer(c: C, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const firmId = firmIdOf(c, actor)
  const stopped = firmId === undefined ? undefined : await stopTalking(ctx, actor, firmId)
  if (firmId === undefined || stopped?.ok !== true) return refusedPage(c, 'not-found')
  return c.redirect(pathIn(ctx.language, `${peerPath(firmId)}&stand=gestopt`), 303)
}
