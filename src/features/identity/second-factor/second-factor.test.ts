import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import {
  type Browser,
  HOUR_MS,
  identitySite,
  makeAdministrator,
  NOON,
  signIn,
  type Site,
  whoIs,
} from '../identity-site.test-data.ts'
import { forgetFactor } from './forget-factor.ts'
import { codeAt, drawRecoveryCode, plainRecoveryCode, stepOfCode } from './totp.ts'

const STEP_MS = 30_000

/** Sets up the second factor as a person does it; gives the secret and the recovery codes. */
async function setUp(site: Site, browser: Browser) {
  expect(await browser.post('/mijn/inloggen/tweede-stap')).toMatchObject({ status: 303 })
  const { text } = await browser.get('/mijn/inloggen/tweede-stap')
  const groups = /identity-key"[^>]*>([A-Z2-7 ]+)</.exec(text)?.[1] ?? ''
  const secret = new Uint8Array(Secret.fromBase32(groups.replaceAll(' ', '')).buffer)
  const answer = await browser.post('/mijn/inloggen/tweede-stap/bevestigen', {
    code: codeAt(secret, site.clock.at),
  })
  expect(answer.status).toBe(200)
  const codes = [...answer.text.matchAll(/<code>([a-z2-7-]+)<\/code>/g)].map(([, code]) => code ?? '')
  return { secret, codes, text }
}

const nextStep = (site: Site, steps = 1) => {
  site.clock.at = new Date(site.clock.at.getTime() + steps * STEP_MS)
}

