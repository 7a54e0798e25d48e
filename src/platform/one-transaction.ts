import { AsyncLocalStorage } from 'node:async_hooks'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

type Db = Kysely<Database>
type Tx = Transaction<Database>

/** A request whose parts are all in one transaction: all is saved, or nothing. */
type Whole = {
  readonly db: Db
  readonly tx: Tx
  turn: Promise<unknown> // the last part; one at a time
  state: 'open' | 'over' | 'too-late'
}

const wholes = new AsyncLocalStorage<Whole | undefined>()

/** How long a request may hold its transaction. Past that it is undone: others may be waiting for the connection. */
export const LONGEST_REQUEST_MS = 30_000

/**
 * Settings by which a transaction says who acts and what he shows. Parts of one transaction each begin with none of
 * them; a setting that is not here would be seen by the next part, and a test looks for it.
 */
export const SETTINGS = [
  ...['account', 'firms', 'organisations', 'duties', 'link_hash', 'keep_after', 'session', 'sign_in'],
  ...['attempt', 'subject', 'kvk', 'email', 'counter', 'handing_over', 'request_key'],
] as const

/**
 * Works in a transaction: one of its own, or a part of the one that the whole request is in. A part that fails is
 * undone, and whoever asked for it may go on.
 */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const whole = wholes.getStore()
  if (whole === undefined || whole.db !== db || whole.state === 'over') return db.transaction().execute(work)
  return inTurn(whole, () => asPart(whole, work))
}

/** Is this in a request that holds a transaction? Waiting for another request's database work would be for ever. */
export const isInOneTransaction = (): boolean => wholes.getStore()?.state === 'open'

/** For what a request sets going and does not wait for: it has transactions of its own. */
export const outsideRequest = <T>(work: () => T): T => wholes.run(undefined, work)

/**
 * Does a request in `tx`: all transactions that it asks for on `db` become parts of this one.
 * @throws Error when it takes longer than `limitMs`; roll back then
 */
export async function inOneTransaction(
  db: Db,
  tx: Tx,
  work: () => Promise<void>,
  limitMs = LONGEST_REQUEST_MS,
): Promise<void> {
  const whole: Whole = { db, tx, turn: Promise.resolve(), state: 'open' }
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    whole.state = 'too-late' // no part begins any more; one that runs ends first
    const error = new Error(`a request held its transaction for ${limitMs} ms and was undone`)
    void lastPart(whole).then(() => late.reject(error))
  }, limitMs)
  try {
    await Promise.race([wholes.run(whole, work), late.promise])
    await lastPart(whole) // also of what nobody waited for
    if (whole.state === 'too-late') await late.promise
  } finally {
    clearTimeout(timer)
    if (whole.state === 'open') whole.state = 'over'
  }
}

/** The same in a transaction of its own. */
export const inOneOwnTransaction = (db: Db, work: () => Promise<void>, limitMs: number): Promise<void> =>
  db.transaction().execute((tx) => inOneTransaction(db, tx, work, limitMs))

async function lastPart(whole: Whole): Promise<void> {
  for (let last: unknown; last !== whole.turn; ) {
    last = whole.turn
    await last
  }
}

function inTurn<T>(whole: Whole, work: () => Promise<T>): Promise<T> {
  const mine = whole.turn.then(work)
  whole.turn = mine.catch(() => {}) // told to whoever asked for it
  return mine
}

async function asPart<T>({ tx, state }: Whole, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (state === 'too-late') throw new Error('the transaction of this request was undone')
  await sql`savepoint part`.execute(tx)
  try {
    await beNobody(tx)
    const value = await work(tx)
    await sql`release savepoint part`.execute(tx)
    return value
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx).catch(() => {}) // the connection is gone, and all with it
    throw error
  }
}

/**
 * The rights of any visitor, and nobody's rows but what `shown` names; for the rest of the transaction. Waits for a
 * lock of somebody else `lockWaitMs` at most; 0: as long as it takes.
 */
export async function beNobody(
  tx: Tx,
  shown: Readonly<Partial<Record<(typeof SETTINGS)[number], string>>> = {},
  lockWaitMs = 0,
): Promise<void> {
  const settings = SETTINGS.map(
    (name) => sql`set_config(${sql.lit(`schakel.${name}`)}, ${shown[name] ?? sql.lit('')}, true)`,
  )
  await sql`select set_config('role', 'schakel_app', true),
    set_config('lock_timeout', ${sql.lit(`${lockWaitMs}ms`)}, true), ${sql.join(settings)}`.execute(tx)
}
