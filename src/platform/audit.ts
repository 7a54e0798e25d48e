import { createHash, createHmac, randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, auditNameOf } from './actor.ts'
import { canonicalJson } from './canonical-hash.ts'
import { jsonb } from './database.ts'
import { inTransaction } from './one-transaction.ts'
import type { Database, Json } from './schema.ts'

/** The tables of the audit log in migrations/000004-identity.sql. */
export type AuditTables = Readonly<{
  auditEntry: Readonly<{
    position: number
    at: Date
    actor: string
    action: string
    object: string
    commitment: string
    previousHash: string
    hash: string
  }>
  auditDetail: Readonly<{ position: number; accountId: string | null; salt: string; detail: Json }>
}>
type Tx = Transaction<Database>
export const auditTables = (tx: Tx) => tx.withTables<AuditTables>()

/** What one entry of the chain says; people stand in it by number. */
export type AuditLine = Readonly<{
  position: number
  at: string // UTC with microseconds, as the database keeps it
  actor: string
  action: string
  object: string
  commitment: string
  previousHash: string
}>

/** What the first entry has for the hash of the one before. */
export const FIRST_HASH = '0'.repeat(64)

/** SHA-256 over the entry as canonical JSON, the hash of the one before included. */
export const hashOfLine = (line: AuditLine): string =>
  createHash('sha256')
    .update(canonicalJson({ ...line }))
    .digest('hex')

/** HMAC-SHA-256 of the detail with its salt for a key: says nothing of the detail once both are erased. */
export const commitmentOf = (detail: unknown, salt: string): string =>
  createHmac('sha256', salt).update(canonicalJson(detail)).digest('hex')

export type Deed = Readonly<{
  actor: Pick<Actor, 'accountId'> | undefined // nobody signed in: a visitor
  action: string // 'duty given'
  object: string // kind and number, never a name: 'account 8f14…'
  detail?: Readonly<Record<string, unknown>> | undefined // may name people; can be erased
  aboutAccount?: string | undefined // whose data the detail is
}>

/** Any number will do, as long as nothing else in the database locks on it. */
const ADVISORY_LOCK = 5_724_426

/**
 * Writes down what was done, in the transaction that does it: both are saved, or neither. To be called last: from here
 * until the end of the transaction everybody else who writes something down waits.
 */
export async function appendAudit(tx: Tx, deed: Deed, now: Date): Promise<void> {
  await asAuditorWithin(tx, async () => {
    await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(tx)
    const last = await auditTables(tx)
      .selectFrom('auditEntry')
      .select(['position', 'hash'])
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst()
    const salt = randomBytes(32).toString('hex')
    const detail = deed.detail === undefined ? undefined : await asStored(tx, deed.detail)
    const line: AuditLine = {
      position: (last?.position ?? 0) + 1,
      at: microsecondsOf(now),
      actor: auditNameOf(deed.actor),
      action: deed.action,
      object: deed.object,
      commitment: detail === undefined ? '' : commitmentOf(detail, salt),
      previousHash: last?.hash ?? FIRST_HASH,
    }
    await auditTables(tx)
      .insertInto('auditEntry')
      .values({ ...line, at: now, hash: hashOfLine(line) })
      .execute()
    if (detail === undefined) return
    const accountId = deed.aboutAccount ?? null
    await auditTables(tx)
      .insertInto('auditDetail')
      .values({ position: line.position, accountId, salt, detail: jsonb(detail) })
      .execute()
  })
}

/** As the database will give it back: jsonb has its own idea of numbers and of odd characters. */
async function asStored(tx: Tx, detail: Readonly<Record<string, unknown>>): Promise<unknown> {
  const { rows } = await sql<{ detail: unknown }>`select ${jsonb(detail)} as detail`.execute(tx)
  return rows[0]?.detail
}

const microsecondsOf = (at: Date) => at.toISOString().replace('Z', '000Z')

/** Works as the auditor for a moment in the transaction of somebody else, who goes on as who he was. */
export async function asAuditorWithin<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(tx)
  await sql`set local role schakel_auditor`.execute(tx)
  const value = await work()
  await sql`select set_config('role', ${rows[0]?.role ?? 'none'}, true)`.execute(tx)
  return value
}

/** Works as the auditor, who reads the log, adds to it, and erases details. One transaction. */
export const asAuditor = <T>(db: Kysely<Database>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(db, async (tx) => {
    await sql`set local role schakel_auditor`.execute(tx)
    return work(tx)
  })

/** Only inside `asAuditor` or `asAuditorWithin`: erases what the log tells of somebody. The chain stays whole. */
export async function removeAuditDetails(tx: Tx, accountId: string): Promise<number> {
  const removed = await auditTables(tx)
    .deleteFrom('auditDetail')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return Number(removed.numDeletedRows)
}