describeOnDatabases('the second factor', (use) => {
  test('once set up, nobody acts in a new session before it was shown', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const { secret, codes, text } = await setUp(site, browser)
    expect(text).toContain('otpauth://totp/Schakel:jan%40bedrijf.example?issuer=Schakel')
    expect(codes).toHaveLength(8)
    expect((await whoIs(site, browser)).actor?.secondFactorAt).toEqual(NOON)

    nextStep(site)
    const half = site.browser()
    expect(await signIn(site, half, 'jan@bedrijf.example', '/wie')).toMatchObject({
      to: '/inloggen/code?terug=%2Fwie',
    })
    expect(await whoIs(site, half)).toMatchObject({ actor: undefined, session: { awaits: 'code' } })
    expect(await half.get('/mijn/inloggen')).toMatchObject({ status: 303 })
    expect(
      await half.post('/mijn/inloggen/tweede-stap/uit', { code: codeAt(secret, site.clock.at) }),
    ).toMatchObject({ status: 303, to: '/inloggen?terug=%2Fmijn' })
    const before = half.cookies.get('schakel')
    expect((await half.post('/inloggen/code', { code: '000000', terug: '/wie' })).status).toBe(400)
    const code = codeAt(secret, site.clock.at)
    expect(
      await half.post('/inloggen/code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, terug: '/wie' }),
    ).toMatchObject({
      status: 303,
      to: '/wie',
    })
    expect((await whoIs(site, half)).actor?.secondFactorAt).toEqual(site.clock.at)
    expect(half.cookies.get('schakel')).not.toBe(before)
    half.cookies.set('schakel', before ?? '')
    expect((await whoIs(site, half)).session).toBeUndefined()
  })

  test('a code counts once, also when it comes ten times at once; so does a recovery code', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const { secret, codes } = await setUp(site, browser)
    const halves = Array.from({ length: 4 }, site.browser)
    for (const half of halves) await signIn(site, half, 'jan@bedrijf.example')
    expect((await halves[0]?.post('/inloggen/code', { code: codeAt(secret, site.clock.at) }))?.status).toBe(
      400,
    )

    nextStep(site)
    const tryAll = async (code: string) => {
      const answers = await Promise.all(halves.map((half) => half.post('/inloggen/code', { code })))
      return answers.filter(({ status, to }) => status === 303 && to === '/mijn').length
    }
    expect(await tryAll(codeAt(secret, site.clock.at))).toBe(1)

    site.clock.at = new Date(site.clock.at.getTime() + HOUR_MS)
    for (const half of halves) await signIn(site, half, 'jan@bedrijf.example')
    expect(await tryAll((codes[3] ?? '').toUpperCase().replaceAll('-', ' '))).toBe(1)
    expect((await browser.get('/mijn/inloggen/tweede-stap')).text).toContain('nog 7 herstelcodes')
  })

  test('after ten wrong codes in a quarter of an hour even a right one is refused for now', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const { secret } = await setUp(site, browser)
    site.clock.at = new Date(NOON.getTime() + HOUR_MS)
    const half = site.browser()
    await signIn(site, half, 'jan@bedrijf.example')
    const wrong = String((Number(codeAt(secret, site.clock.at)) + 500_000) % 1_000_000).padStart(6, '0')
    for (let time = 0; time < 10; time++)
      expect((await half.post('/inloggen/code', { code: wrong })).status).toBe(400)
    const refused = await half.post('/inloggen/code', { code: codeAt(secret, site.clock.at) })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900'])
  })

  test('an administrator sets it up before anything else, and acts as such only after', async () => {
    const site = await identitySite(use())
    await makeAdministrator(site, 'beheer@bureau.example')
    const browser = site.browser()
    await signIn(site, browser, 'beheer@bureau.example')
    expect(await whoIs(site, browser)).toMatchObject({ to: '/mijn/inloggen/tweede-stap', actor: undefined })
    expect((await browser.get('/beheer')).to).toBe('/mijn/inloggen/tweede-stap')
    await setUp(site, browser)
    expect((await whoIs(site, browser)).actor?.duties).toMatchObject([{ kind: 'administrator' }])
    expect((await browser.get('/beheer')).status).toBe(200)
  })

  test('for somebody with a duty it counts twelve hours', async () => {
    const site = await identitySite(use())
    await makeAdministrator(site, 'beheer@bureau.example')
    const browser = site.browser()
    await signIn(site, browser, 'beheer@bureau.example')
    const { secret } = await setUp(site, browser)
    site.clock.at = new Date(NOON.getTime() + 6 * HOUR_MS)
    expect((await whoIs(site, browser)).actor).toBeDefined()
    site.clock.at = new Date(NOON.getTime() + 12 * HOUR_MS)
    expect(await whoIs(site, browser)).toMatchObject({ actor: undefined, session: { awaits: 'code' } })
    await browser.post('/inloggen/code', { code: codeAt(secret, site.clock.at) })
    expect((await whoIs(site, browser)).actor?.duties).toMatchObject([{ kind: 'administrator' }])
  })

  test('it is taken away with a code only, and then no session counts as having shown it', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const { secret } = await setUp(site, browser)
    expect((await browser.post('/mijn/inloggen/tweede-stap')).status).toBe(409)
    expect((await browser.post('/mijn/inloggen/tweede-stap/uit', { code: '123' })).status).toBe(400)
    nextStep(site)
    expect(
      (await browser.post('/mijn/inloggen/tweede-stap/uit', { code: codeAt(secret, site.clock.at) })).status,
    ).toBe(303)
    expect((await whoIs(site, browser)).actor?.secondFactorAt).toBeUndefined()
    expect((await sql`select 1 from recovery_code`.execute(use().db)).rows).toEqual([])
  })

  test('whoever runs the server can take it away; all sessions end', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    await setUp(site, browser)
    expect(await forgetFactor(site.ctx, 'jan@bedrijf.example')).toEqual({ ok: true })
    expect(await forgetFactor(site.ctx, 'jan@bedrijf.example')).toMatchObject({ ok: false })
    expect((await whoIs(site, browser)).session).toBeUndefined()
    await signIn(site, browser, 'jan@bedrijf.example')
    expect((await whoIs(site, browser)).actor).toBeDefined()
  })

  test('the secret is not in the database, and its key is a file for this user alone', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    const { secret } = await setUp(site, browser)
    const { rows } = await sql<{ sealedSecret: string }>`select sealed_secret from second_factor`.execute(
      use().db,
    )
    const sealed = Buffer.from(rows[0]?.sealedSecret.slice(3) ?? '', 'base64url')
    expect(sealed.includes(Buffer.from(secret))).toBe(false)
    expect(statSync(join(site.dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  test('on a server without SECRET_KEY it is refused in words; with another key nothing opens', async () => {
    const site = await identitySite(use(), { databaseUrl: 'postgres://x' })
    const browser = site.browser()
    await signIn(site, browser, 'jan@bedrijf.example')
    expect(await browser.post('/mijn/inloggen/tweede-stap')).toMatchObject({
      status: 503,
      text: expect.stringContaining('SECRET_KEY'),
    })
    const other = await identitySite(use())
    const mine = other.browser()
    await signIn(other, mine, 'piet@bedrijf.example')
    await mine.post('/mijn/inloggen/tweede-stap')
    writeFileSync(join(other.dataDir, 'secret.key'), Buffer.alloc(32, 7).toString('base64'))
    expect((await mine.get('/mijn/inloggen/tweede-stap')).status).toBe(500)
  })
})

describe('codes of an app', () => {
  const secret = Buffer.from('12345678901234567890')

  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d seconds the code is %s (RFC 6238, appendix B, last six digits)', (seconds, code) => {
    expect(codeAt(secret, new Date(seconds * 1000))).toBe(code)
  })

  test('are right half a minute early or late, not more, and never for a half minute that was used', () => {
    const at = new Date(2_000_000_000_000)
    const step = Math.floor(at.getTime() / STEP_MS)
    const stepAt = (offset: number, lastStep = 0) =>
      stepOfCode(secret, codeAt(secret, new Date(at.getTime() + offset * STEP_MS)), at, lastStep)
    expect([-2, -1, 0, 1, 2].map((offset) => stepAt(offset))).toEqual([
      undefined,
      step - 1,
      step,
      step + 1,
      undefined,
    ])
    expect([-1, 0, 1].map((offset) => stepAt(offset, step))).toEqual([undefined, undefined, step + 1])
    for (const text of ['', '28708', '2870822', 'abcdef', '１２３４５６'])
      expect(stepOfCode(secret, text, at, 0)).toBeUndefined()
  })

  test('recovery codes have 80 bits, and read the same however they are typed', () => {
    const code = drawRecoveryCode()
    expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/)
    expect(plainRecoveryCode('l0ok-1234')).toBe(plainRecoveryCode('LOOK L234'))
    expect(plainRecoveryCode(` ${code.toUpperCase().replaceAll('-', '  ')} `)).toBe(plainRecoveryCode(code))
  })
})
