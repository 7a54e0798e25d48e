import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import { becomePostman } from '#platform/mail/postman.ts'

/** Tables of migrations/000004-identity.sql and 000005-mail.sql that filling writes to itself. */
type ExampleTables = Readonly<{
  organisation: Readonly<{ id: string; kind: 'hub' | 'fieldlab' | 'bureau'; slug: string; name: string }>
  account: Readonly<{ id: string; email: string; name: string; language: 'nl' | 'en'; createdAt: Date }>
  outbox: Readonly<{
    sentAt: Date | null
    sendAfter: Date
    recipient: string
    subject: string
    body: string
  }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<ExampleTables>()

/** As the administrator. */
export async function insertOrganisations(
  tx: Tx,
  organisations: readonly ExampleTables['organisation'][],
): Promise<void> {
  await tables(tx)
    .insertInto('organisation')
    .values([...organisations])
    .execute()
}

/** As the administrator; nobody signs in yet. */
export async function insertAccounts(tx: Tx, accounts: readonly ExampleTables['account'][]): Promise<void> {
  await tables(tx)
    .insertInto('account')
    .values([...accounts])
    .execute()
}

/** Mail of the past counts as sent, so that the year is not mailed anew. Afterwards the transaction is the postman's. */
export async function settleMail(tx: Tx, now: Date): Promise<void> {
  await becomePostman(tx)
  await tables(tx)
    .updateTable('outbox')
    .set(({ ref }) => ({ sentAt: ref('sendAfter') }))
    .where('sentAt', 'is', null)
    .where('sendAfter', '<=', now)
    .execute()
}

/** The account behind an address; only while it is named. */
export const findAccountOf = (tx: Tx, email: string) =>
  tables(tx).selectFrom('account').select(['id', 'name']).where('email', '=', email).executeTakeFirst()

/** The transaction shows that it knows this address, and then that it is this account. */
export const showAddress = async (tx: Tx, email: string): Promise<void> => {
  await sql`select set_config('schakel.email', ${email}, true)`.execute(tx)
}
export const beAccount = async (tx: Tx, accountId: string): Promise<void> => {
  await sql`select set_config('schakel.account', ${accountId}, true)`.execute(tx)
}

/** Has anybody done anything here, or begun to? */
export async function hasDeeds(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isUntouched: boolean }>`select is_untouched()`.execute(tx)
  return rows[0]?.isUntouched !== true
}
