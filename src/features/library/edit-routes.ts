import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { articleEditPath, articlePath, ROUTES } from './addresses.ts'
import { EMPTY, readTyped, type Typed, typedOf } from './article-form.ts'
import { type Article, articleSchemaFor, faultsOf } from './contract.ts'
import { type EditView, editPage } from './edit-page.ts'
import { findArticle, findKept } from './find-articles.ts'
import type { Library } from './library.ts'
import { minePage } from './list-page.ts'
import { isKeeper, mayKeep } from './may-keep.ts'
import {
  ACTIONS,
  type Action,
  changeArticle,
  makeArticle,
  removeArticle,
  type SaveRefusal,
} from './save-article.ts'

type C = Context<Env>
type Answer = Promise<Response>

/** Writing, changing and publishing articles, for those who keep them. For others these pages are not there. */
export function editPages(app: Hono<Env>, library: Library): void {
  const keeper = (show: (c: C, actor: Actor, library: Library) => Answer) =>
    signedIn((c, actor) => (isKeeper(actor) ? show(c, actor, library) : notFound(c)))
  app.get(ROUTES.mine, keeper(showMine))
  app.get(ROUTES.new, keeper(showNew))
  app.post(ROUTES.new, keeper(saveNew))
  app.get(ROUTES.edit, keeper(showEdit))
  app.post(ROUTES.edit, keeper(saveEdit))
  app.post(ROUTES.act, keeper(act))
}

const notFound = (c: C): Answer => Promise.resolve(errorPage(c, 'notFound', 404))
const goTo = (c: C, path: string) => c.redirect(pathIn(c.get('ctx').language, path), 303)
const slugOf = (c: C) => c.req.param('slug') ?? ''
const versionOf = (form: URLSearchParams) => Number.parseInt(form.get('version') ?? '', 10) || 0
const formOf = async (c: C) => new URLSearchParams(await c.req.text())

type Shown = Omit<EditView, 'language' | 'figures'>
const show = (c: C, { figures }: Library, view: Shown, status: 200 | 400 | 409 = 200) =>
  c.html(editPage({ ...view, figures, language: c.get('ctx').language }), status)

async function showMine(c: C, actor: Actor): Answer {
  const ctx = c.get('ctx')
  return c.html(minePage(await findKept(ctx, actor), ctx.language, ctx.now()))
}

const newView = (typed: Typed): Shown => ({ article: undefined, version: 0, typed, faults: [] })

const showNew = async (c: C, _actor: Actor, library: Library): Answer => show(c, library, newView(EMPTY))

async function saveNew(c: C, actor: Actor, library: Library): Answer {
  const typed = readTyped(await formOf(c))
  const parsed = parse(typed, library)
  if (!parsed.success) return show(c, library, { ...newView(typed), faults: faultsOf(parsed.error) }, 400)
  const made = await makeArticle(c.get('ctx'), actor, parsed.data)
  return made.ok ? goTo(c, articleEditPath(made.value.slug)) : notFound(c)
}

/** The article of the address, if whoever asks keeps it. */
async function keptArticle(c: C, actor: Actor): Promise<Article | undefined> {
  const found = await findArticle(c.get('ctx'), actor, slugOf(c))
  return found.ok && mayKeep(actor, found.value.organisationId) ? found.value : undefined
}

async function showEdit(c: C, actor: Actor, library: Library): Answer {
  const article = await keptArticle(c, actor)
  if (article === undefined) return notFound(c)
  return show(c, library, { article, version: article.version, typed: typedOf(article), faults: [] })
}

async function saveEdit(c: C, actor: Actor, library: Library): Answer {
  const article = await keptArticle(c, actor)
  if (article === undefined) return notFound(c)
  const form = await formOf(c)
  const typed = readTyped(form)
  const view = { article, version: versionOf(form), typed }
  const parsed = parse(typed, library)
  if (!parsed.success) return show(c, library, { ...view, faults: faultsOf(parsed.error) }, 400)

  const action = form.get('doe') === 'publish' ? 'publish' : 'save'
  const mayBePublic = form.get('mayBePublic') === 'yes'
  const change = {
    slug: article.slug,
    version: view.version,
    action,
    content: parsed.data,
    mayBePublic,
  } as const
  const changed = await changeArticle(c.get('ctx'), actor, change)
  if (changed.ok)
    return goTo(
      c,
      action === 'publish' || article.state === 'published' ? articlePath(article.slug) : ROUTES.mine,
    )
  return refused(c, library, view, changed.error)
}

const parse = ({ text, steps }: Typed, { figures }: Library) =>
  articleSchemaFor(figures.steps.map(({ id }) => id)).safeParse({ ...text, steps })

/** Confirming, withdrawing, taking back, throwing away: the words stay as they are. */
async function act(c: C, actor: Actor, library: Library): Answer {
  const article = await keptArticle(c, actor)
  if (article === undefined) return notFound(c)
  const form = await formOf(c)
  const [slug, version, what] = [article.slug, versionOf(form), form.get('doe')]
  const view = { article, version, typed: typedOf(article) }
  if (what === 'remove') {
    const removed = await removeArticle(c.get('ctx'), actor, { slug, version })
    return removed.ok ? goTo(c, ROUTES.mine) : refused(c, library, view, removed.error)
  }
  const action: Action | undefined = ACTIONS.find((one) => one === what)
  if (action === undefined) return errorPage(c, 'badRequest', 400)
  const changed = await changeArticle(c.get('ctx'), actor, { slug, version, action, mayBePublic: true })
  if (changed.ok) return goTo(c, action === 'confirm' ? articlePath(slug) : ROUTES.mine)
  return refused(c, library, view, changed.error)
}

async function refused(
  c: C,
  library: Library,
  view: Omit<Shown, 'faults' | 'conflict'>,
  refusal: SaveRefusal,
): Answer {
  if (refusal.why === 'not-found') return notFound(c)
  if (refusal.why === 'faults') return show(c, library, { ...view, faults: refusal.faults }, 400)
  const { current } = refusal
  return show(
    c,
    library,
    { ...view, article: current, version: current.version, faults: [], conflict: current },
    409,
  )
}
