import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, jsonb, openDatabase } from '#platform/database.ts'
import { asLinkHolder } from '#platform/link-holder.ts'
import { migrate } from '#platform/migrate.ts'
import { type PostgresServer, startPostgresServer } from './postgres-server.ts'

let server: PostgresServer | undefined
beforeAll(async () => {
  server = await startPostgresServer()
}, 60_000)
afterAll(() => server?.stop())

async function asAdministrator(...statements: readonly string[]) {
  const client = new pg.Client({ connectionString: server?.url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const urlOf = (database: string, user = 'schakel') => {
  const url = new URL(server?.url ?? '')
  url.username = user
  url.pathname = `/${database}`
  return url.href
}

async function opened(databaseUrl: string) {
  const database = await openDatabase({ dataDir: '', databaseUrl })
  if (!database.ok) throw new Error(database.error)
  return database.value
}

test('databases of one server, migrated at once by two processes each, share the roles without a clash', async ({
  skip,
}) => {
  if (server === undefined) return skip('no PostgreSQL on this machine')
  const names = ['one', 'two', 'three', 'four']
  await asAdministrator(...names.map((name) => `create database ${name}`))
  const databases = await Promise.all([...names, ...names].map((name) => opened(urlOf(name))))
  const results = await Promise.all(databases.map((database) => migrate(database)))
  await Promise.all(databases.map(closeDatabase))

  expect(results.filter((result) => !result.ok)).toEqual([])
})

test.each([
  ['that may create roles', 'createrole', []],
  [
    'that may create nothing, once the administrator made the roles',
    'nocreaterole',
    [
      'grant schakel_app, schakel_keeper, schakel_statistician, schakel_postman, schakel_auditor, schakel_evaluator to plain_nocreaterole',
    ],
  ],
])('an ordinary owner %s can migrate, and is held by row-level security itself', async (_, right, before) => {
  if (server === undefined) return
  const user = `plain_${right}`
  await asAdministrator(
    `create role ${user} login ${right}`,
    `create database ${user} owner ${user}`,
    ...before,
  )
  const database = await opened(urlOf(user, user))
  expect(await migrate(database)).toMatchObject({ ok: true })
  const at = new Date()
  await asLinkHolder(database.db, 'mine', (tx) =>
    tx
      .insertInto('scan')
      .values({
        id: randomUUID(),
        linkHash: 'mine',
        answers: jsonb({}),
        createdAt: at,
        updatedAt: at,
        expiresAt: at,
      })
      .execute(),
  )

  expect(await database.db.selectFrom('scan').selectAll().execute()).toEqual([])
  await closeDatabase(database)
})
