import { sql } from 'kysely'
import type { OpenDatabase } from '#platform/database.ts'
import { DECISIONS } from './tenant-decisions.ts'
import { accountOf, firmOf, type Row, type Tenant, whereKey } from './tenants.ts'

/** What leads to one of two tenants, and where in the database it stands. */
export const markOf = (tenant: Tenant) => `Merkteken van ${tenant}`
export const emailOf = (tenant: Tenant) => String(DECISIONS['account']?.row(tenant, 1)['email'])
const kvkOf = (tenant: Tenant) => String(DECISIONS['firm']?.row(tenant, 1)['kvk_number'])

const IDENTIFIERS = {
  account: accountOf,
  firm: firmOf,
  address: emailOf,
  'KVK number': kvkOf,
  words: markOf,
} as const
type What = keyof typeof IDENTIFIERS

export async function tablesOf({ db }: Pick<OpenDatabase, 'db'>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind in ('r', 'p', 'f', 'm') and relnamespace = current_schema()::regnamespace order by 1`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

type Column = Readonly<{ name: string; type: string; isKey: boolean }>

/** Columns of a table; `isKey`: part of a key of its own or of another table. */
async function columnsOf({ db }: Pick<OpenDatabase, 'db'>, table: string): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select attname as name, format_type(atttypid, null) as type,
      exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey))
        or exists (select from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'f' and a.attnum = any (c.conkey))
        as is_key
    from pg_attribute a where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' and attidentity = ''
    order by attnum`.execute(db)
  return rows
}

/** What fits in a column and leads to the tenant; undefined where nothing does. */
function identifying({ name, type, isKey }: Column, tenant: Tenant): readonly string[] {
  if (type === 'uuid') {
    if (/account|_by$|_of$/.test(name)) return [accountOf(tenant)]
    return name.includes('firm') ? [firmOf(tenant)] : []
  }
  if (type === 'jsonb') return [JSON.stringify({ said: markOf(tenant) }), JSON.stringify([markOf(tenant)])]
  if (type !== 'text' || isKey) return []
  return /email|recipient|from_address/.test(name) ? [emailOf(tenant)] : [markOf(tenant)]
}

/** Puts words, address and numbers of the tenant wherever a row takes them; a number only where there is none yet. */
export async function markAll(
  database: Pick<OpenDatabase, 'db'>,
  table: string,
  row: Row,
  key: readonly string[],
  tenant: Tenant,
): Promise<void> {
  for (const column of await columnsOf(database, table)) {
    if (key.includes(column.name)) continue
    const onlyEmpty = column.type === 'uuid' ? sql`and ${sql.ref(column.name)} is null` : sql``
    for (const value of identifying(column, tenant)) {
      const typed = sql`cast(${value}::text as ${sql.raw(column.type)})`
      const isIn = await attempt(
        database,
        sql`update ${sql.table(table)} set ${sql.ref(column.name)} = ${typed} where ${whereKey(row, key)} ${onlyEmpty}`,
      )
      if (isIn) break
    }
  }
}

/** Whether the database takes it. */
async function attempt(
  { db }: Pick<OpenDatabase, 'db'>,
  statement: ReturnType<typeof sql>,
): Promise<boolean> {
  try {
    await statement.execute(db)
    return true
  } catch {
    return false
  }
}

export type Found = Readonly<{ where: string; what: What; value: string }> // where: 'table.column'

/** Every place where something leads to the tenant: all columns of all tables, as text. */
export async function foundIn(database: Pick<OpenDatabase, 'db'>, tenant: Tenant): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const table of await tablesOf(database)) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(table)} t`.execute(database.db)
    for (const { row } of rows) found.push(...foundInRow(table, row, tenant))
  }
  return found
}

function foundInRow(table: string, row: Readonly<Record<string, unknown>>, tenant: Tenant): readonly Found[] {
  return Object.entries(row).flatMap(([column, value]) => {
    const text = JSON.stringify(value)?.toLowerCase() ?? ''
    return (Object.keys(IDENTIFIERS) as What[])
      .filter((what) => text.includes(IDENTIFIERS[what](tenant).toLowerCase()))
      .map((what) => ({ where: `${table}.${column}`, what, value: text.slice(0, 120) }))
  })
}

/** All rows that lead to the tenant, whole, in an order that does not change. */
export async function findAll(
  database: Pick<OpenDatabase, 'db'>,
  tenant: Tenant,
): Promise<readonly string[]> {
  const all: string[] = []
  for (const table of await tablesOf(database)) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(table)} t`.execute(database.db)
    for (const { row } of rows)
      if (foundInRow(table, row, tenant).length > 0) all.push(`${table} ${JSON.stringify(row)}`)
  }
  return all.toSorted()
}
