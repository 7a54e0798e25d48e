import { html, raw } from 'hono/html'
import type { Dot } from '#engine/advice/outlook.ts'
import { aboutEur, months } from '#platform/numbers.ts'
import { details, paragraph, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { dotplot, sampleDot } from './dotplot.ts'
import { outcomes } from './messages-step.ts'
import { isMoneyOpen, type ResultView, section, yearsOf } from './result-view.ts'

/** The twenty dots, the sentences that count them, and the same as a table. */
export function resultOutcomes(view: ResultView): Content {
  const { language, advice } = view
  const { action, dots } = advice.firstStep
  if (action === 'do-nothing' || dots.length === 0) return ''

  const t = outcomes(language)
  const years = yearsOf(view)
  const said = countedText(view)
  const picture = dotplot(dots, advice.horizonMonths, {
    title: t('title'),
    description: said,
    axis: t('axis'),
    never: t('never', years).split('|'),
  })
  return section(
    'uitkomsten',
    t('title'),
    html`<figure class="result-outcomes">
    ${raw(picture)}
    <figcaption>
      ${paragraph(html`<strong>${said}</strong>${spread(view)}`)}
      ${legend(view)}
    </figcaption>
  </figure>
  ${dotTable(view)}`,
  )
}

/** "In 11 van de 20 gevallen verdient u het binnen 5 jaar terug. In 1 van de 20 komt u hierdoor in geldnood." */
export function countedText(view: ResultView): string {
  const { language, advice } = view
  const t = outcomes(language)
  const { dots } = advice.firstStep
  const years = yearsOf(view)
  const paid = dots.filter(isPaid).length
  const trouble = dots.filter(({ isTrouble }) => isTrouble).length
  const of = language === 'nl' ? `${paid} van de ${dots.length}` : `${paid} of ${dots.length}`
  return [
    paid === 0 ? t('none', years) : t('counted', of, years),
    ...(isMoneyOpen(view) ? [] : [trouble === 0 ? t('troubleNone') : t('trouble', trouble)]),
  ].join(' ')
}

const isPaid = ({ paybackMonths }: Dot) => paybackMonths !== undefined

/** The middle, and what a low count means beside a good expectation. */
function spread({ language, advice }: ResultView): string {
  const t = outcomes(language)
  const { dots, trial, outlook, action } = advice.firstStep
  const half = outlook?.paybackMonths.p50
  const isMinority = dots.filter(isPaid).length * 2 < dots.length
  const isTrial = action === 'try-first' && trial !== undefined
  const pays = outlook !== undefined && outlook.expectedNetPresentValueEur > 0
  return [
    ...(half === undefined ? [] : [t('half', months(Math.max(1, half), language))]),
    ...(isTrial
      ? [t('trialStops', Math.round(trial.chanceOfWarning * dots.length), aboutEur(trial.costEur, language))]
      : []),
    ...(isMinority && pays && !isTrial ? [t('often')] : []),
  ]
    .map((sentence) => ` ${sentence}`)
    .join('')
}

function legend({ language, advice }: ResultView): Html {
  const t = outcomes(language)
  const { dots } = advice.firstStep
  const items: readonly [Dot, string][] = [
    [{ paybackMonths: 12, isTrouble: false }, t('legendPaid')],
    [{ paybackMonths: undefined, isTrouble: false }, t('legendOpen')],
    ...(dots.some(({ isTrouble }) => isTrouble)
      ? [[{ paybackMonths: undefined, isTrouble: true }, t('legendTrouble')] as [Dot, string]]
      : []),
  ]
  return html`<p class="nl-paragraph schakel-small">${t('legend')}</p>
      <ul class="result-legend">${items.map(([dot, words]) => html`<li>${raw(sampleDot(dot))} ${words}</li>`)}</ul>`
}

/** Counts per year of payback. */
function dotTable(view: ResultView): Html {
  const { language, advice } = view
  const t = outcomes(language)
  const { dots } = advice.firstStep
  const years = yearsOf(view)
  const yearOf = ({ paybackMonths }: Dot) =>
    paybackMonths === undefined ? undefined : Math.min(years, Math.max(1, Math.ceil(paybackMonths / 12)))
  const row = (label: string, year: number | undefined) => {
    const here = dots.filter((dot) => yearOf(dot) === year)
    return [label, here.length, here.filter(({ isTrouble }) => isTrouble).length]
  }
  const rows = [
    ...Array.from({ length: years }, (_, i) => row(t('inYear', i + 1), i + 1)),
    row(t('neverCell', years), undefined),
  ]
  return details(
    t('table'),
    table({
      caption: t('title'),
      hideCaption: true,
      columns: [
        { label: t('when') },
        { label: t('count'), numeric: true },
        { label: t('ofWhichTrouble'), numeric: true },
      ],
      rows,
    }),
  )
}
