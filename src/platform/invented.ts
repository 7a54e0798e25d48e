import type { Kysely, Transaction } from 'kysely'
import { asAuditorWithin } from './audit.ts'
import { asPublic } from './link-holder.ts'
import type { Database } from './schema.ts'

/** The mark of an invented network in migrations/000015-invented-network.sql. */
type InventedTables = Readonly<{
  inventedNetwork: Readonly<{ isInvented: true; seed: number; madeAt: Date }>
}>
type Tx = Transaction<Database>
type Db = Kysely<Database>
const tables = (tx: Tx) => tx.withTables<InventedTables>()

/** From what the network of this database was invented, and when; undefined where nothing is. */
export const findInvention = (tx: Tx): Promise<InventedTables['inventedNetwork'] | undefined> =>
  tables(tx).selectFrom('inventedNetwork').selectAll().executeTakeFirst()

export const isInvented = async (db: Db): Promise<boolean> =>
  (await asPublic(db, findInvention)) !== undefined

/**
 * Says for good that everything in this database is invented. The database refuses it where anybody did anything before.
 */
export const markInvented = (tx: Tx, seed: number, madeAt: Date): Promise<void> =>
  asAuditorWithin(tx, async () => {
    await tables(tx).insertInto('inventedNetwork').values({ isInvented: true, seed, madeAt }).execute()
  })

type Known = { isInvented: boolean; askedAt: number }
const known = new WeakMap<Db, Known>()
const ASK_AGAIN_MS = 5_000

/**
 * The same for every page: asked once, and a no again every few seconds, for a database can be filled while a site runs.
 * A page never waits for the second question.
 */
export async function knownInvented(db: Db): Promise<boolean> {
  const before = known.get(db)
  if (before === undefined) return ask(db)
  if (!before.isInvented && performance.now() - before.askedAt > ASK_AGAIN_MS) {
    before.askedAt = performance.now()
    void ask(db)
  }
  return before.isInvented
}

async function ask(db: Db): Promise<boolean> {
  try {
    const answer = await isInvented(db)
    known.set(db, { isInvented: answer, askedAt: performance.now() })
    return answer
  } catch {
    return false // the database is away; the page that needs it says so
  }
}
