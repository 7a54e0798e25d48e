import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { inTransaction } from './one-transaction.ts'
import type { Database } from './schema.ts'

/** 256 bits of chance in 43 characters that fit in an address. Shown once; only its hash is stored. */
export const drawLinkToken = () => randomBytes(32).toString('base64url')

/** Is it a link token by its form? A page for anything else does not exist. */
export const isLinkToken = (text: string) => /^[A-Za-z0-9_-]{43}$/.test(text)

/** What is stored of a link; a stolen database gives no links. */
export const linkHashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Works as the holder of one private link: of tables with a link_hash, only its rows exist, in reading and in
 * writing. One transaction; role and link end with it, so a pooled connection carries nothing over.
 * Use only `tx` inside: the embedded database has one connection, and another query would wait for this one.
 */
export const asLinkHolder = <T>(
  db: Kysely<Database>,
  linkHash: string,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (tx) => {
    await sql`select set_config('role', 'schakel_app', true),
      set_config('schakel.link_hash', ${linkHash}, true)`.execute(tx)
    return work(tx)
  })

/** Works as anyone: what is public, and no row that belongs to a link. */
export const asPublic = <T>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> => asLinkHolder(db, '', work)

/** Works as the keeper, for whom only scans exist that had expired at `at`; it may remove them, and nothing else. */
export const asKeeper = <T>(
  db: Kysely<Database>,
  at: Date,
  work: (tx: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (tx) => {
    await sql`set local role schakel_keeper`.execute(tx)
    await sql`select set_config('schakel.keep_after', ${at.toISOString()}, true)`.execute(tx)
    return work(tx)
  })
