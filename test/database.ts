import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { freshDatabase, migrated } from './fresh-database.ts'
import { type PostgresServer, startPostgresServer } from './postgres-server.ts'

export { freshDatabase } from './fresh-database.ts'

/** `open` gives an empty, migrated database; `url` one that is not migrated yet, on the server only. */
type Kind = Readonly<{ open: () => Promise<OpenDatabase>; stop: () => Promise<void> }>

/**
 * Runs the same tests on the embedded database, and on a PostgreSQL server where there is one: at
 * TEST_DATABASE_URL, or from programs on this machine. `use()` gives the database; it is emptied before each
 * test. Closed at the end.
 *
 *     describeOnDatabases('saving a scan', (use) => {
 *       test('…', async () => { const { db } = use() … })
 *     })
 */
export function describeOnDatabases(name: string, tests: (use: () => OpenDatabase) => void): void {
  describe.each(['embedded', 'server'] as const)(`${name}, on the %s database`, (kind) => {
    const started: { kind?: Kind | undefined; database?: OpenDatabase } = {}

    beforeAll(async () => {
      started.kind = kind === 'embedded' ? embeddedKind : await serverKind()
      if (started.kind !== undefined) started.database = await started.kind.open()
    }, 120_000)
    afterAll(async () => {
      if (started.database !== undefined) await closeDatabase(started.database)
      await started.kind?.stop()
    })
    beforeEach(async ({ skip }) => {
      if (started.database === undefined) return skip('no PostgreSQL on this machine')
      await empty(started.database)
    })

    tests(() => {
      if (started.database === undefined) throw new Error('use() is for inside a test')
      return started.database
    })
  })
}

const embeddedKind: Kind = { open: freshDatabase, stop: async () => {} }

async function serverKind(): Promise<Kind | undefined> {
  const given = process.env['TEST_DATABASE_URL']
  const server: PostgresServer | undefined =
    given === undefined || given === '' ? await startPostgresServer() : { url: given, stop: async () => {} }
  if (server === undefined) return undefined

  const name = `schakel_test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return {
    open: async () => {
      await onServer(server.url, `create database ${name}`)
      const database = await openDatabase({ dataDir: '', databaseUrl: url.href })
      if (!database.ok) throw new Error(database.error)
      await migrated(database.value)
      return database.value
    },
    stop: async () => {
      await onServer(server.url, `drop database if exists ${name} with (force)`)
      await server.stop()
    },
  }
}

async function onServer(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function empty(database: OpenDatabase): Promise<void> {
  await database.inTransaction(async (tx) => {
    const tables = await tx.query(
      `select quote_ident(tablename) as name from pg_tables
       where schemaname = current_schema() and tablename <> 'schakel_migration'`,
    )
    await tx.script(`truncate ${tables.map((row) => row['name']).join(', ')} cascade`)
  })
}
