import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'

/** The table of kept scans in migrations/000010-thread.sql. */
type ScanTables = Readonly<{
  keptScan: Readonly<{
    id: string
    firmId: string
    accountId: string | null
    linkHash: string
    sealedLink: string
    keptAt: Date
  }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<ScanTables>()

export type KeptScan = Readonly<{
  id: string
  firmId: string
  linkHash: string
  sealedLink: string
  keptAt: Date
}>

const COLUMNS = ['keptScan.id', 'firmId', 'keptScan.linkHash', 'sealedLink', 'keptAt'] as const

/** Nothing where a firm keeps this scan already. */
export async function insertKeptScan(
  tx: Tx,
  kept: KeptScan & Readonly<{ accountId: string }>,
): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('keptScan')
    .values(kept)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Only inside `asActor`: of one of these firms. */
export const findKeptByHash = (
  tx: Tx,
  firmIds: readonly string[],
  linkHash: string,
): Promise<KeptScan | undefined> =>
  tables(tx)
    .selectFrom('keptScan')
    .select(COLUMNS)
    .where(sql<boolean>`firm_id = any (${firmIds}::uuid[])`)
    .where('keptScan.linkHash', '=', linkHash)
    .executeTakeFirst()

/** Only inside `asActor`: by the number of the scan, of one of these firms. */
export const findKeptByScan = (
  tx: Tx,
  firmIds: readonly string[],
  scanId: string,
): Promise<KeptScan | undefined> =>
  tables(tx)
    .selectFrom('keptScan')
    .innerJoin('scan', 'scan.linkHash', 'keptScan.linkHash')
    .select(COLUMNS)
    .where(sql<boolean>`firm_id = any (${firmIds}::uuid[])`)
    .where('scan.id', '=', scanId)
    .executeTakeFirst()

export async function removeKeptScan(tx: Tx, id: string): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('keptScan').where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows > 0n
}

/** Without hash and seal: the link itself opens the scan. */
export const exportKept = (tx: Tx, firmIds: readonly string[]) =>
  tables(tx)
    .selectFrom('keptScan')
    .leftJoin('scan', 'scan.linkHash', 'keptScan.linkHash')
    .select(['keptScan.id', 'firmId', 'accountId', 'scan.id as scanId', 'keptAt'])
    .where(sql<boolean>`firm_id = any (${firmIds}::uuid[])`)
    .execute()
