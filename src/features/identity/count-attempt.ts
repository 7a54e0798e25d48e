import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Ctx } from '#platform/context.ts'
import type { TryLimit } from './limits.ts'
import { addAttempt, asVisitorWith } from './repository.ts'

/** Refused for now; may be tried again after so many seconds. */
export type TooMany = Readonly<{ retryAfterSeconds: number }>

/**
 * Counts one try of a kind by somebody or for something (`key`); refuses it when there were too many in this window.
 * In a transaction of its own: the count stays, whatever becomes of the try.
 */
export async function countAttempt(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { name, tries, windowMs }: TryLimit,
  key: string,
): Promise<Result<void, TooMany>> {
  const at = now().getTime()
  const windowStart = at - (at % windowMs)
  const keyHash = createHash('sha256').update(`${name}\n${key}`).digest('hex')
  const count = await asVisitorWith(db, 'counter', keyHash, (tx) =>
    addAttempt(tx, keyHash, new Date(windowStart)),
  )
  if (count <= tries) return ok(undefined)
  return refuse({ retryAfterSeconds: Math.ceil((windowStart + windowMs - at) / 1000) })
}
