import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env, VisitorSession } from '#platform/context.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { ROUTES } from './addresses.ts'
import { settingsSchema } from './contract.ts'
import { findOwn, saveSettings } from './find-own.ts'
import type { IdentityParts } from './identity-parts.ts'
import { messages } from './messages.ts'
import { securityPage } from './security-page.ts'
import { endOneSession, signOutEverywhere } from './sign-out.ts'
import { formOf, goTo, signedIn } from './visit.ts'

/** "Inloggen en veiligheid": what somebody sees and changes of the own account. */
export function securityRoutes(app: Hono<Env>, { cookie }: IdentityParts): void {
  app.get(ROUTES.security, signedIn(show))
  app.post(ROUTES.settings, signedIn(save))
  app.post(
    ROUTES.session,
    signedIn(async (c, actor) => {
      const ended = await endOneSession(c.get('ctx'), actor, (await formOf(c)).get('session') ?? '')
      return ended.ok ? goTo(c, ROUTES.security) : refusedPage(c, ended.error)
    }),
  )
  app.post(
    ROUTES.everywhere,
    signedIn(async (c, actor) => {
      await signOutEverywhere(c.get('ctx'), actor)
      cookie.clear(c)
      return goTo(c, '/')
    }),
  )
}

async function show(c: Context<Env>, actor: Actor, { tokenHash }: VisitorSession): Promise<Response> {
  const { language } = c.get('ctx')
  const own = await findOwn(c.get('ctx'), actor)
  return c.html(securityPage({ ...own, language, tokenHash, isSaved: c.req.query('bewaard') !== undefined }))
}

async function save(c: Context<Env>, actor: Actor, { tokenHash }: VisitorSession): Promise<Response> {
  const { language } = c.get('ctx')
  const fields = await formOf(c)
  const typed = { name: fields.get('name') ?? '', language: fields.get('language') ?? '' }
  const settings = settingsSchema.safeParse(typed)
  if (settings.success) {
    await saveSettings(c.get('ctx'), actor, settings.data)
    return goTo(c, `${ROUTES.security}?bewaard`)
  }
  const t = messages(language)
  const wrong = new Set(settings.error.issues.map(({ path }) => path[0]))
  const errors: FieldError[] = []
  if (wrong.has('name')) errors.push({ field: 'name', message: t('settings.name.long') })
  if (wrong.has('language')) errors.push({ field: 'language', message: t('settings.language.none') })
  const own = await findOwn(c.get('ctx'), actor)
  return c.html(securityPage({ ...own, language, tokenHash, typed, errors }), 400)
}
