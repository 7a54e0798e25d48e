import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type Database, jsonb } from '#platform/database.ts'
import type { Language } from '#platform/i18n.ts'
import { type Answers, NO_ANSWERS, type ScanRow, scanRowSchema } from './contract.ts'
import { expiryFrom } from './scan.ts'

type Tx = Transaction<Database>
const COLUMNS = ['id', 'answers', 'language', 'createdAt', 'updatedAt', 'expiresAt', 'isKept'] as const

/** Only inside `asLinkHolder`: row-level security leaves one row, and the hash is said again for the index. */
export async function findScanRow(tx: Tx, linkHash: string, at: Date): Promise<ScanRow | undefined> {
  const row = await living(tx, linkHash, at).executeTakeFirst()
  return row && scanRowSchema.parse(row)
}

/** As `findScanRow`, and nobody else changes it until the transaction ends. */
export async function lockScanRow(tx: Tx, linkHash: string, at: Date): Promise<ScanRow | undefined> {
  const row = await living(tx, linkHash, at).forUpdate().executeTakeFirst()
  return row && scanRowSchema.parse(row)
}

const living = (tx: Tx, linkHash: string, at: Date) =>
  tx
    .selectFrom('scan')
    .select(COLUMNS)
    .where('linkHash', '=', linkHash)
    .where(({ or, eb }) => or([eb('expiresAt', '>', at), eb('isKept', '=', true)]))

export async function insertScan(
  tx: Tx,
  scan: Readonly<{ linkHash: string; language: Language; at: Date; expiresAt: Date }>,
): Promise<void> {
  const { linkHash, language, at, expiresAt } = scan
  const row = { id: randomUUID(), linkHash, language, createdAt: at, updatedAt: at, expiresAt }
  await tx
    .insertInto('scan')
    .values({ ...row, answers: jsonb(NO_ANSWERS) })
    .execute()
}

export async function setAnswers(
  tx: Tx,
  id: string,
  scan: Readonly<{ answers: Answers; language: Language; updatedAt: Date; expiresAt: Date }>,
): Promise<void> {
  await tx
    .updateTable('scan')
    .set({ ...scan, answers: jsonb(scan.answers) })
    .where('id', '=', id)
    .execute()
}

/** Only inside `asKeeper`, for whom nothing exists but what has expired. Advices go with their scan. */
export async function removeScansSeen(tx: Tx): Promise<number> {
  const removed = await tx.deleteFrom('scan').executeTakeFirst()
  return Number(removed.numDeletedRows)
}

/** What row-level security would leave anyway, so that an index finds it. */
const OF_OWN_FIRMS = sql<boolean>`link_hash in
  (select k.link_hash from kept_scan k where k.firm_id = any (acting_firms()))`

/** Only inside `asActor`: row-level security shows the scans that the firms of whoever acts keep. */
export const exportKeptScans = (tx: Tx) =>
  tx
    .selectFrom('scan')
    .select(COLUMNS)
    .where('isKept', '=', true)
    .where(OF_OWN_FIRMS)
    .orderBy('createdAt')
    .execute()

/** Only inside `asActor`. Advices go with their scan. */
export async function removeKeptScans(tx: Tx): Promise<void> {
  await tx.deleteFrom('scan').where('isKept', '=', true).where(OF_OWN_FIRMS).execute()
}

/**
 * A firm keeps the scan behind this link, or no longer: then it expires as others do. Inside `asActor`; the link is named
 * for the rest of the transaction. Gives the number of the scan, if there is one.
 */
export async function setScanKept(
  tx: Tx,
  linkHash: string,
  { isKept, at }: Readonly<{ isKept: boolean; at: Date }>,
): Promise<string | undefined> {
  await sql`select set_config('schakel.link_hash', ${linkHash}, true)`.execute(tx)
  const row = await living(tx, linkHash, at).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  await tx
    .updateTable('scan')
    .set({ isKept, expiresAt: expiryFrom(at) })
    .where('linkHash', '=', linkHash)
    .execute()
  return row.id
}
