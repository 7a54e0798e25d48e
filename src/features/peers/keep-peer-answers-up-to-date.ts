import type { Figures } from '#features/figures/index.ts'
import { findScan } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import { peerScanOf } from './peer-scan-of.ts'
import { expiryOn, quarterOf } from './quarter.ts'
import { setPeerScan } from './repository.ts'

/**
 * Copies the answers behind a link again where its owner agreed to that; does nothing elsewhere. To be called after
 * answers were saved.
 */
export async function keepPeerAnswersUpToDate(ctx: Ctx, figures: Figures, link: string): Promise<void> {
  const found = await findScan(ctx, figures, link)
  if (!found.ok) return

  const [linkHash, at] = [linkHashOf(link), ctx.now()]
  const scan = peerScanOf(found.value, figures)
  const kept = { linkHash, scan, quarter: quarterOf(at), expiresOn: expiryOn(at) }
  await asLinkHolder(ctx.db, linkHash, (tx) => setPeerScan(tx, kept))
}
