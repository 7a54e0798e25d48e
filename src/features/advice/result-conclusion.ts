import { html } from 'hono/html'
import type { Advice } from '#engine/advice/advise.ts'
import type { Barrier } from '#engine/advice/step.ts'
import { aboutEur, date, eurRange, list, monthsRange } from '#platform/numbers.ts'
import { linkButton, notice, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { costRange, gainRange, numberRange, upTo } from './counted.ts'
import { conclusion } from './messages.ts'
import { factToFindOut, factUnit } from './names.ts'
import { quoted, type ResultView, stepName, stepWords, yearsOf } from './result-view.ts'
import { whyWait } from './result-wait.ts'
import { weeksText } from './result-trial.ts'

/** The one sentence of the advice. */
export function conclusionText(
  view: Pick<ResultView, 'figures' | 'language'> & Readonly<{ advice: Pick<Advice, 'firstStep'> }>,
): string {
  const t = conclusion(view.language)
  const { action, begin, target, fact, reasonToWait } = view.advice.firstStep
  const sentence = (id = begin) => (id === undefined ? '' : stepWords(view, id).sentence)
  switch (action) {
    case 'do':
      return t('do', sentence())
    case 'try-first':
      return t('tryFirst', sentence(target))
    case 'fix-barrier':
      return t('fixBarrier', sentence())
    case 'find-out':
      return t('findOut', factToFindOut(fact ?? 'employees', view.language))
    case 'do-nothing':
      return t(`wait.${reasonToWait ?? 'nothing-pays'}`)
  }
}

export function barrierName(
  { figures, language }: Pick<ResultView, 'figures' | 'language'>,
  barrier: Barrier,
): string {
  const texts = figures.barriers.find(({ id }) => id === barrier)
  return (language === 'nl' ? texts?.nameNl : texts?.nameEn) ?? barrier
}

/** "methode 1" of 'advice/first-step@1'. */
const versionOf = (method: string) => method.split('@').at(-1) ?? method

/** The top of the page: what it is, of when, the conclusion, and the same in a few figures. */
export function resultTop(view: ResultView): Html {
  const { language, advisedOn, firm, receipt } = view
  const t = conclusion(language)
  const made = t('madeOn', date(advisedOn, language))
  const about = [
    ...(firm.name === undefined ? [] : [t('forFirm', firm.name)]),
    made,
    t('method', versionOf(receipt.method)),
  ]
  return html`${inventedNotice(view)}
<div class="result-top">
  <h1 class="nl-heading nl-heading--level-1 result-conclusion"><span class="result-kicker">${t('yourAdvice')}<span class="schakel-visually-hidden">: </span></span>${conclusionText(view)}</h1>
  ${paragraph(inShort(view), { lead: true })}
  <p class="nl-paragraph schakel-small result-about">${about.map((part) => html`<span class="result-part">${part}</span>`)} <button class="result-print" type="button" data-print hidden>${t('print')}</button></p>
  ${cautions(view)}${meaning(view)}
</div>
`
}

/** That it brings little, or hardly more than something else: said before all else. */
function cautions(view: ResultView): Content {
  const { language, advice } = view
  const t = conclusion(language)
  if (advice.firstStep.action === 'find-out') return ''
  const lines = advice.explanation.cautions.map((caution) =>
    caution.code === 'small-gain'
      ? `${t('smallGain', aboutEur(caution.eurPerYear, language))} ${t('smallGainWhy')}`
      : t(
          'nearTie',
          list(
            caution.steps.map((id) => quoted(view, id)),
            language,
          ),
        ),
  )
  return lines.length === 0
    ? ''
    : html`<div class="result-caution">${lines.map((line) => paragraph(line))}</div>`
}

function inventedNotice({ isInvented, language }: ResultView): Content {
  if (!isInvented) return ''
  const t = conclusion(language)
  return html`<div class="result-invented">${notice('info', html`<p class="nl-paragraph"><strong>${t('invented')}</strong> ${t('inventedMore')}</p>`)}</div>`
}

/** Cost, gain and time in one breath; for a trial what that costs; for waiting nothing. */
function inShort(view: ResultView): Content {
  const { language, advice } = view
  const t = conclusion(language)
  const { action, figures, trial, target } = advice.firstStep
  if (action === 'do-nothing') return whyWait(view)
  if (action === 'find-out') return whyAsk(view)
  if (action === 'try-first' && trial && target)
    return t('inShortTrial', aboutEur(trial.costEur, language), weeksText(view, target))
  if (figures === undefined) return ''
  return t(
    'inShort',
    costRange(figures.oneOffCostEur, language),
    gainRange(figures.gainEurPerYear, language),
    monthsRange(figures.monthsUntilInUse.p10, figures.monthsUntilInUse.p90, language),
  )
}

function whyAsk({ language, advice }: ResultView): string {
  const t = conclusion(language)
  const { reasonToAsk, valueOfKnowingEur } = advice.firstStep
  const worth =
    reasonToAsk === 'worth-knowing' && valueOfKnowingEur !== undefined && valueOfKnowingEur > 0
      ? ` ${t('askWorth', aboutEur(valueOfKnowingEur, language))}`
      : ''
  return t(`ask.${reasonToAsk ?? 'worth-knowing'}`) + worth
}

/** What the step is, what it is for, and what has to be known first. */
function meaning(view: ResultView): Content {
  const { action } = view.advice.firstStep
  if (action === 'do-nothing') return ''
  if (action === 'find-out') return toFindOut(view)
  return html`${described(view)}${earnsOnce(view)}${purpose(view)}`
}

function described(view: ResultView): Content {
  const { action, begin, target } = view.advice.firstStep
  const id = action === 'try-first' ? target : begin
  return id === undefined ? '' : paragraph(stepWords(view, id).description)
}

/** Most of the gain is money that comes free once: not what one expects of a step, so it is said at once. */
function earnsOnce({ language, advice }: ResultView): Content {
  const gain = advice.explanation.whyThis.find((reason) => reason.code === 'largest-gain-on')
  if (gain === undefined || gain.code !== 'largest-gain-on' || gain.cashType !== 'working-capital') return ''
  return paragraph(conclusion(language)('earnsOnce', upTo(gain.eur, language)))
}

/** For a step on the way to another: to which, and whether it pays by itself; and what the whole plan brings. */
function purpose(view: ResultView): Content {
  const { language, advice } = view
  const t = conclusion(language)
  const {
    action,
    begin,
    target,
    barrier,
    outlook,
    order,
    expectedNetPresentValueEur: plan,
  } = advice.firstStep
  if (begin === undefined || target === undefined) return ''
  const name = stepName(view, target)
  const own = outlook && outlook.expectedNetPresentValueEur > 0 ? t('paysItself') : t('paysLater')
  const sum = plan > 0 && order.length > 1 ? t('wholePlan', aboutEur(plan, language), yearsOf(view)) : ''
  if (begin === target) return sum === '' ? '' : paragraph(sum)
  if (action === 'try-first') return paragraph(`${t('afterTrial', stepName(view, begin))} ${sum}`)
  const why =
    barrier === undefined
      ? t('onTheWay', name)
      : `${t('takesAway', barrierName(view, barrier))} ${t('thenPossible', name)}`
  return paragraph(`${why} ${own} ${sum}`)
}

function toFindOut(view: ResultView): Content {
  const { language, advice, scanPath } = view
  const t = conclusion(language)
  const { fact, begin } = advice.firstStep
  const range = fact === undefined ? undefined : filledInText(view, fact)
  return html`${range === undefined ? '' : paragraph(t('askReckoned', range))}
  ${paragraph(begin === undefined ? t('askNothing') : t('askProvisional', stepWords(view, begin).sentence))}
  <div class="schakel-actions">${linkButton(scanPath, t('askAnswer'))}</div>`
}

/** What the population says of a fact left open: "12 tot 170 mensen"; nothing for a choice of two. */
export function filledInText(
  { advice, language }: ResultView,
  fact: keyof ResultView['advice']['filledIn'],
): string | undefined {
  const range = advice.filledIn[fact]
  if (range === undefined || fact === 'businessType') return undefined
  const amount =
    fact === 'employees' || fact === 'machines'
      ? numberRange(range.p10, range.p90, language)
      : eurRange(range.p10, range.p90, language)
  return `${amount} ${factUnit(fact, language)}`.trim()
}
