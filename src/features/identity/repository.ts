import { type Kysely, sql, type Transaction } from 'kysely'
import type { Duty, DutyKind } from '#platform/actor.ts'
import type { Database } from '#platform/database.ts'
import type { Language } from '#platform/i18n.ts'
import { asKeeper } from '#platform/link-holder.ts'
import { inTransaction } from '#platform/one-transaction.ts'

/** Tables of migrations/000004-identity.sql: people, sessions and links. */
export type IdentityTables = Readonly<{
  account: Readonly<{
    id: string
    email: string | null
    name: string
    language: Language
    createdAt: Date
    lastSignedInAt: Date | null
  }>
  session: Readonly<{
    tokenHash: string
    accountId: string
    createdAt: Date
    lastUsedAt: Date
    expiresAt: Date
    secondFactorAt: Date | null
    firmId: string | null
    device: string
  }>
  signInLink: Readonly<{
    tokenHash: string
    email: string
    createdAt: Date
    expiresAt: Date
    usedAt: Date | null
    returnPath: string
  }>
  attemptCount: Readonly<{ keyHash: string; windowStart: Date; attempts: number }>
  duty: Readonly<{ accountId: string; kind: DutyKind; organisationId: string | null; since: Date }>
  secondFactor: Readonly<{
    accountId: string
    sealedSecret: string
    confirmedAt: Date | null
    lastStep: number
  }>
}>
export type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<IdentityTables>()

/** What a visitor shows; policies compare rows with it. */
export type Shown = 'email' | 'subject' | 'session' | 'sign_in' | 'attempt' | 'counter' | 'kvk' | 'account'

/** For the rest of the transaction. */
export const nameShown = async (tx: Tx, what: Shown, value: string): Promise<void> => {
  await sql`select set_config(${`schakel.${what}`}, ${value}, true)`.execute(tx)
}

/** Works as a visitor who shows something, and sees the row of that thing. One transaction. */
export const asVisitorWith = <T>(
  db: Kysely<Database>,
  what: Shown,
  value: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (tx) => {
    await sql`select set_config('role', 'schakel_app', true), set_config('schakel.link_hash', '', true),
      set_config(${`schakel.${what}`}, ${value}, true)`.execute(tx)
    return work(tx)
  })

export async function insertLink(tx: Tx, link: Omit<IdentityTables['signInLink'], 'usedAt'>): Promise<void> {
  await tables(tx)
    .insertInto('signInLink')
    .values({ ...link, usedAt: null })
    .execute()
}

/** Only where the link is named: still good at this moment. */
export const findLink = (tx: Tx, tokenHash: string, at: Date) =>
  tables(tx)
    .selectFrom('signInLink')
    .select(['email', 'returnPath'])
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst()

/** Uses the link; of several at once one gets it. */
export const setLinkUsed = (tx: Tx, tokenHash: string, at: Date) =>
  tables(tx)
    .updateTable('signInLink')
    .set({ usedAt: at })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .returning(['email', 'returnPath'])
    .executeTakeFirst()

export type Account = Readonly<{ id: string; email: string | null; name: string; language: Language }>

/** Only where the address is named. */
export const findAccountByEmail = (tx: Tx, email: string): Promise<Account | undefined> =>
  tables(tx)
    .selectFrom('account')
    .select(['id', 'email', 'name', 'language'])
    .where('email', '=', email)
    .executeTakeFirst()

export const findAccount = (tx: Tx, accountId: string): Promise<Account | undefined> =>
  tables(tx)
    .selectFrom('account')
    .select(['id', 'email', 'name', 'language'])
    .where('id', '=', accountId)
    .executeTakeFirst()

