import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/database.ts'
import type { ProvenFirm } from './proven-firm.ts'

/** Tables of migrations/000004-identity.sql: what a provider of identities proves. */
type ProvenTables = Readonly<{
  signInAttempt: Attempt
  externalIdentity: Readonly<{ issuer: string; subject: string; accountId: string; createdAt: Date }>
  firm: Readonly<{
    id: string
    kvkNumber: string | null
    branchNumber: string | null
    proof: 'told' | 'eherkenning' | 'adviser'
    name: string
    createdAt: Date
  }>
  firmMember: Readonly<{ firmId: string; accountId: string; since: Date }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<ProvenTables>()

export type Attempt = Readonly<{
  stateHash: string
  nonce: string
  codeVerifier: string
  returnPath: string
  expiresAt: Date
}>

export async function insertAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tables(tx).insertInto('signInAttempt').values(attempt).execute()
}

/** Takes it out, so that it counts once. */
export const takeAttempt = (tx: Tx, stateHash: string, at: Date): Promise<Attempt | undefined> =>
  tables(tx)
    .deleteFrom('signInAttempt')
    .where('stateHash', '=', stateHash)
    .where('expiresAt', '>', at)
    .returningAll()
    .executeTakeFirst()

type Subject = Readonly<{ issuer: string; subject: string }>

/** Nobody else signs in for this subject until the transaction ends. */
export const lockSubject = async (tx: Tx, { issuer, subject }: Subject): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${issuer} ${subject}`}, 5724428))`.execute(tx)
}

/** Only where the subject is named. */
export async function findAccountOfSubject(
  tx: Tx,
  { issuer, subject }: Subject,
): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('externalIdentity')
    .select('accountId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.accountId
}

export async function insertExternalIdentity(
  tx: Tx,
  identity: ProvenTables['externalIdentity'],
): Promise<void> {
  await tables(tx).insertInto('externalIdentity').values(identity).execute()
}

/** Only where its KVK number is named: the firm that somebody proved to act for before. */
export async function findProvenFirm(
  tx: Tx,
  { kvkNumber, branchNumber }: ProvenFirm,
): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('firm')
    .select('id')
    .where('kvkNumber', '=', kvkNumber)
    .where('proof', '<>', 'told')
    .where('branchNumber', branchNumber === undefined ? 'is' : '=', branchNumber ?? null)
    .executeTakeFirst()
  return row?.id
}

/** Nothing happens where somebody else did it at the same moment. */
export async function insertProvenFirm(
  tx: Tx,
  id: string,
  { kvkNumber, branchNumber }: ProvenFirm,
  createdAt: Date,
): Promise<void> {
  await tables(tx)
    .insertInto('firm')
    .values({ id, kvkNumber, branchNumber: branchNumber ?? null, proof: 'eherkenning', name: '', createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertFirmMember(tx: Tx, member: ProvenTables['firmMember']): Promise<void> {
  await tables(tx)
    .insertInto('firmMember')
    .values(member)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
