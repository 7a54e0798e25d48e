import { html } from 'hono/html'
import type { RunnerUp } from '#engine/advice/runners-up.ts'
import { aboutEur } from '#platform/numbers.ts'
import { heading, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { countsAlike, ofHundred } from './counted.ts'
import { runnersUp } from './messages-plan.ts'
import { type ResultView, section, stepName, yearsOf } from './result-view.ts'

/** The two best other beginnings, and why they lost. */
export function resultRunnersUp(view: ResultView): Content {
  const t = runnersUp(view.language)
  const { runnersUp: others, firstStep } = view.advice
  if (others.length === 0) return ''
  return section(
    'waarom-niet',
    t(firstStep.action === 'do-nothing' ? 'titleWait' : 'title'),
    others.map(
      (runnerUp) =>
        html`${heading(3, stepName(view, runnerUp.begin))}${paragraph(sentences(view, runnerUp).join(' '))}`,
    ),
  )
}

function sentences(view: ResultView, runnerUp: RunnerUp): readonly string[] {
  const t = runnersUp(view.language)
  return [
    ...beginning(view, runnerUp),
    ...(runnerUp.action === 'try-first' ? [t('withTrial')] : []),
    ...whyLost(view, runnerUp),
  ]
}

function beginning(view: ResultView, { begin, target, action }: RunnerUp): readonly string[] {
  const isOnTheWay = begin !== target && action !== 'try-first'
  return isOnTheWay ? [runnersUp(view.language)('towards', stepName(view, target))] : []
}

/** A difference under this is none that anybody would choose by. */
const SLIGHT_EUR = 500

function whyLost(view: ResultView, runnerUp: RunnerUp): readonly string[] {
  const { language } = view
  const t = runnersUp(language)
  const { lostBecause, behindEur, expectedNetPresentValueEur: expected } = runnerUp
  const about = (amount: number) => aboutEur(Math.abs(amount), language)
  const brings = expected > 0 ? t('brings', about(expected), yearsOf(view)) : t('bringsNothing')
  switch (lostBecause) {
    case 'loses-money':
      return [expected < 0 ? t('lost.loses-money', about(expected), yearsOf(view)) : t('bringsNothing')]
    case 'too-little':
      return [t('lost.too-little')]
    case 'unsafe':
      return [...(expected > 0 ? [brings] : []), unsafeText(view, runnerUp)]
    case 'lower-value':
    case 'too-close-to-call':
      return [brings, behindEur > SLIGHT_EUR ? t(`lost.${lostBecause}`, about(behindEur)) : t('asMuch')]
    case 'money-first':
    case 'find-out-first':
      return [brings, t(`lost.${lostBecause}`)]
  }
}

/** Counts where they differ; where they read alike, the limit that was passed. */
function unsafeText({ advice, language }: ResultView, { addedChanceOfTrouble }: RunnerUp): string {
  const t = runnersUp(language)
  const before = advice.doingNothing.chanceOfTrouble
  const after = Math.min(1, before + addedChanceOfTrouble)
  return countsAlike(before, after)
    ? t('unsafeSlight', ofHundred(advice.firstStep.addedChanceOfTroubleAllowed, language))
    : t('lost.unsafe', ofHundred(before, language), ofHundred(after, language))
}