/** Nothing happens where the address has an account already. */
export async function insertAccount(
  tx: Tx,
  account: Readonly<{ id: string; email: string | null; language: Language; createdAt: Date }>,
): Promise<void> {
  await tables(tx)
    .insertInto('account')
    .values({ ...account, name: '', lastSignedInAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function setAccount(
  tx: Tx,
  accountId: string,
  changed: Readonly<{ name?: string; language?: Language; lastSignedInAt?: Date }>,
): Promise<void> {
  await tables(tx).updateTable('account').set(changed).where('id', '=', accountId).execute()
}

export type Session = IdentityTables['session']

export async function insertSession(tx: Tx, session: Session): Promise<void> {
  await tables(tx).insertInto('session').values(session).execute()
}

/** Only where the session is named, or is one's own. */
export const findSession = (tx: Tx, tokenHash: string): Promise<Session | undefined> =>
  tables(tx).selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()

/** The same; from then on the transaction is known to be of its account. */
export const findSessionAndNameAccount = (tx: Tx, tokenHash: string): Promise<Session | undefined> =>
  tables(tx)
    .selectFrom('session')
    .selectAll()
    .select(sql`set_config('schakel.account', account_id::text, true)`.as('named'))
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()

export const findSessions = (tx: Tx, accountId: string): Promise<readonly Session[]> =>
  tables(tx)
    .selectFrom('session')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('lastUsedAt', 'desc')
    .execute()

export async function setSession(
  tx: Tx,
  tokenHash: string,
  changed: Readonly<{ lastUsedAt?: Date; expiresAt?: Date; secondFactorAt?: Date | null }>,
): Promise<void> {
  await tables(tx).updateTable('session').set(changed).where('tokenHash', '=', tokenHash).execute()
}

/** In all sessions of the account the second factor counts as not shown. */
export async function setFactorUnshown(tx: Tx, accountId: string): Promise<void> {
  await tables(tx)
    .updateTable('session')
    .set({ secondFactorAt: null })
    .where('accountId', '=', accountId)
    .execute()
}

export async function removeSession(tx: Tx, tokenHash: string): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('session').where('tokenHash', '=', tokenHash).executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export async function removeSessions(tx: Tx, accountId: string): Promise<number> {
  const removed = await tables(tx).deleteFrom('session').where('accountId', '=', accountId).executeTakeFirst()
  return Number(removed.numDeletedRows)
}

export type Standing = Readonly<{
  duties: readonly Duty[]
  hasFactor: boolean
  firms: readonly Readonly<{ id: string; wholeNumber: string | undefined }>[] // of a whole KVK number, that number
}>

/** What the named account may act for. Only while its session is named. */
export async function findStanding(tx: Tx, accountId: string): Promise<Standing> {
  const { rows } = await sql<{ duties: string[]; hasFactor: boolean; firms: string[] }>`
    select
      array(select kind || ' ' || coalesce(organisation_id::text, '') from duty
        where account_id = ${accountId} order by 1) as duties,
      exists (select from second_factor where account_id = ${accountId} and confirmed_at is not null) as has_factor,
      array(select f.id || ' ' || case when f.proof <> 'told' and f.branch_number is null then f.kvk_number else '' end
        from firm_member m join firm f on f.id = m.firm_id
        where m.account_id = ${accountId} order by 1) as firms`.execute(tx)
  const { duties = [], hasFactor = false, firms = [] } = rows[0] ?? {}
  return {
    duties: duties.map((text) => {
      const [kind, organisationId] = text.split(' ')
      return { kind: kind as DutyKind, organisationId: organisationId || undefined }
    }),
    hasFactor,
    firms: firms.map((text) => {
      const [id = '', wholeNumber] = text.split(' ')
      return { id, wholeNumber: wholeNumber || undefined }
    }),
  }
}

/** Only where these KVK numbers are named: the proven branches of each. */
export async function findBranches(tx: Tx, kvkNumbers: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from firm where kvk_number = any (${kvkNumbers}::text[]) and branch_number is not null
      and proof <> 'told' order by id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Only where the counter is named. Counts one more, and says how many it makes in this window. */
export async function addAttempt(tx: Tx, keyHash: string, windowStart: Date): Promise<number> {
  const row = await tables(tx)
    .insertInto('attemptCount')
    .values({ keyHash, windowStart, attempts: 1 })
    .onConflict((conflict) =>
      conflict.columns(['keyHash', 'windowStart']).doUpdateSet({ attempts: sql`attempt_count.attempts + 1` }),
    )
    .returning('attempts')
    .executeTakeFirstOrThrow()
  return row.attempts
}

/** As the keeper: what was over at this moment. */
export const removeExpired = (db: Kysely<Database>, at: Date): Promise<number> =>
  asKeeper(db, at, async (tx) => {
    let removed = 0n
    for (const table of ['session', 'signInLink', 'attemptCount'] as const)
      removed += (await tables(tx).deleteFrom(table).executeTakeFirst()).numDeletedRows
    removed += (await sql`delete from sign_in_attempt`.execute(tx)).numAffectedRows ?? 0n
    return Number(removed)
  })
