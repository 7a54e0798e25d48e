import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { freshDatabase, migrated } from './fresh-database.ts'
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
  const shared = inject('postgres')
  if (given === undefined && shared === undefined) return undefined

  const { url, drop } =
    given === undefined && shared !== undefined
      ? await newServerDatabase(shared.url, shared.template)
      : await newServerDatabase(given ?? '')
  return {
    open: async () => {
      const database = await openDatabase({ dataDir: '', databaseUrl: url })
      if (!database.ok) throw new Error(database.error)
      await migrated(database.value)
      return database.value
    },
    stop: drop,
  }
}

/** Only what was written to: emptying every table takes longer than most tests. */
async function empty(database: OpenDatabase): Promise<void> {
  await database.inTransaction(async (tx) => {
    const written = await tx.query(
      `select quote_ident(relname) as name from pg_class
       where relkind = 'r' and relnamespace = current_schema()::regnamespace
         and relname <> 'schakel_migration' and pg_relation_size(oid) > 0`,
    )
    if (written.length === 0) return
    await tx.script(`alter table audit_entry disable trigger user;
      truncate ${written.map((row) => row['name']).join(', ')} cascade;
      alter table audit_entry enable trigger user`)
  })
}
