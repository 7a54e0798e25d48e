import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Ctx, Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { ROUTES } from './addresses.ts'
import { writeCsv } from './csv-rows.ts'
import { editPages } from './edit-routes.ts'
import { entryPage } from './entry-page.ts'
import type { Directory } from './entry-words.ts'
import { filterEntries } from './filter-entries.ts'
import { findEntry, findPublished } from './find-entries.ts'
import { importPages } from './import-routes.ts'
import { readFilters } from './list-address.ts'
import { listPage } from './list-page.ts'
import { mayKeep, mayKeepAll } from './may-keep.ts'

addStyles(new URL('./network.css', import.meta.url))

const actorOf = (c: Context<Env>): Actor | undefined => c.get('ctx').actor

const queryOf = (c: Context<Env>) => new URL(c.req.url).searchParams

/** The directory: list and map, an entry, changing it, and the CSV file. */
export function networkPages(app: Hono<Env>, directory: Directory): void {
  app.get(ROUTES.list, (c) => showList(c, directory))
  app.get(ROUTES.csv, (c) => sendCsv(c, directory))
  importPages(app, directory, actorOf)
  editPages(app, directory, actorOf)
  app.get(ROUTES.entry, (c) => showEntry(c, directory))
}

async function showList(c: Context<Env>, directory: Directory): Promise<Response> {
  const { language, now } = c.get('ctx')
  const query = queryOf(c)
  const actor = actorOf(c)
  const view = {
    directory,
    entries: await findPublished(c.get('ctx')),
    filters: readFilters(query, directory),
    pageNumber: Number.parseInt(query.get('pagina') ?? '1', 10) || 1,
    language,
    now: now(),
    mayMake:
      mayKeepAll(actor) || actor?.duties.some(({ organisationId }) => organisationId !== undefined) === true,
    mayImport: mayKeepAll(actor),
  }
  return c.html(listPage(view))
}

async function showEntry(c: Context<Env>, directory: Directory): Promise<Response> {
  const ctx = c.get('ctx')
  const actor = actorOf(c)
  const found = await findEntry(ctx, actor, c.req.param('slug') ?? '')
  if (!found.ok) return errorPage(c, 'notFound', 404)

  const { entry, besides } = found.value
  const hubs = entry.provinces.length === 12 ? [] : await hubsOf(ctx, entry.provinces)
  const view = { directory, entry, besides, hubs, language: ctx.language, now: ctx.now() }
  return c.html(entryPage({ ...view, mayKeep: mayKeep(actor, entry.organisationId) }))
}

/** The hubs of these provinces; all of them where the province is not known. */
async function hubsOf(ctx: Ctx, provinces: readonly string[]) {
  const hubs = (await findPublished(ctx)).filter(({ kind }) => kind === 'hub')
  if (provinces.length === 0) return hubs
  return hubs.filter((hub) => hub.provinces.some((name) => provinces.includes(name)))
}

/** The published entries that fit the choices in the address. */
async function sendCsv(c: Context<Env>, directory: Directory): Promise<Response> {
  const ctx = c.get('ctx')
  const entries = filterEntries(await findPublished(ctx), readFilters(queryOf(c), directory), ctx.now())
  return c.body(writeCsv(entries), 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="netwerk.csv"',
  })
}
