import { html } from 'hono/html'
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
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import type { TextModule } from '../case-view.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import { textArea } from './form-fields.ts'
import { inboxMessages } from './inbox-messages.ts'

export type TypedText = Readonly<{ name: string; body: string }>
type Form = Readonly<{ typed: TypedText; errors: readonly FieldError[]; language: Language }>

/** All text modules, and a form for a new one. */
export type TextsView = Form &
  Readonly<{
    texts: readonly TextModule[]
    mayChange: (text: TextModule) => boolean
    news: 'saved' | 'removed' | undefined
  }>
export function textsPage(view: TextsView): Html {
  const { texts, news, errors, language } = view
  const t = inboxMessages(language)
  const all =
    texts.length === 0
      ? paragraph(t('texts.none'))
      : html`<ul class="desk-texts">${texts.map((text) => item(text, view))}</ul>`
  const main = html`${errorSummary(language, errors)}
${heading(1, t('texts.title'))}
${news === undefined ? '' : notice('ok', t(`texts.${news}`))}
${paragraph(t('texts.lead'), { lead: true })}
${all}
${heading(2, t('texts.new'))}
${form(pathIn(language, ROUTES.texts), [onceKey(), fields(view)])}`
  return page({
    title: `${errors.length > 0 ? t('error') : ''}${t('texts.title')}`,
    language,
    path: ROUTES.texts,
    main,
    backHref: pathIn(language, ROUTES.inbox),
  })
}

function item(text: TextModule, { mayChange, language }: TextsView): Html {
  const t = inboxMessages(language)
  const change = mayChange(text)
    ? html`<a class="nl-link" href="${pathIn(language, DESK_PATHS.text(text.id))}">${t('texts.change')}<span class="schakel-visually-hidden"> ${text.name}</span></a>`
    : ''
  const national = text.isOfBureau ? html` <span class="schakel-small">${t('texts.national')}</span>` : ''
  return html`<li><h2 class="nl-heading nl-heading--level-4">${text.name}${national}</h2>
<p class="desk-text">${text.body}</p>${change}</li>
`
}

function fields({ typed, errors, language }: Form): Html {
  const t = inboxMessages(language)
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message
  return html`${textInput({ name: 'name', label: t('texts.name'), hint: t('texts.name.hint'), value: typed.name, error: errorOf('name'), maxLength: 80 })}
${textArea({ name: 'body', label: t('texts.body'), hint: t('texts.body.hint'), value: typed.body, error: errorOf('body'), rows: 8 })}
${actions(button(t('texts.save'), { name: 'doe', value: 'bewaar' }))}`
}

/** One text module; what another saved in between stands above what was typed here. */
export type TextView = Form & Readonly<{ text: TextModule; conflict: boolean }>
export function textPage(view: TextView): Html {
  const { text, errors, language } = view
  const t = inboxMessages(language)
  const path = DESK_PATHS.text(text.id)
  const version = hiddenInput('version', `${text.version}`)
  const remove = button(t('texts.remove'), { kind: 'subtle', name: 'doe', value: 'verwijder' })
  const main = html`${errorSummary(language, errors)}
${heading(1, t('texts.edit'))}
${conflict(view)}
${form(pathIn(language, path), [version, fields(view)])}
${form(pathIn(language, path), [version, actions(remove, link(pathIn(language, ROUTES.texts), t('texts.title')))])}`
  return page({
    title: `${errors.length > 0 ? t('error') : ''}${t('texts.edit')}`,
    language,
    path,
    main,
    backHref: pathIn(language, ROUTES.texts),
  })
}

function conflict({ text, conflict: isStale, language }: TextView): Content {
  if (!isStale) return ''
  const t = inboxMessages(language)
  const now = html`${paragraph(t('texts.conflict.now'))}<p class="nl-paragraph"><strong>${text.name}</strong></p><blockquote class="desk-quote">${text.body}</blockquote>${paragraph(t('texts.conflict.again'))}`
  return html`<div role="alert">${notice('warning', now, { title: t('texts.conflict') })}</div>`
}
