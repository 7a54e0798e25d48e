import { sql } from 'kysely'
import { type DeskCase, tables, type Tx } from '../repository.ts'

/** As Schakel itself: cases of whose promise colleagues should be reminded; at most so many, locked. */
export const lockToRemind = (tx: Tx, now: Date, limit: number): Promise<readonly DeskCase[]> =>
  tables(tx)
    .selectFrom('deskCase')
    .selectAll()
    .where('state', '=', 'open')
    .where('remindedAt', 'is', null)
    .where('remindAt', '<=', now)
    .orderBy('remindAt')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** As Schakel itself: cases of which the promise is broken. */
export const lockToEscalate = (tx: Tx, now: Date, limit: number): Promise<readonly DeskCase[]> =>
  tables(tx)
    .selectFrom('deskCase')
    .selectAll()
    .where('state', '=', 'open')
    .where('escalatedAt', 'is', null)
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** Who is busy with a case need not notice: its version stays. */
export async function setWatched(
  tx: Tx,
  id: string,
  watched: Readonly<{ remindedAt: Date; escalatedAt?: Date }>,
): Promise<void> {
  await tables(tx).updateTable('deskCase').set(watched).where('id', '=', id).execute()
}

export type Recipient = Readonly<{ accountId: string; email: string; language: 'nl' | 'en' }>

const selectPeople = (tx: Tx) =>
  tables(tx)
    .selectFrom('duty')
    .innerJoin('account', 'account.id', 'duty.accountId')
    .select(['account.id as accountId', 'account.language'])
    .select(sql<string>`account.email`.as('email'))
    .where('account.email', 'is not', null)
    .orderBy('account.id')

/** Who advises for a hub and reads mail. */
export const findAdvisersToTell = (tx: Tx, organisationId: string): Promise<readonly Recipient[]> =>
  selectPeople(tx)
    .where('duty.kind', '=', 'adviser')
    .where('duty.organisationId', '=', organisationId)
    .execute()

export const findBureauToTell = (tx: Tx): Promise<readonly Recipient[]> =>
  selectPeople(tx).where('duty.kind', '=', 'bureau').execute()
