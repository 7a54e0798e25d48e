import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { isBureau } from '#features/identity/index.ts'
import type { ProgrammeCount } from './case-view.ts'
import { findProgrammeCounts } from './people/repository.ts'

/** How many questions went to each national programme, per month, the newest month first; for the bureau. */
export async function countHandedOver(
  { db }: Pick<Ctx, 'db'>,
  actor: Actor,
): Promise<Result<readonly ProgrammeCount[], 'not-found'>> {
  if (!isBureau(actor)) return refuse('not-found')
  const rows = await asActor(db, actor, findProgrammeCounts)
  return ok(rows.map(({ questions, ...row }) => ({ ...row, questions: Number(questions) })))
}
