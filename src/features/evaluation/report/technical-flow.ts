import { html } from 'hono/html'
import { NEVER } from '#engine/evaluation/group-time/study-data.ts'
import { table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { designMessages } from './messages-design.ts'
import { handledText, warningText } from './messages-handled.ts'
import { technicalMessages } from './messages-technical.ts'
import { fixed } from './numerals.ts'
import type { ReportView } from './report-view.ts'
import { chapter, named, numeric } from './tables.ts'

/** Rows and units, both arms, from the file to what was computed with. */
export function flowChapter(view: ReportView): Html {
  const { evaluation, record, language, count, units } = view
  const t = designMessages(language)
  const { counts, paths } = evaluation
  const outside = record.panel.handled.find(({ code }) => code === 'outside-times')?.count ?? 0
  const seen = paths.reduce((sum, path) => sum + path.units, 0)
  const inFile = [t('flow.file', record.panel.name), count(record.panel.rows)]
  const rows = [
    ...(outside > 0
      ? [
          [...inFile, '–'],
          [t('flow.outside'), count(outside), '–'],
          [t('flow.inside'), count(counts.rows), count(counts.units)],
        ]
      : [[...inFile, count(counts.units)]]),
    [t('flow.without'), count(counts.rowsWithoutOutcome), count(counts.units - seen)],
    [t('flow.used'), count(counts.rows - counts.rowsWithoutOutcome), count(seen)],
    [t('flow.analysed'), '–', count(counts.unitsAnalysed)],
  ]
  return chapter(
    'flow',
    t('flow.title'),
    html`<p>${t('flow.unknown', units)}</p>
${table({ caption: t('flow.caption'), columns: [named(t('flow.step')), numeric(t('flow.rows')), numeric(units)], rows })}
${groupsTable(view)}`,
  )
}

function groupsTable({ evaluation, language, count, units }: ReportView): Html {
  const t = designMessages(language)
  const general = technicalMessages(language)
  const { counts, paths } = evaluation
  const analysed = new Map(counts.groups.map(({ first, units: own }) => [first, own]))
  analysed.set(NEVER, counts.neverUnits)
  const groups = [...new Set([...paths.map(({ group }) => group), ...analysed.keys()])].sort(byJoining)
  const inFile = (group: number) => paths.find((path) => path.group === group)?.units ?? 0
  const rows = groups.map((group): Content[] => [
    group === NEVER ? general('never') : String(group),
    count(inFile(group)),
    count(analysed.get(group) ?? 0),
  ])
  const sum = (of: (group: number) => number) => count(groups.reduce((total, group) => total + of(group), 0))
  rows.push([
    html`<strong>${t('flow.total')}</strong>`,
    sum(inFile),
    sum((group) => analysed.get(group) ?? 0),
  ])
  return table({
    caption: t('flow.units', units),
    columns: [named(general('group')), numeric(t('flow.withOutcome')), numeric(t('flow.analysed'))],
    rows,
  })
}

/** Those that never joined come last. */
const byJoining = (a: number, b: number) => (a === NEVER ? 1 : b === NEVER ? -1 : a - b)

export function missingChapter(view: ReportView): Html {
  const { evaluation, language } = view
  const t = designMessages(language)
  const { missing } = evaluation
  if (!missing) return chapter('missing', t('missing.title'), html`<p>${t('missing.none')}</p>`)
  const share = (value: number) => `${fixed(100 * value, 1, language)}%`
  const { difference } = missing
  const range = technicalMessages(language)('range', share(difference.low), share(difference.high))
  const rows = [
    [t('missing.participants'), share(missing.participants)],
    [t('missing.others'), share(missing.others)],
    [t('missing.difference'), `${share(difference.estimate)} (${range})`],
  ]
  return chapter(
    'missing',
    t('missing.title'),
    html`${table({
      caption: t('missing.caption'),
      columns: [named(t('missing.who')), numeric(t('missing.share'))],
      rows,
    })}<p>${t('missing.note')}</p>`,
  )
}

export function handledChapter({ evaluation, record, language, count, units }: ReportView): Html {
  const t = designMessages(language)
  const texts = [
    ...record.panel.handled.map((one) => handledText(one, count(one.count ?? 0), language)),
    ...evaluation.warnings.map(({ code, count: how = 0, group, time }) =>
      warningText(
        code,
        { who: `${count(how)} ${units}`, group: String(group ?? ''), time: String(time ?? '') },
        language,
      ),
    ),
  ]
  return chapter(
    'handled',
    t('handled.title'),
    texts.length === 0
      ? html`<p>${t('handled.none')}</p>`
      : html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`,
  )
}
