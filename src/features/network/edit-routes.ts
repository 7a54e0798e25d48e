import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { entryPath, ROUTES } from './addresses.ts'
import { contentOf, type Entry, entrySchemaFor, faultsOf } from './contract.ts'
import { type EditView, editPage, forbiddenPage } from './edit-page.ts'
import { readTyped, type Typed, typedOf, valuesOf } from './entry-form.ts'
import type { Directory } from './entry-words.ts'
import { findEntry, findOrganisations } from './find-entries.ts'
import { knownOf } from './known.ts'
import { mayKeep } from './may-keep.ts'
import {
  changeEntry,
  confirmation,
  confirmEntry,
  confirmerOf,
  keeperOf,
  makeEntry,
  type SaveRefusal,
} from './save-entry.ts'

type ActorOf = (c: Context<Env>) => Actor | undefined
type Answer = Promise<Response>

/** Making, changing and confirming an entry, for those who keep it. */
export function editPages(app: Hono<Env>, directory: Directory, actorOf: ActorOf): void {
  app.get(ROUTES.new, (c) => showNew(c, directory, actorOf(c)))
  app.post(ROUTES.new, (c) => saveNew(c, directory, actorOf(c)))
  app.get(ROUTES.edit, (c) => showEdit(c, directory, actorOf(c)))
  app.post(ROUTES.edit, (c) => saveEdit(c, directory, actorOf(c)))
  app.post(ROUTES.confirm, (c) => confirm(c, directory, actorOf(c)))
}

const forbidden = (c: Context<Env>) => {
  const { language, path } = languageOf(c.req.path)
  return c.html(forbiddenPage(language, path), 403)
}

const show = (c: Context<Env>, view: Omit<EditView, 'language'>, status: 200 | 400 | 409 = 200) =>
  c.html(editPage({ ...view, language: c.get('ctx').language }), status)

/** The organisations for which somebody may keep an entry. */
async function keptBy(c: Context<Env>, actor: Actor) {
  const all = await findOrganisations(c.get('ctx'))
  return all.filter(({ id }) => mayKeep(actor, id))
}

async function showNew(c: Context<Env>, directory: Directory, actor: Actor | undefined): Answer {
  const organisations = actor === undefined ? [] : await keptBy(c, actor)
  if (organisations.length === 0) return forbidden(c)
  const typed = typedOf({ state: 'published' })
  return show(c, {
    directory,
    entry: undefined,
    version: 0,
    organisations,
    typed,
    confirms: false,
    faults: [],
  })
}

async function saveNew(c: Context<Env>, directory: Directory, actor: Actor | undefined): Answer {
  const organisations = actor === undefined ? [] : await keptBy(c, actor)
  if (actor === undefined || organisations.length === 0) return forbidden(c)

  const form = new URLSearchParams(await c.req.text())
  const typed = readTyped(form)
  const confirms = form.get('confirm') === 'yes'
  const view = { directory, entry: undefined, version: 0, organisations, typed, confirms }
  const parsed = await parse(c, directory, actor, typed, undefined, confirms)
  if (!parsed.success) return show(c, { ...view, faults: faultsOf(parsed.error) }, 400)

  const made = await makeEntry(c.get('ctx'), actor, parsed.data)
  return made.ok ? toEntry(c, made.value.slug) : refused(c, view, made.error)
}

async function showEdit(c: Context<Env>, directory: Directory, actor: Actor | undefined): Answer {
  const found = await findEntry(c.get('ctx'), actor, c.req.param('slug') ?? '')
  if (!found.ok) return errorPage(c, 'notFound', 404)
  const { entry } = found.value
  if (!mayKeep(actor, entry.organisationId)) return forbidden(c)
  const typed = typedOf(contentOf(entry))
  return show(c, {
    directory,
    entry,
    version: entry.version,
    organisations: [],
    typed,
    confirms: false,
    faults: [],
  })
}

async function saveEdit(c: Context<Env>, directory: Directory, actor: Actor | undefined): Answer {
  const found = await findEntry(c.get('ctx'), actor, c.req.param('slug') ?? '')
  if (!found.ok) return errorPage(c, 'notFound', 404)
  const { entry } = found.value
  if (actor === undefined || !mayKeep(actor, entry.organisationId)) return forbidden(c)

  const form = new URLSearchParams(await c.req.text())
  const typed = readTyped(form)
  const confirms = form.get('confirm') === 'yes'
  const version = versionOf(form)
  const view = { directory, entry, version, organisations: [], typed, confirms }
  const parsed = await parse(c, directory, actor, typed, entry, confirms)
  if (!parsed.success) return show(c, { ...view, faults: faultsOf(parsed.error) }, 400)

  const changed = await changeEntry(c.get('ctx'), actor, version, parsed.data)
  return changed.ok ? toEntry(c, changed.value.slug) : refused(c, view, changed.error)
}

async function confirm(c: Context<Env>, directory: Directory, actor: Actor | undefined): Answer {
  if (actor === undefined) return forbidden(c)
  const slug = c.req.param('slug') ?? ''
  const version = versionOf(new URLSearchParams(await c.req.text()))
  const confirmed = await confirmEntry(c.get('ctx'), actor, slug, version)
  if (confirmed.ok) return toEntry(c, slug)
  if (confirmed.error.why !== 'conflict') return refused(c, undefined, confirmed.error)

  // What was confirmed is not what stands there now: show that first.
  const { current } = confirmed.error
  const typed = typedOf(contentOf(current))
  const view = {
    directory,
    entry: current,
    version: current.version,
    organisations: [],
    typed,
    confirms: false,
  }
  return show(c, { ...view, faults: [], conflict: current }, 409)
}

const versionOf = (form: URLSearchParams) => Number.parseInt(form.get('version') ?? '', 10) || 0
const toEntry = (c: Context<Env>, slug: string) =>
  c.redirect(pathIn(c.get('ctx').language, entryPath(slug)), 303)

/** What was typed through the schema; whoever ticks that all is right confirms it today. */
async function parse(
  c: Context<Env>,
  directory: Directory,
  actor: Actor,
  typed: Typed,
  current: Entry | undefined,
  confirms: boolean,
) {
  const values = valuesOf(typed, current, directory.data)
  const schema = entrySchemaFor(knownOf(directory))
  if (!confirms) return schema.safeParse(values)

  const organisations = await findOrganisations(c.get('ctx'))
  const keeper =
    current === undefined
      ? organisations.find(({ slug }) => slug === typed.text['organisation'])
      : keeperOf(current)
  const by = keeper === undefined ? '' : confirmerOf(actor, keeper, organisations).slug
  return schema.safeParse({ ...values, ...confirmation(by, c.get('ctx').now()) })
}

type Again = Omit<EditView, 'language' | 'faults' | 'conflict'> | undefined

async function refused(c: Context<Env>, view: Again, refusal: SaveRefusal): Answer {
  const { why } = refusal
  if (why === 'forbidden') return forbidden(c)
  if (why === 'not-found' || view === undefined) return errorPage(c, 'notFound', 404)
  if (why === 'faults') return show(c, { ...view, faults: refusal.faults }, 400)
  return show(c, { ...view, version: refusal.current.version, faults: [], conflict: refusal.current }, 409)
}
