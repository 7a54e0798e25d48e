import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Config } from './config.ts'
import { folderRefusalText, lockFolder } from './folder-lock.ts'
import { preparing } from './prepared-statements.ts'
import type { Database } from './schema.ts'

export type { Database } from './schema.ts'

/** One transaction in which whole scripts may run; for migrations. Parameters are $1, $2 …; rows come as they are. */
export type ScriptTransaction = Readonly<{
  script: (text: string) => Promise<void>
  query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
}>

export type OpenDatabase = Readonly<{
  kind: 'embedded' | 'server'
  db: Kysely<Database>
  inTransaction: <T>(work: (tx: ScriptTransaction) => Promise<T>) => Promise<T>
}>

const releases = new WeakMap<OpenDatabase, () => Promise<void>>()

/** Opens the server at DATABASE_URL, or else the embedded database in the data folder, locked for this process. */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
): Promise<Result<OpenDatabase, string>> {
  return config.databaseUrl === undefined ? openFolder(config.dataDir) : openServer(config.databaseUrl)
}

/** Finishes what is running, closes, and gives the data folder back. Closing twice is once. */
export async function closeDatabase(database: OpenDatabase): Promise<void> {
  const release = releases.get(database)
  releases.delete(database)
  await release?.()
}

async function openFolder(dataDir: string): Promise<Result<OpenDatabase, string>> {
  const lock = await lockFolder(dataDir)
  if (!lock.ok) return refuse(folderRefusalText(lock.error))

  try {
    const pglite = await PGlite.create({ dataDir: join(dataDir, 'database'), parsers: PARSERS })
    const database = embedded(pglite)
    releases.set(database, async () => {
      await pglite.close()
      lock.value.release()
    })
    return ok(database)
  } catch (error) {
    lock.value.release()
    return refuse(
      `The embedded database in ${dataDir} can't be opened; its files are damaged, or of another version (${firstLineOf(error)}). ` +
        'Put back a copy of the folder, or move it away to begin anew. Nothing was changed.',
    )
  }
}

const firstLineOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]

/** An embedded database that lives in memory, from a dump when given; for tests and for looking around. */
export async function openInMemory(dump?: Blob): Promise<OpenDatabase> {
  const pglite = await PGlite.create({
    parsers: PARSERS,
    ...(dump === undefined ? {} : { loadDataDir: dump }),
  })
  const database = embedded(pglite)
  releases.set(database, () => pglite.close())
  return database
}

/** All of an embedded database as one file, for `openInMemory`. */
export async function dumpInMemory(migrate: (database: OpenDatabase) => Promise<unknown>): Promise<Blob> {
  const pglite = await PGlite.create({ parsers: PARSERS })
  await migrate(embedded(pglite))
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  return dump
}

function embedded(pglite: PGlite): OpenDatabase {
  return {
    kind: 'embedded',
    db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite }), plugins: [camelCase()] }),
    inTransaction: (work) =>
      pglite.transaction((tx) =>
        work({
          script: async (text) => {
            await tx.exec(text)
          },
          query: async (text, values = []) =>
            (await tx.query<Record<string, unknown>>(text, [...values])).rows,
        }),
      ),
  }
}

async function openServer(connectionString: string): Promise<Result<OpenDatabase, string>> {
  const pool = new pg.Pool({
    connectionString,
    types: { getTypeParser: serverParser },
    max: 10,
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', () => {}) // a connection lost while idle; the next query opens another or says why not
  pool.on('connect', (client) => client.on('error', () => {})) // lost inside a transaction: its next query says so
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    return refuse(
      `The database at DATABASE_URL (${hostOf(connectionString)}) can't be reached: ${reasonOf(error)}. ` +
        'Check the address, the name and the password, and that the server runs.',
    )
  }

  const database: OpenDatabase = {
    kind: 'server',
    db: new Kysely<Database>({
      dialect: new PostgresDialect({ pool: preparing(pool) }),
      plugins: [camelCase()],
    }),
    inTransaction: (work) => inServerTransaction(pool, work),
  }
  releases.set(database, () => pool.end())
  return ok(database)
}

async function inServerTransaction<T>(
  pool: pg.Pool,
  work: (tx: ScriptTransaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const value = await work({
      script: async (text) => {
        await client.query(text)
      },
      query: async (text, values = []) => (await client.query(text, [...values])).rows,
    })
    await client.query('commit')
    client.release()
    return value
  } catch (error) {
    client.release(true) // closes the connection, and with it the transaction
    throw error
  }
}

/** A value for a jsonb column. What PostgreSQL can't hold in text (NUL, half a surrogate pair) becomes U+FFFD. */
export const jsonb = <T>(value: T) => sql<T>`cast(${storableJson(value)} as jsonb)`

const storableJson = (value: unknown) =>
  JSON.stringify(value).replace(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (found) =>
    found === '\\\\' ? found : '\\ufffd',
  )

/** Keys inside JSON are content, not column names: they stay as they were written. */
const camelCase = () => new CamelCasePlugin({ maintainNestedObjectKeys: true })

/** bigint as a number, or a defect where a number can't hold it. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`the integer ${text} does not fit in a number`)
  return value
}

const INT8 = 20
const DATE = 1082
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184

/**
 * The same values on both databases: bigint a number, date the text YYYY-MM-DD (it has no time zone), timestamptz
 * a Date. A timestamp without time zone would be read in the zone of the machine: use timestamptz.
 */
const PARSERS: Record<number, (text: string) => unknown> = {
  [INT8]: safeInteger,
  [DATE]: (text) => text,
  [TIMESTAMP]: () => {
    throw new TypeError('a timestamp without time zone: use timestamptz')
  },
  [TIMESTAMPTZ]: (text) => new Date(text),
}

const serverParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : PARSERS[oid]) ?? pg.types.getTypeParser(oid, format as 'text')

const hostOf = (connectionString: string) => new URL(connectionString).host || 'local'

const reasonOf = (error: unknown) => {
  if (error instanceof AggregateError && error.errors.length > 0) return String(error.errors[0].message)
  return error instanceof Error ? error.message || String(error) : String(error)
}
