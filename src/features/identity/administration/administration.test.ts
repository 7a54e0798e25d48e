import { sql } from 'kysely'
import { Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { runCommandLine } from '#platform/command-line.ts'
import { verifyAudit } from '#platform/verify-audit.ts'
import { describeOnDatabases } from '../../../../test/database.ts'
import { identityCommands } from '../commands.ts'
import {
  identitySite,
  makeAdministrator,
  NOON,
  organisations,
  signIn,
  type Site,
  whoIs,
} from '../identity-site.test-data.ts'
import { isAdministrator, isAdviserOf, isBureau, isCoordinatorOf, mayActFor } from '../policies.ts'
import { codeAt } from '../second-factor/totp.ts'
import { appoint, dismiss } from './appoint.ts'

async function administrator(site: Site, email = 'beheer@bureau.example') {
  await makeAdministrator(site, email)
  const browser = site.browser()
  await signIn(site, browser, email)
  await browser.post('/mijn/inloggen/tweede-stap')
  const groups = /identity-key"[^>]*>([A-Z2-7 ]+)</.exec(
    (await browser.get('/mijn/inloggen/tweede-stap')).text,
  )?.[1]
  const secret = new Uint8Array(Secret.fromBase32((groups ?? '').replaceAll(' ', '')).buffer)
  await browser.post('/mijn/inloggen/tweede-stap/bevestigen', { code: codeAt(secret, site.clock.at) })
  return browser
}

describeOnDatabases('administration', (use) => {
  test('an administrator appoints and withdraws; it counts from the next request on, and is written down', async () => {
    const site = await identitySite(use())
    const [boss, adviser] = [await administrator(site), site.browser()]
    await signIn(site, adviser, 'an@hub.example')
    const appointed = await boss.post('/beheer/aanwijzen', {
      email: 'An@hub.example',
      duty: 'adviser',
      organisation: 'noord',
    })
    expect(appointed).toMatchObject({ status: 303, to: '/beheer' })
    const noord = organisations[0]?.id
    expect((await whoIs(site, adviser)).actor?.duties).toEqual([{ kind: 'adviser', organisationId: noord }])
    expect((await boss.get('/beheer')).text).toContain('adviseur: Hub Noord')

    await boss.post('/beheer/intrekken', { email: 'an@hub.example', duty: 'adviser', organisation: 'noord' })
    expect((await whoIs(site, adviser)).actor?.duties).toEqual([])
    const { rows } = await sql`select action, actor = 'system' as by_system from audit_entry
      where action like 'duty%' order by position`.execute(use().db)
    expect(rows).toEqual([
      { action: 'duty given', bySystem: true },
      { action: 'duty given', bySystem: false },
      { action: 'duty taken', bySystem: false },
    ])
    const chain = JSON.stringify((await sql`select * from audit_entry`.execute(use().db)).rows)
    expect(chain).not.toMatch(/@|an@hub/)
    expect((await verifyAudit(use().db)).faults).toEqual([])
  })

  test.each([
    [{ email: 'x', duty: 'adviser', organisation: 'noord' }, /e-mailadres/],
    [{ email: 'an@hub.example', duty: '', organisation: '' }, /Kies een taak/],
    [{ email: 'an@hub.example', duty: 'adviser', organisation: '' }, /Kies een hub/],
    [{ email: 'an@hub.example', duty: 'adviser', organisation: 'lab' }, /Kies een hub/],
    [{ email: 'an@hub.example', duty: 'coordinator', organisation: 'noord' }, /Kies een hub/],
    [{ email: 'an@hub.example', duty: 'bureau', organisation: 'bureau' }, /Kies een hub/],
    [{ email: 'beheer@bureau.example', duty: 'administrator', organisation: '' }, /heeft deze taak al/],
  ])('%j comes back with what was typed and why', async (fields, why) => {
    const site = await identitySite(use())
    const boss = await administrator(site)
    const answer = await boss.post('/beheer/aanwijzen', fields)
    expect(answer.status).toBe(400)
    expect(answer.text).toMatch(why)
    expect(answer.text).toContain(`value="${fields.email}"`)
  })

  test('the last administrator cannot be withdrawn on the page, of two at once one stays', async () => {
    const site = await identitySite(use())
    const [one, two] = [
      await administrator(site, 'een@bureau.example'),
      await administrator(site, 'twee@bureau.example'),
    ]
    const fields = (email: string) => ({ email, duty: 'administrator', organisation: '' })
    const answers = await Promise.all([
      one.post('/beheer/intrekken', fields('twee@bureau.example')),
      two.post('/beheer/intrekken', fields('een@bureau.example')),
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409 || status === 403)).toHaveLength(1)
    const left = await sql`select 1 from duty where kind = 'administrator'`.execute(use().db)
    expect(left.rows).toHaveLength(1)
  })

  test('nobody else sees the page or changes a duty, whatever the form says', async () => {
    const site = await identitySite(use())
    const browser = site.browser()
    expect((await browser.get('/beheer')).to).toBe('/inloggen?terug=%2Fbeheer')
    for (const duty of ['adviser', 'bureau'] as const) {
      const email = `${duty}@x.example`
      await appoint(site.ctx, 'server', {
        email,
        kind: duty,
        organisation: duty === 'adviser' ? 'noord' : undefined,
      })
      await signIn(site, browser, email)
      expect((await browser.get('/beheer')).status).toBe(403)
      const fields = { email, duty: 'administrator', organisation: '' }
      expect((await browser.post('/beheer/aanwijzen', fields)).status).toBe(403)
      expect((await browser.post('/beheer/intrekken', fields)).status).toBe(403)
      const { actor } = await whoIs(site, browser)
      if (actor === undefined) throw new Error('nobody acts')
      const claim = { email, kind: 'administrator', organisation: undefined } as const
      expect(await appoint(site.ctx, actor, claim)).toEqual({ ok: false, error: 'forbidden' })
      expect(await dismiss(site.ctx, actor, claim)).toEqual({ ok: false, error: 'forbidden' })
    }
  })

  test('on the command line of the server', async () => {
    const site = await identitySite(use())
    const said: string[] = []
    const io = {
      out: (text: string) => said.push(text),
      err: (text: string) => said.push(text),
      env: {},
      now: () => NOON,
      openCtx: async () => site.ctx,
    }
    const run = (...argv: string[]) => runCommandLine(argv, identityCommands(organisations), io)
    expect(await run('appoint', 'beheer@bureau.example', 'administrator')).toBe(0)
    expect(await run('appoint', 'beheer@bureau.example', 'administrator')).toBe(1)
    expect(await run('appoint', 'an@hub.example', 'adviser', 'noord')).toBe(0)
    expect(await run('appoint', 'an@hub.example', 'adviser')).toBe(2)
    expect(await run('appoint', 'an', 'adviser', 'noord')).toBe(2)
    expect(await run('appoint', 'an@hub.example', 'king')).toBe(2)
    expect(await run('dismiss', 'beheer@bureau.example', 'administrator')).toBe(0)
    expect(await run('dismiss', 'beheer@bureau.example', 'administrator')).toBe(1)
    expect(await run('forget-second-factor', 'an@hub.example')).toBe(1)

    said.length = 0
    expect(await run('verify-audit')).toBe(0)
    expect(said[0]).toBe('3 entries, 3 details, 0 details erased: whole')
    const anchor = said[1]?.replace('anchor ', '') ?? ''
    expect(await run('verify-audit', '--anchor', anchor)).toBe(0)
    expect(await run('verify-audit', '--anchor', anchor.replace(/^3/, '4'))).toBe(1)
    expect(await run('verify-audit', '--anchor', 'x')).toBe(2)
  })
})

