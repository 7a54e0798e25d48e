import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { mayActFor } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import { needOfAdvice, type SharedAdvice } from './need-of-advice.ts'
import type { Tx } from './repository.ts'
import { findConsentedProvince, findMarks, findNeed, removeNeed, upsertNeed } from './repository.ts'

/**
 * The firm shows this advice to the hub of its province; inside `asActor`, last in the transaction (it writes to the
 * audit log). It must have agreed that its hub may look. A newer advice takes the place of the older one; who was
 * waiting keeps its place. An older advice than the one that stands changes nothing.
 */
export async function shareNeed(
  tx: Tx,
  actor: Actor,
  firmId: string,
  advice: SharedAdvice,
  now: Date,
): Promise<Result<'shared' | 'unchanged', 'not-found' | 'no-consent'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  const province = await findConsentedProvince(tx, firmId)
  if (province === undefined) return refuse('no-consent')
  const before = await findNeed(tx, firmId)
  const need = needOfAdvice(advice, { firmId, province, askedAt: await askedAt(tx, firmId, now) })
  const isSame = before?.adviceId === need.adviceId && before.province === province
  if (isSame || (before !== undefined && before.advisedAt > need.advisedAt)) return ok('unchanged')
  await upsertNeed(tx, need)
  await appendAudit(tx, { actor, action: 'advice shown to hub', object: `firm ${firmId}` }, now)
  return ok('shared')
}

/** Who waits keeps its place; who was spoken with since asks anew. */
async function askedAt(tx: Tx, firmId: string, now: Date): Promise<Date> {
  const before = await findNeed(tx, firmId)
  if (before === undefined) return now
  const marks = await findMarks(tx, firmId)
  const isAnswered = marks.some(
    ({ at, result }) => at >= before.askedAt && (result === 'talked' || result === 'not-interested'),
  )
  return isAnswered ? now : before.askedAt
}

/** The firm no longer shows it: gone from the list and from what went into it. */
export async function withdrawNeed(
  tx: Tx,
  actor: Actor,
  firmId: string,
): Promise<Result<'removed' | 'unchanged', 'not-found'>> {
  if (!mayActFor(actor, firmId)) return refuse('not-found')
  return ok((await removeNeed(tx, firmId)) ? 'removed' : 'unchanged')
}
