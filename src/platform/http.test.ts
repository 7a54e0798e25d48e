import { createRoute } from '@hono/zod-openapi'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { API_VERSION, jsonResponse, problemResponses } from './api.ts'
import { TooBusy } from './crew.ts'
import type { Ctx } from './context.ts'
import type { Feature } from './feature.ts'
import { createApp, type Defect } from './http.ts'
import { refused } from './problem.ts'

const firmSchema = z.strictObject({
  staff: z.int().min(1).max(5000),
  sector: z.enum(['metal', 'wood']),
  cashEur: z.number().optional(),
})

const tooBusy = () => {
  throw new TooBusy('64 jobs wait already')
}
const demo: Feature = {
  name: 'demo',
  pages: (app) => {
    app.get('/', (c) => c.text(`start in ${c.get('ctx').language}`))
    app.get('/form', (c) => c.text('form'))
    app.post('/form', async (c) => c.text(`got ${String((await c.req.parseBody())['name'])}`))
    app.get('/broken', () => {
      throw new Error('secret password')
    })
    app.get('/busy', tooBusy)
    app.get('/long', (c) => c.text('long '.repeat(1000)))
  },
  api: (api) => {
    const route = createRoute({
      method: 'post',
      path: '/firms',
      request: { body: { required: true, content: { 'application/json': { schema: firmSchema } } } },
      responses: { 200: jsonResponse(firmSchema, 'De firma.'), ...problemResponses(400, 413, 415) },
    })
    api.openapi(route, (c) => c.json(c.req.valid('json'), 200))
    api.get('/firms/:id', (c) => refused(c, 'not-found'))
    api.get('/busy', tooBusy)
    api.get('/broken', () => {
      throw new Error('secret password')
    })
    api.get('/busy', tooBusy)
  },
}

const defects: Defect[] = []
const appWith = (publicUrl?: string) =>
  createApp({
    features: [demo],
    ctx: { db: undefined as unknown as Ctx['db'], now: () => new Date() },
    config: publicUrl === undefined ? {} : { publicUrl },
    report: (defect) => defects.push(defect),
  })
const app = appWith()
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body, headers: { host: 'localhost', ...headers } })
const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

beforeEach(() => {
  defects.length = 0
})

