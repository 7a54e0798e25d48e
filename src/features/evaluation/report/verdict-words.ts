import { type VerdictReason, verdictCode } from '#engine/evaluation/programme/verdict.ts'
import { verdictMessages } from './messages-verdict.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'

/** The verdict as one plain sentence. */
export function answerOf({ evaluation, language }: ReportView): string {
  const t = verdictMessages(language)
  const { code, interval } = evaluation.verdict
  return code === 'too-small' && interval.low > 0 ? t('answer.too-small.helps') : t(`answer.${code}`)
}

/** The number behind it, its margin, and how the two lead to the answer: sentences. */
export function numbersBehind(view: ReportView): readonly string[] {
  const { evaluation, study, words, language, verdictInterval } = view
  const t = verdictMessages(language)
  const { overall, verdict } = evaluation
  const outcome = study.outcome.name[language]
  const step = words.step(overall)
  const isOneSided = verdictInterval.low > 0 || verdictInterval.high < 0
  const isFirm = verdict.code !== 'cannot-tell' && isOneSided
  const size = words.size(overall.estimate, step)
  const best = isFirm
    ? t(overall.estimate > 0 ? 'raised' : 'lowered', outcome, size)
    : t('best', outcome, words.sided(overall.estimate, step))
  return [best, t('margin', words.range(verdictInterval)), ...restOf(view)]
}

function restOf({ evaluation, words, language }: ReportView): readonly string[] {
  const t = verdictMessages(language)
  const { code, interval } = evaluation.verdict
  if (code === 'harms') return [t('rest.harms')]
  if (code !== 'cannot-tell') return [t(`rest.${code}`, words.threshold)]
  const isOpen = verdictCode(interval, Math.abs(words.smallest)) === 'cannot-tell'
  return isOpen ? [t('rest.cannot-tell', words.threshold)] : []
}

/** Why the verdict is not what the figures say at first sight; empty where nothing speaks against it. */
export function reasonsAgainst(
  view: ReportView,
): Readonly<{ intro: string; reasons: readonly string[] }> | undefined {
  const { code, plain: firstSight, reasons } = view.evaluation.verdict
  if (reasons.length === 0) return undefined
  const t = verdictMessages(view.language)
  const unchanged = code === firstSight ? '' : t('cautious')
  const intro = code === 'cannot-tell' ? t(`firstSight.${firstSight}`) : unchanged
  return { intro, reasons: reasons.map((reason) => reasonText(reason, view)) }
}

export function reasonText(reason: VerdictReason, { study, language }: ReportView): string {
  const t = verdictMessages(language)
  if (reason === 'rests-on-parallel-trends')
    return t('reason.rests-on-parallel-trends', plain(study.breakInTrend.demanded ?? 0, 0.01, language))
  if (reason === 'other-outcome-moved')
    return t('reason.other-outcome-moved', study.placeboOutcome?.name[language] ?? '')
  return t(`reason.${reason}`)
}
