import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#platform/actor.ts'
import { describeOnDatabases } from '../../../../test/database.ts'
import {
  type Browser,
  HOUR_MS,
  identitySite,
  NOON,
  signIn,
  type Site,
  whoIs,
} from '../identity-site.test-data.ts'
import { isSureEnough } from './assurance.ts'
import { PUBLIC_URL, startProvider, type TestProvider } from './oidc-site.test-data.ts'
import { readProvenFirm } from './proven-firm.ts'

let provider: TestProvider
let other: TestProvider
let withUserinfo: TestProvider
beforeAll(async () => {
  provider = await startProvider()
  other = await startProvider()
  withUserinfo = await startProvider({ inIdToken: false })
})
afterAll(async () => {
  for (const one of [provider, other, withUserinfo]) await one.stop()
})

const siteOf = (db: Parameters<typeof identitySite>[0], { oidc }: TestProvider = provider) =>
  identitySite(db, { oidc, publicUrl: PUBLIC_URL })

/** To the provider and back; gives the address that the browser is sent back to. */
async function toProviderAndBack(browser: Browser, { visit }: TestProvider): Promise<string> {
  const { to } = await browser.get('/inloggen/eherkenning?terug=/wie')
  const back = new URL(await visit(to ?? ''))
  return `${back.pathname}${back.search}`
}

type Person = TestProvider['told']['person']

async function signInWith(site: Site, browser: Browser, person: Person, at: TestProvider = provider) {
  Object.assign(at.told, { person, tamper: undefined, signWith: undefined })
  const answer = await browser.get(await toProviderAndBack(browser, at))
  return { ...answer, ...(await whoIs(site, browser)), to: answer.to }
}

const WHOLE = { subject: 'jan', kvk: '12345678' }
const BRANCH = { subject: 'jan', kvk: '12345678', branch: '000012345678' }

