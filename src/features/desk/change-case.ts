import type { Result } from '#engine/kernel/result.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { z } from 'zod'
import type { assignSchema, closeSchema, noteSchema, reopenSchema, replySchema } from './contract.ts'
import { type Changed, changeCase } from './deed.ts'
import { assigning, closingAs, noting, reopeningIt, replying } from './deeds.ts'
import type { DeskParts } from './desk-parts.ts'
import type { DeskRefusal } from './refusal.ts'

type DeskCtx = Pick<Ctx, 'db' | 'now'>
type Parts = Pick<DeskParts, 'config'>
type Outcome = Promise<Result<Changed, DeskRefusal>>

/** Gives a case to a colleague, or to nobody. */
export const assignCase = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version, accountId }: z.output<typeof assignSchema>,
): Outcome => changeCase(ctx, config, actor, { id, version }, assigning(accountId))

/** For colleagues alone. Only adds, so it needs no version; who is busy with the case is told that there is more. */
export const addNote = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { words, messageId }: z.output<typeof noteSchema>,
): Outcome => changeCase(ctx, config, actor, { id, messageId }, noting(words, messageId))

/** Answers whoever asked: on the page, and by mail. */
export const replyToCase = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version, words, messageId, close }: z.output<typeof replySchema>,
): Outcome => changeCase(ctx, config, actor, { id, version, messageId }, replying(words, messageId, close))

/** Who asked was told something, or it is no question for which that is needed. */
export const closeCase = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version, outcome }: z.output<typeof closeSchema>,
): Outcome => changeCase(ctx, config, actor, { id, version }, closingAs(outcome))

/** Somebody waits again, with a fresh promise. */
export const reopenCase = (
  ctx: DeskCtx,
  { config }: Parts,
  actor: Actor,
  id: string,
  { version }: z.output<typeof reopenSchema>,
): Outcome => changeCase(ctx, config, actor, { id, version }, reopeningIt)
