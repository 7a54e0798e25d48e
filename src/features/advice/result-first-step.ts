import { html } from 'hono/html'
import type { Action } from '#engine/advice/candidate.ts'
import type { Outlook } from '#engine/advice/outlook.ts'
import { months, monthsRange, twoDigits, xOfTen } from '#platform/numbers.ts'
import { heading, paragraph } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { costRange, countsAlike, gainRange, ofHundred, plainEur } from './counted.ts'
import { step } from './messages-step.ts'
import { resultMeasure } from './result-explanation.ts'
import {
  type Fact,
  factList,
  isMoneyOpen,
  type ResultView,
  section,
  stepWords,
  yearsOf,
} from './result-view.ts'

function titleFor(action: Action) {
  if (action === 'try-first') return 'titleAfterTrial'
  return action === 'find-out' ? 'titleProvisional' : 'title'
}

/** What the first step costs and brings, and what can go wrong. */
export function resultFirstStep(view: ResultView): Content {
  const { language, advice } = view
  const { action, begin, figures } = advice.firstStep
  if (action === 'do-nothing' || begin === undefined || figures === undefined) return ''

  const t = step(language)
  const words = stepWords(view, begin)
  return html`${section(
    'eerste-stap',
    t(titleFor(action)),
    html`${paragraph(t('range'))}${factList([...ownFacts(view), ...riskFacts(view)])}`,
  )}${section(
    'misgaan',
    t('canGoWrong'),
    html`${paragraph(words.canGoWrong)}
  ${heading(3, t('whenToStop'))}
  <p class="nl-paragraph result-stop">${t('stop', words.stopIf)}</p>${stopLate(view)}`,
  )}${resultMeasure(view, words.measure)}`
}

/** Later or dearer than nine projects in ten. */
function stopLate({ language, advice }: ResultView): Content {
  const { stop } = advice.explanation
  if (stop === undefined) return ''
  const t = step(language)
  const late = t('stopLate', months(stop.monthsP90, language), plainEur(stop.costEurP90, language))
  return paragraph(`${late} ${t('stopRare')}`)
}

function ownFacts(view: ResultView): readonly Fact[] {
  const { language, advice } = view
  const t = step(language)
  const { figures } = advice.firstStep
  if (figures === undefined) return []
  const released = twoDigits(figures.releasedOnceEur.p90) > 0
  const { monthsUntilInUse: inUse, monthsUntilFullEffect: full } = figures
  return [
    {
      label: t('oneOff'),
      value: costRange(figures.oneOffCostEur, language),
      more: t('ownHours', costRange(figures.ofWhichOwnHoursEur, language)),
    },
    { label: t('perYear'), value: costRange(figures.runningCostEurPerYear, language) },
    { label: t('gain'), value: gainRange(figures.gainEurPerYear, language), more: t('gainMore') },
    ...(released
      ? [
          {
            label: t('released'),
            value: gainRange(figures.releasedOnceEur, language),
            more: t('releasedMore'),
          },
        ]
      : []),
    {
      label: t('inUse'),
      value: monthsRange(inUse.p10, inUse.p90, language),
      more: t('fullEffect', monthsRange(full.p10, full.p90, language)),
    },
    chanceFact(view, figures.chanceOfFailure),
    ...flowsFact(view),
  ]
}

/** After a trial only the good sign leads to the step, so that chance counts. */
function chanceFact({ language, advice }: ResultView, chanceOfFailure: number): Fact {
  const t = step(language)
  const { trial } = advice.firstStep
  if (trial === undefined) return { label: t('works'), value: xOfTen(1 - chanceOfFailure, language) }
  const value = xOfTen(1 - trial.chanceOfFailureAfterGoodSign, language)
  return { label: t('works'), value, more: t('worksAfterTrial') }
}

/** The links of the chain that the step carries, of those the firm described and that are not automatic yet. */
function flowsFact({ language, advice, figures, integration }: ResultView): readonly Fact[] {
  const { couplings = [] } = figures.steps.find(({ id }) => id === advice.firstStep.begin) ?? {}
  const byHand = new Set(
    integration.flows.filter(({ rank }) => rank !== undefined && rank < 3).map(({ id }) => id),
  )
  const names = figures.flows.flows
    .filter(
      ({ id, from, to }) => byHand.has(id) && couplings.some((link) => link.from === from && link.to === to),
    )
    .map(({ nl, en }) => (language === 'nl' ? nl : en))
  return names.length === 0 ? [] : [{ label: step(language)('flows'), value: names.join('; ') }]
}

function riskFacts(view: ResultView): readonly Fact[] {
  const { language, advice } = view
  const t = step(language)
  const { outlook } = advice.firstStep
  if (outlook === undefined) return []
  const need = twoDigits(outlook.cashNeedEur.p90)
  return [
    need > 0
      ? { label: t('keep'), value: t('keepAmount', plainEur(need, language)), more: t('keepMore') }
      : { label: t('keep'), value: t('keepNothing') },
    { label: t('worst'), value: worstText(outlook, view) },
    isMoneyOpen(view)
      ? { label: t('trouble'), value: t('troubleUnknown') }
      : { label: t('trouble'), value: troubleText(outlook, view), more: t('troubleMore', yearsOf(view)) },
  ]
}

function worstText({ worstInTenEur }: Outlook, view: ResultView): string {
  const message = worstInTenEur < 0 ? 'worstLoss' : 'worstGain'
  return step(view.language)(message, plainEur(worstInTenEur, view.language), yearsOf(view))
}

/** Plain counts before and after; the same count is said as the same, with which way it tends left unsaid. */
function troubleText({ chanceOfTrouble }: Outlook, { advice, language }: ResultView): string {
  const t = step(language)
  const without = advice.doingNothing.chanceOfTrouble
  const counted = ofHundred(without, language)
  return countsAlike(without, chanceOfTrouble)
    ? t('troubleSame', counted)
    : t('troubleBoth', counted, ofHundred(chanceOfTrouble, language))
}
