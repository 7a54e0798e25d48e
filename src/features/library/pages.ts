import type { Context, Hono } from 'hono'
import type { Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { ROUTES } from './addresses.ts'
import { articlePage } from './article-page.ts'
import { TOPICS } from './contract.ts'
import { editPages } from './edit-routes.ts'
import { findArticle, findPublished } from './find-articles.ts'
import { type Library, QUESTION_MAX } from './library.ts'
import { listPage } from './list-page.ts'
import { isKeeper, mayKeep } from './may-keep.ts'
import { kindOfName, searchPage } from './search-page.ts'

addStyles(new URL('./library.css', import.meta.url))

/** Articles, what was found, and the pages of those who keep articles. */
export function libraryPages(app: Hono<Env>, library: Library): void {
  app.get(ROUTES.search, (c) => showFound(c, library))
  app.get(ROUTES.list, showList)
  editPages(app, library)
  app.get(ROUTES.article, (c) => showArticle(c, library))
}

const queryOf = (c: Context<Env>) => new URL(c.req.url).searchParams

const MOST_HITS = 10
/** A page leaves out what fits far worse than the best; a program may want it. */
const LEAST_SHARE = 0.25

async function showFound(c: Context<Env>, library: Library): Promise<Response> {
  const ctx = c.get('ctx')
  const query = queryOf(c)
  const question = (query.get('vraag') ?? '').trim().slice(0, QUESTION_MAX)
  const kind = kindOfName(query.get('soort'))
  const kinds = kind === undefined ? undefined : [kind]
  const found = question === '' ? [] : await library.search(ctx, question, { limit: MOST_HITS, kinds })
  const hits = found.filter(({ score }) => score >= LEAST_SHARE * (found[0]?.score ?? 0))
  return c.html(searchPage({ question, kind, hits, language: ctx.language }))
}

async function showList(c: Context<Env>): Promise<Response> {
  const ctx = c.get('ctx')
  const query = queryOf(c)
  const topic = TOPICS.find((one) => one === query.get('onderwerp'))
  const pageNumber = Math.min(Math.max(1, Number.parseInt(query.get('pagina') ?? '1', 10) || 1), 10_000)
  const published = await findPublished(ctx, topic, pageNumber)
  const { language, actor } = ctx
  return c.html(listPage({ published, topic, pageNumber, isKeeper: isKeeper(actor), language }))
}

async function showArticle(c: Context<Env>, { figures }: Library): Promise<Response> {
  const { language, actor, now, ...ctx } = c.get('ctx')
  const found = await findArticle(ctx, actor, c.req.param('slug') ?? '')
  if (!found.ok) return errorPage(c, 'notFound', 404)
  const article = found.value
  const view = { article, figures, mayKeep: mayKeep(actor, article.organisationId), language, now: now() }
  return c.html(articlePage(view))
}
