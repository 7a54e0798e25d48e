import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { freshDatabase, migrated } from './fresh-database.ts'
import { type PostgresServer, startPostgresServer } from './postgres-server.ts'
import { givenServer, newServerDatabase } from './server-database.ts'

export { freshDatabase } from './fresh-database.ts'

/** `open` gives an empty, migrated database; `url` one that is not migrated yet, on the server only. */
type Kind = Readonly<{ open: () => Promise<OpenDatabase>; stop: () => Promise<void> }>

/**
 * Runs the same tests on the embedded database, and on a PostgreSQL server where there is one: at
 * DATABASE_URL, or from programs on this machine. `use()` gives the database; it is emptied before each
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
  const given = givenServer()
  const server: PostgresServer | undefined =
    given === undefined ? await startPostgresServer() : { url: given, stop: async () => {} }
  if (server === undefined) return undefined

  const { url, drop } = await newServerDatabase(server.url)
  return {
    open: async () => {
      const database = await openDatabase({ dataDir: '', databaseUrl: url })
      if (!database.ok) throw new Error(database.error)
      await migrated(database.value)
      return database.value
    },
    stop: async () => {
      await drop()
      await server.stop()
    },
  }
}

async function empty(database: OpenDatabase): Promise<void> {
  await database.inTransaction(async (tx) => {
    const tables = await tx.query(
      `select quote_ident(tablename) as name from pg_tables
       where schemaname = current_schema() and tablename <> 'schakel_migration'`,
    )
    await tx.script(`alter table audit_entry disable trigger user;
      truncate ${tables.map((row) => row['name']).join(', ')} cascade;
      alter table audit_entry enable trigger user`)
  })
}
