import type { Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'

/** Tables of migrations/000004-identity.sql: second factors. */
type FactorTables = Readonly<{
  secondFactor: Readonly<{
    accountId: string
    sealedSecret: string
    confirmedAt: Date | null
    lastStep: number
  }>
  recoveryCode: Readonly<{ accountId: string; codeHash: string; usedAt: Date | null }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<FactorTables>()

export type Factor = FactorTables['secondFactor']

export const findFactor = (tx: Tx, accountId: string): Promise<Factor | undefined> =>
  tables(tx).selectFrom('secondFactor').selectAll().where('accountId', '=', accountId).executeTakeFirst()

/** A secret that waits for its first code takes the place of one that did too; a confirmed one stays. */
export async function insertFactor(tx: Tx, accountId: string, sealedSecret: string): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('secondFactor')
    .values({ accountId, sealedSecret, confirmedAt: null, lastStep: 0 })
    .onConflict((conflict) =>
      conflict
        .column('accountId')
        .doUpdateSet({ sealedSecret, lastStep: 0 })
        .where('secondFactor.confirmedAt', 'is', null),
    )
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Of several at once with the same code one gets it. */
export async function setLastStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable('secondFactor')
    .set({ lastStep: step })
    .where('accountId', '=', accountId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export async function setFactorConfirmed(tx: Tx, accountId: string, confirmedAt: Date): Promise<void> {
  await tables(tx)
    .updateTable('secondFactor')
    .set({ confirmedAt })
    .where('accountId', '=', accountId)
    .execute()
}

/** With its recovery codes. */
export async function removeFactor(tx: Tx, accountId: string): Promise<boolean> {
  await tables(tx).deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  const removed = await tables(tx)
    .deleteFrom('secondFactor')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function insertRecoveryCodes(
  tx: Tx,
  accountId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tables(tx).deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  await tables(tx)
    .insertInto('recoveryCode')
    .values(codeHashes.map((codeHash) => ({ accountId, codeHash, usedAt: null })))
    .execute()
}

/** Of several at once with the same code one gets it. */
export async function setRecoveryCodeUsed(
  tx: Tx,
  accountId: string,
  codeHash: string,
  usedAt: Date,
): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable('recoveryCode')
    .set({ usedAt })
    .where('accountId', '=', accountId)
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export async function countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
  const rows = await tables(tx)
    .selectFrom('recoveryCode')
    .select('codeHash')
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .execute()
  return rows.length
}
