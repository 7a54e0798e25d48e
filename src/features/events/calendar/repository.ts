import { tables, type Tx } from '../repository.ts'

/** A new secret address; the old one leads nowhere any more. */
export async function setCalendar(tx: Tx, accountId: string, tokenHash: string, at: Date): Promise<void> {
  await removeCalendar(tx, accountId)
  await tables(tx).insertInto('eventCalendar').values({ accountId, tokenHash, createdAt: at }).execute()
}

export const removeCalendar = (tx: Tx, accountId: string) =>
  tables(tx).deleteFrom('eventCalendar').where('accountId', '=', accountId).execute()

/** Of whoever acts, or of whoever shows the link. */
export const findCalendar = (tx: Tx) =>
  tables(tx).selectFrom('eventCalendar').select(['accountId', 'createdAt']).executeTakeFirst()
