import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Database, jsonb } from '#platform/database.ts'
import type { Language } from '#platform/i18n.ts'
import { type Answers, NO_ANSWERS, type ScanRow, scanRowSchema } from './contract.ts'

type Tx = Transaction<Database>
const COLUMNS = ['id', 'answers', 'language', 'createdAt', 'updatedAt', 'expiresAt'] as const

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
  tx.selectFrom('scan').select(COLUMNS).where('linkHash', '=', linkHash).where('expiresAt', '>', at)

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
