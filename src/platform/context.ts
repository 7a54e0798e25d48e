import type { Kysely } from 'kysely'
import type { Language } from './i18n.ts'
import type { Database } from './schema.ts'

/** What a use case gets: the database, the clock, and the language of whoever asks. Nothing hidden elsewhere. */
export type Ctx = Readonly<{
  db: Kysely<Database>
  now: () => Date
  language: Language
}>

/** What Hono carries with a request: `c.get('ctx')`. */
export type Env = { Variables: { ctx: Ctx; requestId: string } }
