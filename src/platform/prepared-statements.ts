import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'

/** More than the statements of Schakel. Lists of values of any length make new ones, and a server keeps each. */
const MOST_STATEMENTS = 300

const PREPARED = /^\s*(select|insert|update|delete|with)\b/i
const FEATURE_NOT_SUPPORTED = '0A000'

/**
 * A pool that has each statement read once per connection instead of at every request: with row-level security that is
 * more work than many a statement itself. After five times PostgreSQL may keep one plan for any value; a policy that asks
 * for rows of another table says `exists`, or that plan reads the whole of it. For Kysely, which sends one statement at
 * a time.
 *
 * Where a migration changed what a statement gives, it can't be used again: that connection is closed, and the next one
 * reads it anew.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_STATEMENTS || !PREPARED.test(text)) return known
    const name = `schakel-${names.size}`
    names.set(text, name)
    return name
  }
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const connect = async () => {
    const client = await pool.connect()
    const known = clients.get(client)
    if (known !== undefined) return known
    const made = clientOf(client, nameOf)
    clients.set(client, made)
    return made
  }
  return { connect, end: () => pool.end(), options: pool.options }
}

function clientOf(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  let isOutdated = false
  let isToBegin = false // a transaction that was asked for begins together with its first statement
  const query = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    if (text === 'begin' || (isToBegin && /^(commit|rollback)$/.test(text))) {
      isToBegin = text === 'begin'
      return { command: 'BEGIN' as PostgresQueryResult<R>['command'], rowCount: 0, rows: [] }
    }
    if (isToBegin) {
      isToBegin = false
      const whoActs = written(text, values)
      if (whoActs !== undefined) return lastOf(await client.query<never>(`begin; ${whoActs}`))
      await client.query('begin')
    }
    const name = nameOf(text)
    try {
      const asked = { ...(name === undefined ? {} : { name }), text, values: [...values] }
      const { command, rowCount, rows } = await client.query<never>(asked) // rows as Kysely expects them
      return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows }
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined
      isOutdated ||= name !== undefined && code === FEATURE_NOT_SUPPORTED
      throw error
    }
  }
  const release = (shouldClose?: boolean) => {
    isToBegin = false
    client.release(shouldClose === true || isOutdated)
  }
  return { query: query as PostgresPoolClient['query'], release } // nothing here reads by a cursor
}

/** The statement that says who acts, with its values in it: two statements in one message take none beside them. */
function written(text: string, values: readonly unknown[]): string | undefined {
  if (!/^select set_config\(/.test(text) || values.some((value) => typeof value !== 'string'))
    return undefined
  return text.replace(/\$(\d+)/g, (_, place) => pg.escapeLiteral(values[Number(place) - 1] as string))
}

/** What the last of several statements gave; the driver gives a list of all. */
function lastOf<R>(results: pg.QueryResult<never>): PostgresQueryResult<R> {
  const { command, rowCount, rows } = [results].flat().at(-1)!
  return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows }
}
