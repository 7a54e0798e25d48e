import type { TestProject } from 'vitest/node'
import { closeDatabase, openDatabase } from '#platform/database.ts'
import { migrated } from './fresh-database.ts'
import { startPostgresServer } from './postgres-server.ts'
import { givenServer, newServerDatabase } from './server-database.ts'

/** One server for a whole run of the tests, and on it a database with all migrations, to be copied. */
export type SharedServer = Readonly<{ url: string; template: string }>

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: SharedServer | undefined // where this machine has no PostgreSQL, or DATABASE_URL names one
  }
}

/** Vitest calls this before the first test, and what it returns after the last one. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = givenServer() === undefined ? await startPostgresServer() : undefined
  if (server === undefined) {
    project.provide('postgres', undefined)
    return undefined
  }
  const { url } = await newServerDatabase(server.url)
  const database = await openDatabase({ dataDir: '', databaseUrl: url })
  if (!database.ok) throw new Error(database.error)
  await migrated(database.value)
  await closeDatabase(database.value)
  project.provide('postgres', { url: server.url, template: new URL(url).pathname.slice(1) })
  return server.stop
}
