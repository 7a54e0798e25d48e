import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import type { MessageView } from '../case-view.ts'
import { caseMessages } from './case-messages.ts'
import { eventText } from './desk-words.ts'
import { momentText } from './promise-words.ts'

type Shown = Readonly<{
  language: Language
  now: Date
  you?: string // how whoever asked is called on their own page
  attachmentPath: (id: string) => string
}>

/**
 * All that was said and done, the oldest first. What a note is, stands on it in words; colour comes second. On the page
 * of whoever asked, `you` is set, and nothing but questions and answers is let through.
 */
export function conversation(messages: readonly MessageView[], shown: Shown): Html {
  const isOfAsker = shown.you !== undefined
  const all = isOfAsker ? messages.filter(({ kind }) => kind === 'question' || kind === 'answer') : messages
  return html`<ol class="desk-conversation">${all.map((one) => (one.kind === 'event' ? event(one, shown) : said(one, shown)))}</ol>`
}

const event = (message: MessageView, shown: Shown): Html =>
  html`<li class="desk-event schakel-small" id="s-${message.id}">${eventText(message, shown)}</li>
`

function said(message: MessageView, shown: Shown): Html {
  const { id, kind, at, body } = message
  const { language, now } = shown
  const top = html`<strong>${nameOf(message, shown)}</strong>`
  return html`<li class="desk-said desk-said--${kind}" id="s-${id}">
<p class="desk-said__top">${labelOf(message, shown)}${top} <span class="schakel-small"><time datetime="${at.toISOString()}">${momentText(at, { now, language })}</time></span></p>
<div class="desk-text" dir="auto">${body}</div>
${attachments(message, shown)}
</li>
`
}

function nameOf({ kind, authorName, organisationName }: MessageView, { language, you }: Shown): string {
  if (kind === 'question')
    return you ?? (authorName === '' ? caseMessages(language)('anonymous') : authorName)
  return [authorName, organisationName].filter((name) => name !== '').join(', ')
}

function labelOf({ kind }: MessageView, { language, you }: Shown): Content {
  const t = caseMessages(language)
  if (kind === 'note') return html`<span class="desk-said__kind">${t('said.note')}</span> `
  if (you !== undefined) return ''
  return html`<span class="schakel-visually-hidden">${t(kind === 'answer' ? 'said.answer' : 'said.question')}: </span>`
}

function attachments(
  { attachments: kept, dropped }: MessageView,
  { language, attachmentPath }: Shown,
): Content {
  if (kept.length === 0 && dropped.length === 0) return ''
  const t = caseMessages(language)
  const files = kept.map(({ id, name, bytes }) => {
    const size = t('file.size', number(Math.max(1, Math.round(bytes / 1000)), language))
    const path = pathIn(language, attachmentPath(id))
    return html`<li><a class="nl-link" href="${path}">${name}</a> <span class="schakel-small">${size}</span></li>`
  })
  const missing =
    dropped.length === 0 ? '' : html`<li class="schakel-small">${t('file.dropped', dropped.length)}</li>`
  return html`<ul class="desk-files" aria-label="${t('files')}">${files}${missing}</ul>`
}
