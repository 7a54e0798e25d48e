import type { ZodType } from 'zod'
import { type Result, refuse } from '#engine/kernel/result.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { addNote, assignCase, closeCase, reopenCase, replyToCase } from '../change-case.ts'
import {
  assignSchema,
  closeSchema,
  type FieldFault,
  faultsOf,
  handOverSchema,
  handToProgrammeSchema,
  mergeSchema,
  noteSchema,
  reopenSchema,
  replySchema,
} from '../contract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { handOverCase, handToProgramme } from '../hand-over.ts'
import { mergeCase } from '../merge-case.ts'
import type { DeskRefusal } from '../refusal.ts'
import type { CaseDeed } from './case-form.ts'

/** The case as its page showed it. */
export type ShownCase = Readonly<{ id: string; version: string; messageId: string | undefined }>
type Changed = Readonly<{ id: string }>
export type DeedRefusal = DeskRefusal | Readonly<{ why: 'faults'; faults: readonly FieldFault[] }>
export type DeedOutcome = Promise<Result<Changed, DeedRefusal>>

/** One deed, through the schema of its use case. */
export function actOnCase(
  ctx: Ctx,
  parts: DeskParts,
  actor: Actor,
  shown: ShownCase,
  deed: CaseDeed,
): DeedOutcome {
  const { id, version, messageId } = shown
  const through = <T>(
    schema: ZodType<T>,
    values: object,
    work: (ctx: Ctx, parts: DeskParts, actor: Actor, id: string, form: T) => DeedOutcome,
  ): DeedOutcome => {
    const parsed = schema.safeParse({ ...values, version, messageId })
    return parsed.success
      ? work(ctx, parts, actor, id, parsed.data)
      : Promise.resolve(refuse({ why: 'faults', faults: faultsOf(parsed.error) }))
  }
  switch (deed.do) {
    case 'reply':
      return through(replySchema, { words: deed.words, close: deed.close }, replyToCase)
    case 'note':
      return through(noteSchema, { words: deed.words }, addNote)
    case 'assign':
      return through(assignSchema, { accountId: deed.accountId }, assignCase)
    case 'hand-over':
      return through(
        handOverSchema,
        { organisationId: deed.organisationId, reason: deed.reason },
        handOverCase,
      )
    case 'programme':
      return through(
        handToProgrammeSchema,
        { programme: deed.programme, reason: deed.reason },
        handToProgramme,
      )
    case 'merge':
      return through(mergeSchema, { into: deed.into }, mergeCase)
    case 'close':
      return through(closeSchema, { outcome: deed.outcome }, closeCase)
    case 'reopen':
      return through(reopenSchema, {}, reopenCase)
  }
}
