import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from './context.ts'
import { jsonDepth } from './json-depth.ts'
import { problem } from './problem.ts'
import { errorPage } from './ui/error-page.ts'

export const MAX_BODY_BYTES = 256 * 1024
export const MAX_JSON_DEPTH = 32

export const isApi = (c: Context) => c.req.path === '/v1' || c.req.path.startsWith('/v1/')

/** Refuses a body over the limit by its announced length, or while it comes in; the rest is not waited for. */
export const limitBody: MiddlewareHandler<Env> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => {
    c.header('Connection', 'close')
    const detail = `A body may hold ${MAX_BODY_BYTES} bytes at most.`
    return isApi(c) ? problem(c, 413, 'too-large', detail) : errorPage(c, 'tooLarge', 413)
  },
})

/** The API takes JSON of a sane depth; says so before a schema or a parser sees it. */
export const onlySaneJson: MiddlewareHandler<Env> = async (c, next) => {
  if (!['POST', 'PUT', 'PATCH'].includes(c.req.method)) return next()
  if (!/^application\/([\w.+-]+\+)?json(;|$)/i.test(c.req.header('content-type')?.trim() ?? '')) {
    return problem(c, 415, 'not-json', 'Send the body as application/json.')
  }

  const text = await c.req.text()
  if (jsonDepth(text, MAX_JSON_DEPTH) > MAX_JSON_DEPTH) {
    return problem(c, 400, 'too-deep', `The JSON may be nested ${MAX_JSON_DEPTH} deep at most.`)
  }
  const fault = faultOf(text)
  return fault === undefined ? next() : problem(c, 400, 'invalid-json', fault)
}

function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text)
  } catch (error) {
    return `The body is not JSON: ${error instanceof Error ? withoutContent(error.message) : 'it cannot be read'}.`
  }
  return /(?<!\\)(?:\\\\)*\\u0000/.test(text) ? 'The body holds a NUL character (\\u0000).' : undefined
}

/** The parser's message repeats a piece of the input; the place is enough. */
const withoutContent = (message: string) =>
  /at position \d+( \(line \d+ column \d+\))?/.exec(message)?.[0] ?? 'it is cut off'

/** Forms hold text; a NUL is never text and no database takes it. */
export const onlySaneForms: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
    return errorPage(c, 'badRequest', 415)
  }
  return /%00|\0/.test(await c.req.text()) ? errorPage(c, 'badRequest', 400) : next()
}
