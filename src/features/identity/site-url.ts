import type { Context } from 'hono'
import type { Config } from '#platform/config.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/**
 * Where links in mail lead: PUBLIC_URL. Without it only to this machine itself; a host name that a visitor sent along
 * would let him mail links of his own making to others.
 */
export function siteUrlOf(
  c: Context,
  { publicUrl, port = 3000 }: Partial<Pick<Config, 'publicUrl' | 'port'>>,
): string {
  if (publicUrl !== undefined) return publicUrl
  const host = c.req.header('host') ?? ''
  return `http://${LOOPBACK.test(host) ? host : `localhost:${port}`}`
}
