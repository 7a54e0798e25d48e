import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type Actor, asActor, systemActor } from '#platform/actor.ts'
import {
  actorOf,
  addColleague,
  entrepreneur,
  hubAdviser,
  scanLink,
  threadSite,
  type ThreadSite,
} from '../thread/thread-site.test-data.ts'
import { signIn } from '../identity/identity-site.test-data.ts'
import { ALL_UNKNOWN, questions } from '../scan/scan-site.test-data.ts'
import { shownFirms, stepReportsOf } from '../thread/index.ts'
import { PURPOSES, TEXT_VERSIONS } from './contract.ts'
import { consentsOf, firmsWithConsent, giveConsent, hasConsent, withdrawConsent } from './index.ts'
import { purposeText } from './purpose-text.ts'

/**
 * The words that each version stands for, as a hash of both languages. Change the words and this fails: if they say
 * something else, one more in TEXT_VERSIONS; then the new hash here.
 */
const WORDS = {
  'hub-sees-advice': [1, '26c176f803f147f9'],
  introductions: [1, '658d17334beaaf0c'],
  reminders: [1, 'd9544d61daf9f68e'],
  research: [2, '4cdb590839556e35'],
} as const

test.each(PURPOSES)('the words of %s are those of its version', (purpose) => {
  const words = JSON.stringify([purposeText(purpose, 'nl'), purposeText(purpose, 'en')])
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 16)
  expect([TEXT_VERSIONS[purpose], hash]).toEqual(WORDS[purpose])
})

const UNKNOWN = Object.fromEntries(new URLSearchParams(ALL_UNKNOWN))

