import type { Context, MiddlewareHandler } from 'hono'
import type { Config } from './config.ts'
import type { Env } from './context.ts'
import { errorPage } from './ui/error-page.ts'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/**
 * On every answer, also a refusal. A private link is in the address of its page: no-referrer and no-store keep
 * it from other sites and from caches. Strict-Transport-Security only where PUBLIC_URL says there is https.
 */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): MiddlewareHandler<Env> {
  const overTls = publicUrl?.startsWith('https:') === true
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => c.res.headers.set(name, value)
    set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    set('X-Content-Type-Options', 'nosniff')
    set('X-Frame-Options', 'DENY')
    set('Referrer-Policy', 'no-referrer')
    set('Cross-Origin-Opener-Policy', 'same-origin')
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
    if (!c.res.headers.has('Cache-Control')) set('Cache-Control', 'no-store')
    if (overTls) set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  }
}

/**
 * Refuses a form that another site made a visitor send, without cookies and without JavaScript: browsers say where
 * a form comes from. Sec-Fetch-Site decides where it is sent (https, localhost). Elsewhere Origin does; it reads
 * "null" for our own pages too, because of no-referrer, so only a true other origin is refused there.
 */
export const sameSiteForms: MiddlewareHandler<Env> = async (c, next) =>
  isForeignChange(c) ? errorPage(c, 'foreignForm', 403) : next()

/** Does another site ask to change something? */
export function isForeignChange(c: Context): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return false

  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return isForeign(c.req.header('origin'), c.req.header('host'))
}

function isForeign(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || origin === 'null') return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
