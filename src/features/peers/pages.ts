import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { groupsOf } from '#engine/disclosure/peer-tree.ts'
import type { Figures } from '#features/figures/index.ts'
import { findScan, missingPage } from '#features/scan/index.ts'
import type { Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { ROUTES, peersPath } from './addresses.ts'
import { compare, groupsLike } from './compare.ts'
import { comparisonPage } from './comparison-page.ts'
import { consentPage } from './consent-page.ts'
import { PURPOSES } from './contract.ts'
import { countAlong } from './count-along.ts'
import { findComparison } from './find-comparison.ts'
import { findConsent } from './find-consent.ts'
import { PEER_TREE } from './make-tables.ts'
import { peerScanOf } from './peer-scan-of.ts'

addStyles(new URL('./peers.css', import.meta.url))

type Answered = Response | Promise<Response>

const GROUPS = groupsOf(PEER_TREE).map(({ id }) => id)
const purposesSchema = z.array(z.enum(PURPOSES))

/** Consent and comparison. Their addresses lie under /scan/:link: mount this feature before the scan. */
export function peersPages(app: Hono<Env>, figures: Figures): void {
  app.get(ROUTES.consent, (c) => showConsent(c, figures))
  app.post(ROUTES.consent, (c) => saveConsent(c, figures))
  app.get(ROUTES.compare, (c) => showComparison(c, figures))
  app.get(ROUTES.open, (c) => showOpen(c, figures))
}

const linkOf = (c: Context<Env>) => c.req.param('link') ?? ''

function missing(c: Context<Env>): Answered {
  const { language, path } = languageOf(c.req.path)
  return c.html(missingPage(language, path), 404)
}

async function showConsent(c: Context<Env>, figures: Figures): Promise<Response> {
  const { language } = c.get('ctx')
  const found = await findConsent(c.get('ctx'), figures, linkOf(c))
  if (!found.ok) return missing(c)

  const coreFlows = figures.flows.flows.filter(({ isCore }) => isCore).length
  return c.html(consentPage({ scanLink: linkOf(c), purposes: found.value.purposes, coreFlows, language }))
}

async function saveConsent(c: Context<Env>, figures: Figures): Promise<Response> {
  const form = new URLSearchParams(await c.req.text())
  const purposes = purposesSchema.safeParse(form.getAll('purpose'))
  if (!purposes.success) return errorPage(c, 'badRequest', 400)

  const saved = await countAlong(c.get('ctx'), figures, linkOf(c), purposes.data)
  return saved.ok ? c.redirect(pathIn(c.get('ctx').language, peersPath.consent(linkOf(c))), 303) : missing(c)
}

async function showComparison(c: Context<Env>, figures: Figures): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findScan(ctx, figures, linkOf(c))
  if (!found.ok) return missing(c)

  const own = peerScanOf(found.value, figures)
  const snapshot = await findComparison(ctx)
  const groups = groupsLike(own)
  const compared = snapshot === undefined ? [] : compare(snapshot.content, figures, groups, own)
  const view = { figures, language: ctx.language, snapshot, compared, groups: GROUPS }
  return c.html(comparisonPage({ ...view, scanLink: linkOf(c), like: groups[0] ?? 'all' }))
}

async function showOpen(c: Context<Env>, figures: Figures): Promise<Response> {
  const ctx = c.get('ctx')
  const group = c.req.query('groep') ?? 'all'
  if (!GROUPS.includes(group)) return errorPage(c, 'notFound', 404)

  const snapshot = await findComparison(ctx)
  const compared = snapshot === undefined ? [] : compare(snapshot.content, figures, [group])
  return c.html(
    comparisonPage({ figures, language: ctx.language, snapshot, compared, groups: GROUPS, group }),
  )
}