describeOnDatabases('consent', (use) => {
  const started: { site?: ThreadSite } = {}
  const siteOf = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await threadSite(use())
  })

  const say = async (who: Awaited<ReturnType<typeof entrepreneur>>, fields: Record<string, string>) =>
    who.browser.post(`/mijn/toestemming?bedrijf=${who.firmId}`, {
      version: fields['purpose'] === 'research' ? '2' : '1',
      ...fields,
    })

  /** What an adviser sees of firms: names, consents, kept scans' advices, steps. */
  const seen = (adviser: Actor, firmId: string) =>
    asActor(use().db, adviser, async (tx) => {
      const count = async (table: string) =>
        (await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length
      return {
        firms: (await shownFirms(tx)).map(({ name, phone }) => `${name} ${phone}`),
        consents: await firmsWithConsent(tx, 'hub-sees-advice'),
        steps: (await stepReportsOf(tx, [firmId])).length,
        kept: await count('kept_scan'),
        scans: await count('scan'),
        advices: await count('advice'),
        history: await count('consent_event'),
        members: await count('firm_member'),
      }
    })
  const NOTHING = { firms: [], consents: [], steps: 0, kept: 0, scans: 0, advices: 0, history: 0, members: 0 }

  test('the hub of the province sees a firm that agreed, and from the moment of a no nothing any more', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Jansen', phone: '0612345678' })
    const link = await scanLink(jan.browser)
    await jan.browser.post('/mijn/bewaar', { link })
    await sql`insert into advice (id, scan_id, link_hash, firm, receipt, result, created_at)
      select gen_random_uuid(), id, link_hash, '{}', '{}', '{}', now() from scan`.execute(use().db)
    await jan.browser.post(`/mijn/stappen/nieuw?bedrijf=${jan.firmId}`, {
      ...{ step: 'erp-introduction', state: 'in-use', date: '1-3-2026', cost: '', brought: '' },
    })
    const here = await hubAdviser(site, 'noord', ['Zeeland', 'Drenthe'])
    const elsewhere = await hubAdviser(site, 'oost', ['Gelderland'])
    expect(await seen(here, jan.firmId)).toEqual(NOTHING)

    expect(await say(jan, { purpose: 'hub-sees-advice', answer: 'yes', province: 'Zeeland' })).toMatchObject({
      status: 303,
    })
    expect(await seen(here, jan.firmId)).toEqual({
      ...NOTHING,
      ...{ firms: ['Jansen 0612345678'], consents: [jan.firmId], steps: 1, kept: 1, advices: 1 },
    })
    expect(await seen(elsewhere, jan.firmId)).toEqual(NOTHING)

    await say(jan, { purpose: 'hub-sees-advice', answer: 'no' })
    expect(await seen(here, jan.firmId)).toEqual(NOTHING)
    expect(site.defects).toEqual([])
  })

  test.each(['first agrees and then keeps', 'first keeps and then agrees'])(
    'a firm that %s its advice stands on the list of its hub, and is gone from it with a no',
    async (order) => {
      const site = siteOf()
      const jan = await entrepreneur(site, 'jan@x.example')
      const link = await scanLink(jan.browser)
      for (const { slug } of questions.slice(0, 6)) await jan.browser.post(`/scan/${link}/${slug}`, UNKNOWN)
      expect((await jan.browser.post(`/advies/${link}`)).to).toBe(`/advies/${link}`)
      const yes = () => say(jan, { purpose: 'hub-sees-advice', answer: 'yes', province: 'Zeeland' })
      const keep = () => jan.browser.post('/mijn/bewaar', { link })
      for (const step of order.startsWith('first agrees') ? [yes, keep] : [keep, yes]) await step()
      const needs = async () =>
        (await sql`select firm_id from firm_need`.execute(use().db)).rows.map(
          (row) => Object.values(row as object)[0],
        )
      expect(await needs()).toEqual([jan.firmId])
      const kept = /href="(\/mijn\/scan\/[0-9a-f-]+)"/.exec((await jan.browser.get('/mijn')).text)?.[1] ?? ''
      await jan.browser.post(`${kept}/weg`)
      expect(await needs()).toEqual([])
      await keep()
      expect(await needs()).toEqual([jan.firmId])
      await say(jan, { purpose: 'hub-sees-advice', answer: 'no' })
      expect(await needs()).toEqual([])
      expect(site.defects).toEqual([])
    },
  )

  test('a coordinator at the same organisation, and a firm that agreed to something else, show nothing', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    for (const purpose of ['introductions', 'reminders', 'research'])
      await say(jan, { purpose, answer: 'yes' })
    const adviser = await hubAdviser(site, 'noord', ['Zeeland'])
    expect(await seen(adviser, jan.firmId)).toEqual(NOTHING)

    await say(jan, { purpose: 'hub-sees-advice', answer: 'yes', province: 'Zeeland' })
    const coordinator = {
      ...adviser,
      duties: adviser.duties.map((duty) => ({ ...duty, kind: 'coordinator' as const })),
    }
    expect(await seen(coordinator, jan.firmId)).toEqual(NOTHING)
    const bureau: Actor = { ...adviser, duties: [{ kind: 'bureau', organisationId: undefined }] }
    expect(await seen(bureau, jan.firmId)).toEqual(NOTHING)
  })

  test('Schakel itself knows in the background who agreed; another firm does not', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const piet = await entrepreneur(site, 'piet@x.example')
    await say(jan, { purpose: 'reminders', answer: 'yes' })
    const know = (actor: Actor, firmId: string) =>
      asActor(use().db, actor, (tx) => hasConsent(tx, firmId, 'reminders'))
    expect(await know(systemActor('bureau'), jan.firmId)).toBe(true)
    expect(await know(systemActor('bureau'), piet.firmId)).toBe(false)
    expect(await know(await actorOf(site, jan.browser), jan.firmId)).toBe(true)
    expect(await know(await actorOf(site, piet.browser), jan.firmId)).toBe(false)
  })

  test('every yes and no stays in the history, with who, when and which words; saying it twice adds nothing', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    await say(jan, { purpose: 'research', answer: 'yes' })
    await say(jan, { purpose: 'research', answer: 'yes' })
    site.clock.at = new Date(+site.clock.at + 60_000)
    await say(jan, { purpose: 'research', answer: 'no' })
    await say(jan, { purpose: 'research', answer: 'no' })
    await say(jan, { purpose: 'hub-sees-advice', answer: 'yes', province: 'Utrecht' })
    const { rows } = await sql`select purpose, is_given, province, text_version,
      account_id = (select id from account) as own from consent_event order by position`.execute(use().db)
    expect(rows).toEqual([
      { purpose: 'research', isGiven: true, province: '', textVersion: 2, own: true },
      { purpose: 'research', isGiven: false, province: '', textVersion: 2, own: true },
      { purpose: 'hub-sees-advice', isGiven: true, province: 'Utrecht', textVersion: 1, own: true },
    ])
    const actor = await actorOf(site, jan.browser)
    await expect(
      asActor(use().db, actor, (tx) => sql`update consent_event set is_given = true`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    await expect(
      asActor(use().db, actor, (tx) => sql`delete from consent_event`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
    const states = await asActor(use().db, actor, (tx) => consentsOf(tx, jan.firmId))
    expect(states.map(({ purpose, isGiven, province }) => [purpose, isGiven, province])).toEqual([
      ['hub-sees-advice', true, 'Utrecht'],
      ['introductions', false, undefined],
      ['reminders', false, undefined],
      ['research', false, undefined],
    ])
  })

  test('a yes to words that have changed since, without a province, or for a firm of somebody else is no yes', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const piet = await entrepreneur(site, 'piet@x.example')
    expect(await say(jan, { purpose: 'research', answer: 'yes', version: '3' })).toMatchObject({
      status: 409,
    })
    expect(await say(jan, { purpose: 'hub-sees-advice', answer: 'yes' })).toMatchObject({ status: 400 })
    expect(await say({ ...jan, firmId: piet.firmId }, { purpose: 'research', answer: 'yes' })).toMatchObject({
      status: 404,
    })
    expect((await jan.browser.get(`/mijn/toestemming?bedrijf=${piet.firmId}`)).status).toBe(404)
    const actor = await actorOf(site, jan.browser)
    const foreign = await asActor(use().db, actor, (tx) =>
      giveConsent(tx, actor, piet.firmId, 'research', site.clock.at),
    )
    expect(foreign).toEqual({ ok: false, error: 'not-found' })
    const withdrawn = await asActor(use().db, actor, (tx) =>
      withdrawConsent(tx, actor, piet.firmId, 'research', site.clock.at),
    )
    expect(withdrawn).toEqual({ ok: false, error: 'not-found' })
    expect((await sql`select 1 from consent`.execute(use().db)).rows).toEqual([])
  })

  test('who agreed to older words can agree to the newer ones, or say no', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const actor = await actorOf(site, jan.browser)
    await asActor(use().db, actor, (tx) =>
      giveConsent(tx, actor, jan.firmId, 'research', site.clock.at, { textVersion: 1 }),
    )
    const { text } = await jan.browser.get('/mijn/toestemming')
    const part = /<section[^>]*aria-labelledby="research".*?<\/section>/s.exec(text)?.[0] ?? ''
    expect(part).toContain('De tekst is sindsdien veranderd.')
    expect(part).toContain('value="yes"')
    expect(part).toContain('value="no"')
    await say(jan, { purpose: 'research', answer: 'yes' })
    const { rows } = await sql`select text_version from consent`.execute(use().db)
    expect(rows).toEqual([{ textVersion: 2 }])
  })

  test('a colleague of the same firm sees and changes the same consent', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const els = site.browser()
    await signIn(site, els, 'els@x.example')
    await addColleague(site, 'els@x.example', jan.firmId)
    await say(jan, { purpose: 'reminders', answer: 'yes' })
    expect((await els.get('/mijn/toestemming')).text).toContain('U zegt ja, sinds 30 november 2026.')
    await say({ ...jan, browser: els }, { purpose: 'reminders', answer: 'no' })
    expect((await jan.browser.get('/mijn/toestemming')).text).toContain('U zegt nee, sinds 30 november 2026.')
  })
})
