import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Database, OpenDatabase } from '#platform/database.ts'
import { asLinkHolder, asPublic } from '#platform/link-holder.ts'
import { uuidOf } from '#platform/uuid.ts'

/** Two tenants that have everything twice, and everybody who could look at it. */
export const TENANTS = ['a', 'b'] as const
export type Tenant = (typeof TENANTS)[number]

export const KINDS = [
  'nobody',
  'link holder a',
  'entrepreneur a',
  'entrepreneur b',
  'adviser of a',
  'coordinator of b',
  'bureau',
  'administrator',
] as const
export type Kind = (typeof KINDS)[number]

export const AT = new Date('2026-11-30T12:00:00Z')
export const accountOf = (tenant: Tenant) => uuidOf('account', tenant)
export const firmOf = (tenant: Tenant) => uuidOf('firm', tenant)
export const linkOf = (tenant: Tenant) => `link-of-${tenant}`
/** Of a a hub, of b a fieldlab. */
export const organisationOf = (tenant: Tenant) => uuidOf('organisation', tenant)
/** The number of a row of a table: `idOf('case', 'a')`; n for more rows of one tenant. */
export const idOf = (table: string, tenant: Tenant, n = 1) => uuidOf(table, `${tenant}-${n}`)

const acting = (account: string, firmIds: readonly string[], duties: Actor['duties'] = []): Actor => ({
  accountId: account,
  firmIds,
  duties,
  secondFactorAt: AT,
})
const ACTORS: Readonly<Partial<Record<Kind, Actor>>> = {
  'entrepreneur a': acting(accountOf('a'), [firmOf('a')]),
  'entrepreneur b': acting(accountOf('b'), [firmOf('b')]),
  'adviser of a': acting(
    uuidOf('account', 'adviser'),
    [],
    [{ kind: 'adviser', organisationId: organisationOf('a') }],
  ),
  'coordinator of b': acting(
    uuidOf('account', 'coordinator'),
    [],
    [{ kind: 'coordinator', organisationId: organisationOf('b') }],
  ),
  bureau: acting(uuidOf('account', 'bureau'), [], [{ kind: 'bureau', organisationId: undefined }]),
  administrator: acting(
    uuidOf('account', 'administrator'),
    [],
    [{ kind: 'administrator', organisationId: undefined }],
  ),
}

type Tx = Parameters<Parameters<typeof asPublic>[1]>[0]

/** Works as one of them. */
export function as<T>(db: Kysely<Database>, kind: Kind, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = ACTORS[kind]
  if (actor !== undefined) return asActor(db, actor, work)
  return kind === 'nobody' ? asPublic(db, work) : asLinkHolder(db, linkOf('a'), work)
}

/** How many rows a statement touches for one of them; nothing stays. A refusal of the database is none. */
export async function touched(
  db: Kysely<Database>,
  kind: Kind,
  statement: RawBuilder<unknown>,
): Promise<number> {
  const rollback = new Error('nothing stays')
  let count = 0
  try {
    await as(db, kind, async (tx) => {
      const { rows, numAffectedRows } = await statement.execute(tx)
      count = Math.max(rows.length, Number(numAffectedRows ?? 0))
      throw rollback
    })
  } catch (error) {
    if (error === rollback) return count
    if (error instanceof Error && /row-level security|permission denied/.test(error.message)) return 0
    throw error
  }
  return count
}

export type Row = Readonly<Record<string, unknown>>

/** Puts a row in a table, with the columns that it names; everything else as by default. */
export function insertRow(table: string, row: Row): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::text::jsonb)`
}

/** The rows that have these values in their key. */
export function whereKey(row: Row, key: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    key.map((name) => sql`${sql.ref(name)}::text = ${String(row[name])}`),
    sql` and `,
  )
}

export const asOwner = ({ db }: OpenDatabase, statement: RawBuilder<unknown>) => statement.execute(db)
