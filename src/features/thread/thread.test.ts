import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { DAY_MS, signIn } from '../identity/identity-site.test-data.ts'
import { findScan, removeExpiredScans } from '../scan/index.ts'
import { figures } from '../scan/scan-site.test-data.ts'
import { linkHashOf } from '#platform/link-holder.ts'
import { sealWith } from '#platform/seal.ts'
import { threadOf } from './find-thread.ts'
import { openKeptScan } from './scans/keep-scan.ts'
import { readDay } from './steps/read-step.ts'
import {
  actorOf,
  addColleague,
  entrepreneur,
  scanLink,
  seal,
  threadSite,
  type ThreadSite,
} from './thread-site.test-data.ts'

test('what waits for somebody stands apart, the longest first; the rest the newest first', () => {
  const item = (day: number, isYourTurn?: boolean) => ({
    ...{ at: new Date(Date.UTC(2026, 0, day)), kind: 'question', title: `${day}` },
    ...(isYourTurn === undefined ? {} : { isYourTurn }),
  })
  const { yourTurn, happened } = threadOf([item(3), item(5, true), item(9), item(2, true), item(4, false)])
  expect(yourTurn.map(({ title }) => title)).toEqual(['2', '5'])
  expect(happened.map(({ title }) => title)).toEqual(['9', '4', '3'])
})

test.each([
  ['12-3-2026', '2026-03-12'],
  ['12/03/2026', '2026-03-12'],
  [' 1 2 2026 ', '2026-02-01'],
  ['2026-03-12', '2026-03-12'],
  ['3-2026', '2026-03-01'],
  ['2026-03', '2026-03-01'],
  ['29-2-2024', '2024-02-29'],
  ['29-2-2026', undefined],
  ['31-4-2026', undefined],
  ['12-3-26', undefined],
  ['1-1-1900', undefined],
  ['vorig jaar', undefined],
  ['', undefined],
  ['1-2-3-2026', undefined],
])('%j is the day %s', (text, day) => {
  expect(readDay(text)).toBe(day)
})

