import { html } from 'hono/html'
import { PROVINCES } from '#features/firms/index.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, heading, hiddenInput, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import type { FieldFault } from '../contract.ts'
import type { HelpItem } from '../desk-parts.ts'
import { ROUTES } from './addresses.ts'
import { askMessages } from './ask-messages.ts'
import { topicChoices } from './desk-words.ts'
import { select, textArea } from './form-fields.ts'
import { type Steps, stepName } from './step-name.ts'

export const QUESTION_FIELDS = ['question', 'province', 'topic', 'step', 'email', 'name'] as const
/** What was typed, as it was typed. */
export type TypedQuestion = Readonly<Record<(typeof QUESTION_FIELDS)[number], string>>

export type AskView = Readonly<{
  typed: TypedQuestion
  steps: Steps
  account: Readonly<{ email: string | undefined }> | undefined // of who signed in
  faults: readonly FieldFault[]
  language: Language
}>

/** The question, and what is needed to answer it. */
export function askPage(view: AskView): Html {
  const { typed, account, faults, language } = view
  const t = askMessages(language)
  const errors = faults.map((fault) => errorOf(fault, language))
  const message = (name: string) => errors.find(({ field }) => field === name)?.message
  const main = html`${errorSummary(language, errors)}
${heading(1, t('title'))}
${paragraph(t('lead'), { lead: true })}
<form method="post" action="${pathIn(language, ROUTES.ask)}" novalidate>${onceKey()}
${textArea({ name: 'question', label: t('question'), hint: t('question.hint'), value: typed.question, error: message('question'), rows: 7 })}
${about(view)}
${select({
  name: 'province',
  label: t('province'),
  hint: t('province.hint'),
  none: t('province.none'),
  choices: PROVINCES.map((name) => ({ value: name, label: name })),
  value: typed.province,
  error: message('province'),
})}
${account?.email === undefined ? email(typed.email, message('email'), language) : paragraph(t('email.known', account.email))}
${account === undefined ? name(typed.name, message('name'), language) : ''}
${smallPrint(t('send.first'))}
${actions(button(t('send'), { name: 'doe', value: 'zoek' }))}
</form>`
  const title = `${errors.length > 0 ? t('error') : ''}${t('title')}`
  return page({ title, language, path: ROUTES.ask, main, description: t('lead') })
}

/** The step that a link named, or a topic to choose. */
function about({ typed, steps, language }: AskView): Content {
  const t = askMessages(language)
  if (typed.step !== '')
    return html`<p class="nl-paragraph">${t('step')}: <strong>${stepName(steps, typed.step, language)}</strong></p>${hiddenInput('step', typed.step)}`
  const choices = topicChoices(language)
  return select({ name: 'topic', label: t('topic'), none: t('topic.none'), choices, value: typed.topic })
}

function email(value: string, error: string | undefined, language: Language): Html {
  const t = askMessages(language)
  const field = { name: 'email', label: t('email'), hint: t('email.hint'), value, error }
  return textInput({ ...field, inputMode: 'email', autocomplete: 'email' })
}

const name = (value: string, error: string | undefined, language: Language): Html =>
  textInput({
    name: 'name',
    label: askMessages(language)('name'),
    value,
    error,
    autocomplete: 'name',
    maxLength: 100,
  })

function errorOf({ field, fault }: FieldFault, language: Language): FieldError {
  const t = askMessages(language)
  if (fault === 'tooLong') return { field, message: t('fault.long') }
  if (fault === 'choice') return { field, message: t('fault.other') }
  if (field === 'question') return { field, message: t('fault.question') }
  return { field, message: t(fault === 'required' ? 'fault.email.required' : 'fault.email') }
}

/** What may answer the question already; with the question itself, to send after all or to change. */
export function helpPage(typed: TypedQuestion, items: readonly HelpItem[], language: Language): Html {
  const t = askMessages(language)
  const main = html`${heading(1, t('help.title'))}
${paragraph(t('help.lead'), { lead: true })}
<ul class="desk-hits">${items.map((item) => helpItem(item, language))}</ul>
${smallPrint(t('help.newTab'))}
${heading(2, t('help.yours'))}
<blockquote class="desk-quote" dir="auto">${typed.question}</blockquote>
<form method="post" action="${pathIn(language, ROUTES.ask)}">${onceKey()}
${QUESTION_FIELDS.map((field) => hiddenInput(field, typed[field]))}
${actions(
  button(t('help.ask'), { name: 'doe', value: 'stel' }),
  button(t('help.change'), { kind: 'secondary', name: 'doe', value: 'wijzig' }),
)}
</form>`
  return page({ title: t('help.title'), language, path: ROUTES.ask, main })
}

const helpItem = ({ kind, title, summary, path }: HelpItem, language: Language): Html =>
  html`<li><a class="nl-link" href="${pathIn(language, path)}" target="_blank" rel="noopener">${title}</a>
<p class="schakel-small">${askMessages(language)(`help.${kind}`)}${summary === '' ? '' : ` · ${summary}`}</p></li>
`
