import type { Transaction } from 'kysely'
import type { Actor } from './actor.ts'
import type { Ctx } from './context.ts'
import type { Language } from './i18n.ts'
import type { Database } from './schema.ts'

/** One thing that happened between a firm and the network, as its own page tells it; words in the language of `ctx`. */
export type ThreadItem = Readonly<{
  at: Date
  kind: string // 'scan', 'advice', 'question', 'referral', 'visit', 'step', 'consent'
  title: string // one sentence
  detail?: string
  path?: string // without language, where more is told
  isYourTurn?: boolean // waits for whoever reads it; stands on top
}>

/** Something that can be done from "my page"; `isWork`: what a duty is for, which stands on top. */
export type PageLink = Readonly<{ path: string; title: string; isWork?: boolean }> // path without language

export type ExportedRows = Readonly<{ table: string; rows: readonly Readonly<Record<string, unknown>>[] }>

/**
 * What a feature keeps of a person or a firm. The thread is asked for one firm at a time: `actor.firmIds` is that firm.
 * An erasure runs in the order in which features are registered, the account and its firms last; `actor.firmIds` are
 * then the firms that go too, because nobody else acts for them. All functions work as that actor (asActor), so that
 * row-level security holds; whoever has a duty sees rows of others too: export and erase name the account and the firms.
 * `tables` names every table with such rows: test/personal-data.test.ts walks the schema, and a table that nobody names
 * fails it.
 */
export type PersonalData = Readonly<{
  tables: readonly string[]
  thread?: (ctx: Ctx, tx: Transaction<Database>, actor: Actor) => Promise<readonly ThreadItem[]>
  links?: (language: Language, actor: Actor) => readonly PageLink[] // with the real duties of the actor
  /** All rows of the actor and its firms, whole, but for hashes of secrets. */
  exportRows: (tx: Transaction<Database>, actor: Actor) => Promise<readonly ExportedRows[]>
  /**
   * Removes the rows, or takes out of them all that tells who it was where a count or the other side must stay.
   * Nothing that it leaves may lead back to the account or its firms.
   */
  erase: (tx: Transaction<Database>, actor: Actor, now: Date) => Promise<void>
}>
