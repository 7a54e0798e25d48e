import type { Kysely } from 'kysely'
import type { Actor } from './actor.ts'
import type { Language } from './i18n.ts'
import type { Database } from './schema.ts'

/** What a use case gets: the database, the clock, the language of whoever asks, and who that is. */
export type Ctx = Readonly<{
  db: Kysely<Database>
  now: () => Date
  language: Language
  actor?: Actor | undefined // who signed in; nobody on the command line and in the background
  session?: VisitorSession | undefined // also before the second factor was shown
}>

/** The session of a visitor, and what must be done in it before anything else. */
export type VisitorSession = Readonly<{
  tokenHash: string
  accountId: string
  awaits: 'nothing' | 'code' | 'set-up' // 'code': show the second factor; 'set-up': an administrator has none yet
}>

/** What Hono carries with a request: `c.get('ctx')`. */
export type Env = { Variables: { ctx: Ctx; requestId: string } }
