import { html } from 'hono/html'
import type { Placebo, SensitivityTable } from '#engine/evaluation/programme/evaluation.ts'
import type { Breakdown } from '#engine/evaluation/sensitivity/breakdown.ts'
import type { Interval } from '#engine/evaluation/sensitivity/event-study.ts'
import { refuse } from '#engine/kernel/result.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { stepOf } from './effect-words.ts'
import { checkMessages } from './messages-checks.ts'
import { technicalMessages } from './messages-technical.ts'
import { plain } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import {
  cellsOrReason,
  chapter,
  effectColumns,
  errorsOf,
  levelText,
  named,
  numbersFor,
  numeric,
  refusedPart,
} from './tables.ts'

export function sensitivityChapter(view: ReportView): Html {
  const t = checkMessages(view.language)
  const { sensitivity } = view.evaluation
  return chapter(
    'sensitivity',
    t('sensitivity.title'),
    sensitivity.ok ? sensitivityTable(sensitivity.value, view) : refusedPart(sensitivity.error, view),
  )
}

function sensitivityTable(found: SensitivityTable, view: ReportView): Html {
  const { evaluation, study, language, time } = view
  const t = checkMessages(language)
  const general = technicalMessages(language)
  const numbers = numbersFor([evaluation.overall], view)
  const row = (name: Content, interval: Interval) => [
    name,
    numbers.range(interval),
    general(interval.low > 0 || interval.high < 0 ? 'yes' : 'no'),
  ]
  const { demanded } = study.breakInTrend
  const rows = [
    row(t('sensitivity.original'), found.original),
    ...found.ratios.map(({ ratio, interval }) => {
      const name = t('sensitivity.atRatio', plain(ratio, 0.01, language))
      return row(
        ratio === demanded ? html`${name} <strong>(${t('sensitivity.demanded')})</strong>` : name,
        interval,
      )
    }),
    ...found.bounds.map(({ bound, interval }) =>
      row(t('sensitivity.atBound', plain(bound, 1e-6, language)), interval),
    ),
  ]
  const after = found.events.filter((event) => event >= 0)
  const span = [...new Set([after[0]!, after.at(-1)!])].map((event) => time.event(event))
  return html`<p>${t('sensitivity.what', span.join(' – '))}</p>
<p>${t('sensitivity.ratio')}${found.bounds.length > 0 ? ` ${t('sensitivity.bound')}` : ''}</p>
${table({
  caption: t('sensitivity.caption'),
  columns: [
    named(t('sensitivity.departure')),
    numeric(general('interval', levelText(view))),
    named(t('sensitivity.zero')),
  ],
  rows,
})}
<p>${t('breakdown.ratio')} ${breakdownText(found.ratioBreakdown, view)}<br>
${t('breakdown.bound')} ${breakdownText(found.boundBreakdown, view)}</p>`
}

function breakdownText({ kind, value }: Breakdown, { language }: ReportView): string {
  const t = checkMessages(language)
  if (kind === 'never-excludes-zero') return t('breakdown.never')
  const shown = plain(value, stepOf(value), language)
  return t(kind === 'found' ? 'breakdown.found' : 'breakdown.beyond', shown)
}

export function placebosChapter(view: ReportView): Html {
  const { evaluation, study, language, time } = view
  const t = checkMessages(language)
  const { placebos } = evaluation
  if (placebos.length === 0)
    return chapter('placebos', t('placebos.title'), html`<p>${t('placebos.none')}</p>`)
  const numbers = numbersFor(errorsOf(placebos.map(({ effect }) => effect)), view)
  const rows = placebos.map((placebo) => [
    placebo.kind === 'earlier'
      ? t('placebos.earlier', time.after(placebo.shift))
      : t('placebos.other', study.placeboOutcome?.name[language] ?? ''),
    ...cellsOrReason(placebo.kind === 'earlier' ? tooEarly(placebo.effect) : placebo.effect, numbers, view),
  ])
  return chapter(
    'placebos',
    t('placebos.title'),
    html`${table({
      caption: t('placebos.caption'),
      columns: [named(t('placebos.test')), ...effectColumns(view)],
      rows,
    })}<p>${t('placebos.note')}</p>`,
  )
}

type Earlier = Extract<Placebo, { kind: 'earlier' }>['effect']

/** Pretending an earlier start leaves no group where too little time is left before it. */
const tooEarly = (effect: Earlier): Earlier =>
  !effect.ok && effect.error.code === 'no-treated-group' ? refuse({ code: 'no-time-left' }) : effect

export function withoutGroupChapter(view: ReportView): Html {
  const { evaluation, language } = view
  const t = checkMessages(language)
  const { withoutGroup } = evaluation
  if (withoutGroup.length === 0)
    return chapter('without-group', t('without.title'), html`<p>${t('without.none')}</p>`)
  const numbers = numbersFor(errorsOf(withoutGroup.map(({ effect }) => effect)), view)
  return chapter(
    'without-group',
    t('without.title'),
    table({
      caption: t('without.caption'),
      columns: [named(t('without.group')), ...effectColumns(view)],
      rows: withoutGroup.map(({ group, effect }) => [String(group), ...cellsOrReason(effect, numbers, view)]),
    }),
  )
}