describeOnDatabases('my page', (use) => {
  const started: { site?: ThreadSite } = {}
  const siteOf = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await threadSite(use())
  })

  test('who is not signed in is sent to sign in; who has no firm is asked to name one', async () => {
    const browser = siteOf().browser()
    for (const path of [
      '/mijn',
      '/mijn/bedrijf',
      '/mijn/stappen',
      '/mijn/gegevens',
      '/mijn/wissen',
      '/mijn/toestemming',
    ])
      expect((await browser.get(path)).to).toBe(`/inloggen?terug=${encodeURIComponent(path)}`)
    await signIn(siteOf(), browser, 'jan@x.example')
    expect((await browser.get('/mijn')).text).toContain('U hebt nog geen bedrijf genoemd.')
    expect(await browser.get('/mijn/stappen')).toMatchObject({ status: 303, to: '/mijn/bedrijf/nieuw' })
    expect((await browser.get('/mijn/toestemming')).text).toContain('Noem eerst uw bedrijf')
  })

  test('somebody names firms and changes between them; a KVK number that is told twice is refused', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Jansen <b>', kvk: '1234 5678' })
    const again = await jan.browser.post('/mijn/bedrijf/nieuw', { name: 'Ander', kvk: '12.34.56.78' })
    expect(again).toMatchObject({ status: 400 })
    expect(again.text).toContain('Dit KVK-nummer staat al bij uw bedrijven.')
    expect(again.text).toContain('value="Ander"')
    expect(
      (await jan.browser.post('/mijn/bedrijf/nieuw', { name: '', kvk: '123', phone: 'x' })).text,
    ).toMatch(/naam van het bedrijf[\s\S]*8 cijfers[\s\S]*telefoonnummer/)
    const { to } = await jan.browser.post('/mijn/bedrijf/nieuw', { name: 'Tweede' })
    const { text } = await jan.browser.get(to ?? '')
    expect(text).toContain('Jansen &lt;b&gt;')
    expect(text).toContain('aria-current="page">Tweede')
    expect((await jan.browser.get(`/mijn?bedrijf=${jan.firmId}`)).text).toContain(
      'KVK 12345678, zoals u het zelf vertelde',
    )
    expect(site.defects).toEqual([])
  })

  test('two who change the name of one firm lose nothing: the second sees both', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Oud' })
    const els = site.browser()
    await signIn(site, els, 'els@x.example')
    await addColleague(site, 'els@x.example', jan.firmId)
    const path = `/mijn/bedrijf?bedrijf=${jan.firmId}`
    expect((await els.post(path, { name: 'Van Els', version: '1' })).status).toBe(303)
    const second = await jan.browser.post(path, { name: 'Van Jan', version: '1' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Van Els')
    expect(second.text).toContain('value="Van Jan"')
    const version = /name="version" value="(\d+)"/.exec(second.text)?.[1] ?? ''
    expect((await jan.browser.post(path, { name: 'Van Jan', version })).status).toBe(303)
    expect((await els.get('/mijn')).text).toContain('Van Jan')
  })

  test('a scan is kept with a firm, does not expire, and is opened again without its link', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const link = await scanLink(jan.browser)
    expect((await jan.browser.get(`/scan/${link}/bewaar`)).text).toContain('Bewaar deze scan bij uw bedrijf')
    expect(await jan.browser.post('/mijn/bewaar', { link })).toMatchObject({ status: 303 })
    expect((await jan.browser.get(`/scan/${link}/bewaar`)).text).toContain('Deze scan staat bij uw bedrijf.')

    site.clock.at = new Date(+site.clock.at + 10 * DAY_MS)
    const other = await scanLink(site.browser())
    site.clock.at = new Date(+site.clock.at + 31 * DAY_MS)
    expect(await removeExpiredScans(site.ctx)).toBe(1)
    expect((await findScan(site.ctx, figures, other)).ok).toBe(false)
    expect((await findScan(site.ctx, figures, link)).ok).toBe(true)

    await signIn(site, jan.browser, jan.email)
    const thread = await jan.browser.get('/mijn')
    const path = /href="(\/mijn\/scan\/[0-9a-f-]+)"/.exec(thread.text)?.[1] ?? ''
    expect(thread.text).toContain('U deed een scan')
    expect(await jan.browser.post(path)).toMatchObject({ status: 303, to: `/advies/${link}` })
    const stored = await sql<{ all: string }>`select row_to_json(k)::text as all from kept_scan k`.execute(
      use().db,
    )
    expect(stored.rows[0]?.all).not.toContain(link)
    expect(stored.rows[0]?.all).toContain(linkHashOf(link))

    expect((await jan.browser.post(`${path}/weg`)).to).toContain('bewaard=gone')
    expect((await jan.browser.get('/mijn')).text).not.toContain('U deed een scan')
    site.clock.at = new Date(+site.clock.at + 31 * DAY_MS)
    expect(await removeExpiredScans(site.ctx)).toBe(1)
    expect(site.defects).toEqual([])
  })

  test('the address of a private link is not stored while somebody signs in to keep it', async () => {
    const site = siteOf()
    const browser = site.browser()
    const link = await scanLink(browser)
    const { text } = await browser.get(`/scan/${link}/bewaar`)
    const to = /href="(\/inloggen[^"]*)">Log in<\/a> en open/.exec(text)?.[1] ?? ''
    expect(to).toBe('/inloggen')
    await browser.post('/mijn/bewaar', { link })
    await signIn(site, browser, 'jan@x.example')
    const all = await sql<{ all: string }>`select coalesce(string_agg(row_to_json(l)::text, ''), '') as all
      from sign_in_link l`.execute(use().db)
    expect(all.rows[0]?.all).not.toContain(link)
  })

  test('a scan is kept with one firm; nobody of another firm opens it, and another key does not either', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const piet = await entrepreneur(site, 'piet@x.example')
    const link = await scanLink(jan.browser)
    await jan.browser.post('/mijn/bewaar', { link })
    expect((await piet.browser.post('/mijn/bewaar', { link })).status).toBe(409)
    const { rows } = await sql<{ id: string }>`select id from scan`.execute(use().db)
    const id = rows[0]?.id ?? ''
    for (const path of [`/mijn/scan/${id}`, `/mijn/scan/${id}/weg`])
      expect((await piet.browser.post(path)).status).toBe(404)
    expect((await piet.browser.get(`/mijn/scan/${id}`)).status).toBe(404)
    expect((await jan.browser.get('/mijn/scan/not-a-number')).status).toBe(404)

    const actor = await actorOf(site, jan.browser)
    expect(await openKeptScan(site.ctx, actor, seal, id)).toEqual({ ok: true, value: link })
    const otherKey = sealWith(Buffer.alloc(32, 8))
    expect(await openKeptScan(site.ctx, actor, otherKey, id)).toEqual({ ok: false, error: 'sealed' })
    expect((await jan.browser.post('/mijn/bewaar', { link: 'x'.repeat(43) })).status).toBe(404)
  })

  test('who has no firm yet names one, and the scan is kept with it; who has two chooses', async () => {
    const site = siteOf()
    const browser = site.browser()
    await signIn(site, browser, 'jan@x.example')
    const link = await scanLink(browser)
    const asked = await browser.post('/mijn/bewaar', { link })
    expect(asked.text).toContain('Daarna bewaren wij de scan erbij.')
    expect((await browser.post('/mijn/bedrijf/nieuw', { name: 'Eerste', link })).to).toContain('bewaard=scan')
    site.clock.at = new Date(+site.clock.at + 1_000)
    await browser.post('/mijn/bedrijf/nieuw', { name: 'Tweede' })
    const second = await scanLink(browser)
    const choice = await browser.post('/mijn/bewaar', { link: second })
    expect(choice.text).toContain('Bij welk bedrijf?')
    const ids = [...choice.text.matchAll(/name="bedrijf" value="([0-9a-f-]+)"/g)].map(([, id = '']) => id)
    expect(ids).toHaveLength(2)
    await browser.post('/mijn/bewaar', { link: second, bedrijf: ids[1] ?? '' })
    expect((await browser.get(`/mijn?bedrijf=${ids[1]}`)).text.match(/U deed een scan/g)).toHaveLength(1)
    expect((await browser.get(`/mijn?bedrijf=${ids[0]}`)).text.match(/U deed een scan/g)).toHaveLength(1)
  })

  const STEP = { step: 'erp-introduction', state: 'started', date: '1-3-2026', cost: 'to-25', brought: '' }

  test('a step that was taken is told, shown in the thread, changed and removed', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const path = `/mijn/stappen/nieuw?bedrijf=${jan.firmId}`
    const told = await jan.browser.post(path, { ...STEP, brought: 'Minder zoeken.\r\nMeer rust <i>.' })
    expect(told).toMatchObject({ status: 303 })
    const { text } = await jan.browser.get('/mijn')
    expect(text).toContain('1 maart 2026')
    expect(text).toMatch(/U begon met “[^”]+”/)
    expect(text.replaceAll('\u00a0', ' ')).toContain('Kosten tot nu toe: € 10.000 tot € 25.000.')
    expect(text).toContain('Meer rust &lt;i&gt;.')
    const own = /href="(\/mijn\/stappen\/[0-9a-f-]+)"/.exec(text)?.[1] ?? ''

    expect((await jan.browser.post(path, { ...STEP, state: 'in-use', date: '1-6-2026' })).status).toBe(303)
    const before = await jan.browser.post(path, STEP)
    expect(before.status).toBe(409)
    expect(before.text).toContain(`href="${own}"`)

    const changed = { date: '2-3-2026', cost: '', brought: 'Anders.', version: '1' }
    expect((await jan.browser.post(own, changed)).status).toBe(303)
    const stale = await jan.browser.post(own, { ...changed, brought: 'Van een ander.' })
    expect(stale.status).toBe(409)
    expect(stale.text).toContain('Anders.')
    expect(stale.text).toContain('Van een ander.')
    expect((await jan.browser.post(`${own}/weg`)).status).toBe(303)
    expect((await jan.browser.get(own)).status).toBe(404)
    expect(site.defects).toEqual([])
  })

  test('a step that is not known, a day to come and words that are too long come back with all that was typed', async () => {
    const jan = await entrepreneur(siteOf(), 'jan@x.example')
    const path = `/mijn/stappen/nieuw?bedrijf=${jan.firmId}`
    const { status, text } = await jan.browser.post(path, {
      ...{ step: 'magic', state: 'perhaps', date: '1-12-2026', cost: 'a-lot', brought: 'x'.repeat(2_001) },
    })
    expect(status).toBe(400)
    for (const fault of [
      'Kies een stap',
      'Kies hoe het',
      'moet nog komen',
      'Kies een van de bedragen',
      '2.000 tekens',
    ])
      expect(text).toContain(fault)
    expect(text).toContain('value="1-12-2026"')
    expect((await jan.browser.post(path, {})).status).toBe(400)
  })

  test('steps of somebody else are not there', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example')
    const piet = await entrepreneur(site, 'piet@x.example')
    await jan.browser.post(`/mijn/stappen/nieuw?bedrijf=${jan.firmId}`, STEP)
    const own = /href="(\/mijn\/stappen\/[0-9a-f-]+)"/.exec((await jan.browser.get('/mijn')).text)?.[1] ?? ''
    for (const path of [
      own,
      `/mijn/stappen?bedrijf=${jan.firmId}`,
      `/mijn/bedrijf?bedrijf=${jan.firmId}`,
      `/mijn?bedrijf=${jan.firmId}`,
    ])
      expect((await piet.browser.get(path)).status).toBe(404)
    for (const path of [
      own,
      `${own}/weg`,
      `/mijn/stappen/nieuw?bedrijf=${jan.firmId}`,
      `/mijn/bedrijf?bedrijf=${jan.firmId}`,
    ])
      expect((await piet.browser.post(path, { ...STEP, name: 'x' })).status).toBe(404)
    expect((await jan.browser.get(own)).status).toBe(200)
  })

  test('of a hundred at once that say the same of a step one is kept', async () => {
    const jan = await entrepreneur(siteOf(), 'jan@x.example')
    const path = `/mijn/stappen/nieuw?bedrijf=${jan.firmId}`
    const answers = await Promise.all(Array.from({ length: 100 }, () => jan.browser.post(path, STEP)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(99)
  })
})
