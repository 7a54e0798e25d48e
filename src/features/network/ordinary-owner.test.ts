import pg from 'pg'
import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgresServer } from '../../../test/postgres-server.ts'
import { writeCsv } from './csv-rows.ts'
import { findAll, findPublished } from './find-entries.ts'
import { knownOf } from './known.ts'
import { SYSTEM } from './may-keep.ts'
import { bureau, coordinatorOf, data, directory, figures, NOON } from './network-site.test-data.ts'
import { readIn } from './read-in.ts'
import { confirmEntry } from './save-entry.ts'
import { seedDirectory } from './seed-directory.ts'

/** An owner who is no superuser is held by row-level security himself; two processes may start at once. */
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

    const ctx = { db: opened.value.db, now: () => NOON }
    await Promise.all([1, 2, 3].map(() => seedDirectory(ctx, figures, data)))
    const entries = await findPublished(ctx)
    expect(entries).toHaveLength(76)
    expect(await confirmEntry(ctx, coordinatorOf('robohouse'), 'robohouse', 1)).toMatchObject({ ok: true })
    const text = writeCsv(await findAll(ctx, SYSTEM))
    expect(await readIn(ctx, bureau, knownOf(directory), { text })).toMatchObject({ ok: true })
    await closeDatabase(opened.value)
  } finally {
    await server.stop()
  }
})
