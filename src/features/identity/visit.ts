import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Actor } from '#platform/actor.ts'
import type { Env, VisitorSession } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { heading, linkButton, paragraph } from '#platform/ui/components.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES, withReturn } from './addresses.ts'
import type { BrowserShown } from './begin-session.ts'
import type { TooMany } from './count-attempt.ts'
import { deviceOf } from './device.ts'
import type { IdentityParts } from './identity-parts.ts'
import { messages } from './messages.ts'

export type Answered = Response | Promise<Response>

/** The fields of a form. */
export const formOf = async (c: Context<Env>): Promise<URLSearchParams> =>
  new URLSearchParams(await c.req.text())

/** On to a page in the language of this one, after a form. */
export const goTo = (c: Context<Env>, path: string): Response =>
  c.redirect(pathIn(c.get('ctx').language, path), 303)

/**
 * To the page to sign in, and back here afterwards. For a page of somebody who is not signed in; also shows the way to
 * the second factor, where that is what is missing.
 */
export function toSignIn(c: Context<Env>): Response {
  const { path } = languageOf(c.req.path)
  const returnPath = c.req.method === 'GET' ? pathIn(c.get('ctx').language, path) : ROUTES.mine
  return goTo(c, withReturn(ROUTES.signIn, returnPath))
}

/** A page for whoever is signed in; others are sent to sign in first. */
export const signedIn =
  (show: (c: Context<Env>, actor: Actor, session: VisitorSession) => Answered) =>
  (c: Context<Env>): Answered => {
    const { actor, session } = c.get('ctx')
    return actor === undefined || session === undefined ? toSignIn(c) : show(c, actor, session)
  }

export const browserOf = (c: Context<Env>, { cookie }: IdentityParts): BrowserShown => ({
  device: deviceOf(c.req.header('user-agent')),
  oldToken: cookie.read(c),
})

/** Too many tries: when to try again, for people and for programs. */
export function tooManyPage(c: Context<Env>, { retryAfterSeconds }: TooMany): Answered {
  const t = messages(c.get('ctx').language)
  c.header('Retry-After', String(retryAfterSeconds))
  return plainPage(c, 429, t('tooMany.title'), t('tooMany.body', Math.ceil(retryAfterSeconds / 60)))
}

/** One thing to know, and perhaps one way on. */
export function plainPage(
  c: Context<Env>,
  status: 200 | 400 | 403 | 409 | 410 | 429 | 503,
  title: string,
  body: string,
  next?: Readonly<{ path: string; text: string }>,
): Answered {
  const { language, path } = languageOf(c.req.path)
  const way =
    next === undefined
      ? ''
      : html`<div class="schakel-actions">${linkButton(pathIn(language, next.path), next.text)}</div>`
  const main = html`${heading(1, title)}${paragraph(body)}${way}`
  return c.html(page({ title, language, path, main }), status)
}