describe('policies', () => {
  const base: Actor = { accountId: 'a', firmIds: ['f1'], duties: [], secondFactorAt: undefined }
  const withDuty = (kind: Actor['duties'][number]['kind'], organisationId?: string): Actor => ({
    ...base,
    duties: [{ kind, organisationId }],
  })

  test('nobody may anything', () => {
    expect([
      mayActFor(undefined, 'f1'),
      isAdviserOf(undefined, 'h'),
      isCoordinatorOf(undefined, 'l'),
    ]).not.toContain(true)
    expect([isBureau(undefined), isAdministrator(undefined)]).not.toContain(true)
  })

  test('each duty is for its own organisation and gives no other', () => {
    expect([mayActFor(base, 'f1'), mayActFor(base, 'f2')]).toEqual([true, false])
    const adviser = withDuty('adviser', 'h1')
    expect([isAdviserOf(adviser, 'h1'), isAdviserOf(adviser, 'h2'), isCoordinatorOf(adviser, 'h1')]).toEqual([
      true,
      false,
      false,
    ])
    expect([isBureau(adviser), isAdministrator(adviser), isBureau(withDuty('bureau'))]).toEqual([
      false,
      false,
      true,
    ])
    expect(isCoordinatorOf(withDuty('coordinator', 'l1'), 'l1')).toBe(true)
  })

  test('the administrator has shown the second factor', () => {
    const administrator = withDuty('administrator')
    expect(isAdministrator(administrator)).toBe(false)
    expect(isAdministrator({ ...administrator, secondFactorAt: NOON })).toBe(true)
    expect(isBureau({ ...administrator, secondFactorAt: NOON })).toBe(false)
  })
})
