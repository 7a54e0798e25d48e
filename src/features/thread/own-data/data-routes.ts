import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import { csvText } from '#features/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { ROUTES } from '../addresses.ts'
import type { ThreadSite } from '../site.ts'
import { archiveOf } from './archive.ts'
import { linesOf } from './data-package.ts'
import { dataPage, erasePage, gonePage, refusedErasurePage } from './data-page.ts'
import { confirms, eraseEverything, findErasure } from './erase-everything.ts'
import { exportEverything, findEverything } from './export-everything.ts'

export function dataRoutes(app: Hono<Env>, { features }: ThreadSite): void {
  app.get(
    ROUTES.data,
    signedIn(async (c, actor) => {
      const { language } = c.get('ctx')
      return c.html(dataPage(await findEverything(c.get('ctx'), actor, features), language))
    }),
  )
  app.get(
    ROUTES.zip,
    signedIn(async (c, actor) => {
      const { language, now } = c.get('ctx')
      const everything = await exportEverything(c.get('ctx'), actor, features)
      return download(
        c,
        archiveOf(everything, { at: now(), language }),
        'application/zip',
        'schakel-gegevens.zip',
      )
    }),
  )
  app.get(
    ROUTES.json,
    signedIn(async (c, actor) => {
      const everything = await exportEverything(c.get('ctx'), actor, features)
      const text = `${JSON.stringify(everything, undefined, 2)}\n`
      return download(c, Buffer.from(text), 'application/json; charset=utf-8', 'datapackage.json')
    }),
  )
  app.get(
    ROUTES.csv,
    signedIn(async (c, actor) => {
      const file = c.req.param('file') ?? ''
      const everything = await exportEverything(c.get('ctx'), actor, features)
      const resource = everything.resources.find(({ name }) => `${name}.csv` === file)
      if (resource === undefined) return refusedPage(c, 'not-found')
      return download(c, Buffer.from(csvText(linesOf(resource))), 'text/csv; charset=utf-8', file)
    }),
  )
  app.get(ROUTES.erase, signedIn(showErase))
  app.post(
    ROUTES.erase,
    signedIn((c, actor) => erase(c, actor, features)),
  )
  app.get(ROUTES.gone, (c) => c.html(gonePage(c.get('ctx').language)))
}

function download(c: Context<Env>, content: Uint8Array, type: string, name: string): Response {
  return c.body(new Uint8Array(content), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  })
}

async function showErase(c: Context<Env>, actor: Actor): Promise<Response> {
  const { language } = c.get('ctx')
  const found = await findErasure(c.get('ctx'), actor)
  return found.ok
    ? c.html(erasePage({ ...found.value, language }))
    : c.html(refusedErasurePage(found.error, language), 409)
}

async function erase(c: Context<Env>, actor: Actor, features: ThreadSite['features']): Promise<Response> {
  const { language } = c.get('ctx')
  const found = await findErasure(c.get('ctx'), actor)
  if (!found.ok) return c.html(refusedErasurePage(found.error, language), 409)
  const typed = new URLSearchParams(await c.req.text()).get('confirm') ?? ''
  const { email } = found.value
  if (!confirms(typed, email, language))
    return c.html(erasePage({ ...found.value, language, typed, isWrong: true }), 400)

  const erased = await eraseEverything(c.get('ctx'), actor, features, email)
  if (!erased.ok) return c.html(refusedErasurePage(erased.error, language), 409)
  return c.redirect(pathIn(language, ROUTES.gone), 303)
}
