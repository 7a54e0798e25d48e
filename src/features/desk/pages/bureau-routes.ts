import type { Context, Hono } from 'hono'
import { findPublished } from '#features/network/index.ts'
import { isBureau, signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { inboxSchema } from '../contract.ts'
import { countHandedOver } from '../count-handed-over.ts'
import { findInbox } from '../inbox/find-inbox.ts'
import { ROUTES } from './addresses.ts'
import { bureauPage } from './bureau-page.ts'
import { nothingHere } from './desk-site.ts'

/** What waits too long, and what belonged elsewhere; for the bureau. */
export function bureauPages(app: Hono<Env>): void {
  app.get(
    ROUTES.bureau,
    signedIn((c, actor) => show(c, actor)),
  )
}

async function show(c: Context<Env>, actor: Actor): Promise<Response> {
  if (!isBureau(actor)) return nothingHere(c)
  const ctx = c.get('ctx')
  const late = await findInbox(ctx, actor, inboxSchema.parse({ filter: 'overdue' }))
  const counts = await countHandedOver(ctx, actor)
  if (!late.ok || !counts.ok) return nothingHere(c)
  const programmes = (await findPublished(ctx))
    .filter(({ kind }) => kind === 'programme')
    .map(({ slug, name }) => ({ id: slug, name }))
  const view = { escalated: late.value.rows, isMore: late.value.next !== undefined, counts: counts.value }
  return c.html(bureauPage({ ...view, programmes, language: ctx.language, now: ctx.now() }))
}
