import type { Context } from 'hono'

type NodeBindings = Readonly<{ incoming?: Readonly<{ socket?: Readonly<{ remoteAddress?: string }> }> }>

/**
 * Where a request comes from, to count tries by; never kept as it is. X-Forwarded-For is believed as far as our own
 * proxies wrote it: so many of its last addresses as TRUSTED_PROXIES says, or one where the connection comes from this
 * machine itself. Of IPv6 the first four groups: a household has all that follow.
 */
export function visitorAddressOf(c: Context, trustedProxies: number | undefined): string {
  const peer = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? ''
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const proxies = trustedProxies ?? (isLoopback(peer) ? 1 : 0)
  const address = proxies === 0 ? peer : (forwarded.at(-proxies) ?? forwarded[0] ?? peer)
  return networkOf(address.replace(/^::ffff:(?=\d+\.)/i, ''))
}

const isLoopback = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address)

function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0')
  return [...groups, ...zeros, ...last].slice(0, 4).join(':')
}
