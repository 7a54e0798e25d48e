import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono, MiddlewareHandler } from 'hono'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Ctx, Env } from './context.ts'
import type { Task } from './jobs/task.ts'
import type { MailHandler } from './mail/hand-over-mail.ts'
import type { PersonalData } from './personal-data.ts'

/** Exit codes of the command line: done, refused, bad input, defect. */
export const EXIT = { done: 0, refused: 1, badInput: 2, defect: 70 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What a command may touch: the terminal, the environment, and a context with the database if it asks for one. */
export type CommandIo = Readonly<{
  out: (text: string) => void // standard output; a line end is added
  err: (text: string) => void // standard error; a line end is added
  env: Readonly<Record<string, string | undefined>>
  now: () => Date
  openCtx: () => Promise<Ctx> // opens and migrates on first use, closed when the command ends
}>

export type CommandArgs = Readonly<{
  positionals: readonly string[]
  values: Readonly<Record<string, string | boolean | undefined>>
}>

/** A subcommand of `schakel`. The frame checks options and the number of positionals before `run`. */
export type Command = Readonly<{
  name: string
  usage: string // what comes after the name: 'FIRM.json [--json] [--seed N]'
  summary: string // one line
  help?: string // more lines
  options?: ParseArgsOptionsConfig // of node:util parseArgs; `multiple` is not for us
  positionals?: Readonly<{ min: number; max: number }> // none unless said
  run: (args: CommandArgs, io: CommandIo) => Promise<ExitCode>
}>

/**
 * What a feature offers to the entries; its index.ts exports one of these.
 *
 * `pages` is called once, on an app that is then mounted at / and at /en: give paths without language, and read
 * `c.get('ctx').language`. `api` is called on an app mounted at /v1: give paths without /v1. `onStart` runs after
 * migrating and before listening; its language is Dutch. `tasks` run in the background from listening on. `onMail`
 * gets the mail that comes in; one feature at most has it. `intake` is called on the app itself, for a route that takes
 * more than other routes may: no limit on bodies, no check of where a form comes from is there but its own. `identify`
 * runs before every page and every route of the API, and says who asks. `personalData` is what must go
 * along with an export and be gone after an erasure.
 */
export type Feature = Readonly<{
  name: string
  pages?: (app: Hono<Env>) => void
  api?: (app: OpenAPIHono<Env>) => void
  commands?: readonly Command[]
  onStart?: (ctx: Ctx) => Promise<void>
  tasks?: readonly Task[]
  onMail?: MailHandler
  intake?: (app: Hono<Env>) => void
  identify?: MiddlewareHandler<Env>
  personalData?: PersonalData
}>
