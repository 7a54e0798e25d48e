import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { siteUrlOf } from './site-url.ts'
import { visitorAddressOf } from './visitor-address.ts'

async function addressOf(peer: string, forwarded: string | undefined, proxies?: number): Promise<string> {
  const app = new Hono()
  app.get('/', (c) => c.text(visitorAddressOf(c, proxies)))
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const env = { incoming: { socket: { remoteAddress: peer } } }
  return (await app.request('/', { headers }, env)).text()
}

test.each<[string, string | undefined, number | undefined, string]>([
  ['203.0.113.9', undefined, undefined, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', undefined, '203.0.113.9'], // a visitor may write what he likes
  ['127.0.0.1', '198.51.100.1', undefined, '198.51.100.1'], // a proxy on this machine
  ['::ffff:127.0.0.1', '6.6.6.6, 198.51.100.1', undefined, '198.51.100.1'],
  ['127.0.0.1', '198.51.100.1', 0, '127.0.0.1'],
  ['10.0.0.2', '6.6.6.6, 198.51.100.1, 10.0.0.1', 2, '198.51.100.1'],
  ['10.0.0.2', '198.51.100.1', 2, '198.51.100.1'],
  ['::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2'],
  ['2001:DB8:1:2::9', undefined, 0, '2001:db8:1:2'],
  ['2001:db8::9', undefined, 0, '2001:db8:0:0'],
  ['::1', undefined, undefined, '0:0:0:0'],
])(
  'a connection from %s with X-Forwarded-For %j behind %j proxies comes from %s',
  async (peer, forwarded, proxies, address) => {
    expect(await addressOf(peer, forwarded, proxies)).toBe(address)
  },
)

test.each([
  ['localhost:3000', 'http://localhost:3000'],
  ['127.0.0.1', 'http://127.0.0.1'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['evil.example', 'http://localhost:3000'],
  ['localhost.evil.example', 'http://localhost:3000'],
  ['localhost:3000@evil.example', 'http://localhost:3000'],
])('without PUBLIC_URL a mail to a visitor who named host %s leads to %s', async (host, url) => {
  const app = new Hono()
  app.get('/', (c) => c.text(siteUrlOf(c, {})))
  expect(await (await app.request('http://localhost/', { headers: { host } })).text()).toBe(url)
})
