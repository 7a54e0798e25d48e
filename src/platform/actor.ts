import { type Kysely, sql, type Transaction } from 'kysely'
import { inTransaction } from './one-transaction.ts'
import type { Database } from './schema.ts'

/** What an account does for the network; advisers and coordinators for one organisation. */
export const DUTIES = ['adviser', 'coordinator', 'bureau', 'administrator'] as const
export type DutyKind = (typeof DUTIES)[number]
export type Duty = Readonly<{ kind: DutyKind; organisationId: string | undefined }>

/**
 * Who acts: one account in one session, with all that it may act for now. Policies of use cases are functions of this.
 * A duty that waits for the second factor is not among the duties.
 */
export type Actor = Readonly<{
  accountId: string
  firmIds: readonly string[]
  duties: readonly Duty[]
  secondFactorAt: Date | undefined // when the second factor was shown in this session
}>

/** Schakel itself, at start and on the command line of whoever runs the server. */
export const systemActor = (kind: 'bureau' | 'administrator'): Actor => ({
  accountId: SYSTEM_ACCOUNT,
  firmIds: [],
  duties: [{ kind, organisationId: undefined }],
  secondFactorAt: undefined,
})

const SYSTEM_ACCOUNT = '00000000-0000-0000-0000-000000000000'

/** How the audit log calls who acts. */
export const auditNameOf = (actor: Pick<Actor, 'accountId'> | undefined): string => {
  if (actor === undefined) return 'visitor'
  return actor.accountId === SYSTEM_ACCOUNT ? 'system' : actor.accountId
}

/**
 * Works as somebody who signed in: row-level security shows the rows of the account, its firms and organisations,
 * and what its duties allow. One transaction; role and settings end with it.
 */
export const asActor = <T>(
  db: Kysely<Database>,
  actor: Actor,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (tx) => {
    await sql`select set_config('role', 'schakel_app', true), ${settingsOf(actor)}`.execute(tx)
    return work(tx)
  })

/** Tells the database who acts, for the rest of the transaction; also after the actor got a firm. */
export async function nameActor(tx: Transaction<Database>, actor: Actor): Promise<void> {
  await sql`select ${settingsOf(actor)}`.execute(tx)
}

function settingsOf({ accountId, firmIds, duties }: Actor) {
  const organisations = duties.flatMap(({ organisationId }) => organisationId ?? [])
  const kinds = [...new Set(duties.map(({ kind }) => kind))]
  return sql`set_config('schakel.account', ${accountId}, true),
    set_config('schakel.firms', ${`{${firmIds.join(',')}}`}, true),
    set_config('schakel.organisations', ${`{${organisations.join(',')}}`}, true),
    set_config('schakel.duties', ${kinds.join(',')}, true)`
}
