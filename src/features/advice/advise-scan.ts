import { ok, type Result } from '#engine/kernel/result.ts'
import { findScan } from '#features/scan/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { Advise, AdviceReport } from './advise-firm.ts'
import type { Knowledge } from '#features/firms/index.ts'
import { insertAdvice, removeOldAdvices } from './repository.ts'

/** The advice that follows from the answers behind a link, kept beside them. Only who has the link can ask for it. */
export async function adviseScan(
  ctx: Ctx,
  { knowledge, advise }: Readonly<{ knowledge: Knowledge; advise: Advise }>,
  link: string,
): Promise<Result<AdviceReport, 'not-found'>> {
  const scan = await findScan(ctx, knowledge.figures, link)
  if (!scan.ok) return scan

  const report = await advise(scan.value.firm, ctx.now())
  const linkHash = linkHashOf(link)
  await asLinkHolder(ctx.db, linkHash, async (tx) => {
    await insertAdvice(tx, { id: scan.value.id, linkHash }, report)
    await removeOldAdvices(tx, linkHash)
  })
  return ok(report)
}
