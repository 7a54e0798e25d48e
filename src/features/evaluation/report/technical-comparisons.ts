import { html } from 'hono/html'
import type { Imputed, TwoWayComparison } from '#engine/evaluation/programme/evaluation.ts'
import type { ComparisonKind } from '#engine/evaluation/two-way/bacon-decomposition.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { covariateName } from './doubts.ts'
import { resultMessages } from './messages-results.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed, MOST_DECIMALS, pValue } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import {
  cellsOrReason,
  chapter,
  effectCells,
  effectColumns,
  errorsOf,
  named,
  numbersFor,
  numeric,
  refusedPart,
} from './tables.ts'

export function balanceChapter(view: ReportView): Html {
  const { evaluation, language } = view
  const t = resultMessages(language)
  if (evaluation.balance.length === 0)
    return chapter('balance', t('balance.title'), html`<p>${t('balance.none')}</p>`)
  const two = (value: number | undefined) =>
    value === undefined ? technicalMessages(language)('notKnown') : fixed(value, 2, language)
  const rows = evaluation.balance.map(({ covariate, balance }) => [
    covariateName(covariate, view),
    ...sameDecimals([balance.treatedMean, balance.controlMean], view),
    two(balance.difference),
    two(balance.varianceRatio),
  ])
  return chapter(
    'balance',
    t('balance.title'),
    html`${table({
      caption: t('balance.caption'),
      columns: [
        named(t('balance.item')),
        numeric(t('balance.participants')),
        numeric(t('balance.others')),
        numeric(t('balance.difference')),
        numeric(t('balance.ratio')),
      ],
      rows,
    })}<p>${t('balance.note')}</p>`,
  )
}

/** Four digits that count of the largest. */
function sameDecimals(values: readonly number[], { language }: ReportView): string[] {
  const largest = Math.max(...values.map(Math.abs))
  const decimals = largest > 0 ? 3 - Math.floor(Math.log10(largest)) : 0
  return values.map((value) => fixed(value, Math.min(MOST_DECIMALS, Math.max(0, decimals)), language))
}

export function preTestChapter(view: ReportView): Html {
  const { evaluation, study, language } = view
  const t = resultMessages(language)
  const { preTest } = evaluation
  if (!preTest.ok) return chapter('pre-test', t('pretest.title'), refusedPart(preTest.error, view))
  const { statistic, degreesOfFreedom, pValue: p } = preTest.value
  const result = t(
    'pretest.result',
    fixed(statistic, 2, language),
    String(degreesOfFreedom),
    pValue(p, language),
  )
  const said = t(p < 1 - study.level ? 'pretest.clear' : 'pretest.not')
  return chapter('pre-test', t('pretest.title'), html`<p>${result} ${said}</p>`)
}

export function alternativesChapter(view: ReportView): Html {
  const { evaluation, study, language } = view
  const t = resultMessages(language)
  const { alternatives } = evaluation
  const numbers = numbersFor(errorsOf(alternatives.map(({ effect }) => effect)), view)
  const rows = alternatives.map(({ estimator, controls, own, effect }): Content[] => [
    html`${t(`estimator.${estimator}`)}${own ? html`<br><strong>${t('own')}</strong>` : ''}`,
    t(`controls.${controls}`),
    ...cellsOrReason(effect, numbers, view),
  ])
  return chapter(
    'other-methods',
    t('alternatives.title'),
    html`${table({
      caption: t('alternatives.caption'),
      columns: [
        named(t('alternatives.estimator')),
        named(t('alternatives.controls')),
        ...effectColumns(view),
      ],
      rows,
    })}${study.covariates.length === 0 ? html`<p>${t('alternatives.note')}</p>` : ''}`,
  )
}

export function twoWayChapter(view: ReportView): Html {
  const t = resultMessages(view.language)
  const { twoWay } = view.evaluation
  return chapter(
    'two-way',
    t('twoway.title'),
    html`<p>${t('twoway.why')}</p>
${twoWay.ok ? twoWayTables(twoWay.value, view) : refusedPart(twoWay.error, view)}`,
  )
}

function twoWayTables({ effect, weights, events, imputation }: TwoWayComparison, view: ReportView): Html {
  const t = resultMessages(view.language)
  return html`${table({
    caption: t('twoway.caption'),
    columns: [named(t('twoway.kind')), ...effectColumns(view)],
    rows: [[t('twoway.all'), ...effectCells(effect, numbersFor([effect], view), view)]],
  })}
${weights.ok ? weightsTable(weights.value, effect, view) : refusedPart(weights.error, view)}
${events.ok ? eventsTable(events.value, view) : refusedPart(events.error, view)}
<p>${t('imputed.what')}</p>
${imputation.ok ? imputedTable(imputation.value, effect, view) : refusedPart(imputation.error, view)}`
}

/** Without an error, so with no more digits than the error of two-way fixed effects allows. */
function imputedTable(
  { estimate, events }: Imputed,
  effect: TwoWayComparison['effect'],
  view: ReportView,
): Html {
  const t = resultMessages(view.language)
  const numbers = numbersFor([effect], view)
  return table({
    caption: t('imputed.caption'),
    columns: [named(t('events.time')), numeric(technicalMessages(view.language)('estimate'))],
    rows: [
      [t('imputed.all'), numbers.of(estimate)],
      ...events.map((own): Content[] => [view.time.event(own.event), numbers.of(own.estimate)]),
    ],
  })
}

const FORBIDDEN: readonly ComparisonKind[] = ['later-earlier', 'later-always']
type Weights = Extract<TwoWayComparison['weights'], { ok: true }>['value']

function weightsTable(weights: Weights, effect: TwoWayComparison['effect'], view: ReportView): Html {
  const { language } = view
  const t = resultMessages(language)
  const general = technicalMessages(language)
  const numbers = numbersFor([effect], view)
  const share = (value: number) => `${fixed(100 * value, 1, language)}%`
  const forbidden = weights
    .filter(({ kind }) => FORBIDDEN.includes(kind))
    .reduce((sum, { weight }) => sum + weight, 0)
  const rows = weights.map(({ kind, weight, estimate }) => [
    t(`bacon.${kind}`),
    general(FORBIDDEN.includes(kind) ? 'no' : 'yes'),
    share(weight),
    numbers.of(estimate),
  ])
  return html`<p>${t('twoway.forbidden', share(forbidden))}</p>
${table({
  caption: t('twoway.weights'),
  columns: [
    named(t('twoway.kind')),
    named(t('twoway.sound')),
    numeric(t('twoway.weight')),
    numeric(general('estimate')),
  ],
  rows,
})}`
}

type Events = Extract<TwoWayComparison['events'], { ok: true }>['value']

function eventsTable(events: Events, view: ReportView): Html {
  const t = resultMessages(view.language)
  const general = technicalMessages(view.language)
  const numbers = numbersFor(events, view)
  const blanks = view.words.isPercent ? ['–', '–', '–'] : ['–', '–']
  return table({
    caption: t('twoway.events'),
    columns: [named(t('events.time')), ...effectColumns(view)],
    rows: events.map((event): Content[] => [
      view.time.event(event.event),
      ...(event.reference ? [general('reference'), ...blanks] : effectCells(event, numbers, view)),
    ]),
  })
}
