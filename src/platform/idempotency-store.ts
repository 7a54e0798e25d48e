import type { Kysely, Transaction } from 'kysely'
import type { OnceRequest } from './idempotency-key.ts'
import { asKeeper } from './link-holder.ts'
import { beNobody } from './one-transaction.ts'
import type { Database } from './schema.ts'

type Tables = Readonly<{
  idempotencyKey: Readonly<{
    keyHash: string
    accountId: string | null
    requestHash: string
    sealedAnswer: string | null
    createdAt: Date
  }>
}>
type Tx = Transaction<Database>
const tables = (tx: Tx) => tx.withTables<Tables>()

export type Claim = 'ours' | 'busy' | Readonly<{ requestHash: string; sealedAnswer: string | null }>

const DAY_MS = 24 * 60 * 60 * 1000
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Writes the key down, as the first thing in the transaction of its request. Where it is there already: what was
 * done with it. Where another process is doing it at this moment: waits for that, `patienceMs` at most.
 */
export async function claimKey(
  tx: Tx,
  request: OnceRequest,
  { at, patienceMs }: Readonly<{ at: Date; patienceMs: number }>,
): Promise<Claim> {
  const { keyHash, requestHash, accountId = null } = request
  await beHolder(tx, request, patienceMs)
  const { numInsertedOrUpdatedRows = 0n } = await tables(tx)
    .insertInto('idempotencyKey')
    .values({ keyHash, accountId, requestHash, sealedAnswer: null, createdAt: at })
    .onConflict((conflict) => conflict.column('keyHash').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows > 0n) return 'ours'

  const row = await tables(tx)
    .selectFrom('idempotencyKey')
    .select(['requestHash', 'sealedAnswer'])
    .where('keyHash', '=', keyHash)
    .executeTakeFirst()
  return row ?? 'busy'
}

/** Did another process hold the key for longer than was waited? */
export const isStillHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE

export async function setAnswer(tx: Tx, request: OnceRequest, sealedAnswer: string): Promise<void> {
  await beHolder(tx, request)
  await tables(tx)
    .updateTable('idempotencyKey')
    .set({ sealedAnswer })
    .where('keyHash', '=', request.keyHash)
    .execute()
}

export async function removeKey(tx: Tx, request: OnceRequest): Promise<void> {
  await beHolder(tx, request)
  await tables(tx).deleteFrom('idempotencyKey').where('keyHash', '=', request.keyHash).execute()
}

/** Only inside `asActor`: of one account. */
export const findKeysOf = (tx: Tx, accountId: string) =>
  tables(tx)
    .selectFrom('idempotencyKey')
    .select(['accountId', 'createdAt'])
    .where('accountId', '=', accountId)
    .orderBy('createdAt')
    .execute()

/** Only inside `asActor`: of one account. */
export async function removeKeysOf(tx: Tx, accountId: string): Promise<void> {
  await tables(tx).deleteFrom('idempotencyKey').where('accountId', '=', accountId).execute()
}

/** Removes keys that are a day old. */
export const removeOldKeys = (db: Kysely<Database>, now: Date): Promise<number> =>
  asKeeper(db, now, async (tx) => {
    const before = new Date(now.getTime() - DAY_MS)
    const removed = await tables(tx)
      .deleteFrom('idempotencyKey')
      .where('createdAt', '<=', before)
      .executeTakeFirst()
    return Number(removed.numDeletedRows)
  })

/** Nobody's rows but this key's, for the rest of the transaction. */
const beHolder = (tx: Tx, { keyHash, accountId = '' }: OnceRequest, lockWaitMs?: number): Promise<void> =>
  beNobody(tx, { request_key: keyHash, account: accountId }, lockWaitMs)
