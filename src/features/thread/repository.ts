import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'

/** Firms and whom to call: tables of migrations/000004-identity.sql and 000010-thread.sql. */
type FirmTables = Readonly<{
  firm: Readonly<{
    id: string
    kvkNumber: string | null
    branchNumber: string | null
    proof: 'told' | 'eherkenning' | 'adviser'
    name: string
    createdAt: Date
  }>
  firmMember: Readonly<{ firmId: string; accountId: string; since: Date }>
  firmContact: Readonly<{
    firmId: string
    contactName: string
    phone: string
    version: number
    updatedAt: Date
  }>
}>
export type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<FirmTables>()

/** A firm as its members see it. */
export type OwnFirm = Readonly<{
  id: string
  kvkNumber: string | undefined
  branchNumber: string | undefined
  proof: 'told' | 'eherkenning' | 'adviser'
  name: string
  contactName: string
  phone: string
  version: number // of name and contact together; 0: never saved
}>

/** Only inside `asActor`: these firms, the first one first. */
export async function findFirms(tx: Tx, firmIds: readonly string[]): Promise<readonly OwnFirm[]> {
  if (firmIds.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('firm')
    .leftJoin('firmContact', 'firmContact.firmId', 'firm.id')
    .select(['firm.id', 'kvkNumber', 'branchNumber', 'proof', 'name', 'contactName', 'phone', 'version'])
    .where('firm.id', 'in', firmIds)
    .orderBy('firm.createdAt')
    .orderBy('firm.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    kvkNumber: row.kvkNumber ?? undefined,
    branchNumber: row.branchNumber ?? undefined,
    contactName: row.contactName ?? '',
    phone: row.phone ?? '',
    version: row.version ?? 0,
  }))
}

/** Only inside `asActor`, after `nameActor` with this firm. */
export async function insertFirm(
  tx: Tx,
  firm: Readonly<{ id: string; kvkNumber: string | undefined; name: string; createdAt: Date }>,
  accountId: string,
): Promise<void> {
  const { id, name, createdAt } = firm
  await tables(tx)
    .insertInto('firm')
    .values({ id, name, createdAt, kvkNumber: firm.kvkNumber ?? null, branchNumber: null, proof: 'told' })
    .execute()
  await tables(tx).insertInto('firmMember').values({ firmId: id, accountId, since: createdAt }).execute()
}

/** Nothing where somebody saved another version in the meantime. */
export async function setFirm(
  tx: Tx,
  firm: Readonly<{ id: string; name: string; contactName: string; phone: string; version: number }>,
  updatedAt: Date,
): Promise<boolean> {
  const { id: firmId, name, contactName, phone } = firm
  const saved = await tables(tx)
    .insertInto('firmContact')
    .values({ firmId, contactName, phone, version: 1, updatedAt })
    .onConflict((conflict) =>
      conflict
        .column('firmId')
        .doUpdateSet({ contactName, phone, updatedAt, version: firm.version + 1 })
        .where('firmContact.version', '=', firm.version),
    )
    .returning('version')
    .executeTakeFirst()
  if (saved?.version !== firm.version + 1) return false
  await tables(tx).updateTable('firm').set({ name }).where('id', '=', firmId).execute()
  return true
}

/** A firm that lets the hub of whoever acts look. */
export type ShownFirm = Readonly<{
  firmId: string
  name: string
  kvkNumber: string | undefined
  contactName: string
  phone: string
}>

/** Only inside `asActor`, for an adviser: firms of his provinces that let their hub look, now. */
export async function shownFirms(tx: Tx): Promise<readonly ShownFirm[]> {
  const rows = await tables(tx)
    .selectFrom('firm')
    .leftJoin('firmContact', 'firmContact.firmId', 'firm.id')
    .select(['firm.id as firmId', 'name', 'kvkNumber', 'contactName', 'phone'])
    .where('firm.id', 'in', sql<string>`(select firms_shown_to_hub())`)
    .orderBy('firm.name')
    .orderBy('firm.id')
    .execute()
  return rows.map(({ kvkNumber, contactName, phone, ...row }) => ({
    ...row,
    kvkNumber: kvkNumber ?? undefined,
    contactName: contactName ?? '',
    phone: phone ?? '',
  }))
}

export const exportContacts = (tx: Tx, firmIds: readonly string[]) =>
  tables(tx)
    .selectFrom('firmContact')
    .selectAll()
    .where(sql<boolean>`firm_id = any (${firmIds}::uuid[])`)
    .execute()
