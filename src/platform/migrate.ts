import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { OpenDatabase, ScriptTransaction } from './database.ts'

/** `hash` is of the text with Unix line ends, so that a checkout on Windows is not a change. */
export type Migration = Readonly<{ name: string; hash: string; text: string }>

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** Any number will do, as long as nothing else in the database locks on it. */
const ADVISORY_LOCK = 5_724_425

/** The migration files of a folder, in order: 000001-name.sql, 000002-… */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  names.forEach((name, index) => {
    if (Number(/^(\d{6})-[a-z0-9-]+\.sql$/.exec(name)?.[1]) !== index + 1) {
      throw new Error(
        `migrations/${name}: expected ${String(index + 1).padStart(6, '0')}-name.sql in its place`,
      )
    }
  })
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, hash: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Brings the database up to the last migration, each in a transaction of its own; returns the names it ran.
 * Of several processes at once one runs a migration and the others find it done. Refuses with a sentence when
 * a migration that ran before has since been edited or taken away: then nobody knows what the tables look like.
 */
export async function migrate(
  database: OpenDatabase,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Result<readonly string[], string>> {
  const applied = await database.inTransaction(appliedMigrations)
  const changed = refusalOf(applied, migrations)
  if (changed !== undefined) return refuse(changed)

  const ran: string[] = []
  for (const migration of migrations.slice(applied.length)) {
    const isOurs = await pastRoleRaces(() => database.inTransaction((tx) => apply(tx, migration)))
    if (isOurs) ran.push(migration.name)
  }
  return ok(ran)
}

/** undefined_object, duplicate_object, unique_violation */
const ROLE_RACES: readonly unknown[] = ['42704', '42710', '23505']
const TRIES = 5
const PAUSE_MS = 100

/**
 * Roles belong to the whole server, and no lock spans its databases: where another database makes the same role at
 * this very moment, it can be there for one statement and not yet for the next. A new transaction sees it whole.
 */
async function pastRoleRaces<T>(work: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isRace = error instanceof Error && 'code' in error && ROLE_RACES.includes(error.code)
    if (!isRace || tries === 1) throw error
    await setTimeout(PAUSE_MS)
    return pastRoleRaces(work, tries - 1)
  }
}

type Applied = Readonly<{ name: string; hash: string }>

/** Waits for whoever migrates at this moment; the lock ends with the transaction. */
async function appliedMigrations(tx: ScriptTransaction): Promise<readonly Applied[]> {
  await tx.query(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`)
  await tx.script(
    `create table if not exists schakel_migration (
       name text primary key,
       hash text not null,
       applied_at timestamptz not null default now()
     )`,
  )
  const rows = await tx.query('select name, hash from schakel_migration order by name')
  return rows.map((row) => ({ name: String(row['name']), hash: String(row['hash']) }))
}

async function apply(tx: ScriptTransaction, migration: Migration): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`)
  const [done] = await tx.query('select 1 from schakel_migration where name = $1', [migration.name])
  if (done !== undefined) return false

  await tx.script(migration.text)
  await tx.query('insert into schakel_migration (name, hash) values ($1, $2)', [
    migration.name,
    migration.hash,
  ])
  return true
}

function refusalOf(applied: readonly Applied[], migrations: readonly Migration[]): string | undefined {
  const wrong = applied.find(({ name, hash }, index) => {
    const file = migrations[index]
    return file?.name !== name || file.hash !== hash
  })
  if (wrong === undefined) return undefined

  return migrations.some(({ name }) => name === wrong.name)
    ? `The migration ${wrong.name} ran on this database and was edited afterwards. Restore the file, and put the change in a new migration.`
    : `The migration ${wrong.name} ran on this database but is not in this version: the database belongs to a newer Schakel. Run that version.`
}
