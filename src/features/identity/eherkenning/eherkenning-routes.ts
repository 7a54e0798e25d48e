import type { Context, Hono } from 'hono'
import type { OidcConfig } from '#platform/config.ts'
import type { Env } from '#platform/context.ts'
import { ROUTES, withReturn } from '../addresses.ts'
import { safeReturnPath } from '../contract.ts'
import type { IdentityParts } from '../identity-parts.ts'
import { messages } from '../messages.ts'
import { type Answered, browserOf, goTo, plainPage, tooManyPage } from '../visit.ts'
import { visitorAddressOf } from '../visitor-address.ts'
import { beginVisit } from './begin-visit.ts'
import { finishVisit, type VisitRefusal } from './finish-visit.ts'
import { openProvider, type Provider } from './provider.ts'

/** Signing in with eHerkenning; only where a provider is configured. */
export function eherkenningRoutes(app: Hono<Env>, parts: IdentityParts): void {
  const { oidc, publicUrl } = parts.config
  if (oidc === undefined || publicUrl === undefined) return
  const provider = openProvider(oidc, `${publicUrl}${ROUTES.eherkenningBack}`, parts.note)
  app.get(ROUTES.eherkenning, (c) => leave(c, parts, provider))
  app.get(ROUTES.eherkenningBack, (c) => comeBack(c, parts, oidc, provider))
}

/** A link, not a form: the content security policy lets forms lead to this site only. It signs nobody in. */
async function leave(c: Context<Env>, parts: IdentityParts, provider: Provider): Promise<Response> {
  const returnPath = safeReturnPath(c.req.query('terug'))
  const visitorAddress = visitorAddressOf(c, parts.config.trustedProxies)
  const begun = await beginVisit(c.get('ctx'), provider, { returnPath, visitorAddress })
  if (!begun.ok) return begun.error === 'away' ? refused(c, 'away') : tooManyPage(c, begun.error)
  parts.attemptCookie.set(c, begun.value.state)
  return c.redirect(begun.value.url, 303)
}

async function comeBack(
  c: Context<Env>,
  parts: IdentityParts,
  oidc: OidcConfig,
  provider: Provider,
): Promise<Response> {
  const cookieState = parts.attemptCookie.read(c)
  parts.attemptCookie.clear(c)
  const { search } = new URL(c.req.url)
  const back = { search, cookieState, browser: browserOf(c, parts) }
  const finished = await finishVisit(c.get('ctx'), provider, oidc, back)
  if (!finished.ok) return refused(c, finished.error)

  const { token, hasFactor, returnPath } = finished.value
  parts.cookie.set(c, token)
  return hasFactor ? goTo(c, withReturn(ROUTES.code, returnPath)) : c.redirect(returnPath, 303)
}

const WORDS = {
  away: { status: 503, title: 'eherkenning.away.title', body: 'eherkenning.away.body' },
  failed: { status: 400, title: 'eherkenning.failed.title', body: 'eherkenning.failed.body' },
  'low-assurance': { status: 403, title: 'eherkenning.low.title', body: 'eherkenning.low.body' },
  'no-firm': { status: 403, title: 'eherkenning.firm.title', body: 'eherkenning.firm.body' },
} as const satisfies Readonly<Record<VisitRefusal, unknown>>

function refused(c: Context<Env>, refusal: VisitRefusal): Answered {
  const t = messages(c.get('ctx').language)
  const { status, title, body } = WORDS[refusal]
  return plainPage(c, status, t(title), t(body), { path: ROUTES.signIn, text: t('again') })
}
