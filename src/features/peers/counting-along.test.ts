import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { removeExpiredScans } from '#features/scan/index.ts'
import { asKeeper, asLinkHolder, asPublic, drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { countAlong } from './count-along.ts'
import { findConsent } from './find-consent.ts'
import { findPeerScans } from './find-peer-scans.ts'
import { keepPeerAnswersUpToDate } from './keep-peer-answers-up-to-date.ts'
import { ANSWERS, DAY_MS, NOON, changeScan, figures, insertScan, siteOn } from './peers-site.test-data.ts'
import { removeExpiredPeerScans } from './remove-expired-peer-scans.ts'
import { asStatistician } from './repository.ts'

const BOTH = ['comparison', 'estimates'] as const
const REDUCED = {
  cell: { sizeClass: '20-49', sector: '25', businessType: 'own-product' },
  carriers: { F03: 'file', F04: 'two-way' },
  barriers: { skills: true, ip: false },
  stepsInUse: { 'erp-introduction': true, 'cobot-cell': false },
  ratios: {
    turnoverEurPerEmployee: 170_000,
    machinesPerEmployee: 0.38,
    spareCashShareOfTurnover: 0.086,
    freeCashFlowShareOfTurnover: -0.065,
  },
}

describeOnDatabases('answers that count along', (use) => {
  test('count towards nothing unless their owner says so', async () => {
    const { ctx } = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    expect(await findConsent(ctx, figures, link)).toMatchObject({ ok: true, value: { purposes: [] } })
    await keepPeerAnswersUpToDate(ctx, figures, link)
    expect(await findPeerScans(ctx)).toEqual([])
  })

  test('are kept reduced: classes and rounded ratios, no province, no amounts, no link, no moment', async () => {
    const { ctx } = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    await countAlong(ctx, figures, link, BOTH)
    expect(await findPeerScans(ctx)).toEqual([REDUCED])

    const row = await asLinkHolder(use().db, linkHashOf(link), async (tx) => {
      const { rows } = await sql<Record<string, unknown>>`select * from peer_scan`.execute(tx)
      return rows[0]
    })
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      'barriers businessType carriers expiresOn forComparison forEstimates id linkHash quarter ratios sector sizeClass stepsInUse'.split(
        ' ',
      ),
    )
    expect(row).toMatchObject({ linkHash: linkHashOf(link), quarter: '2026-Q4', expiresOn: '2031-10-01' })
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${link}|Gelderland|4056000|350000|22000`))
  })

  test('count for each purpose by itself, once per link', async () => {
    const { ctx, db } = { ...siteOn(use()), db: use().db }
    const link = await insertScan(use(), ANSWERS)
    await countAlong(ctx, figures, link, ['comparison'])
    await countAlong(ctx, figures, link, ['comparison'])
    expect(await findPeerScans(ctx)).toEqual([])
    expect(await findConsent(ctx, figures, link)).toMatchObject({ value: { purposes: ['comparison'] } })

    await Promise.all(Array.from({ length: 8 }, () => countAlong(ctx, figures, link, BOTH)))
    const rows = await asStatistician(db, (tx) => sql`select id from peer_scan`.execute(tx))
    expect(rows.rows).toHaveLength(1)
  })

  test('follow later answers, and are gone at once when withdrawn', async () => {
    const { ctx } = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    await countAlong(ctx, figures, link, BOTH)
    await changeScan(use(), link, { ...ANSWERS, employees: 12, flows: { F03: 'paper' } })
    await keepPeerAnswersUpToDate(ctx, figures, link)
    expect(await findPeerScans(ctx)).toMatchObject([
      { cell: { sizeClass: '10-19' }, carriers: { F03: 'paper' } },
    ])

    expect(await countAlong(ctx, figures, link, [])).toEqual({ ok: true, value: [] })
    await keepPeerAnswersUpToDate(ctx, figures, link)
    expect(await findPeerScans(ctx)).toEqual([])
    expect(await findConsent(ctx, figures, link)).toMatchObject({ value: { purposes: [] } })
  })

  test('of a firm that told nothing hold nothing', async () => {
    const { ctx } = siteOn(use())
    const link = await insertScan(use(), {})
    await countAlong(ctx, figures, link, BOTH)
    const nothing = { cell: {}, carriers: {}, barriers: {}, stepsInUse: {}, ratios: {} }
    expect(await findPeerScans(ctx)).toEqual([nothing])
  })

  test('stay without the link when the scan expires, and nobody can find whose they are', async () => {
    const site = siteOn(use())
    const link = await insertScan(use(), ANSWERS)
    await countAlong(site.ctx, figures, link, BOTH)
    site.clock.at = new Date(NOON.getTime() + 31 * DAY_MS)
    expect(await removeExpiredScans(site.ctx)).toBe(1)

    expect(await findPeerScans(site.ctx)).toEqual([REDUCED])
    const hash = linkHashOf(link)
    for (const named of [hash, '']) {
      const seen = await asLinkHolder(use().db, named, (tx) => sql`select * from peer_scan`.execute(tx))
      expect(seen.rows).toEqual([])
    }
    expect(await countAlong(site.ctx, figures, link, [])).toEqual({ ok: false, error: 'not-found' })
  })

  test('are erased after five years, by the keeper, who removes nothing else', async () => {
    const site = siteOn(use())
    await countAlong(site.ctx, figures, await insertScan(use(), ANSWERS), BOTH)
    site.clock.at = new Date('2031-09-30T23:59:00Z')
    expect(await removeExpiredPeerScans(site.ctx)).toBe(0)
    site.clock.at = new Date('2031-10-01T00:00:00Z')
    expect(await removeExpiredPeerScans(site.ctx)).toBe(1)
    await expect(
      asKeeper(use().db, site.clock.at, (tx) => sql`select id from peer_scan`.execute(tx)),
    ).rejects.toThrow(/permission/)
  })

  test('are neither read nor changed nor removed with another link', async () => {
    const { ctx } = siteOn(use())
    const { db } = use()
    const link = await insertScan(use(), ANSWERS)
    await countAlong(ctx, figures, link, BOTH)
    const theirs = linkHashOf(drawLinkToken())
    for (const statement of [
      sql`select id from peer_scan`,
      sql`update peer_scan set sector = '28' returning id`,
      sql`delete from peer_scan returning id`,
    ]) {
      expect((await asLinkHolder(db, theirs, (tx) => statement.execute(tx))).rows).toEqual([])
      expect((await asPublic(db, (tx) => statement.execute(tx))).rows).toEqual([])
    }
    await expect(
      asLinkHolder(db, linkHashOf(link), (tx) => sql`update peer_scan set link_hash = ${theirs}`.execute(tx)),
    ).rejects.toThrow(/row-level security/)
    expect(await findPeerScans(ctx)).toEqual([REDUCED])
  })
})

describeOnDatabases('the statistician', (use) => {
  test.each([
    'select link_hash from peer_scan',
    'select * from peer_scan',
    'select expires_on from peer_scan',
    "select id from peer_scan where link_hash <> ''",
    "update peer_scan set sector = '28'",
    'delete from peer_scan',
    'select id from scan',
    'select id from advice',
    'select hash from figure_set',
    "update peer_snapshot set content = '{}'",
    'delete from peer_snapshot',
  ])('may not: %s', async (statement) => {
    await expect(asStatistician(use().db, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })

  test.each([
    'select working from peer_snapshot',
    'select * from peer_snapshot',
    "insert into peer_snapshot values ('2026-Q4', '{}', '{}', now())",
  ])('and a visitor may not: %s', async (statement) => {
    await expect(asPublic(use().db, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('owns nothing, cannot log in or step around row-level security, and its role ends with the work', async () => {
    const { rows } = await sql<Record<string, boolean>>`
      select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
        exists (select from pg_class where relowner = pg_roles.oid) as owns
      from pg_roles where rolname = 'schakel_statistician'`.execute(use().db)
    expect(rows.flatMap((row) => Object.values(row))).toEqual(Array(6).fill(false))

    await asStatistician(use().db, () => Promise.reject(new Error('stop'))).catch(() => {})
    const after = await sql<{ role: string }>`select current_user as role`.execute(use().db)
    expect(after.rows[0]?.role).not.toMatch(/schakel_(app|statistician)/)
  })

  test('peer_scan forces row-level security, and only the statistician reads what no link names', async () => {
    const { rows } = await sql<{ name: string; command: string; roles: string; forced: boolean }>`
      select p.polname as name, p.polcmd as command, c.relrowsecurity and c.relforcerowsecurity as forced,
        (select string_agg(r.rolname, ',') from pg_roles r where r.oid = any (p.polroles)) as roles
      from pg_policy p join pg_class c on c.oid = p.polrelid
      where c.relname = 'peer_scan' and c.relnamespace = current_schema()::regnamespace
      order by p.polname`.execute(use().db)
    expect(rows).toEqual([
      { name: 'peer_scan_counted', command: 'r', roles: 'schakel_statistician', forced: true },
      { name: 'peer_scan_expired_removed', command: 'd', roles: 'schakel_keeper', forced: true },
      { name: 'peer_scan_kept', command: 'r', roles: 'schakel_app', forced: true }, // by the firm that keeps the scan
      { name: 'peer_scan_kept_removed', command: 'd', roles: 'schakel_app', forced: true },
      { name: 'peer_scan_of_link', command: '*', roles: null, forced: true },
    ])
  })
})
