import { type Result, ok } from '#engine/kernel/result.ts'
import type { FirmFile } from '#features/firms/index.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Ctx } from '#platform/context.ts'
import { changeAnswers } from './change-answers.ts'
import type { Scan } from './scan.ts'

/**
 * Saves what the firm knows better than we do; these take the place of all shares and amounts saved before, but
 * what is not known stays so, and levels of amounts stay as they were told. They must have passed the door for firms: others are a defect.
 */
export const saveAssumptions = (
  ctx: Ctx,
  figures: Figures,
  link: string,
  { bases = {}, baseLevels: _kept, ...shares }: FirmFile['assumptions'],
): Promise<Result<Scan, 'not-found'>> =>
  changeAnswers<never>(ctx, figures, link, (answers) =>
    ok({
      ...answers,
      shares: { ...unknownOf(answers.shares), ...toldOf(shares) },
      bases: { ...unknownOf(answers.bases), ...toldOf(bases) },
    }),
  )

type Amounts = Readonly<Record<string, number | 'unknown' | undefined>>

const unknownOf = (amounts: Amounts) => pick(amounts, (amount) => amount === 'unknown')
const toldOf = (amounts: Amounts) => pick(amounts, (amount) => amount !== undefined)

const pick = (amounts: Amounts, isWanted: (amount: Amounts[string]) => boolean) =>
  Object.fromEntries(Object.entries(amounts).filter(([, amount]) => isWanted(amount))) as Record<
    string,
    number | 'unknown'
  >
