import { randomUUID } from 'node:crypto'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { API_VERSION, createApi, openApiDocument } from './api.ts'
import { isApi, limitBody, onlySaneForms, onlySaneJson } from './body.ts'
import type { Config } from './config.ts'
import type { Ctx, Env } from './context.ts'
import type { Feature } from './feature.ts'
import { TooBusy } from './crew.ts'
import { languageOf } from './i18n.ts'
import { actsOnce } from './idempotency.ts'
import { knownInvented } from './invented.ts'
import { problem } from './problem.ts'
import { sameSiteForms, securityHeaders } from './security.ts'
import { findAsset } from './ui/assets.ts'
import { errorPage } from './ui/error-page.ts'
import { forVisitor } from './ui/visitor.ts'

export type App = Hono<Env>
export type AppParts = Readonly<{
  features: readonly Feature[]
  ctx: Omit<Ctx, 'language'>
  config: Pick<Config, 'publicUrl' | 'contactEmail'>
  report: (defect: Defect) => void // every defect passes here once
}>

/** Something that should not have happened, with the number that the visitor saw. */
export type Defect = Readonly<{ id: string; method: string; path: string; error: unknown }>

/** The whole site: pages at / and /en, the API at /v1, fixed files at /assets. Test it with `app.request(…)`. */
export function createApp({ features, ctx, config, report }: AppParts): App {
  const app = new Hono<Env>()
  app.onError((error, c) => apology(c, error, report))
  app.notFound((c) => (allowedMethods(app, c).length > 0 ? wrongMethod(app, c) : nothingHere(c)))

  app.use(securityHeaders(config), compress(), withCtx(ctx))
  app.get('/assets/:file', serveAsset)
  for (const feature of features) feature.intake?.(app)
  app.use(onlyApi(apiHeaders), limitBody, onlyApi(onlySaneJson))
  app.use(onlyPages(sameSiteForms), onlyPages(onlySaneForms))
  for (const { identify } of features) if (identify !== undefined) app.use(identify)
  app.use(onlyPages(namesVisitor), actsOnce())

  app.route('/v1', apiOf(features, config))
  const pages = pagesOf(features)
  app.route('/en', pages)
  app.route('/', pages)
  return app
}

function pagesOf(features: readonly Feature[]): Hono<Env> {
  const pages = new Hono<Env>()
  for (const feature of features) feature.pages?.(pages)
  return pages
}

function apiOf(features: readonly Feature[], config: AppParts['config']): Hono<Env> {
  const api = createApi()
  for (const feature of features) feature.api?.(api)
  const text = JSON.stringify(openApiDocument(api, config), undefined, 2)
  // JSON is YAML too, so the same text serves both.
  api.get('/openapi.json', (c) => c.body(text, 200, { 'content-type': 'application/json' }))
  api.get('/openapi.yaml', (c) => c.body(text, 200, { 'content-type': 'application/yaml' }))
  return api
}

type Middleware = MiddlewareHandler<Env>
const onlyApi =
  (middleware: Middleware): Middleware =>
  (c, next) =>
    isApi(c) ? middleware(c, next) : next()
const onlyPages =
  (middleware: Middleware): Middleware =>
  (c, next) =>
    isApi(c) ? next() : middleware(c, next)

const withCtx =
  (ctx: Omit<Ctx, 'language'>): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('ctx', { ...ctx, language: languageOf(c.req.path).language })
    await next()
  }

/** Pages show a way in or a way out, and say it when all that they show is invented. */
const namesVisitor: MiddlewareHandler<Env> = async (c, next) => {
  const { db, session } = c.get('ctx')
  await forVisitor({ isSignedIn: session !== undefined, isInvented: await knownInvented(db) }, next)
}

/**
 * Reading is open to pages of any site: there is nothing to see without the secret in the address. Browsers send no
 * cookie along to another site's script: SameSite=Lax, and `*` never goes with cookies.
 */
const apiHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.res.headers.set('API-Version', API_VERSION)
  if (['GET', 'HEAD'].includes(c.req.method)) c.res.headers.set('Access-Control-Allow-Origin', '*')
}

function serveAsset(c: Context<Env>): Response | Promise<Response> {
  const asset = findAsset(c.req.path)
  if (asset === undefined) return nothingHere(c)
  return c.body(asset.body, 200, {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
  })
}

function apology(c: Context<Env>, error: unknown, report: AppParts['report']): Response | Promise<Response> {
  if (error instanceof TooBusy) return busy(c)
  const id = c.get('requestId') ?? randomUUID()
  report({ id, method: c.req.method, path: c.req.routePath, error })
  if (!isApi(c)) return errorPage(c, 'defect', 500, id)

  return problem(c, 500, 'defect', `Something went wrong on our side; mention ${id} when you ask about it.`, {
    id,
  })
}

function busy(c: Context<Env>): Response | Promise<Response> {
  c.header('Retry-After', '30')
  return isApi(c)
    ? problem(
        c,
        503,
        'too-busy',
        'There is more to reckon than this machine can do now; try again in a while.',
      )
    : errorPage(c, 'tooBusy', 503)
}

function nothingHere(c: Context<Env>): Response | Promise<Response> {
  return isApi(c)
    ? problem(c, 404, 'not-found', 'There is nothing at this address.')
    : errorPage(c, 'notFound', 404)
}

function wrongMethod(app: App, c: Context<Env>): Response | Promise<Response> {
  const allowed = allowedMethods(app, c).join(', ')
  c.header('Allow', allowed)
  return isApi(c)
    ? problem(c, 405, 'method-not-allowed', `This address takes ${allowed}.`)
    : errorPage(c, 'badMethod', 405)
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The methods that do have a handler at this path; middleware counts for none. */
function allowedMethods(app: App, c: Context<Env>): string[] {
  const allowed: string[] = METHODS.filter((method) =>
    app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
  )
  return allowed.includes('GET') ? ['GET', 'HEAD', ...allowed.slice(1)] : allowed
}
