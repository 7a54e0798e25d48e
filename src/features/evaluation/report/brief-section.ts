import { html } from 'hono/html'
import { date, list } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { briefMessages } from './messages-brief.ts'
import { verdictMessages } from './messages-verdict.ts'
import { doubtsOf } from './doubts.ts'
import { isStretched, rangePicture } from './range-picture.ts'
import type { ReportView } from './report-view.ts'
import { answerOf, numbersBehind, reasonsAgainst } from './verdict-words.ts'

/** Two pages for who decides: the answer, one picture, what was compared, what could be wrong, what does not follow. */
export function briefSection(view: ReportView): Html {
  return html`<section class="brief${densityOf(view)}" id="brief">
${top(view)}
${rangePicture(view)}
${decision(view)}
${compared(view)}
<div class="brief-second">
${doubts(view)}
${limits(view)}
${registered(view)}
</div>
</section>`
}

/** Where the texts are long, letters on paper get smaller, so that two pages hold them. */
function densityOf(view: ReportView): string {
  const { study, language } = view
  const t = briefMessages(language)
  const lengthOf = (texts: readonly (string | undefined)[]) =>
    texts.reduce((sum, text = '') => sum + text.length, 0)
  const { title, question, decision: serves, joining, source } = study
  const told = [title, question, serves, source].map((text) => text[language])
  const said = [...numbersBehind(view), ...(reasonsAgainst(view)?.reasons ?? [])]
  const lines = (study.invented ? 2 : 0) + (isStretched(view) ? 5 : 0)
  const how = shortened(joining[language], LONGEST.joining, t('cut'))
  const first = lengthOf([...told, ...said, how]) + LINE * lines
  const own = study.limits && shortened(study.limits[language], LONGEST.limits, t('cut'))
  const second = lengthOf([own, ...doubtsOf(view)])
  if (first <= ROOM.first && second <= ROOM.second) return ''
  return first + second <= ROOM.dense ? ' brief--dense' : ' brief--densest'
}

const LINE = 90 // characters to a line
/** Characters that the first page, the second, and both in smaller letters hold; found by printing. */
const ROOM = { first: 1_250, second: 1_500, dense: 2_600 } as const

function top(view: ReportView): Html {
  const { study, language } = view
  const t = verdictMessages(language)
  const against = reasonsAgainst(view)
  return html`<p class="kicker"><strong>${t('kicker')}</strong> ${study.title[language]}</p>
${study.invented ? html`<p class="invented"><strong>${t('invented')}.</strong> ${t('inventedMore')}</p>` : ''}
<p class="question">${study.question[language]}</p>
<h1>${answerOf(view)}</h1>
<p class="lead">${numbersBehind(view).join(' ')}</p>
${against === undefined ? '' : html`<p>${against.intro} ${against.reasons.join(' ')}</p>`}`
}

function decision({ study, evaluation, language }: ReportView): Html {
  const t = verdictMessages(language)
  const { code } = evaluation.verdict
  return html`<h2>${t('decision')}</h2>
<p><strong>${t('serves')}</strong> ${study.decision[language]}</p>
<p>${t(`means.${code}`)}${code === 'cannot-tell' ? ` ${t('means.more')}` : ''}</p>`
}

function compared(view: ReportView): Html {
  const { study, language, evaluation, count, units, time, words } = view
  const t = briefMessages(language)
  const { counts } = evaluation
  const firsts = counts.groups.map(({ first }) => first)
  const facts: readonly (readonly [string, Content])[] = [
    [
      t('who'),
      t(
        time.areYears ? 'participants' : 'participantsAt',
        count(counts.participants),
        units,
        String(firsts[0]),
        String(firsts.at(-1)),
      ),
    ],
    [t('against'), against(view)],
    [t('when'), t(time.areYears ? 'years' : 'periods', String(time.first), String(time.last))],
    [t('outcome'), `${study.outcome.name[language]}${adjusted(view)}`],
    [t('enough'), t('enoughIs', words.threshold)],
    [t('how'), shortened(study.joining[language], LONGEST.joining, t('cut'))],
    [t('source'), study.source[language]],
  ]
  return html`<h2>${t('compared')}</h2>
<p>${t('method')}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function against({ study, evaluation, language, count, units }: ReportView): string {
  const t = briefMessages(language)
  const { neverUnits } = evaluation.counts
  const last = evaluation.warnings.find(({ code }) => code === 'last-group-is-control')
  if (last) return t('lastGroup', count(neverUnits), units, String(last.group))
  return t(study.controls === 'never' ? 'never' : 'neverAndLater', count(neverUnits), units)
}

function adjusted({ study, language }: ReportView): string {
  if (study.covariates.length === 0) return ''
  const names = study.covariates.map(({ name }) => name[language])
  return briefMessages(language)('adjusted', list(names, language))
}

const doubts = (view: ReportView): Html =>
  html`<h2>${briefMessages(view.language)('doubts')}</h2>
<ul>${doubtsOf(view).map((doubt) => html`<li>${doubt}</li>`)}</ul>`

function limits({ study, evaluation, language, units, time, verdictInterval }: ReportView): Html {
  const t = briefMessages(language)
  const longest = evaluation.events.at(-1)!.event
  const own = study.limits?.[language]
  const hasZero = verdictInterval.low <= 0 && verdictInterval.high >= 0
  const items = [
    ...(hasZero ? [t('noneEffect')] : []),
    t('elsewhere', units),
    t('each', units),
    ...(longest > 0 ? [t('longer', time.after(longest))] : []),
    t('cost'),
  ]
  return html`<h2>${t('limits')}</h2>
${own === undefined ? '' : html`<p>${shortened(own, LONGEST.limits, t('cut'))}</p><p>${t('alsoNot')}</p>`}
<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}

function registered({ record, language }: ReportView): Html {
  const t = briefMessages(language)
  const { registration } = record
  const said =
    registration.state === 'never'
      ? t('registered.never')
      : t(
          registration.panelSeen ? 'registered.seen' : 'registered.before',
          date(new Date(registration.at), language),
        )
  return html`<h2>${t('registered')}</h2>
<p>${said} ${t('more')}</p>`
}

/** Characters of the longer texts of a study that the two pages have room for. */
const LONGEST = { joining: 700, limits: 900 } as const

/** Cut after the last sentence that fits, or the last word. */
export function shortened(text: string, most: number, rest: string): string {
  if (text.length <= most) return text
  const part = text.slice(0, most)
  const sentence = part.lastIndexOf('. ') + 1
  const end = sentence > most / 2 ? sentence : Math.max(part.lastIndexOf(' '), 0) || most
  return `${part.slice(0, end)} ${rest}`
}
