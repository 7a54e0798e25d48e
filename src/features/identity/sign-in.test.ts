import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/context.ts'
import { createApp } from '#platform/http.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { safeReturnPath } from './contract.ts'
import { deviceOf } from './device.ts'
import { DAY_MS, HOUR_MS, identitySite, MINUTE_MS, NOON, signIn, whoIs } from './identity-site.test-data.ts'
import { appoint } from './administration/appoint.ts'
import { identityFeature } from './index.ts'
import { removeExpired } from './repository.ts'

const HTTPS = { publicUrl: 'https://schakel.example.org' }

describeOnDatabases('signing in by a link', (use) => {
  test('from an address to a session: mail, a page that says who, a button, and back where it began', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    expect(
      await browser.post('/inloggen', { email: ' Jan@Bedrijf.example ', terug: '/scan/x' }),
    ).toMatchObject({
      status: 303,
      to: '/inloggen/verstuurd',
    })
    const mails = await site.mails()
    expect(mails).toMatchObject([{ recipient: 'jan@bedrijf.example', subject: 'Log in bij Schakel' }])

    const { pathname } = new URL(await site.newestLink('jan@bedrijf.example'))
    const shown = await browser.get(pathname)
    expect(shown.text).toContain('U logt in als jan@bedrijf.example.')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(await whoIs(site, browser)).toMatchObject({ actor: undefined })

    expect(await browser.post(pathname)).toMatchObject({ status: 303, to: '/scan/x' })
    const { actor, session } = await whoIs(site, browser)
    expect(actor).toMatchObject({ firmIds: [], duties: [], secondFactorAt: undefined })
    expect(session).toMatchObject({ accountId: actor?.accountId, awaits: 'nothing' })
    expect(site.defects).toEqual([])
  })

  test('opening the link changes nothing, however often; using it works once', async () => {
    const site = await identitySite(use())
    await site.browser().post('/inloggen', { email: 'jan@bedrijf.example' })
    const { pathname } = new URL(await site.newestLink('jan@bedrijf.example'))
    for (let time = 0; time < 3; time++) expect((await site.browser().get(pathname)).status).toBe(200)

    const browsers = Array.from({ length: 10 }, site.browser)
    const answers = await Promise.all(browsers.map((browser) => browser.post(pathname)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(9)
    expect((await site.browser().get(pathname)).status).toBe(410)
  })

  test('a link is over after 15 minutes, and none that was never sent works', async () => {
    const site = await identitySite(use())
    await site.browser().post('/inloggen', { email: 'jan@bedrijf.example' })
    const { pathname } = new URL(await site.newestLink('jan@bedrijf.example'))
    site.clock.at = new Date(NOON.getTime() + 15 * MINUTE_MS)
    expect((await site.browser().post(pathname)).status).toBe(410)
    site.clock.at = NOON
    for (const token of ['a'.repeat(43), 'short', '%27', "' or true"])
      expect((await site.browser().post(`/inloggen/link/${token}`)).status).toBe(410)
  })

  test('whether an address has an account shows neither in the answer nor in the time it takes', async () => {
    const site = await identitySite(use())
    await signIn(site, site.browser(), 'known@bedrijf.example')
    const ask = async (email: string) => {
      const begin = performance.now()
      const { status, to, text } = await site.browser().post('/inloggen', { email })
      return { answer: { status, to, text }, ms: performance.now() - begin }
    }
    await ask('warm@bedrijf.example')
    const [known, unknown] = [[] as number[], [] as number[]]
    for (let time = 0; time < 4; time++) {
      const [one, other] = [await ask('known@bedrijf.example'), await ask(`new${time}@bedrijf.example`)]
      expect(one.answer).toEqual(other.answer)
      known.push(one.ms)
      unknown.push(other.ms)
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[2] ?? 0
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(50)
  })

  test('the mail of a page in English is in English, and the account is too', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await browser.post('/en/inloggen', { email: 'jan@bedrijf.example' })
    const link = new URL(await site.newestLink('jan@bedrijf.example'))
    expect((await site.mails())[0]?.subject).toBe('Sign in to Schakel')
    expect(link.pathname).toMatch(/^\/en\/inloggen\/link\//)
    await browser.post(link.pathname)
    expect((await sql`select language from account`.execute(use().db)).rows).toEqual([{ language: 'en' }])
  })

  test('a link in a mail never leads to a host that a visitor named', async () => {
    const site = await identitySite(use(), { port: 3000 })
    await site.browser().post('/inloggen', { email: 'jan@bedrijf.example' }, { host: 'evil.example' })
    expect(await site.newestLink('jan@bedrijf.example')).toMatch(/^http:\/\/localhost:3000\//)
    const other = await identitySite(use(), HTTPS)
    await other.browser().post('/inloggen', { email: 'piet@bedrijf.example' }, { host: 'evil.example' })
    expect(await other.newestLink('piet@bedrijf.example')).toMatch(/^https:\/\/schakel\.example\.org\//)
  })

  test.each([
    '',
    'jan',
    'jan@',
    'jan@x.example, piet@x.example',
    'jan@x.example\r\nBcc: a@b.c',
    'jän@x.example',
  ])('%j is no address: the form comes back with what was typed', async (email) => {
    const site = await identitySite(use())
    const { status, text } = await site.browser().post('/inloggen', { email, terug: '/mijn' })
    expect(status).toBe(400)
    expect(text).toContain('Vul een e-mailadres in')
    expect(await site.mails()).toEqual([])
  })

  test('over https the cookie is bound to this host, out of reach of scripts and of other sites', async () => {
    const site = await identitySite(use(), HTTPS)
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const [cookie = ''] = browser.setCookies.filter((line) => line.startsWith('__Host-schakel='))
    expect(cookie).toMatch(/^__Host-schakel=[A-Za-z0-9_-]{43};/)
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')

    const stored = await sql<{ tokenHash: string }>`select token_hash from session`.execute(use().db)
    expect(stored.rows).toHaveLength(1)
    expect(cookie).not.toContain(stored.rows[0]?.tokenHash ?? 'nothing')
  })
})

describeOnDatabases('a session', (use) => {
  test('is a new one at every sign-in; the one before in this browser is over, also of another address', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const first = new Map(browser.cookies)
    await signIn(site, browser, 'piet@bedrijf.example')
    const later = await whoIs(site, browser)
    expect(browser.cookies.get('schakel')).not.toBe(first.get('schakel'))

    const thief = site.browser()
    thief.cookies.set('schakel', first.get('schakel') ?? '')
    expect((await whoIs(site, thief)).actor).toBeUndefined()
    expect(later.actor).toBeDefined()
  })

  test('ends when it is unused for 14 days, and after 60 days in any case', async () => {
    const site = await identitySite(use())
    const [idle, busy] = [site.browser(), site.browser()]
    await signIn(site, idle, 'jan@bedrijf.example')
    await signIn(site, busy, 'jan@bedrijf.example')
    const at = async (days: number) => {
      site.clock.at = new Date(NOON.getTime() + days * DAY_MS)
      return (await whoIs(site, busy)).actor !== undefined
    }
    for (const day of [13, 26, 39, 52]) expect(await at(day)).toBe(true)
    expect((await whoIs(site, idle)).actor).toBeUndefined()
    expect(await at(59.99)).toBe(true)
    expect(await at(60)).toBe(false)
  })

  test('of somebody with a duty ends after 12 hours unused, and after 24 hours; from the appointment on', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'an@hub.example')
    site.clock.at = new Date(NOON.getTime() + 11 * HOUR_MS)
    await appoint(site.ctx, 'server', { email: 'an@hub.example', kind: 'adviser', organisation: 'noord' })
    expect((await whoIs(site, browser)).actor?.duties).toMatchObject([{ kind: 'adviser' }])
    site.clock.at = new Date(NOON.getTime() + 22.9 * HOUR_MS)
    expect((await whoIs(site, browser)).actor).toBeDefined()
    site.clock.at = new Date(NOON.getTime() + 24 * HOUR_MS)
    expect((await whoIs(site, browser)).actor).toBeUndefined()

    await signIn(site, browser, 'an@hub.example')
    site.clock.at = new Date(NOON.getTime() + 36 * HOUR_MS)
    expect((await whoIs(site, browser)).actor).toBeUndefined()
  })

  test('is written down as used once in 10 minutes at most', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const lastUsed = async () =>
      (await sql<{ at: Date }>`select last_used_at as at from session`.execute(use().db)).rows[0]?.at
    site.clock.at = new Date(NOON.getTime() + 9 * MINUTE_MS)
    await whoIs(site, browser)
    expect(await lastUsed()).toEqual(NOON)
    site.clock.at = new Date(NOON.getTime() + 10 * MINUTE_MS)
    await whoIs(site, browser)
    expect(await lastUsed()).toEqual(site.clock.at)
  })

  test('ends by signing out, and everywhere at once', async () => {
    const site = await identitySite(use())
    const browsers = Array.from({ length: 3 }, site.browser)
    for (const browser of browsers) await signIn(site, browser, 'jan@bedrijf.example')
    const [one, two, three] = browsers as [(typeof browsers)[0], (typeof browsers)[0], (typeof browsers)[0]]
    const kept = one.cookies.get('schakel') ?? ''
    expect(await one.post('/uitloggen')).toMatchObject({ status: 303, to: '/' })
    one.cookies.set('schakel', kept)
    expect((await whoIs(site, one)).actor).toBeUndefined()
    expect((await whoIs(site, two)).actor).toBeDefined()

    await two.post('/mijn/inloggen/overal')
    expect((await whoIs(site, three)).actor).toBeUndefined()
    expect((await sql`select 1 from session`.execute(use().db)).rows).toEqual([])
  })

  test('its owner sees it by device and ends it; nobody ends one of somebody else', async () => {
    const site = await identitySite(use())
    const [mine, other, theirs] = [site.browser(), site.browser(), site.browser()]
    await signIn(site, mine, 'jan@bedrijf.example')
    await signIn(site, other, 'jan@bedrijf.example')
    await signIn(site, theirs, 'piet@bedrijf.example')
    const { text } = await mine.get('/mijn/inloggen')
    expect(text).toContain('Firefox, Linux (dit apparaat)')
    const ids = [...text.matchAll(/name="session" value="([0-9a-f]{16})"/g)].map(([, id]) => id ?? '')
    expect(ids).toHaveLength(2)

    for (const id of ids)
      expect((await theirs.post('/mijn/inloggen/sessie', { session: id })).status).toBe(404)
    const alive = async () => {
      const both = []
      for (const browser of [mine, other])
        if ((await whoIs(site, browser)).actor !== undefined) both.push(browser)
      return both
    }
    await mine.post('/mijn/inloggen/sessie', { session: ids[0] ?? '' })
    const left = await alive()
    expect(left).toHaveLength(1)
    await left[0]?.post('/mijn/inloggen/sessie', { session: ids[1] ?? '' })
    expect(await alive()).toEqual([])
    expect((await whoIs(site, theirs)).actor).toBeDefined()
  })

  test('that another site uses counts for nothing: forms are refused, the API sees nobody', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
    ]) {
      expect((await browser.post('/wie', {}, headers)).status).toBe(403)
      expect((await browser.post('/mijn/inloggen/overal', {}, headers)).status).toBe(403)
      const json = { 'content-type': 'application/json', ...headers }
      expect((await browser.ask('/v1/wie', { method: 'POST', body: '{}', headers: json })).text).toBe('{}')
    }
    expect((await browser.post('/wie')).text).toContain('accountId')
    const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
    expect((await browser.ask('/v1/wie', { method: 'POST', body: '{}', headers: own })).text).toContain(
      'accountId',
    )
    expect((await whoIs(site, browser)).actor).toBeDefined()
  })

  test('name and language are saved, and come back as they were typed when they cannot be', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    expect(
      (await browser.post('/mijn/inloggen/gegevens', { name: 'Jan "de Boer"', language: 'en' })).status,
    ).toBe(303)
    expect((await browser.get('/mijn/inloggen')).text).toContain('value="Jan &quot;de Boer&quot;"')
    const wrong = await browser.post('/mijn/inloggen/gegevens', { name: 'x'.repeat(101), language: 'fr' })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('x'.repeat(101))
    expect(wrong.text.match(/href="#veld-/g)).toHaveLength(2)
  })

  test('pages of one’s own send others to sign in, and back', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    expect(await browser.get('/mijn/inloggen')).toMatchObject({
      status: 303,
      to: '/inloggen?terug=%2Fmijn%2Finloggen',
    })
    expect((await browser.get('/')).text).toContain('href="/inloggen"')
    await signIn(site, browser, 'jan@bedrijf.example')
    expect((await browser.get('/')).text).toContain('href="/mijn"')
    expect(await browser.get('/inloggen?terug=%2Fscan')).toMatchObject({ status: 303, to: '/scan' })
  })
})

