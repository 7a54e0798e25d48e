import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { ROUTES } from './addresses.ts'
import { findThread } from './find-thread.ts'
import { firmAsked, firmRoutes } from './firm-routes.ts'
import { dataRoutes } from './own-data/data-routes.ts'
import { scanRoutes } from './scans/scan-routes.ts'
import type { ThreadSite } from './site.ts'
import { stepRoutes } from './steps/step-routes.ts'
import { threadPage } from './thread-page.ts'

addStyles(new URL('./thread.css', import.meta.url))

/** "Mijn pagina" and all that hangs on it. */
export function threadPages(app: Hono<Env>, site: ThreadSite): void {
  app.get(
    ROUTES.thread,
    signedIn((c, actor) => show(c, actor, site)),
  )
  firmRoutes(app, site)
  scanRoutes(app, site)
  stepRoutes(app, site)
  dataRoutes(app, site)
}

const SAVED = ['firm', 'scan', 'gone'] as const

async function show(c: Context<Env>, actor: Actor, { features }: ThreadSite): Promise<Response> {
  const ctx = c.get('ctx')
  const { firms, firm, isElse } = await firmAsked(c, actor)
  if (isElse) return refusedPage(c, 'not-found')
  const thread = await findThread(ctx, actor, firm?.id, features)
  const saved = SAVED.find((one) => one === c.req.query('bewaard'))
  const showAll = c.req.query('alles') !== undefined
  const links = features.flatMap(({ personalData }) => personalData?.links?.(ctx.language, actor) ?? [])
  const view = { ...thread, language: ctx.language, firms, firm, showAll, saved, links }
  return c.html(threadPage({ ...view, hasDuty: actor.duties.length > 0 }))
}
