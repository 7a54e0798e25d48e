import { randomBytes } from 'node:crypto'
import { systemActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Tx } from '../repository.ts'
import { weekAfter, weekOf } from '../week.ts'
import { findSeed, insertSeed } from './repository.ts'

export const SCHAKEL = systemActor('administrator')

/**
 * Publishes the seeds of this week and the next where they are not there yet; as Schakel. A week's seed stands before
 * that week begins, but for the very first.
 */
export async function publishSeeds(tx: Tx, now: Date): Promise<void> {
  const at = now.getTime()
  const published: string[] = []
  for (const week of [weekOf(at), weekAfter(at)]) {
    if ((await findSeed(tx, week)) !== undefined) continue
    const seed = `${week}-${randomBytes(16).toString('hex')}`
    if (await insertSeed(tx, { week, seed, publishedAt: now })) published.push(seed)
  }
  for (const seed of published)
    await appendAudit(
      tx,
      { actor: SCHAKEL, action: 'seed of the worklist published', object: `seed ${seed}` },
      now,
    )
}
