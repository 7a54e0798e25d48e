import pg from 'pg'
import { expect, test } from 'vitest'
import { removeExpiredScans } from '#features/scan/index.ts'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgresServer } from '../../../test/postgres-server.ts'
import { countAlong } from './count-along.ts'
import { findConsent } from './find-consent.ts'
import { findPeerScans } from './find-peer-scans.ts'
import { ANSWERS, DAY_MS, NOON, figures, insertScan, siteOn } from './peers-site.test-data.ts'

/** An owner who is no superuser is held by row-level security himself; foreign keys must still do their work. */
test('where the owner of the tables is an ordinary user, all of it works the same', async ({ skip }) => {
  const server = await startPostgresServer()
  if (server === undefined) return skip('no PostgreSQL on this machine')
  try {
    const administrator = new pg.Client({ connectionString: server.url })
    await administrator.connect()
    await administrator.query('create role ordinary login createrole')
    await administrator.query('create database ordinary owner ordinary')
    await administrator.end()
    const url = new URL(server.url)
    url.username = 'ordinary'
    url.pathname = '/ordinary'
    const opened = await openDatabase({ dataDir: '', databaseUrl: url.href })
    if (!opened.ok) throw new Error(opened.error)
    expect(await migrate(opened.value)).toMatchObject({ ok: true })

    const { ctx, clock } = siteOn(opened.value)
    const [kept, withdrawn] = [
      await insertScan(opened.value, ANSWERS),
      await insertScan(opened.value, ANSWERS),
    ]
    await countAlong(ctx, figures, kept, ['estimates'])
    await countAlong(ctx, figures, withdrawn, ['estimates'])
    expect(await findPeerScans(ctx)).toHaveLength(2)
    await countAlong(ctx, figures, withdrawn, [])
    expect(await findConsent(ctx, figures, kept)).toMatchObject({ value: { purposes: ['estimates'] } })

    clock.at = new Date(NOON.getTime() + 31 * DAY_MS)
    expect(await removeExpiredScans(ctx)).toBe(2)
    expect(await findPeerScans(ctx)).toHaveLength(1)
    await closeDatabase(opened.value)
  } finally {
    await server.stop()
  }
})
