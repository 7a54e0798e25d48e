import { html } from 'hono/html'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import type { GroupPath } from '#engine/evaluation/programme/evaluation.ts'
import { list } from '#platform/numbers.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { eventPicture } from './event-picture.ts'
import { resultMessages } from './messages-results.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed, plain } from './numerals.ts'
import { pathsPicture } from './paths-picture.ts'
import type { ReportView } from './report-view.ts'
import {
  cellsOrReason,
  chapter,
  effectCells,
  effectColumns,
  errorsOf,
  named,
  numbersFor,
  numbersWith,
  numeric,
} from './tables.ts'

const MOST_COLUMNS = 9 // on paper

export function pathsChapter(view: ReportView): Html {
  const { evaluation, language } = view
  const t = resultMessages(language)
  const { paths } = evaluation
  const ordered = [
    ...paths.filter(({ group }) => group !== NEVER),
    ...paths.filter(({ group }) => group === NEVER),
  ]
  const parts = Array.from({ length: Math.ceil(ordered.length / MOST_COLUMNS) }, (_, k) =>
    ordered.slice(k * MOST_COLUMNS, (k + 1) * MOST_COLUMNS),
  )
  return chapter(
    'paths',
    t('paths.title'),
    html`${pathsPicture(view)}
${parts.map((part) => meansTable(part, view))}`,
  )
}

function meansTable(paths: readonly GroupPath[], view: ReportView): Html {
  const { evaluation, study, language, count } = view
  const general = technicalMessages(language)
  const times = [...new Set(evaluation.paths.flatMap(({ points }) => points.map(({ time }) => time)))]
  const numbers = numbersWith(meanDecimals(view), view)
  const rows = times
    .sort((a, b) => a - b)
    .map((time) => [
      String(time),
      ...paths.map(({ points }) => {
        const point = points.find((candidate) => candidate.time === time)
        return point ? numbers.of(point.mean) : '–'
      }),
    ])
  const columns = paths.map(({ group, units }) =>
    numeric(html`${group === NEVER ? general('never') : group}<br>(${count(units)})`),
  )
  return table({
    caption: resultMessages(language)('paths.caption', study.outcome.name[language]),
    columns: [named(general('time')), ...columns],
    rows,
  })
}

/** Means are written as finely as the overall error is. */
const meanDecimals = (view: ReportView) => numbersFor([view.evaluation.overall], view).decimals

export function eventsChapter(view: ReportView): Html {
  const { evaluation, study, language, time } = view
  const t = resultMessages(language)
  const general = technicalMessages(language)
  const { events, critical } = evaluation
  const numbers = numbersFor(events, view)
  const rows = events.map((event): Content[] => {
    const cells = event.reference
      ? [general('reference'), '–', '–', ...(view.words.isPercent ? ['–'] : [])]
      : effectCells(event, numbers, view)
    const band = event.reference ? '–' : numbers.range(event.band)
    return [
      time.event(event.event),
      ...cells,
      band,
      `${list(event.groups.map(String), language)} (${view.count(event.units)})`,
    ]
  })
  const { anticipation, basePeriod, bootstrap } = study
  const early = anticipation > 0 ? t('events.anticipation', time.after(anticipation)) : ''
  const band =
    critical === undefined
      ? t('events.noBand')
      : t(
          'events.critical',
          fixed(critical, 2, language),
          view.count(bootstrap.rounds),
          String(bootstrap.seed),
        )
  return chapter(
    'events',
    t('events.title'),
    html`${eventPicture(view)}
<p>${t(`events.base.${basePeriod}`, early)} ${band}</p>
<p>${t('events.make')}</p>
${table({
  caption: t('events.caption'),
  columns: [
    named(t('events.time')),
    ...effectColumns(view),
    numeric(general('band')),
    named(t('events.who')),
  ],
  rows,
})}`,
  )
}

export function summariesChapter(view: ReportView): Html {
  const { evaluation, study, language, count } = view
  const t = resultMessages(language)
  const general = technicalMessages(language)
  const { groups, calendar, summaries } = evaluation
  const ofGroups = numbersFor(groups, view)
  const ofTimes = numbersFor(calendar, view)
  const ofSummaries = numbersFor(errorsOf(summaries.map(({ overall }) => overall)), view)
  return chapter(
    'groups',
    t('groups.title'),
    html`${table({
      caption: t('groups.caption'),
      columns: [named(general('group')), ...effectColumns(view)],
      rows: groups.map((group) => [
        `${group.group} (${count(group.units)})`,
        ...effectCells(group, ofGroups, view),
      ]),
    })}
${table({
  caption: t('calendar.caption'),
  columns: [named(general('time')), ...effectColumns(view)],
  rows: calendar.map((row) => [String(row.time), ...effectCells(row, ofTimes, view)]),
})}
${table({
  caption: t('summaries.caption'),
  columns: [named(t('summaries.kind')), ...effectColumns(view)],
  rows: summaries.map(({ kind, overall }) => [
    html`${t(`kind.${kind}`)}${kind === study.estimand ? html`<br><strong>${t('own')}</strong>` : ''}`,
    ...cellsOrReason(overall, ofSummaries, view),
  ]),
})}`,
  )
}

export function cellsChapter(view: ReportView): Html {
  const { evaluation, language, count } = view
  const t = resultMessages(language)
  const general = technicalMessages(language)
  const { cells } = evaluation
  const numbers = numbersFor(cells, view)
  const blanks = view.words.isPercent ? ['–', '–', '–'] : ['–', '–']
  const rows = cells.map((cell): Content[] => [
    `${cell.group}, ${cell.time}`,
    String(cell.baseTime),
    ...(cell.reference ? [general('reference'), ...blanks] : effectCells(cell, numbers, view)),
    `${count(cell.treatedUnits)} / ${count(cell.controlUnits)}`,
  ])
  return chapter(
    'cells',
    t('cells.title'),
    html`${table({
      caption: t('cells.caption'),
      columns: [named('g, t'), numeric(t('cells.base')), ...effectColumns(view), numeric(t('cells.sizes'))],
      rows,
    })}<p>${t('cells.note')} ${manyMargins(view)}</p>`,
  )
}

/** How often one of so many margins leaves zero out by chance alone. */
function manyMargins({ evaluation, study, language, count }: ReportView): string {
  const margins = evaluation.cells.filter(({ reference }) => !reference).length
  if (margins < 2) return ''
  return resultMessages(language)('cells.many', count(margins), plain(1 / (1 - study.level), 0.1, language))
}
