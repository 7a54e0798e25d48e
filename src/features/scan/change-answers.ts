import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import { asLinkHolder, isLinkToken, linkHashOf } from '#platform/link-holder.ts'
import { type Answers, answersSchema } from './contract.ts'
import { lockScanRow, setAnswers } from './repository.ts'
import { type Scan, expiryFrom, scanOf } from './scan.ts'

/**
 * Changes the answers behind a link and gives the scan another thirty days. Two changes at the same moment take
 * their turn, each seeing what the other left, so that neither is lost. What `change` refuses leaves all as it was.
 */
export async function changeAnswers<E>(
  ctx: Ctx,
  figures: Figures,
  link: string,
  change: (answers: Answers) => Result<Answers, E>,
): Promise<Result<Scan, 'not-found' | E>> {
  if (!isLinkToken(link)) return refuse('not-found')

  const linkHash = linkHashOf(link)
  return asLinkHolder(ctx.db, linkHash, async (tx) => {
    const updatedAt = ctx.now()
    const row = await lockScanRow(tx, linkHash, updatedAt)
    if (row === undefined) return refuse('not-found')
    const changed = change(row.answers)
    if (!changed.ok) return changed

    const answers = answersSchema.parse(changed.value)
    const update = { answers, language: ctx.language, updatedAt, expiresAt: expiryFrom(updatedAt) }
    await setAnswers(tx, row.id, update)
    return ok(scanOf(link, { ...row, ...update }, figures))
  })
}
