import { type Result, ok } from '#engine/kernel/result.ts'
import type { FirmFile } from '#features/firms/index.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import { changeAnswers } from './change-answers.ts'
import type { Scan } from './scan.ts'

/**
 * Saves what the firm knows better than we do; these take the place of all assumptions saved before. They must
 * have passed the door for firms: others are a defect.
 */
export const saveAssumptions = (
  ctx: Ctx,
  figures: Figures,
  link: string,
  assumptions: FirmFile['assumptions'],
): Promise<Result<Scan, 'not-found'>> =>
  changeAnswers<never>(ctx, figures, link, (answers) => ok({ ...answers, assumptions }))
