import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Config } from './config.ts'

/** A cookie that scripts cannot read, and that other sites' forms do not send along. */
export type Cookie = Readonly<{
  read: (c: Context) => string | undefined
  set: (c: Context, value: string) => void
  clear: (c: Context) => void
}>

const DAY_SECONDS = 24 * 60 * 60

/** What a visitor who signed in carries; the server decides how long it counts. */
export const sessionCookie = (config: Pick<Config, 'publicUrl'>): Cookie =>
  cookieNamed('schakel', 60 * DAY_SECONDS, config)

/** What ties a visit to a provider of identities to the browser that began it. */
export const attemptCookie = (config: Pick<Config, 'publicUrl'>): Cookie =>
  cookieNamed('schakel-attempt', 15 * 60, config)

/** Over https its name begins with __Host-: then no other host, and no plain connection, can plant one. */
function cookieNamed(name: string, maxAge: number, { publicUrl }: Pick<Config, 'publicUrl'>): Cookie {
  const secure = publicUrl?.startsWith('https:') === true
  const fullName = secure ? `__Host-${name}` : name
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
  return {
    read: (c) => getCookie(c, fullName),
    set: (c, value) => setCookie(c, fullName, value, { ...options, maxAge }),
    clear: (c) => setCookie(c, fullName, '', { ...options, maxAge: 0 }),
  }
}
