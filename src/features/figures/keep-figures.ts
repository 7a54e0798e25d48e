import { canonicalHash } from '#platform/canonical-hash.ts'
import type { Ctx } from '#platform/context.ts'
import { asPublic } from '#platform/link-holder.ts'
import type { Figures } from './contract.ts'
import { insertFigureSet } from './repository.ts'

/** Keeps this set of figures for good, so that an advice made with it can be explained later. Returns its hash. */
export async function keepFigures(ctx: Pick<Ctx, 'db' | 'now'>, figures: Figures): Promise<string> {
  const hash = canonicalHash(figures)
  await asPublic(ctx.db, (tx) => insertFigureSet(tx, { hash, content: figures, loadedAt: ctx.now() }))
  return hash
}