describeOnDatabases('signing in with eHerkenning', (use) => {
  test('makes an account, a proven firm and a membership; finds them again the next time', async () => {
    const site = await siteOf(use())
    const browser = site.browser()
    expect((await browser.get('/inloggen')).text).toContain('Log in met eHerkenning')
    const first = await signInWith(site, browser, WHOLE)
    expect(first).toMatchObject({ status: 303, to: '/wie', actor: { firmIds: [expect.any(String)] } })
    const again = await signInWith(site, site.browser(), WHOLE)
    expect(again.actor).toEqual(first.actor)

    const count = async (table: string) =>
      (await sql.raw(`select 1 from ${table}`).execute(use().db)).rows.length
    expect(await Promise.all(['account', 'firm', 'firm_member', 'external_identity'].map(count))).toEqual([
      1, 1, 1, 1,
    ])
    const firm = await sql`select kvk_number, branch_number, proof from firm`.execute(use().db)
    expect(firm.rows).toEqual([{ kvkNumber: '12345678', branchNumber: null, proof: 'eherkenning' }])
    expect((await sql`select 1 from sign_in_attempt`.execute(use().db)).rows).toEqual([])
    expect(site.defects).toEqual([])
  })

  test('two people of one firm act for the same firm', async () => {
    const site = await siteOf(use())
    const jan = await signInWith(site, site.browser(), WHOLE)
    const piet = await signInWith(site, site.browser(), { ...WHOLE, subject: 'piet' })
    expect(piet.actor?.firmIds).toEqual(jan.actor?.firmIds)
    expect(piet.actor?.accountId).not.toBe(jan.actor?.accountId)
  })

  test('for a branch: the session is for that one alone; for the whole: for its branches too', async () => {
    const site = await siteOf(use())
    const whole = await signInWith(site, site.browser(), { ...WHOLE, subject: 'boss' })
    const browser = site.browser()
    const branch = await signInWith(site, browser, BRANCH)
    expect(branch.actor?.firmIds).toHaveLength(1)
    expect(branch.actor?.firmIds).not.toEqual(whole.actor?.firmIds)
    const elsewhere = await signInWith(site, site.browser(), {
      ...BRANCH,
      subject: 'an',
      branch: '000099999999',
    })

    const bossNow = await signInWith(site, site.browser(), { ...WHOLE, subject: 'boss' })
    expect(new Set(bossNow.actor?.firmIds)).toEqual(
      new Set([whole, branch, elsewhere].flatMap(({ actor }) => actor?.firmIds ?? [])),
    )
    await signInWith(site, site.browser(), WHOLE)
    expect((await whoIs(site, browser)).actor?.firmIds).toEqual(branch.actor?.firmIds)
    const { actor } = branch
    if (actor === undefined) throw new Error('nobody acts')
    const seen = await asActor(use().db, actor, (tx) => sql<{ id: string }>`select id from firm`.execute(tx))
    expect(seen.rows.map(({ id }) => id)).toEqual(actor.firmIds)
  })

  test('of another KVK number, nothing', async () => {
    const site = await siteOf(use())
    const jan = await signInWith(site, site.browser(), WHOLE)
    const piet = await signInWith(site, site.browser(), { subject: 'piet', kvk: '87654321' })
    expect(jan.actor?.firmIds).not.toEqual(piet.actor?.firmIds)
    expect(piet.actor?.firmIds).toHaveLength(1)
  })

  test('the same subject of another provider is somebody else; and so is whoever reads the same mail', async () => {
    const [site, elsewhere] = [await siteOf(use()), await siteOf(use(), other)]
    const jan = await signInWith(site, site.browser(), WHOLE)
    const stranger = await signInWith(elsewhere, elsewhere.browser(), WHOLE, other)
    expect(stranger.status).toBe(303)
    expect(stranger.actor?.accountId).not.toBe(jan.actor?.accountId)
    const byMail = site.browser()
    await signIn(site, byMail, 'jan@bedrijf.example')
    expect((await whoIs(site, byMail)).actor?.accountId).not.toBe(jan.actor?.accountId)
  })

  test('numbers that only the userinfo endpoint tells count too', async () => {
    const site = await siteOf(use(), withUserinfo)
    expect((await signInWith(site, site.browser(), BRANCH, withUserinfo)).actor?.firmIds).toHaveLength(1)
    const { rows } = await sql`select firm_id is not null as limited from session`.execute(use().db)
    expect(rows).toEqual([{ limited: true }])
  })

  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
    ['another audience', (claims) => ({ ...claims, aud: 'somebody-else' })],
    ['another nonce', (claims) => ({ ...claims, nonce: 'x' })],
    ['no nonce', ({ nonce: _, ...claims }) => claims],
    ['a time that is over', (claims) => ({ ...claims, iat: inSeconds(-7200), exp: inSeconds(-3600) })],
    ['no subject', ({ sub: _, ...claims }) => claims],
  ])('an ID token with %s signs nobody in', async (_, tamper) => {
    const site = await siteOf(use())
    Object.assign(provider.told, { person: WHOLE, tamper, signWith: undefined })
    const browser = site.browser()
    const answer = await browser.get(await toProviderAndBack(browser, provider))
    expect(answer.status).toBe(400)
    expect(site.notes).toEqual([expect.stringMatching(/^eHerkenning: a visit came to nothing \(OAUTH_/)])
    expect((await whoIs(site, browser)).session).toBeUndefined()
    expect((await sql`select 1 from account`.execute(use().db)).rows).toEqual([])
  })

  test('an ID token signed with another key signs nobody in', async () => {
    const site = await siteOf(use())
    const signWith = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    Object.assign(provider.told, { person: WHOLE, tamper: (claims: object) => claims, signWith })
    const browser = site.browser()
    expect((await browser.get(await toProviderAndBack(browser, provider))).status).toBe(400)
  })

  test('an answer with another state, of another browser, for the second time or too late signs nobody in', async () => {
    const site = await siteOf(use())
    Object.assign(provider.told, { person: WHOLE, tamper: undefined, signWith: undefined })
    const [mine, theirs] = [site.browser(), site.browser()]
    const path = await toProviderAndBack(mine, provider)
    await theirs.get('/inloggen/eherkenning')
    expect((await theirs.get(path)).status).toBe(400)
    expect((await site.browser().get(path)).status).toBe(400)
    expect((await mine.get(path.replace(/state=[^&]*/, 'state=x'))).status).toBe(400)

    const late = site.browser()
    const latePath = await toProviderAndBack(late, provider)
    const carried = new Map(late.cookies)
    site.clock.at = new Date(NOON.getTime() + HOUR_MS)
    expect((await late.get(latePath)).status).toBe(400)
    site.clock.at = NOON
    for (const [name, value] of carried) late.cookies.set(name, value)
    expect((await late.get(latePath)).status).toBe(303)
    for (const [name, value] of carried) late.cookies.set(name, value)
    expect((await late.get(latePath)).status).toBe(400)
  })

  test('an answer that names another issuer signs nobody in', async () => {
    const site = await siteOf(use())
    Object.assign(provider.told, { person: WHOLE, tamper: undefined, signWith: undefined })
    const browser = site.browser()
    const path = await toProviderAndBack(browser, provider)
    expect(path).toContain('iss=')
    expect((await browser.get(path.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'))).status).toBe(400)
  })

  test.each(['urn:etoegang:core:assurance-class:loa2plus', 'urn:etoegang:core:assurance-class:loa1', '0'])(
    'at level %s nobody is signed in',
    async (acr) => {
      const site = await siteOf(use())
      Object.assign(provider.told, { person: WHOLE, signWith: undefined })
      provider.told.tamper = (claims) => ({ ...claims, acr })
      const browser = site.browser()
      const answer = await browser.get(await toProviderAndBack(browser, provider))
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('hoger niveau')
      expect((await whoIs(site, browser)).session).toBeUndefined()
    },
  )

  test('without a KVK number nobody is signed in', async () => {
    const site = await siteOf(use())
    const answer = await signInWith(site, site.browser(), { subject: 'jan' })
    expect([answer.status, answer.session]).toEqual([403, undefined])
  })

  test('where the provider is away, a page says so; where there is none, there is no such page', async () => {
    const gone = await startProvider()
    await gone.stop()
    const site = await siteOf(use(), gone)
    expect((await site.browser().get('/inloggen/eherkenning')).status).toBe(503)
    expect(site.notes[0]).toContain('does not answer')
    const without = await identitySite(use())
    expect((await without.browser().get('/inloggen')).text).not.toContain('eHerkenning')
    expect((await without.browser().get('/inloggen/eherkenning')).status).toBe(404)
  })
})

describe('what a provider says', () => {
  const claims = { kvkClaim: 'kvk', branchClaim: 'branch' }

  test.each([
    [{ kvk: '12345678' }, { kvkNumber: '12345678', branchNumber: undefined }],
    [{ kvk: ['12345678'] }, { kvkNumber: '12345678', branchNumber: undefined }],
    [
      { kvk: '12345678', branch: null },
      { kvkNumber: '12345678', branchNumber: undefined },
    ],
    [
      { kvk: '12345678', branch: ['000012345678'] },
      { kvkNumber: '12345678', branchNumber: '000012345678' },
    ],
  ])('%j is a firm', (given, firm) => {
    expect(readProvenFirm(given, claims)).toEqual({ ok: true, value: firm })
  })

  test.each([
    {},
    { kvk: '1234567' },
    { kvk: 12345678 },
    { kvk: ['12345678', '87654321'] },
    { branch: '000012345678' },
    { kvk: '12345678', branch: '' },
    { kvk: '12345678', branch: '12' },
    { kvk: '12345678', branch: [] },
    { kvk: '12345678', branch: ['000012345678', '000012345679'] },
  ])('%j is none: a restriction that cannot be read is never passed over', (given) => {
    expect(readProvenFirm(given, claims)).toEqual({ ok: false, error: 'no-firm' })
  })

  const loa = (level: string) => `urn:etoegang:core:assurance-class:${level}`
  test.each([
    [loa('loa3'), loa('loa3'), true],
    [loa('loa4'), loa('loa3'), true],
    [loa('loa2plus'), loa('loa2'), true],
    [loa('loa2plus'), loa('loa3'), false],
    [undefined, loa('loa1'), false],
    ['high', loa('loa1'), false],
    [loa('loa4'), 'high', false],
    ['high', 'high', true],
  ])('level %s where %s is needed: %s', (acr, lowest, isEnough) => {
    expect(isSureEnough(acr, lowest)).toBe(isEnough)
  })
})
