import type { Context, Hono } from 'hono'
import type { Env } from '#platform/context.ts'
import { languageOf } from '#platform/i18n.ts'
import { ROUTES, withReturn } from './addresses.ts'
import { readEmail, safeReturnPath } from './contract.ts'
import { countAttempt } from './count-attempt.ts'
import type { IdentityParts } from './identity-parts.ts'
import { TRY_LIMITS } from './limits.ts'
import { messages } from './messages.ts'
import { sendLink } from './send-link.ts'
import { signInByLink, whomLinkSignsIn } from './sign-in-by-link.ts'
import { linkPage, sentPage, signInPage } from './sign-in-page.ts'
import { signOut } from './sign-out.ts'
import { siteUrlOf } from './site-url.ts'
import { type Answered, browserOf, formOf, goTo, plainPage, tooManyPage } from './visit.ts'
import { visitorAddressOf } from './visitor-address.ts'

/** Signing in by a link in a mail, and signing out. */
export function signInRoutes(app: Hono<Env>, parts: IdentityParts): void {
  app.get(ROUTES.signIn, (c) => showSignIn(c, parts))
  app.post(ROUTES.signIn, (c) => askLink(c, parts))
  app.get(ROUTES.sent, (c) => c.html(sentPage(c.get('ctx').language, parts.mailLeaves)))
  app.get(ROUTES.link, (c) => showLink(c, parts))
  app.post(ROUTES.link, (c) => useLink(c, parts))
  app.post(ROUTES.signOut, (c) => leave(c, parts))
}

function showSignIn(c: Context<Env>, { config }: IdentityParts): Answered {
  const { language, actor, session } = c.get('ctx')
  const returnPath = safeReturnPath(c.req.query('terug'))
  if (session?.awaits === 'code') return goTo(c, withReturn(ROUTES.code, returnPath))
  if (actor !== undefined) return c.redirect(returnPath, 303)
  return c.html(signInPage({ language, returnPath, hasEherkenning: config.oidc !== undefined }))
}

async function askLink(c: Context<Env>, { config }: IdentityParts): Promise<Response> {
  const { language } = c.get('ctx')
  const fields = await formOf(c)
  const typed = fields.get('email') ?? ''
  const returnPath = safeReturnPath(fields.get('terug') ?? undefined)
  const email = readEmail(typed)
  if (email === undefined) {
    const view = {
      language,
      returnPath,
      email: typed,
      isWrong: true,
      hasEherkenning: config.oidc !== undefined,
    }
    return c.html(signInPage(view), 400)
  }

  const visitorAddress = visitorAddressOf(c, config.trustedProxies)
  const siteUrl = siteUrlOf(c, config)
  const sent = await sendLink(c.get('ctx'), { email, returnPath, visitorAddress, siteUrl })
  return sent.ok ? goTo(c, ROUTES.sent) : tooManyPage(c, sent.error)
}

const tokenOf = (c: Context<Env>) => c.req.param('token') ?? ''

/** Counts tries to use a link: nobody guesses one, and nobody keeps the database busy with it. */
const countLink = (c: Context<Env>, { config }: IdentityParts) =>
  countAttempt(c.get('ctx'), TRY_LIMITS.linksFromVisitor, visitorAddressOf(c, config.trustedProxies))

async function showLink(c: Context<Env>, parts: IdentityParts): Promise<Response> {
  const counted = await countLink(c, parts)
  if (!counted.ok) return tooManyPage(c, counted.error)
  const email = await whomLinkSignsIn(c.get('ctx'), tokenOf(c))
  return email.ok ? c.html(linkPage(c.get('ctx').language, tokenOf(c), email.value)) : expired(c)
}

async function useLink(c: Context<Env>, parts: IdentityParts): Promise<Response> {
  const counted = await countLink(c, parts)
  if (!counted.ok) return tooManyPage(c, counted.error)
  const signedIn = await signInByLink(c.get('ctx'), tokenOf(c), browserOf(c, parts))
  if (!signedIn.ok) return expired(c)

  const { token, hasFactor, returnPath } = signedIn.value
  parts.cookie.set(c, token)
  return hasFactor ? goTo(c, withReturn(ROUTES.code, returnPath)) : c.redirect(returnPath, 303)
}

function expired(c: Context<Env>): Answered {
  const t = messages(languageOf(c.req.path).language)
  const next = { path: ROUTES.signIn, text: t('link.expired.go') }
  return plainPage(c, 410, t('link.expired.title'), t('link.expired.body'), next)
}

async function leave(c: Context<Env>, { cookie }: IdentityParts): Promise<Response> {
  const { session } = c.get('ctx')
  if (session !== undefined) await signOut(c.get('ctx'), session)
  cookie.clear(c)
  return goTo(c, '/')
}
