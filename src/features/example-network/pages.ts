import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { deviceOf } from '#features/identity/index.ts'
import type { Config } from '#platform/config.ts'
import type { Env } from '#platform/context.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { isInvented } from '#platform/invented.ts'
import { sessionCookie } from '#platform/session-cookie.ts'
import { actions, button, form, heading, hiddenInput, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { page } from '#platform/ui/layout.ts'
import { messages } from './messages.ts'
import { ROLES, type Role } from './look-around.ts'
import { signInAs } from './sign-in-as.ts'

/** Without language; the frame of every page of an invented network leads here. */
const PATH = '/rondkijken'

/** Where everybody's day begins. */
const BEGIN = '/mijn'

/** Whether cookies go over https. */
export type ExampleConfig = Pick<Config, 'publicUrl'>

/** Looking around as somebody of the invented network. There is no such page where nothing is invented. */
export function examplePages(app: Hono<Env>, config: ExampleConfig): void {
  app.get(PATH, async (c) => {
    const { db, language } = c.get('ctx')
    return (await isInvented(db)) ? c.html(lookAroundPage(language)) : refusedPage(c, 'not-found')
  })
  app.post(PATH, (c) => begin(c, config))
}

async function begin(c: Context<Env>, config: ExampleConfig): Promise<Response> {
  const ctx = c.get('ctx')
  const chosen = new URLSearchParams(await c.req.text()).get('als')
  const role = ROLES.find((one) => one === chosen)
  if (role === undefined) return refusedPage(c, 'not-found')
  const cookie = sessionCookie(config)
  const browser = { device: deviceOf(c.req.header('user-agent')), oldToken: cookie.read(c) }
  const signedIn = await signInAs(ctx, role, browser)
  if (!signedIn.ok) return refusedPage(c, 'not-found')
  cookie.set(c, signedIn.value.token)
  return c.redirect(pathIn(ctx.language, BEGIN), 303)
}

function lookAroundPage(language: Language): Html {
  const t = messages(language)
  const way = (role: Role) => html`${paragraph(t(`${role}.about`))}
${form(pathIn(language, PATH), html`${hiddenInput('als', role)}${actions(button(t('go', t(`${role}.name`)), { kind: 'secondary' }))}`)}`
  const main = html`${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
${heading(2, t('as'))}
${ROLES.map(way)}
${paragraph(t('mail'))}`
  return page({ title: t('title'), language, path: PATH, main })
}
