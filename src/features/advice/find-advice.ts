import { ok, type Result } from '#engine/kernel/result.ts'
import { findScan, type Scan } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { AdviceReport } from './advise-firm.ts'
import type { Knowledge } from '#features/firms/index.ts'
import { findNewestAdvice } from './repository.ts'

/** The newest advice behind a link, with the scan it came from; no report where none was asked for yet. */
export async function findAdvice(
  ctx: Ctx,
  knowledge: Knowledge,
  link: string,
): Promise<Result<Readonly<{ scan: Scan; report: AdviceReport | undefined }>, 'not-found'>> {
  const scan = await findScan(ctx, knowledge.figures, link)
  if (!scan.ok) return scan

  const linkHash = linkHashOf(link)
  const report = await asLinkHolder(ctx.db, linkHash, (tx) => findNewestAdvice(tx, linkHash, knowledge))
  return ok({ scan: scan.value, report })
}