describe('pages', () => {
  test('stand at their path in Dutch and under /en in English', async () => {
    expect(await (await app.request('/')).text()).toBe('start in nl')
    expect(await (await app.request('/en')).text()).toBe('start in en')
    expect((await app.request('/en/form')).status).toBe(200)
  })

  test('carry headers that keep a private link private and run nothing foreign', async () => {
    for (const path of ['/', '/nowhere', '/broken', '/v1/firms/1', '/v1/nowhere']) {
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  test('ask for https from then on only where there is https', async () => {
    const { headers } = await appWith('https://schakel.example.org').request('/')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect((await appWith('http://localhost').request('/')).headers.has('strict-transport-security')).toBe(
      false,
    )
  })

  test.each([
    '/nowhere',
    '/form/',
    '/en/',
    '/en/form/',
    '/%E0%A4%A',
    '/../etc/passwd',
    '/assets/x.css',
    '/assets/',
  ])('%s is a page that says there is nothing, and goes nowhere else', async (path) => {
    const response = await app.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await response.text()).toMatch(/Deze pagina is er niet|This page does not exist/)
  })

  test('speak the language of the address also when nothing is there', async () => {
    expect(await (await app.request('/en/nowhere')).text()).toContain('<html lang="en">')
    expect(await (await app.request('/nowhere')).text()).toContain('<html lang="nl">')
  })

  test('apologise for a defect with a number, and keep the details for the log', async () => {
    const response = await app.request('/broken')
    const text = await response.text()

    expect(response.status).toBe(500)
    expect(text).not.toMatch(/secret|at .*\.ts/)
    expect(defects).toMatchObject([{ method: 'GET', path: '/broken', error: new Error('secret password') }])
    expect(text).toContain(defects[0]?.id)
  })

  test('ask for patience when there is more to reckon than can be done, which is no defect', async () => {
    const response = await app.request('/busy')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    expect(await response.text()).toContain('Het is nu erg druk')
    expect(await (await app.request('/v1/busy')).json()).toMatchObject({
      status: 503,
      type: '/problems/too-busy',
    })
    expect(defects).toEqual([])
  })

  test('answer HEAD like GET without a body, and another method with 405 and what is allowed', async () => {
    const head = await app.request('/form', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const put = await app.request('/form', { method: 'DELETE' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  test('are compressed for who can read that', async () => {
    const response = await app.request('/long', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(200)
  })
})

describe('forms', () => {
  test.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['from our own page in an older browser', { origin: 'http://localhost' }],
    ['from our own page on plain http, where no-referrer hides the origin', { origin: 'null' }],
    ['without a browser', {}],
  ])('arrive %s', async (_, headers) => {
    const response = await post('/form', 'name=Jansen', { ...FORM_TYPE, ...headers })
    expect(await response.text()).toBe('got Jansen')
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['another site in an older browser', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['nonsense', { origin: 'x' }],
  ])('from %s are refused', async (_, headers) => {
    expect((await post('/form', 'name=Jansen', { ...FORM_TYPE, ...headers })).status).toBe(403)
  })

  test.each([
    ['a NUL', 'name=a%00b', FORM_TYPE, 400],
    ['another content type', '{}', { 'content-type': 'text/plain' }, 415],
    ['too much', `name=${'x'.repeat(300_000)}`, FORM_TYPE, 413],
  ])('with %s are refused with a page', async (_, body, type, status) => {
    const response = await post('/form', body, type)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'text/html; charset=UTF-8',
    ])
  })
})

describe('the API', () => {
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('api-version')).toBe(API_VERSION)
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject({
      status: response.status,
      title: expect.any(String),
      detail: expect.any(String),
    })
    return body
  }
  const firm = { staff: 24, sector: 'metal' }

  test('answers a good request, with its version', async () => {
    const response = await post('/v1/firms', JSON.stringify(firm), JSON_TYPE)
    expect(await response.json()).toEqual(firm)
    expect(response.headers.get('api-version')).toBe(API_VERSION)
  })

  test('tells all that is wrong at once: which field, and what is allowed', async () => {
    const body = JSON.stringify({ staff: 0, sector: 'glass', 'a/b': 1 })
    const { errors } = await problemOf(await post('/v1/firms', body, JSON_TYPE))
    expect(errors).toEqual([
      { pointer: '#/staff', field: 'staff', detail: expect.stringContaining('>=1') },
      { pointer: '#/sector', field: 'sector', detail: expect.stringContaining('"metal"|"wood"') },
      { pointer: '#/a~1b', field: 'a/b', detail: 'Unknown field' },
    ])
  })

  test.each([
    ['no JSON', '{"staff": secret', JSON_TYPE, 400, 'invalid-json'],
    ['an empty body', '', JSON_TYPE, 400, 'invalid-json'],
    ['a NUL in a string', '{"a":"\\u0000"}', JSON_TYPE, 400, 'invalid-json'],
    ['JSON nested 10 000 deep', '['.repeat(10_000) + ']'.repeat(10_000), JSON_TYPE, 400, 'too-deep'],
    ['objects nested 33 deep', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, JSON_TYPE, 400, 'too-deep'],
    ['a form', 'staff=1', FORM_TYPE, 415, 'not-json'],
    ['a form of another site in disguise', '{}', { 'content-type': 'text/plain' }, 415, 'not-json'],
    ['300 kB', JSON.stringify('x'.repeat(300_000)), JSON_TYPE, 413, 'too-large'],
  ])('refuses %s with a problem document', async (_, body, type, status, code) => {
    const problem = await problemOf(await post('/v1/firms', body, type))
    expect(problem).toMatchObject({ status, type: `/problems/${code}` })
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('takes JSON of exactly the depth that is allowed, and brackets in text', async () => {
    const deep = `${'['.repeat(32)}${']'.repeat(32)}`
    expect(await problemOf(await post('/v1/firms', deep, JSON_TYPE))).toMatchObject({
      type: '/problems/invalid-input',
    })
    const text = JSON.stringify({ staff: `"${'['.repeat(99)}\\` })
    expect(await problemOf(await post('/v1/firms', text, JSON_TYPE))).toMatchObject({
      type: '/problems/invalid-input',
    })
  })

  test.each(['/v1', '/v1/', '/v1/nowhere', '/v1/firms/', '/v1/firms/1', '/v1/openapi.json/'])(
    '%s is a problem document with 404',
    async (path) => {
      expect(await problemOf(await app.request(path))).toMatchObject({ status: 404 })
    },
  )

  test('names the methods an address does take', async () => {
    const response = await app.request('/v1/firms', { method: 'GET' })
    expect(await problemOf(response)).toMatchObject({ status: 405 })
    expect(response.headers.get('allow')).toBe('POST')
  })

  test('hides a defect behind a number', async () => {
    const problem = await problemOf(await app.request('/v1/broken'))
    expect(problem).toMatchObject({ status: 500, id: defects[0]?.id })
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('describes itself, open to every site, the same in JSON and YAML', async () => {
    const json = await app.request('/v1/openapi.json')
    const yaml = await app.request('/v1/openapi.yaml')
    expect(json.headers.get('access-control-allow-origin')).toBe('*')
    expect(yaml.headers.get('content-type')).toBe('application/yaml')
    expect(await yaml.text()).toBe(await json.clone().text())
    expect(await json.json()).toMatchObject({ openapi: '3.1.0', paths: { '/firms': { post: {} } } })
  })
})

test('fixed files may be kept forever, and their names change with their content', async () => {
  const page = await (await app.request('/nowhere')).text()
  const paths = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(paths).toHaveLength(2)
  for (const path of paths) {
    const response = await app.request(path)
    expect([response.status, path]).toEqual([200, expect.stringMatching(/-[0-9a-f]{12}\.(css|woff2)$/)])
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  }
})
