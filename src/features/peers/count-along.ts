import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import { findScan } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { Purpose } from './contract.ts'
import { peerScanOf } from './peer-scan-of.ts'
import { expiryOn, quarterOf } from './quarter.ts'
import { insertPeerScan, removePeerScan } from './repository.ts'

/**
 * Lets the answers behind a link count along for these purposes and no others, from now on. Without a purpose the
 * copy is gone at once. Refused where there is no such scan.
 */
export async function countAlong(
  ctx: Ctx,
  figures: Figures,
  link: string,
  purposes: readonly Purpose[],
): Promise<Result<readonly Purpose[], 'not-found'>> {
  const found = await findScan(ctx, figures, link)
  if (!found.ok) return refuse('not-found')

  const [linkHash, at] = [linkHashOf(link), ctx.now()]
  const scan = peerScanOf(found.value, figures)
  await asLinkHolder(ctx.db, linkHash, (tx) =>
    purposes.length === 0
      ? removePeerScan(tx, linkHash)
      : insertPeerScan(tx, { linkHash, purposes, scan, quarter: quarterOf(at), expiresOn: expiryOn(at) }),
  )
  return ok(purposes)
}
