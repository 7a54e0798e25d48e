import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import { type Scan, findScan } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { Purpose } from './contract.ts'
import { findPurposes } from './repository.ts'

/** The scan behind a link, and what its owner agreed to. */
export async function findConsent(
  ctx: Ctx,
  figures: Figures,
  link: string,
): Promise<Result<Readonly<{ scan: Scan; purposes: readonly Purpose[] }>, 'not-found'>> {
  const found = await findScan(ctx, figures, link)
  if (!found.ok) return refuse('not-found')

  const linkHash = linkHashOf(link)
  const purposes = await asLinkHolder(ctx.db, linkHash, (tx) => findPurposes(tx, linkHash))
  return ok({ scan: found.value, purposes })
}
