import { html } from 'hono/html'
import { date, list } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { flowOf } from './flow-stages.ts'
import { briefMessages } from './messages-brief.ts'
import { verdictMessages } from './messages-verdict.ts'
import { doubtsOf } from './doubts.ts'
import { isStretched, rangePicture } from './range-picture.ts'
import type { ReportView } from './report-view.ts'
import { answerOf, numbersBehind, reasonsAgainst } from './verdict-words.ts'

/** Two pages for who decides: the answer, one picture, what was compared, what could be wrong, what does not follow. */
export function briefSection(view: ReportView): Html {
  return html`<section class="brief${densityOf(view)}" id="brief">
<div class="brief-first">
${top(view)}
${rangePicture(view)}
${decision(view)}
${compared(view)}
</div>
<div class="brief-second">
${doubts(view)}
${limits(view)}
${registered(view)}
</div>
</section>`
}

/** Where the texts of the first page are long, its letters on paper get smaller, so that two pages hold all of it. */
function densityOf(view: ReportView): string {
  const { study, language } = view
  const { title, question, decision: serves, joining, source } = study
  const how = shortened(joining[language], LONGEST.joining, briefMessages(language)('cut'))
  const told = [title, question, serves, source].map((text) => text[language])
  const said = [...numbersBehind(view), ...(reasonsAgainst(view)?.reasons ?? [])]
  const lines = (study.invented ? 2 : 0) + (isStretched(view) ? 5 : 0)
  const length = [...told, ...said, how].reduce((sum, text) => sum + text.length, LINE * lines)
  if (length <= ROOM.usual) return ''
  return length <= ROOM.dense ? ' brief--dense' : ' brief--densest'
}

const LINE = 90 // characters to a line
/** Characters that the first page holds, in letters of the usual size and in smaller ones; found by printing. */
const ROOM = { usual: 1_250, dense: 1_700 } as const

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
  const { study, language, evaluation, units, time, words } = view
  const t = briefMessages(language)
  const { counts } = evaluation
  const { tookPart, inPanel } = flowOf(view).participants
  const firsts = counts.groups.map(({ first }) => first)
  const lastUsed = evaluation.cells.reduce((last, cell) => Math.max(last, cell.time), time.first)
  const facts: readonly (readonly [string, Content])[] = [
    [
      t('who'),
      t(
        time.areYears ? 'participants' : 'participantsAt',
        ofAll(counts.participants, tookPart ?? inPanel, view),
        units,
        String(firsts[0]),
        String(firsts.at(-1)),
      ),
    ],
    [t('against'), against(view)],
    [t('when'), t(time.areYears ? 'years' : 'periods', String(time.first), String(lastUsed))],
    [t('outcome'), `${study.outcome.name[language]}${adjusted(view)}`],
    [t('enough'), t('enoughIs', words.threshold)],
    [t('how'), shortened(study.joining[language], LONGEST.joining, t('cut'))],
    [t('source'), study.source[language]],
  ]
  return html`<h2>${t('compared')}</h2>
<p>${t('method')}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** "29 of the 66" where not all of them are in the analysis. */
function ofAll(analysed: number, all: number, { language, count }: ReportView): string {
  return all > analysed ? briefMessages(language)('ofAll', count(analysed), count(all)) : count(analysed)
}

function against(view: ReportView): string {
  const { study, evaluation, language, count, units } = view
  const t = briefMessages(language)
  const { neverUnits } = evaluation.counts
  const last = evaluation.warnings.find(({ code }) => code === 'last-group-is-control')
  if (last) return t('lastGroup', count(neverUnits), units, String(last.group))
  const { compared: picked = 0, inPanel } = flowOf(view).others
  const never = ofAll(neverUnits, Math.max(picked, inPanel), view)
  return t(study.controls === 'never' ? 'never' : 'neverAndLater', never, units)
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
function shortened(text: string, most: number, rest: string): string {
  if (text.length <= most) return text
  const part = text.slice(0, most)
  const sentence = part.lastIndexOf('. ') + 1
  const end = sentence > most / 2 ? sentence : Math.max(part.lastIndexOf(' '), 0) || most
  return `${part.slice(0, end)} ${rest}`
}
