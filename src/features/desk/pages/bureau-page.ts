import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'
import { heading, link, paragraph, table } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import type { CaseRow, Named, ProgrammeCount } from '../case-view.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import { inboxMessages } from './inbox-messages.ts'
import { promiseText } from './promise-words.ts'

export type BureauView = Readonly<{
  escalated: readonly CaseRow[] // open still
  isMore: boolean // than are shown
  counts: readonly ProgrammeCount[]
  programmes: readonly Named[]
  language: Language
  now: Date
}>

/** What the bureau watches: questions that wait too long, and what belonged elsewhere. */
export function bureauPage(view: BureauView): Html {
  const { language } = view
  const t = inboxMessages(language)
  const main = html`${heading(1, t('bureau.title'))}
${heading(2, t('bureau.escalated'))}
${view.escalated.length === 0 ? '' : paragraph(t('bureau.escalated.lead'))}
<div class="schakel-wide">${escalated(view)}</div>
${heading(2, t('bureau.handed'))}
${paragraph(t('bureau.handed.lead'))}
<div class="schakel-wide">${handedOver(view)}</div>`
  return page({
    title: t('bureau.title'),
    language,
    path: ROUTES.bureau,
    main,
    backHref: pathIn(language, ROUTES.inbox),
  })
}

function escalated({ escalated: cases, isMore, language, now }: BureauView): Html {
  const t = inboxMessages(language)
  if (cases.length === 0) return paragraph(t('bureau.escalated.none'))
  const all = table({
    caption: t('bureau.escalated'),
    hideCaption: true,
    columns: [t('col.subject'), t('bureau.hub'), t('col.promised'), t('col.assignee')].map((label) => ({
      label,
    })),
    rows: cases.map((row) => [
      link(pathIn(language, DESK_PATHS.case(row.id)), row.subject),
      row.organisationName,
      row.dueAt === undefined ? '' : promiseText(row.dueAt, { now, language }),
      row.assignedName === '' ? t('assignee.none') : row.assignedName,
    ]),
  })
  const more = link(pathIn(language, DESK_PATHS.inbox({ filter: 'overdue' })), t('bureau.escalated.more'))
  return html`${all}${isMore ? html`<p class="nl-paragraph">${more}</p>` : ''}`
}

/** A row for each programme that got a question, a column for each of the last twelve months that had any. */
function handedOver({ counts, programmes, language }: BureauView): Html {
  const t = inboxMessages(language)
  if (counts.length === 0) return paragraph(t('bureau.handed.none'))
  const slugs = [...new Set(counts.map(({ programme }) => programme))]
  const months = [...new Set(counts.map(({ month }) => month))].toSorted().toReversed().slice(0, 12)
  const of = (month: string, slug: string) =>
    counts
      .filter((one) => one.month === month && one.programme === slug)
      .reduce((sum, { questions }) => sum + questions, 0)
  const nameOf = (slug: string) => programmes.find(({ id }) => id === slug)?.name ?? slug
  return table({
    caption: t('bureau.handed'),
    hideCaption: true,
    columns: [
      { label: t('bureau.programme') },
      ...months.map((month) => ({ label: monthText(month, language), numeric: true })),
    ],
    rows: [
      ...slugs.map((slug) => [nameOf(slug), ...months.map((month) => number(of(month, slug), language))]),
      [
        html`<strong>${t('bureau.total')}</strong>`,
        ...months.map((month) => {
          const sum = slugs.reduce((all, slug) => all + of(month, slug), 0)
          return html`<strong>${number(sum, language)}</strong>`
        }),
      ],
    ],
  })
}

/** "nov. 2026" */
const monthText = (month: string, language: Language) =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T12:00:00Z`))
