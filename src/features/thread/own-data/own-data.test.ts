import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { appoint } from '../../identity/administration/appoint.ts'
import { signIn } from '../../identity/identity-site.test-data.ts'
import { verifyAudit } from '#platform/verify-audit.ts'
import {
  addColleague,
  entrepreneur,
  scanLink,
  threadSite,
  type ThreadSite,
} from '../thread-site.test-data.ts'
import { zipOf } from './zip.ts'

/** What a program that we did not write reads out of an archive: Python's zipfile, or unzip. */
function readZip(bytes: Uint8Array): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-zip-'))
  try {
    const file = join(folder, 'a.zip')
    writeFileSync(file, bytes)
    const script =
      'import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({n:z.read(n).decode() for n in z.namelist()}))'
    return JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8', maxBuffer: 1e9 }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
})()

test.skipIf(!hasPython)('an archive is read by a program that we did not write', () => {
  const files = { 'leeg.txt': '', 'map/ü € x.csv': 'a,b\r\n1,2\r\n', 'groot.txt': 'ja nee '.repeat(200_000) }
  const archive = zipOf(
    Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })),
    new Date('2026-11-30T12:00:00Z'),
  )
  expect(readZip(archive)).toEqual(files)
  expect(archive.length).toBeLessThan(10_000)
})

