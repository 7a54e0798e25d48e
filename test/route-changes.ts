import { sql } from 'kysely'
import type { OpenDatabase } from '#platform/database.ts'
import { linkHashOf } from '#platform/link-holder.ts'
import { MARK, tokenOf } from './route-marks.ts'
import { DECISIONS, PUBLIC_TABLES } from './tenant-decisions.ts'
import { accountOf, firmOf, idOf, organisationOf, TENANTS } from './tenants.ts'

/** Everything by which a row leads to one of the tenants. */
const LEADS = [
  ...TENANTS.flatMap((tenant) => [
    ...[accountOf(tenant), firmOf(tenant), organisationOf(tenant), `${tenant}-1@x.example`],
    ...Object.keys(DECISIONS).map((table) => idOf(table, tenant)),
    ...[idOf('event', tenant, 2), idOf('event_sign_up', tenant, 2), linkHashOf(tokenOf(tenant))],
  ]),
  MARK,
].join('|')

type Db = OpenDatabase['db']

/**
 * Watches all rows that lead to a tenant. Each call gives the tables of which one came, went or became another since
 * the last call.
 */
export async function watchTenants({ db }: OpenDatabase): Promise<() => Promise<readonly string[]>> {
  const tables = await tablesOf(db)
  const prints = new Map<string, string>()
  const rows = new Map<string, string>()
  const changes = async () => {
    const changed: string[] = []
    for (const [table, print] of await printsOf(db, tables)) {
      if (prints.get(table) === print) continue
      const now = await rowsOf(db, table)
      if (rows.get(table) !== now) changed.push(table)
      prints.set(table, print)
      rows.set(table, now)
    }
    return changed.toSorted()
  }
  await changes()
  return changes
}

async function tablesOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace
      and relname not in (${sql.join(Object.keys(PUBLIC_TABLES))}) order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

/** Cheap, by where every row stands and which transaction put it there: another print after any write. */
async function printsOf(db: Db, tables: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const all = tables.map(
    (name) =>
      sql`select ${sql.lit(name)} as name, sum(hashtext(ctid::text || xmin::text))::text as sum from ${sql.table(name)}`,
  )
  const { rows } = await sql<{
    name: string
    sum: string | null
  }>`${sql.join(all, sql` union all `)}`.execute(db)
  return new Map(rows.map(({ name, sum }) => [name, sum ?? '']))
}

async function rowsOf(db: Db, table: string): Promise<string> {
  const { rows } = await sql<{ row: string }>`
    select row from (select to_jsonb(t)::text as row from ${sql.table(table)} t) everything
    where row ~ ${LEADS} order by 1`.execute(db)
  return rows.map(({ row }) => row).join('\n')
}
