import { html, raw } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { list, number } from '#platform/numbers.ts'
import { bulletList, button, heading, link, notice, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import type { CaseRow, Inbox } from '../case-view.ts'
import { FILTERS, type Filter } from '../contract.ts'
import { DESK_PATHS, type InboxChoice, ROUTES } from './addresses.ts'
import { knownTopicText, outcomeChoices, topicChoices } from './desk-words.ts'
import { select } from './form-fields.ts'
import { inboxMessages } from './inbox-messages.ts'
import { promiseText } from './promise-words.ts'

/** With how many cases something was done; or nothing was, because of these. */
export type BulkDone = Readonly<{
  done: number
  couldNot: readonly Readonly<{ id: string; subject: string; why: string }>[]
}>

export type InboxView = Readonly<{
  inbox: Inbox
  choice: InboxChoice & Readonly<{ filter: Filter; words: string }>
  accountId: string // of the adviser
  chosen: readonly string[] // cases that were ticked when the form came back
  deed: string
  errors: readonly FieldError[]
  done: BulkDone | undefined
  news: string | undefined
  language: Language
  now: Date
}>

/** All questions of an adviser's hubs: filters with counts, a search, the list, and what to do with several. */
export function inboxPage(view: InboxView): Html {
  const { inbox, choice, errors, language } = view
  const t = inboxMessages(language)
  const main = html`${errorSummary(language, errors)}
${heading(1, t('title'))}
<p class="nl-paragraph schakel-soft">${forWhom(inbox, language)}</p>
${doneNotice(view)}
<div class="schakel-wide desk-inbox">
${filters(view)}
${search(view)}
${inbox.rows.length === 0 ? nothing(view) : cases(view)}
${more(view)}
<p class="nl-paragraph desk-also">${link(pathIn(language, ROUTES.texts), t('texts'))} ${
    inbox.isBureau ? link(pathIn(language, ROUTES.bureau), t('bureau')) : ''
  }</p>
</div>`
  const title = `${errors.length > 0 ? t('error') : ''}${t('title')}`
  return page({ title, language, path: DESK_PATHS.inbox(choice), main })
}

function forWhom({ hubs, isBureau }: Inbox, language: Language): string {
  const t = inboxMessages(language)
  if (hubs.length === 0) return t('for.bureau')
  const names = list(
    hubs.map(({ name }) => name),
    language,
  )
  return isBureau ? `${t('for', names)}. ${t('for.bureau')}` : t('for', names)
}

function filters({ inbox, choice, language }: InboxView): Html {
  const t = inboxMessages(language)
  const one = (name: Filter) => {
    const href = pathIn(language, DESK_PATHS.inbox({ ...choice, filter: name, after: undefined }))
    const here = name === choice.filter ? raw(' aria-current="page"') : ''
    const isLoud = name === 'overdue' && inbox.counts.overdue > 0
    return html`<li><a class="desk-filter${isLoud ? ' desk-filter--loud' : ''}" href="${href}"${here}>${t(`filter.${name}`)} <span class="desk-count">${number(inbox.counts[name], language)}</span></a></li>`
  }
  return html`<nav aria-label="${t('filter.title')}"><ul class="desk-filters">${FILTERS.map(one)}</ul></nav>`
}

function search({ choice, language }: InboxView): Html {
  const { filter, words } = choice
  const t = inboxMessages(language)
  const isNarrow = words !== '' || isNarrowed(choice)
  const clear = isNarrow ? link(pathIn(language, DESK_PATHS.inbox({ filter })), t('search.clear')) : ''
  const kept = new URLSearchParams(DESK_PATHS.inbox({ filter }).split('?')[1] ?? '').get('toon')
  return html`<form class="desk-search" method="get" action="${pathIn(language, ROUTES.inbox)}" role="search">
${kept === null ? '' : html`<input type="hidden" name="toon" value="${kept}">`}
<label class="utrecht-form-label" for="zoek">${t('search.label')}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="search" id="zoek" name="zoek" maxlength="100" autocomplete="off" placeholder="${t('search.hint')}" value="${words}">
${button(t('search.go'), { kind: 'secondary' })} ${clear}
${narrowing(choice, language)}
</form>`
}

const isNarrowed = ({ province, topic }: InboxChoice) => province !== undefined || topic !== undefined

/** By province and by subject; out of the way while neither is chosen. */
function narrowing(choice: InboxChoice, language: Language): Html {
  const t = inboxMessages(language)
  const { province, topic } = choice
  const provinces = PROVINCES.map((name) => ({ value: name, label: name }))
  return html`<details class="desk-narrow"${isNarrowed(choice) ? raw(' open') : ''}><summary class="desk-narrow__summary">${t('narrow')}</summary>
<div class="desk-narrow__fields">${select({
    ...{ name: 'provincie', label: t('narrow.province'), none: t('narrow.any') },
    ...{ choices: provinces, value: province },
  })}${select({
    ...{ name: 'onderwerp', label: t('narrow.topic'), none: t('narrow.any') },
    ...{ choices: topicChoices(language), value: topic },
  })}</div></details>`
}

function nothing({ inbox, choice, language }: InboxView): Html {
  const { filter, words } = choice
  const t = inboxMessages(language)
  if (words !== '') return paragraph(t('list.none.search', words))
  if (isNarrowed(choice)) return paragraph(t('list.none.narrowed'))
  const { nobody } = inbox.counts
  const also =
    filter !== 'mine' || nobody === 0
      ? ''
      : nobody === 1
        ? t('list.none.unassignedOne')
        : t('list.none.unassigned', number(nobody, language))
  return html`<p class="nl-paragraph desk-nothing">${t(`list.none.${filter}`)} ${also}</p>`
}

/** The list, inside the form that does something with what is ticked. */
function cases(view: InboxView): Html {
  const { inbox, choice, language } = view
  const t = inboxMessages(language)
  const action = pathIn(language, ROUTES.bulk)
  return html`<form method="post" action="${action}" novalidate>
<input type="hidden" name="terug" value="${DESK_PATHS.inbox(choice)}">
<div class="desk-row desk-row--top" aria-hidden="true"><span></span><span>${t('col.subject')}</span><span>${t('col.promised')}</span><span>${t('col.assignee')}</span></div>
<ul class="desk-list">${inbox.rows.map((row, index) => caseItem(row, index, view))}</ul>
${bulk(view)}
</form>`
}

function caseItem(row: CaseRow, index: number, view: InboxView): Html {
  const { chosen, language, now, accountId } = view
  const t = inboxMessages(language)
  const who = row.askerName === '' ? row.askerEmail : row.askerName
  const hub = view.inbox.hubs.length === 1 && !view.inbox.isBureau ? '' : row.organisationName
  const facts = [who, hub, row.province, knownTopicText(row.topic, language), `${row.number}`].filter(
    (fact) => fact !== '',
  )
  const isNobodys = row.assignedTo === undefined
  const assignee = isNobodys
    ? t('assignee.none')
    : row.assignedTo === accountId
      ? t('assignee.me')
      : row.assignedName
  const id = index === 0 ? 'veld-zaak' : `zaak-${row.id}`
  return html`<li class="desk-row${row.isOverdue ? ' desk-row--late' : ''}">
<label class="desk-tick"><input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="${id}" name="zaak" value="${row.id}:${row.version}"${chosen.includes(row.id) ? raw(' checked') : ''}><span class="schakel-visually-hidden">${t('choose', row.subject)}</span></label>
<div class="desk-row__what"><a class="nl-link" href="${pathIn(language, DESK_PATHS.case(row.id))}">${row.subject}</a>
<span class="schakel-small">${facts.join(' · ')}${row.isEscalated ? html` · <strong>${t('escalated')}</strong>` : ''}</span></div>
<div class="desk-row__when">${stateOrPromise(row, { language, now })}</div>
<div class="desk-row__who${isNobodys ? ' desk-row__who--none' : ''}">${assignee}</div>
</li>
`
}

function stateOrPromise(
  { state, dueAt, isOverdue }: CaseRow,
  moment: Readonly<{ language: Language; now: Date }>,
): Content {
  const t = inboxMessages(moment.language)
  if (dueAt === undefined) return state === 'answered' || state === 'closed' ? t(`state.${state}`) : ''
  const text = promiseText(dueAt, moment)
  return isOverdue ? html`<strong class="desk-late">${text}</strong>` : text
}

function bulk({ inbox, accountId, deed, errors, language }: InboxView): Html {
  const t = inboxMessages(language)
  const others = inbox.colleagues.filter((colleague) => colleague.accountId !== accountId)
  const choices = [
    {
      group: t('bulk.assign'),
      choices: [
        { value: `assign:${accountId}`, label: t('bulk.assign.me') },
        ...others.map((other) => ({
          value: `assign:${other.accountId}`,
          label: t('bulk.assign.to', other.name),
        })),
        { value: 'assign:', label: t('bulk.assign.none') },
      ],
    },
    { group: t('bulk.close'), choices: outcomeChoices(language, 'close:') },
  ]
  return html`<div class="desk-bulk">${select({
    name: 'doe',
    label: t('bulk.label'),
    none: t('bulk.none'),
    choices,
    value: deed,
    error: errors.find(({ field }) => field === 'doe')?.message,
  })}${button(t('bulk.go'), { kind: 'secondary' })}</div>`
}

function doneNotice({ done, news, language }: InboxView): Content {
  if (done === undefined) return news === undefined ? '' : notice('ok', news)
  const t = inboxMessages(language)
  const text = done.done === 1 ? t('bulk.done.one') : t('bulk.done', number(done.done, language))
  if (done.couldNot.length === 0) return notice('ok', text)
  const couldNot = done.couldNot.map(({ id, subject, why }) =>
    subject === '' ? why : html`${link(pathIn(language, DESK_PATHS.case(id)), subject)}: ${why}`,
  )
  const why = html`${paragraph(t('bulk.nothing'))}${bulletList(couldNot)}${paragraph(t('bulk.rest'))}`
  return html`<div role="alert">${notice('warning', why, { title: t('bulk.could-not') })}</div>`
}

function more({ inbox, choice, language }: InboxView): Content {
  const { after } = choice
  if (inbox.next === undefined && after === undefined) return ''
  const t = inboxMessages(language)
  const to = (place: string | undefined, text: string) =>
    link(pathIn(language, DESK_PATHS.inbox({ ...choice, after: place })), text)
  return html`<nav class="desk-pages" aria-label="${t('list.pages')}">${
    after === undefined ? '' : to(undefined, t('list.first'))
  } ${inbox.next === undefined ? '' : to(inbox.next, t('list.next'))}</nav>`
}
