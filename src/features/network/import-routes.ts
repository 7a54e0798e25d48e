import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { languageOf } from '#platform/i18n.ts'
import { ROUTES } from './addresses.ts'
import { forbiddenPage } from './edit-page.ts'
import type { Directory } from './entry-words.ts'
import { importDonePage, importPage } from './import-page.ts'
import { knownOf } from './known.ts'
import { mayKeepAll } from './may-keep.ts'
import { previewImport, readIn } from './read-in.ts'

type ActorOf = (c: Context<Env>) => Actor | undefined

/** Reading in a CSV file: paste, look, save. */
export function importPages(app: Hono<Env>, directory: Directory, actorOf: ActorOf): void {
  app.get(ROUTES.import, (c) =>
    mayKeepAll(actorOf(c)) ? c.html(importPage(c.get('ctx').language)) : forbidden(c),
  )
  app.post(ROUTES.import, (c) => look(c, directory, actorOf(c)))
}

const forbidden = (c: Context<Env>) => {
  const { language, path } = languageOf(c.req.path)
  return c.html(forbiddenPage(language, path), 403)
}

/** Without a fingerprint it shows what would change; with the one that was shown it saves. */
async function look(c: Context<Env>, directory: Directory, actor: Actor | undefined): Promise<Response> {
  if (actor === undefined) return forbidden(c)
  const ctx = c.get('ctx')
  const form = new URLSearchParams(await c.req.text())
  const text = form.get('file') ?? ''
  const fingerprint = form.get('fingerprint')
  if (fingerprint === null) {
    const preview = await previewImport(ctx, actor, knownOf(directory), text)
    if (!preview.ok) return forbidden(c)
    const status = preview.value.problems.length > 0 ? 400 : 200
    return c.html(importPage(ctx.language, { text, plan: preview.value }), status)
  }

  const saved = await readIn(ctx, actor, knownOf(directory), { text, fingerprint })
  if (saved.ok) {
    const count = saved.value.rows.filter(({ what }) => what !== 'same').length
    return c.html(importDonePage(ctx.language, count))
  }
  if (saved.error.why === 'forbidden') return forbidden(c)
  const { plan, why } = saved.error
  return c.html(
    importPage(ctx.language, { text, plan, hasMoved: why === 'moved' }),
    why === 'moved' ? 409 : 400,
  )
}