describeOnDatabases('too many tries', (use) => {
  test('a sixth mail to one address within the hour is refused, with the time to wait; another address is not', async () => {
    const site = await identitySite(use())
    site.clock.at = new Date(NOON.getTime() + 20 * MINUTE_MS)
    for (let time = 0; time < 5; time++)
      expect((await site.browser().post('/inloggen', { email: 'jan@bedrijf.example' })).status).toBe(303)
    const refused = await site.browser().post('/inloggen', { email: 'JAN@bedrijf.example' })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('2400')
    expect(refused.text).toContain('Wacht 40 minuten')
    expect((await site.browser().post('/inloggen', { email: 'piet@bedrijf.example' })).status).toBe(303)
    expect(await site.mails()).toHaveLength(6)
    site.clock.at = new Date(NOON.getTime() + 60 * MINUTE_MS)
    expect((await site.browser().post('/inloggen', { email: 'jan@bedrijf.example' })).status).toBe(303)
  })

  test('one visitor gets no further by trying many addresses; a visitor from elsewhere does', async () => {
    const site = await identitySite(use(), { trustedProxies: 1 })
    const post = (index: number, from: string) =>
      site.browser().post('/inloggen', { email: `a${index}@x.example` }, { 'x-forwarded-for': from })
    const statuses = []
    for (let index = 0; index < 32; index++)
      statuses.push((await post(index, `198.51.100.${index}, 203.0.113.7`)).status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(30)
    expect(statuses.slice(30)).toEqual([429, 429])
    expect((await post(99, '203.0.113.8')).status).toBe(303)
    const { rows } = await sql<{ keyHash: string }>`select key_hash from attempt_count`.execute(use().db)
    expect(JSON.stringify(rows)).not.toContain('203.0.113')
  })

  test('a hundred at once for one address: five get through', async () => {
    const site = await identitySite(use(), { trustedProxies: 1 })
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        site
          .browser()
          .post('/inloggen', { email: 'jan@x.example' }, { 'x-forwarded-for': `2001:db8:0:${index}::1` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95)
    expect(site.defects).toEqual([])
  })
})

describeOnDatabases('what is over', (use) => {
  test('is removed, and nothing else', async () => {
    const site = await identitySite(use())
    await signIn(site, site.browser(), 'old@bedrijf.example')
    await site.browser().post('/inloggen', { email: 'unused@bedrijf.example' })
    site.clock.at = new Date(NOON.getTime() + 20 * DAY_MS)
    await signIn(site, site.browser(), 'new@bedrijf.example')
    const count = async (table: string) =>
      (await sql.raw(`select 1 from ${table}`).execute(use().db)).rows.length
    const counts = () => Promise.all(['session', 'sign_in_link', 'account'].map(count))
    expect(await counts()).toEqual([2, 3, 2])
    await removeExpired(use().db, new Date(NOON.getTime() + MINUTE_MS))
    expect(await counts()).toEqual([2, 3, 2])
    await removeExpired(use().db, site.clock.at)
    expect(await counts()).toEqual([1, 1, 2])
    const { rows } = await sql<{ at: Date }>`select min(window_start) as at from attempt_count`.execute(
      use().db,
    )
    expect(rows[0]?.at.getTime()).toBeGreaterThan(NOON.getTime() + DAY_MS)
  })
})

test.each([undefined, 'schakel=', 'schakel=short', 'other=x', `schakel=${'a'.repeat(42)}/`])(
  'a visitor with cookie %j costs no query',
  async (cookie) => {
    const db = undefined as unknown as Ctx['db']
    const features = [identityFeature({ config: {}, organisations: [] })]
    const app = createApp({ features, ctx: { db, now: () => NOON }, config: {}, report: () => {} })
    const response = await app.request('/inloggen', { headers: cookie === undefined ? {} : { cookie } })
    expect(response.status).toBe(200)
  },
)

describe('where one goes after signing in', () => {
  test.each([
    ['/scan/abc?x=1', '/scan/abc?x=1'],
    ['/en/mijn', '/en/mijn'],
    [undefined, '/mijn'],
    ['', '/mijn'],
    ['//evil.example', '/mijn'],
    ['/\\evil.example', '/mijn'],
    ['/\t/evil.example', '/mijn'],
    ['/\n/evil.example', '/mijn'],
    ['https://evil.example', '/mijn'],
    ['javascript:alert(1)', '/mijn'],
    ['/inloggen', '/mijn'],
    ['/en/uitloggen', '/mijn'],
    ['/a\\b', '/mijn'],
    ['/x'.repeat(600), '/mijn'],
  ])('%j gives %j', (text, path) => {
    expect(safeReturnPath(text)).toBe(path)
    expect(new URL(safeReturnPath(text), 'https://schakel.example').host).toBe('schakel.example')
  })
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
  ['curl/8', ''],
  [undefined, ''],
])('a device is called by browser and system: %j', (userAgent, name) => {
  expect(deviceOf(userAgent)).toBe(name)
})
