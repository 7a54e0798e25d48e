import { sql, type Transaction } from 'kysely'
import { asAuditorWithin, auditTables, removeAuditDetails } from '#platform/audit.ts'
import type { Actor } from '#platform/actor.ts'
import type { Database } from '#platform/database.ts'
import type { ExportedRows } from '#platform/personal-data.ts'

type Tx = Transaction<Database>
type Row = Readonly<Record<string, unknown>>

/** Every row that says something of the account, or of its firms; without hashes of secrets. */
export async function exportIdentity(
  tx: Tx,
  { accountId, firmIds }: Actor,
): Promise<readonly ExportedRows[]> {
  const of = async (table: string, rows: Promise<Readonly<{ rows: readonly Row[] }>>) => ({
    table,
    rows: (await rows).rows,
  })
  return [
    await of('account', sql<Row>`select * from account where id = ${accountId}`.execute(tx)),
    await of(
      'external_identity',
      sql<Row>`select * from external_identity where account_id = ${accountId}`.execute(tx),
    ),
    await of('firm', sql<Row>`select * from firm where id = any (${firmIds}::uuid[])`.execute(tx)),
    await of('firm_member', sql<Row>`select * from firm_member where account_id = ${accountId}`.execute(tx)),
    await of('duty', sql<Row>`select * from duty where account_id = ${accountId}`.execute(tx)),
    await of(
      'session',
      sql<Row>`select account_id, created_at, last_used_at, expires_at, second_factor_at, firm_id, device
        from session where account_id = ${accountId}`.execute(tx),
    ),
    await of(
      'sign_in_link',
      sql<Row>`select email, created_at, expires_at, used_at, return_path from sign_in_link
        where email = (select email from account where id = ${accountId})`.execute(tx),
    ),
    await of(
      'second_factor',
      sql<Row>`select account_id, confirmed_at from second_factor where account_id = ${accountId}`.execute(
        tx,
      ),
    ),
    await of(
      'recovery_code',
      sql<Row>`select account_id, used_at from recovery_code where account_id = ${accountId}`.execute(tx),
    ),
    { table: 'audit_detail', rows: await asAuditorWithin(tx, () => findAuditDetails(tx, accountId)) },
  ]
}

const findAuditDetails = (tx: Tx, accountId: string) =>
  auditTables(tx)
    .selectFrom('auditDetail')
    .innerJoin('auditEntry', 'auditEntry.position', 'auditDetail.position')
    .select([
      'auditDetail.position',
      'auditDetail.accountId',
      'auditEntry.at',
      'auditEntry.action',
      'auditDetail.detail',
    ])
    .where('auditDetail.accountId', '=', accountId)
    .orderBy('auditDetail.position')
    .execute()

/** Nobody joins or leaves these firms until the transaction ends. */
export async function lockFirms(tx: Tx, firmIds: readonly string[]): Promise<void> {
  await sql`select id from firm where id = any (${firmIds}::uuid[]) order by id for update`.execute(tx)
}

export type Membership = Readonly<{ firmId: string; others: number }>

/** Firms of the account, with how many others act for each; of a firm that it does not act for now, nobody shows. */
export async function findMemberships(tx: Tx, accountId: string): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select m.firm_id, (select count(*)::int from firm_member o where o.firm_id = m.firm_id
      and o.account_id <> m.account_id) as others
    from firm_member m where m.account_id = ${accountId} order by m.firm_id`.execute(tx)
  return rows
}

/** The account with all that hangs on it, and these firms; the audit log forgets what it told of the account. */
export async function eraseIdentity(tx: Tx, { accountId, firmIds }: Actor): Promise<void> {
  await sql`delete from sign_in_link
    where email = (select email from account where id = ${accountId})`.execute(tx)
  await sql`delete from firm where id = any (${firmIds}::uuid[])`.execute(tx)
  await sql`delete from account where id = ${accountId}`.execute(tx)
  await asAuditorWithin(tx, () => removeAuditDetails(tx, accountId))
}

/** The address of whoever acts; none where a provider of identities told none. */
export async function findAddress(tx: Tx, accountId: string): Promise<string | undefined> {
  const { rows } = await sql<{ email: string | null }>`
    select email from account where id = ${accountId}`.execute(tx)
  return rows[0]?.email ?? undefined
}
