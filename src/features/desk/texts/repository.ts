import type { TextModule } from '../case-view.ts'
import { tables, type Tx } from '../repository.ts'

/** Those of whoever acts, and those of the bureau; by name. */
export async function findTextRows(tx: Tx): Promise<readonly TextModule[]> {
  const rows = await tables(tx)
    .selectFrom('deskText')
    .innerJoin('organisation', 'organisation.id', 'deskText.organisationId')
    .select(['deskText.id', 'organisationId', 'deskText.name', 'body', 'version', 'organisation.kind'])
    .orderBy('deskText.name')
    .orderBy('deskText.id')
    .execute()
  return rows.map(({ kind, ...row }) => ({ ...row, isOfBureau: kind === 'bureau' }))
}

type NewText = Readonly<{ id: string; organisationId: string; name: string; body: string; updatedAt: Date }>

/** False where the organisation has one of that name. */
export async function insertText(tx: Tx, text: NewText): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('deskText')
    .values(text)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export const lockText = (tx: Tx, id: string) =>
  tables(tx).selectFrom('deskText').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const hasOtherNamed = async (
  tx: Tx,
  organisationId: string,
  name: string,
  id: string,
): Promise<boolean> =>
  (await tables(tx)
    .selectFrom('deskText')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst()) !== undefined

export async function setText(
  tx: Tx,
  id: string,
  text: Readonly<{ name: string; body: string; version: number; updatedAt: Date }>,
): Promise<void> {
  await tables(tx).updateTable('deskText').set(text).where('id', '=', id).execute()
}

export async function removeTextRow(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom('deskText').where('id', '=', id).execute()
}
