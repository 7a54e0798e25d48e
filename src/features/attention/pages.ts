import type { Context, Hono } from 'hono'
import type { Result } from '#engine/kernel/result.ts'
import { mayActFor, signedIn } from '#features/identity/index.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { attentionPath, ROUTES } from './addresses.ts'
import { attentionPage, noFirmPage, switchPage } from './attention-page.ts'
import { ATTENTION_KINDS, PERIOD_DAYS } from './contract.ts'
import { attentionOf } from './offer-to.ts'
import { findOffered, findOwnFirms } from './repository.ts'
import { findSwitch, switchOff, switchOffByLink, switchOn } from './switch-off.ts'

type C = Context<Env>
const tokenOf = (c: C) => c.req.param('token') ?? ''

/** What a firm is offered and wants; and the switch in a mail, for which nobody signs in. */
export function attentionPages(app: Hono<Env>): void {
  app.get(ROUTES.attention, signedIn(show))
  app.post(ROUTES.attention, signedIn(save))
  app.get(ROUTES.link, showSwitch)
  app.post(ROUTES.link, pressSwitch)
}

async function show(c: C, actor: Actor): Promise<Response> {
  const { db, language, now } = c.get('ctx')
  if (actor.firmIds.length === 0) return c.html(noFirmPage(language))
  const view = await asActor(db, actor, async (tx) => {
    const firms = await findOwnFirms(tx, actor.firmIds)
    const asked = c.req.query('bedrijf')
    const firm = asked === undefined ? firms[0] : firms.find(({ id }) => id === asked)
    if (firm === undefined) return undefined
    const since = new Date(now().getTime() - PERIOD_DAYS * 86_400_000)
    const attention = (await attentionOf(tx, [firm.id], now())).get(firm.id)
    return {
      ...{ firm, firms, offered: await findOffered(tx, firm.id, since) },
      unwantedKinds: attention?.unwantedKinds ?? [],
    }
  })
  if (view === undefined) return refusedPage(c, 'not-found')
  const saved = (['on', 'off'] as const).find((one) => one === c.req.query('bewaard'))
  return c.html(attentionPage({ ...view, language, saved }))
}

async function save(c: C, actor: Actor): Promise<Response> {
  const { db, language, now } = c.get('ctx')
  const firmId = c.req.query('bedrijf') ?? ''
  const fields = new URLSearchParams(await c.req.text())
  const kind = ATTENTION_KINDS.find((one) => one === fields.get('kind'))
  const to = fields.get('to') === 'on' ? 'on' : 'off'
  if (kind === undefined || !mayActFor(actor, firmId)) return refusedPage(c, 'not-found')
  const change = { firmId, kind, now: now() }
  const saved = await asActor(
    db,
    actor,
    async (tx): Promise<Result<string, 'not-found'>> =>
      to === 'on' ? switchOn(tx, actor, change) : switchOff(tx, actor, change),
  )
  if (!saved.ok) return refusedPage(c, saved.error)
  return c.redirect(pathIn(language, `${attentionPath(firmId)}&bewaard=${to}`), 303)
}

/** Shows a button only: mail programs open links on their own. */
async function showSwitch(c: C): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findSwitch(ctx, tokenOf(c))
  return found.ok ? c.html(switchPage(ctx.language, tokenOf(c), found.value)) : refusedPage(c, found.error)
}

async function pressSwitch(c: C): Promise<Response> {
  const ctx = c.get('ctx')
  const off = await switchOffByLink(ctx, tokenOf(c))
  return off.ok ? c.html(switchPage(ctx.language, tokenOf(c), off.value)) : refusedPage(c, off.error)
}