describeOnDatabases('own data', (use) => {
  const started: { site?: ThreadSite } = {}
  const siteOf = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await threadSite(use())
  })
  const download = async (cookie: ReadonlyMap<string, string>, path: string) => {
    const headers = {
      host: 'localhost',
      cookie: [...cookie].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    return siteOf().app.request(path, { headers })
  }

  test('everything goes along in one archive: a description, the whole in JSON and a table per file', async () => {
    const jan = await entrepreneur(siteOf(), 'jan@x.example', { name: '=Jansen', kvk: '12345678' })
    await jan.browser.post('/mijn/bewaar', { link: await scanLink(jan.browser) })
    const response = await download(jan.browser.cookies, '/mijn/gegevens/schakel-gegevens.zip')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="schakel-gegevens.zip"')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const files = readZip(new Uint8Array(await response.arrayBuffer()))
    const whole = JSON.parse(files['datapackage.json'] ?? '')
    const firm = whole.resources.find(({ name }: { name: string }) => name === 'firm')
    expect(firm).toMatchObject({
      ...{ profile: 'data-resource', title: 'Uw bedrijven' },
      data: [{ name: '=Jansen', kvkNumber: '12345678', proof: 'told' }],
    })
    expect(firm.schema.fields).toContainEqual({ name: 'createdAt', type: 'datetime' })
    expect(files['csv/firm.csv']).toContain("'=Jansen")
    expect(files['csv/scan.csv']).toContain('answers')
    expect(Object.keys(files)).toContain('LEESMIJ.txt')
    expect(JSON.stringify(files)).not.toMatch(
      /tokenHash|token_hash|sealedLink|linkHash|sealedSecret|codeHash/,
    )

    const one = await download(jan.browser.cookies, '/mijn/gegevens/firm.csv')
    expect(`\ufeff${await one.text()}`).toBe(files['csv/firm.csv']) // reading text drops the byte order mark
    expect((await download(jan.browser.cookies, '/mijn/gegevens/nothing.csv')).status).toBe(404)
    expect((await jan.browser.get('/mijn/gegevens')).text).toContain('Download Uw bedrijven als CSV')
    expect((await download(new Map(), '/mijn/gegevens/firm.csv')).status).toBe(303)
  })

  test('an adviser takes along what is his own, and no firm that lets him look', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Geheim BV' })
    await jan.browser.post(`/mijn/toestemming?bedrijf=${jan.firmId}`, {
      ...{ purpose: 'hub-sees-advice', answer: 'yes', version: '1', province: 'Zeeland' },
    })
    await appoint(site.ctx, 'server', { email: 'ada@x.example', kind: 'adviser', organisation: 'noord' })
    await sql`insert into directory_entry
      (id, slug, kind, state, name, organisation_id, provinces, status, created_at, updated_at)
      select gen_random_uuid(), 'noord', 'hub', 'published', 'x', id, '{Zeeland}', 'unconfirmed', now(), now()
      from organisation where slug = 'noord'`.execute(use().db)
    const ada = site.browser()
    await signIn(site, ada, 'ada@x.example')
    const text = await (await download(ada.cookies, '/mijn/gegevens/datapackage.json')).text()
    expect(text).toContain('ada@x.example')
    expect(text).not.toContain('Geheim BV')
    expect(text).not.toContain(jan.firmId)
  })

  test('an erasure needs the address typed over; then everything is gone, and nobody is signed in any more', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Jansen' })
    const link = await scanLink(jan.browser)
    await jan.browser.post('/mijn/bewaar', { link })
    const telephone = site.browser()
    await signIn(site, telephone, 'jan@x.example')
    expect((await jan.browser.get('/mijn/wissen')).text).toContain('Het bedrijf Jansen, met scans')
    const wrong = await jan.browser.post('/mijn/wissen', { confirm: 'piet@x.example' })
    expect(wrong).toMatchObject({ status: 400 })
    expect(wrong.text).toContain('Er is niets gewist.')

    expect(await jan.browser.post('/mijn/wissen', { confirm: ' Jan@X.example ' })).toMatchObject({
      ...{ status: 303, to: '/gewist' },
    })
    expect((await jan.browser.get('/gewist')).text).toContain('Alles is gewist')
    for (const browser of [jan.browser, telephone]) expect((await browser.get('/mijn')).status).toBe(303)
    expect((await site.browser().get(`/scan/${link}`)).status).toBe(404)
    for (const table of ['account', 'firm', 'session', 'scan', 'sign_in_link', 'kept_scan'])
      expect((await sql`select 1 from ${sql.table(table)}`.execute(use().db)).rows, table).toEqual([])
    expect(await site.mails()).toContainEqual(
      expect.objectContaining({ recipient: 'jan@x.example', subject: 'Uw gegevens zijn gewist' }),
    )
    expect(await verifyAudit(use().db)).toMatchObject({ faults: [] })
    expect(site.defects).toEqual([])
  })

  test('a firm with two accounts stays when one goes, without his name; the last one takes it along', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Samen' })
    const els = site.browser()
    await signIn(site, els, 'els@x.example')
    await addColleague(site, 'els@x.example', jan.firmId)
    await jan.browser.post('/mijn/bewaar', { link: await scanLink(jan.browser) })
    await jan.browser.post(`/mijn/stappen/nieuw?bedrijf=${jan.firmId}`, {
      ...{ step: 'erp-introduction', state: 'started', date: '1-3-2026', cost: '', brought: 'Rust.' },
    })
    expect((await jan.browser.get('/mijn/wissen')).text).toContain(
      'Het bedrijf Samen: een ander handelt er ook voor',
    )
    await jan.browser.post('/mijn/wissen', { confirm: 'jan@x.example' })

    const { text } = await els.get('/mijn')
    expect(text).toContain('Samen')
    expect(text).toContain('Rust.')
    expect(text).toContain('U deed een scan')
    const said =
      await sql`select account_id from step_report union all select account_id from kept_scan`.execute(
        use().db,
      )
    expect(said.rows).toEqual([{ accountId: null }, { accountId: null }])

    await els.post('/mijn/wissen', { confirm: 'els@x.example' })
    for (const table of ['firm', 'step_report', 'scan'])
      expect((await sql`select 1 from ${sql.table(table)}`.execute(use().db)).rows, table).toEqual([])
  })

  test('two who go at the same moment leave no firm without anybody', async () => {
    const site = siteOf()
    const jan = await entrepreneur(site, 'jan@x.example', { name: 'Samen' })
    const els = site.browser()
    await signIn(site, els, 'els@x.example')
    await addColleague(site, 'els@x.example', jan.firmId)
    await Promise.all([
      jan.browser.post('/mijn/wissen', { confirm: 'jan@x.example' }),
      els.post('/mijn/wissen', { confirm: 'els@x.example' }),
    ])
    expect((await sql`select 1 from firm`.execute(use().db)).rows).toEqual([])
    expect(site.defects).toEqual([])
  })

  test('who has a duty is not erased before it is withdrawn', async () => {
    const site = siteOf()
    await appoint(site.ctx, 'server', { email: 'ada@x.example', kind: 'adviser', organisation: 'noord' })
    const ada = site.browser()
    await signIn(site, ada, 'ada@x.example')
    expect((await ada.get('/mijn/wissen')).status).toBe(409)
    expect((await ada.post('/mijn/wissen', { confirm: 'ada@x.example' })).status).toBe(409)
    expect((await ada.get('/mijn')).status).toBe(200)
  })
})
