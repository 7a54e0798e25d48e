import type { Transaction } from 'kysely'
import type { Actor } from './actor.ts'
import type { Ctx } from './context.ts'
import type { Database } from './schema.ts'

/** One thing that happened between a firm and the network, as its own page tells it; words in the language of `ctx`. */
export type ThreadItem = Readonly<{
  at: Date
  kind: string // 'scan', 'advice', 'question', 'referral', 'visit', 'step', 'consent'
  title: string // one sentence
  detail?: string
  path?: string // without language, where more is told
}>

export type ExportedRows = Readonly<{ table: string; rows: readonly Readonly<Record<string, unknown>>[] }>

/**
 * What a feature keeps of a person or a firm. All functions work as that actor (asActor), so that row-level security
 * holds. `tables` names every table with such rows: a test walks the schema, and a table that nobody names fails it.
 */
export type PersonalData = Readonly<{
  tables: readonly string[]
  thread?: (ctx: Ctx, tx: Transaction<Database>, actor: Actor) => Promise<readonly ThreadItem[]>
  /** All rows of the actor and its firms, whole, but for hashes of secrets. */
  exportRows: (tx: Transaction<Database>, actor: Actor) => Promise<readonly ExportedRows[]>
  /**
   * Removes the rows, or takes out of them all that tells who it was where a count or the other side must stay.
   * Nothing that it leaves may lead back to the account or its firms.
   */
  erase: (tx: Transaction<Database>, actor: Actor, now: Date) => Promise<void>
}>
