import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { fillWithExample } from '../../src/entry/fill-example.ts'
import { createFeatures, readShippedFigures } from '../../src/entry/features.ts'
import { openNetwork } from '../../src/entry/open-network.ts'
import { LOOK_AROUND } from '#features/example-network/index.ts'
import type { Config } from '#platform/config.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { createApp, type Defect } from '#platform/http.ts'
import { isInvented } from '#platform/invented.ts'
import { verifyAudit } from '#platform/verify-audit.ts'
import { describeOnDatabases, freshDatabase } from '../database.ts'

/** A smaller network than the one that is shipped, so that this takes seconds; the same code fills both. */
const SMALL = { firms: 16, now: new Date('2026-11-30T12:00:00Z') }
const dataDir = mkdtempSync(join(tmpdir(), 'schakel-example-'))
const CONFIG = { dataDir, host: '127.0.0.1', port: 3000 } as Config
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const shipped = readShippedFigures()
if (!shipped.ok) throw new Error('data/ does not pass its own checks')
const figures = shipped.value

const fill = (database: OpenDatabase) => fillWithExample(database, figures, CONFIG, SMALL)

const rowsOf = async ({ db }: OpenDatabase, query: string): Promise<Record<string, unknown>[]> =>
  (await sql.raw<Record<string, unknown>>(query).execute(db)).rows

/** What is in it, without the numbers and keys that are drawn anew each time. */
const storyOf = async (database: OpenDatabase) => ({
  firms: await rowsOf(database, 'select name, created_at from firm order by 1, 2'),
  accounts: await rowsOf(database, 'select email, name from account order by 1'),
  cases: await rowsOf(
    database,
    'select subject, state, asked_at, first_answered_at from desk_case order by 3, 1',
  ),
  messages: await rowsOf(database, 'select body, at from desk_message order by 2, 1'),
  events: await rowsOf(database, 'select slug, starts_at, state from event order by 1'),
  signedUp: await rowsOf(database, 'select state, signed_up_at from event_sign_up order by 2, 1'),
  referrals: await rowsOf(database, 'select state, offered_at from referral order by 2, 1'),
})

function site(database: OpenDatabase) {
  const defects: Defect[] = []
  const ctx = { db: database.db, now: () => SMALL.now }
  const app = createApp({
    features: createFeatures(figures, CONFIG),
    ctx,
    config: {},
    report: (one) => defects.push(one),
  })
  return { app, defects }
}

const lookAs = (app: ReturnType<typeof site>['app'], role: string) =>
  app.request('/rondkijken', {
    method: 'POST',
    body: `als=${role}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
  })

describeOnDatabases('an invented network', (use) => {
  test('is filled once, and everybody of it finds work; every page says that it is invented', async () => {
    const database = use()
    expect(await fill(database)).toEqual({ ok: true, value: undefined })
    expect(await isInvented(database.db)).toBe(true)
    const before = await storyOf(database)
    expect(await fill(database)).toMatchObject({ ok: false })
    expect(await storyOf(database)).toEqual(before)

    const { app, defects } = site(database)
    for (const { role } of LOOK_AROUND) {
      const begun = await lookAs(app, role)
      expect([begun.status, begun.headers.get('location')]).toEqual([303, '/mijn'])
      const cookie = begun.headers.getSetCookie()[0]!.split(';')[0]!
      const page = await (await app.request('/mijn', { headers: { cookie } })).text()
      expect(page).toContain('Voorbeeld: alle bedrijven, mensen en uitkomsten zijn verzonnen.')
      if (role !== 'adviseur') continue
      const desk = await (await app.request('/balie', { headers: { cookie } })).text()
      expect(desk).toMatch(/<li[\s\S]*href="\/balie\/[0-9a-f-]{36}"/)
    }
    expect((await lookAs(app, 'beheerder')).status).toBe(404)
    expect(defects).toEqual([])
  })
  test('tells the same story each time, and leaves a log that holds and no mail to send', async () => {
    await fill(use())
    const other = await freshDatabase()
    try {
      await fill(other)
      expect(await storyOf(other)).toEqual(await storyOf(use()))
    } finally {
      await closeDatabase(other)
    }
    expect((await verifyAudit(use().db)).faults).toEqual([])
    const due = await rowsOf(
      use(),
      `select key from outbox where sent_at is null and send_after <= '2026-11-30T12:00Z'`,
    )
    expect(due).toEqual([])
    const opened = await openNetwork(use(), figures, { ...CONFIG, smtpUrl: 'smtp://mail.example' })
    expect(opened).toMatchObject({ ok: true, value: { config: { dataDir } } })
    expect(opened.ok && 'smtpUrl' in opened.value.config).toBe(false)
  })

  test('never gets into a database in which anybody did anything, and without it nobody looks around', async () => {
    const database = use()
    await sql`insert into account (id, email, name, created_at)
      values ('00000000-0000-4000-8000-000000000001', 'jan@bedrijf.example', 'Jan', now())`.execute(
      database.db,
    )
    expect(await fill(database)).toEqual({ ok: false, error: expect.stringContaining('in use already') })
    expect(await rowsOf(database, 'select email from account')).toEqual([{ email: 'jan@bedrijf.example' }])
    const said = sql`insert into invented_network (seed, made_at) values (1, now())`.execute(database.db)
    await expect(said).rejects.toThrow()
    const { app } = site(database)
    expect((await app.request('/rondkijken')).status).toBe(404)
    expect((await lookAs(app, 'adviseur')).status).toBe(404)
    expect(await isInvented(database.db)).toBe(false)
  })

  test('what is invented stays invented', async () => {
    await fill(use())
    await expect(sql`delete from invented_network`.execute(use().db)).rejects.toThrow('stays invented')
    await expect(sql`update invented_network set seed = 2`.execute(use().db)).rejects.toThrow(
      'stays invented',
    )
  })
})
