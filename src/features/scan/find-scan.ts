import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { findScanRow } from './repository.ts'
import { type Scan, scanOf } from './scan.ts'

/** The scan behind a link. One that never was and one that has expired are the same: not there. */
export async function findScan(ctx: Ctx, figures: Figures, link: string): Promise<Result<Scan, 'not-found'>> {
  if (!isLinkToken(link)) return refuse('not-found')

  const linkHash = linkHashOf(link)
  const row = await asLinkHolder(ctx.db, linkHash, (tx) => findScanRow(tx, linkHash, ctx.now()))
  return row === undefined ? refuse('not-found') : ok(scanOf(link, row, figures))
}
