import { html } from 'hono/html'
import { entryPath } from '#features/network/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  link,
  notice,
  paragraph,
  smallPrint,
  summaryList,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import type { AskerCaseView, ToProgramme } from '../case-view.ts'
import { DESK_PATHS } from './addresses.ts'
import { askMessages } from './ask-messages.ts'
import { conversation } from './conversation.ts'
import { textArea } from './form-fields.ts'
import { promiseText } from './promise-words.ts'

/** What was just done, for a sentence on top. */
export type AskerNews = 'asked' | 'replied' | 'resolved' | 'stale' | undefined

export type AskerView = Readonly<{
  shown: AskerCaseView
  path: string // without language: the private link, or the page of somebody who signed in
  address: string | undefined // the private link in full, where the page was opened by it
  attachmentPath: (id: string) => string
  messageId: string // of what may be written now
  typed: string
  errors: readonly FieldError[]
  news: AskerNews
  language: Language
  now: Date
}>

/** The asker's own page: who has the question, what was said, and a word back. */
export function askerPage(view: AskerView): Html {
  const { shown, path, address, errors, news, language, now } = view
  const t = askMessages(language)
  const isNew = news === 'asked' && shown.state === 'open'
  const top = isNew ? askedTop(view) : html`${heading(1, shown.subject)}${newsNotice(view)}${facts(view)}`
  const main = html`${errorSummary(language, errors)}
${top}
${shown.programme === undefined ? '' : programmeNotice(shown.programme, language)}
${mergedNotice(view)}
${heading(2, isNew ? t('own.title') : t('own.conversation'), { id: 'gesprek' })}
${conversation(shown.messages, { language, now, you: t('own.you'), attachmentPath: view.attachmentPath })}
${shown.mayAdd ? [replyForm(view, isNew), isNew ? '' : resolveForm(view)] : paragraph(t('own.colleague'))}
${smallPrint(t('own.privacy'))}`
  const title = `${errors.length > 0 ? t('error') : ''}${isNew ? t('asked.title') : shown.subject}`
  const back = address === undefined ? { backHref: pathIn(language, '/mijn') } : {}
  return page({ title, language, path, main, ...back })
}

/** Right after asking: what happens now, who answers, before when, and the way back here. */
function askedTop({ shown, address, language, now }: AskerView): Html {
  const t = askMessages(language)
  const { organisationName, dueAt } = shown
  const before = dueAt === undefined ? '' : t('asked.before', promiseText(dueAt, { now, language }))
  const steps = [t('asked.now.read', organisationName), t('asked.now.answer'), t('asked.now.elsewhere')]
  return html`${heading(1, t('asked.title'))}
<p class="nl-paragraph nl-paragraph--lead">${t('asked.owner', organisationName)} <strong>${before}</strong></p>
${heading(2, t('asked.now'))}
<ol class="schakel-list">${steps.map((step) => html`<li>${step}</li>`)}</ol>
${address === undefined ? '' : privateLink(address, language)}`
}

function privateLink(address: string, language: Language): Html {
  const t = askMessages(language)
  return html`${heading(2, t('asked.link'))}${paragraph(t('asked.link.why'))}
<p class="nl-paragraph desk-link"><a class="nl-link" href="${address}">${address}</a></p>`
}

function newsNotice({ news, language }: AskerView): Content {
  const t = askMessages(language)
  if (news === 'replied') return notice('ok', t('own.reply.sent'))
  if (news === 'resolved') return notice('ok', t('own.resolved'))
  return news === 'stale' ? html`<div role="alert">${notice('warning', t('own.stale'))}</div>` : ''
}

function facts({ shown, language, now }: AskerView): Html {
  const t = askMessages(language)
  const { assignedName, organisationName, dueAt, state } = shown
  const owner = assignedName === '' ? organisationName : t('own.owner.both', assignedName, organisationName)
  const isLate = dueAt !== undefined && dueAt < now
  const when = dueAt === undefined ? '' : promiseText(dueAt, { now, language })
  const rows = [
    { key: t('own.state'), value: t(`state.${state}`) },
    { key: t('own.owner'), value: owner },
    ...(when === '' ? [] : [{ key: t('own.promised'), value: isLate ? t('own.late', when) : when }]),
    { key: t('own.number'), value: `${shown.number}` },
  ]
  return html`<section class="desk-facts" aria-label="${t('own.facts')}">${summaryList(rows)}</section>`
}

function programmeNotice({ slug, name, reason }: ToProgramme, language: Language): Html {
  const t = askMessages(language)
  const more = html`<p class="nl-paragraph">${link(pathIn(language, entryPath(slug)), t('own.to.more', name))}</p>`
  return notice('info', html`<div class="desk-text">${reason}</div>${more}`, { title: t('own.to', name) })
}

function mergedNotice({ shown: { mergedInto }, language }: AskerView): Content {
  if (mergedInto === undefined) return ''
  const t = askMessages(language)
  const { id, number } = mergedInto
  const on =
    id === undefined
      ? paragraph(t('own.merged.mail'))
      : html`<p class="nl-paragraph">${link(pathIn(language, DESK_PATHS.own(id)), t('own.merged.link'))}</p>`
  return notice('info', html`${paragraph(t('own.merged', `${number}`))}${on}`)
}

function replyForm(view: AskerView, isNew: boolean): Html {
  const { shown, path, messageId, typed, errors, language } = view
  const t = askMessages(language)
  const hint = isNew ? undefined : t(shown.state === 'closed' ? 'own.reply.closed' : 'own.reply.hint')
  const label = t(isNew ? 'own.reply.new.label' : 'own.reply.label')
  const error = errors.find(({ field }) => field === 'bericht')?.message
  const fields = html`${onceKey()}${hiddenInput('version', `${shown.version}`)}${hiddenInput('bericht-id', messageId)}
${textArea({ name: 'bericht', label, hint, value: typed, error, rows: 5 })}
${actions(button(t('own.reply.send'), { name: 'doe', value: 'reageer' }))}`
  return html`${heading(2, t(isNew ? 'own.reply.new' : 'own.reply'))}${form(pathIn(language, path), fields)}`
}

function resolveForm({ shown, path, language }: AskerView): Content {
  if (shown.state === 'closed' || shown.state === 'merged') return ''
  const t = askMessages(language)
  const go = button(t('own.resolve'), { kind: 'secondary', name: 'doe', value: 'opgelost' })
  return html`${heading(2, t('own.resolve'))}${paragraph(t('own.resolve.why'))}
${form(pathIn(language, path), html`${hiddenInput('version', `${shown.version}`)}${actions(go)}`)}`
}
