import type { StepId } from '#engine/advice/step.ts'
import { aboutEur, xOfTen } from '#platform/numbers.ts'
import type { Content } from '#platform/ui/content.ts'
import { paragraph } from '#platform/ui/components.ts'
import { costRange, numberRange } from './counted.ts'
import { step } from './messages-step.ts'
import { factList, type ResultView, section, stepFiguresOf, stepWords } from './result-view.ts'
import { html } from 'hono/html'

/** "3 tot 12 weken" that the trial of a step takes. */
export function weeksText(view: ResultView, id: StepId): string {
  const { language } = view
  const weeks = stepFiguresOf(view, id).trial?.durationWeeks
  if (weeks === undefined) return ''
  return `${numberRange(weeks.p10, weeks.p90, language)} ${language === 'nl' ? 'weken' : 'weeks'}`
}

/** What the trial costs, how long it takes, how often it warns and what to do then. */
export function resultTrial(view: ResultView): Content {
  const { language, advice } = view
  const { action, target, trial } = advice.firstStep
  if (action !== 'try-first' || target === undefined || trial === undefined) return ''

  const t = step(language)
  const words = stepWords(view, target)
  const cost = stepFiguresOf(view, target).trial?.costEur
  const facts = factList([
    {
      label: t('trialCost'),
      value: cost === undefined ? aboutEur(trial.costEur, language) : costRange(cost, language),
    },
    { label: t('trialTime'), value: weeksText(view, target) },
    { label: t('trialWarns'), value: xOfTen(trial.chanceOfWarning, language), more: t('trialWarnsMore') },
    {
      label: t('afterWarning'),
      value: t('afterWarningStop'),
    },
    {
      label: t('afterGoodSign'),
      value: t(
        'afterGoodSignIs',
        xOfTen(1 - trial.chanceOfFailureAfterGoodSign, language),
        xOfTen(1 - trial.chanceOfFailureBefore, language),
      ),
    },
  ])
  return section(
    'proef',
    t('trial'),
    html`${words.trial === undefined ? '' : paragraph(words.trial)}${facts}`,
  )
}
