import { sql, type Transaction } from 'kysely'
import type { DutyKind } from '#platform/actor.ts'
import type { Database } from '#platform/database.ts'

/** Tables of migrations/000004-identity.sql: organisations and duties. */
type DutyTables = Readonly<{
  organisation: Organisation
  duty: Readonly<{ accountId: string; kind: DutyKind; organisationId: string | null; since: Date }>
  account: Readonly<{ id: string; email: string | null; name: string }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<DutyTables>()

export type Organisation = Readonly<{
  id: string
  kind: 'hub' | 'fieldlab' | 'bureau'
  slug: string
  name: string
}>

export const findOrganisations = (tx: Tx): Promise<readonly Organisation[]> =>
  tables(tx)
    .selectFrom('organisation')
    .select(['id', 'kind', 'slug', 'name'])
    .orderBy('kind', 'desc')
    .orderBy('name')
    .execute()

/** Those that are there already stay as they are. */
export async function insertOrganisations(tx: Tx, organisations: readonly Organisation[]): Promise<void> {
  if (organisations.length === 0) return
  await tables(tx)
    .insertInto('organisation')
    .values([...organisations])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type PersonWithDuty = Readonly<{
  accountId: string
  email: string | null
  name: string
  kind: DutyKind
  organisationSlug: string | null
  organisationName: string | null
  since: Date
}>

/** Only for the administrator: everybody who does something for the network. */
export const findPeopleWithDuty = (tx: Tx): Promise<readonly PersonWithDuty[]> =>
  tables(tx)
    .selectFrom('duty')
    .innerJoin('account', 'account.id', 'duty.accountId')
    .leftJoin('organisation', 'organisation.id', 'duty.organisationId')
    .select(['duty.accountId', 'account.email', 'account.name', 'duty.kind', 'duty.since'])
    .select(['organisation.slug as organisationSlug', 'organisation.name as organisationName'])
    .orderBy('account.email')
    .orderBy('duty.kind')
    .orderBy('organisation.name')
    .execute()

type DutyOf = Readonly<{ accountId: string; kind: DutyKind; organisationId: string | undefined }>

/** False where it was given before. */
export async function insertDuty(tx: Tx, { organisationId, ...duty }: DutyOf, since: Date): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('duty')
    .values({ ...duty, organisationId: organisationId ?? null, since })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function removeDuty(tx: Tx, { accountId, kind, organisationId }: DutyOf): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('duty')
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('organisationId', organisationId === undefined ? 'is' : '=', organisationId ?? null)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

/** Nobody else gives or takes duties until this transaction ends. */
export const lockDuties = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(5724427)`.execute(tx)
}

export async function countAdministrators(tx: Tx): Promise<number> {
  const rows = await tables(tx)
    .selectFrom('duty')
    .select('accountId')
    .where('kind', '=', 'administrator')
    .execute()
  return rows.length
}
