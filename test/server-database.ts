import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** A PostgreSQL server that the tests are to use: each makes databases of its own on it, and drops them. */
export const givenServer = (): string | undefined => process.env['DATABASE_URL'] || undefined

export type ServerDatabase = Readonly<{ url: string; drop: () => Promise<void> }>

/** An empty database on a server, or a copy of one that nobody is connected to. */
export async function newServerDatabase(serverUrl: string, template?: string): Promise<ServerDatabase> {
  const name = `schakel_test_${randomUUID().replaceAll('-', '')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await onServer(serverUrl, `create database ${name}${template === undefined ? '' : ` template ${template}`}`)
  return { url: url.href, drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`) }
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
