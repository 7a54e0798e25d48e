import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env, VisitorSession } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { ROUTES } from '../addresses.ts'
import { safeReturnPath } from '../contract.ts'
import type { IdentityParts } from '../identity-parts.ts'
import { messages } from '../messages.ts'
import { type Answered, formOf, goTo, plainPage, signedIn, tooManyPage, toSignIn } from '../visit.ts'
import { codePage, factorPage, recoveryPage } from './factor-page.ts'
import { beginFactor, confirmFactor, endFactor, findFactorView } from './set-up-factor.ts'
import { showFactor } from './show-factor.ts'

addStyles(new URL('../identity.css', import.meta.url))

/** Showing the second factor, setting it up, and taking it away. */
export function factorRoutes(app: Hono<Env>, parts: IdentityParts): void {
  app.get(ROUTES.code, showCode)
  app.post(ROUTES.code, (c) => takeCode(c, parts))
  app.get(
    ROUTES.factor,
    signedIn((c, actor, session) => showSetUp(c, actor, session, parts)),
  )
  app.post(
    ROUTES.factor,
    signedIn((c, actor) => begin(c, actor, parts)),
  )
  app.post(
    ROUTES.factorConfirm,
    signedIn((c, actor, session) => confirm(c, actor, session, parts)),
  )
  app.post(
    ROUTES.factorOff,
    signedIn((c, actor, session) => end(c, actor, session, parts)),
  )
}

function showCode(c: Context<Env>): Answered {
  const { session, language } = c.get('ctx')
  const returnPath = safeReturnPath(c.req.query('terug'))
  if (session === undefined) return toSignIn(c)
  return session.awaits === 'code' ? c.html(codePage({ language, returnPath })) : c.redirect(returnPath, 303)
}

async function takeCode(c: Context<Env>, { openSeal, cookie }: IdentityParts): Promise<Response> {
  const { session, language } = c.get('ctx')
  if (session === undefined) return toSignIn(c)
  const fields = await formOf(c)
  const returnPath = safeReturnPath(fields.get('terug') ?? undefined)
  if (session.awaits !== 'code') return c.redirect(returnPath, 303)
  const seal = openSeal()
  if (!seal.ok) return noSeal(c)

  const shown = await showFactor(c.get('ctx'), session, fields.get('code') ?? '', seal.value)
  if (!shown.ok) {
    if (shown.error.kind === 'too-many') return tooManyPage(c, shown.error)
    return c.html(codePage({ language, returnPath, isWrong: true }), 400)
  }
  cookie.set(c, shown.value)
  return c.redirect(returnPath, 303)
}

async function showSetUp(
  c: Context<Env>,
  actor: Actor,
  session: VisitorSession,
  { openSeal }: IdentityParts,
  isWrong = false,
): Promise<Response> {
  const seal = openSeal()
  if (!seal.ok) return noSeal(c)
  const { language } = c.get('ctx')
  const view = await findFactorView(c.get('ctx'), actor, seal.value)
  const isNeeded = session.awaits === 'set-up'
  return c.html(factorPage({ language, view, isNeeded, isWrong }), isWrong ? 400 : 200)
}

async function begin(c: Context<Env>, actor: Actor, { openSeal }: IdentityParts): Promise<Response> {
  const seal = openSeal()
  if (!seal.ok) return noSeal(c)
  const begun = await beginFactor(c.get('ctx'), actor, seal.value)
  return begun.ok ? goTo(c, ROUTES.factor) : refusedPage(c, begun.error)
}

async function confirm(
  c: Context<Env>,
  actor: Actor,
  session: VisitorSession,
  parts: IdentityParts,
): Promise<Response> {
  const seal = parts.openSeal()
  if (!seal.ok) return noSeal(c)
  const code = (await formOf(c)).get('code') ?? ''
  const confirmed = await confirmFactor(c.get('ctx'), session, actor, code, seal.value)
  if (!confirmed.ok) {
    if (confirmed.error.kind === 'too-many') return tooManyPage(c, confirmed.error)
    return showSetUp(c, actor, session, parts, true)
  }
  parts.cookie.set(c, confirmed.value.token)
  const next = session.awaits === 'set-up' ? ROUTES.people : ROUTES.security
  return c.html(recoveryPage(c.get('ctx').language, confirmed.value.recoveryCodes, next))
}

async function end(
  c: Context<Env>,
  actor: Actor,
  session: VisitorSession,
  parts: IdentityParts,
): Promise<Response> {
  const seal = parts.openSeal()
  if (!seal.ok) return noSeal(c)
  const ended = await endFactor(c.get('ctx'), actor, (await formOf(c)).get('code') ?? '', seal.value)
  if (ended.ok) return goTo(c, ROUTES.factor)
  if (ended.error.kind === 'too-many') return tooManyPage(c, ended.error)
  return showSetUp(c, actor, session, parts, true)
}

function noSeal(c: Context<Env>): Answered {
  const t = messages(c.get('ctx').language)
  return plainPage(c, 503, t('factor.title'), t('factor.noSeal'))
}
