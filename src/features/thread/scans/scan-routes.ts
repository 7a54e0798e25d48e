import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, linkButton, paragraph, smallPrint } from '#platform/ui/components.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { page } from '#platform/ui/layout.ts'
import { isUuid } from '../is-uuid.ts'
import { FIRM_QUERY, ROUTES, threadPath } from '../addresses.ts'
import { chooseFirmPage, firmPage } from '../firm-page.ts'
import { messages } from '../messages.ts'
import { findOwnFirms } from '../save-firm.ts'
import type { ThreadSite } from '../site.ts'
import { toThread } from '../to-thread.ts'
import { keepScan, openKeptScan, releaseScan } from './keep-scan.ts'

export function scanRoutes(app: Hono<Env>, site: ThreadSite): void {
  app.post(
    ROUTES.keep,
    signedIn((c, actor) => keep(c, actor, site)),
  )
  app.get(
    ROUTES.scan,
    signedIn((c, actor) => show(c, actor, site)),
  )
  app.post(
    ROUTES.scan,
    signedIn((c, actor) => open(c, actor, site)),
  )
  app.post(
    ROUTES.release,
    signedIn((c, actor) => release(c, actor, site)),
  )
}

/** With one firm at once, with more after a choice, without one after naming it. */
async function keep(c: Context<Env>, actor: Actor, site: ThreadSite): Promise<Response> {
  const { language } = c.get('ctx')
  const fields = new URLSearchParams(await c.req.text())
  const link = fields.get('link') ?? ''
  const chosen = fields.get(FIRM_QUERY)
  const firms = await findOwnFirms(c.get('ctx'), actor)
  if (firms.length === 0) {
    const typed = { name: '', kvk: '', contact: '', phone: '' }
    return c.html(firmPage({ language, typed, version: 0, keep: link }))
  }
  const [only] = firms
  const firmId = firms.length === 1 ? only?.id : chosen
  if (firmId === null || firmId === undefined) return c.html(chooseFirmPage(firms, link, language))
  return keepAfterwards(c, actor, site, { link, firmId })
}

export async function keepAfterwards(
  c: Context<Env>,
  actor: Actor,
  { openSeal, onKept }: ThreadSite,
  scan: Readonly<{ link: string; firmId: string }>,
): Promise<Response> {
  const seal = openSeal()
  if (!seal.ok) return explained(c, 'nokey', 503)
  const kept = await keepScan(c.get('ctx'), actor, seal.value, scan, onKept)
  if (kept.ok) return toThread(c, scan.firmId, 'scan')
  return kept.error === 'not-found' ? refusedPage(c, 'not-found') : explained(c, 'elsewhere', 409)
}

async function show(c: Context<Env>, actor: Actor, site: ThreadSite): Promise<Response> {
  const { language } = c.get('ctx')
  const found = await linkOf(c, actor, site)
  if (!(typeof found === 'string')) return found
  const t = messages(language)
  const id = c.req.param('id') ?? ''
  const main = html`${heading(1, t('scan.title'))}
${paragraph(t('scan.lead'), { lead: true })}
${form(pathIn(language, threadPath.scan(id)), actions(button(t('scan.open'))))}
${smallPrint(t('scan.release.why'))}
${form(pathIn(language, threadPath.release(id)), actions(button(t('scan.release'), { kind: 'secondary' })))}`
  const backHref = pathIn(language, ROUTES.thread)
  return c.html(page({ title: t('scan.title'), language, path: threadPath.scan(id), main, backHref }))
}

/** By a form, so that the private link stands in no page that a browser keeps for the way back. */
async function open(c: Context<Env>, actor: Actor, site: ThreadSite): Promise<Response> {
  const found = await linkOf(c, actor, site)
  if (typeof found !== 'string') return found
  return c.redirect(pathIn(c.get('ctx').language, `/advies/${found}`), 303)
}

async function linkOf(c: Context<Env>, actor: Actor, { openSeal }: ThreadSite): Promise<string | Response> {
  const id = c.req.param('id') ?? ''
  if (!isUuid(id)) return refusedPage(c, 'not-found')
  const seal = openSeal()
  if (!seal.ok) return explained(c, 'nokey', 503)
  const opened = await openKeptScan(c.get('ctx'), actor, seal.value, id)
  if (opened.ok) return opened.value
  return opened.error === 'not-found' ? refusedPage(c, 'not-found') : explained(c, 'sealed', 410)
}

async function release(c: Context<Env>, actor: Actor, { onReleased }: ThreadSite): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const released = isUuid(id) ? await releaseScan(c.get('ctx'), actor, id, onReleased) : undefined
  return released?.ok === true ? toThread(c, released.value, 'gone') : refusedPage(c, 'not-found')
}

function explained(
  c: Context<Env>,
  why: 'elsewhere' | 'nokey' | 'sealed',
  status: 409 | 410 | 503,
): Response | Promise<Response> {
  const { language } = c.get('ctx')
  const t = messages(language)
  const title = t(`keep.${why}.title`)
  const main = html`${heading(1, title)}${paragraph(t(`keep.${why}.body`))}
${actions(linkButton(pathIn(language, ROUTES.thread), t('thread.title'), { kind: 'secondary' }))}`
  return c.html(page({ title, language, path: ROUTES.thread, main }), status)
}
