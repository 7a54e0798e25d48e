import { html, raw } from 'hono/html'
import { button, heading, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { radioGroup, textInput } from '#platform/ui/fields.ts'
import type { CaseField } from './case-form.ts'
import { caseMessages } from './case-messages.ts'
import type { CasePageView } from './case-page.ts'
import { outcomeChoices } from './desk-words.ts'
import { select, textArea } from './form-fields.ts'

/** What can be done with a case beside writing, each folded away until it is needed. */
export function caseActions(view: CasePageView): Html {
  const { shown, language, mayMakeArticle } = view
  const t = caseMessages(language)
  const isClosed = shown.state === 'closed'
  const hasAnswer = shown.messages.some(({ kind }) => kind === 'answer')
  return html`<section class="desk-actions" aria-labelledby="acties">${heading(2, t('actions'), { id: 'acties' })}
${isClosed ? reopen(view) : [assign(view), close(view), toHub(view), toProgramme(view), merge(view)]}
${hasAnswer && mayMakeArticle ? article(view) : ''}</section>`
}

/** Unfolded where something in it was filled in or went wrong. */
function folded(
  { typed, errors }: CasePageView,
  title: string,
  fields: readonly CaseField[],
  content: Content,
): Html {
  const inUse = fields.some(
    (name) => errors.some(({ field }) => field === name) || (typed[name] ?? '') !== '',
  )
  return html`<details class="schakel-details"${inUse ? raw(' open') : ''}><summary>${title}</summary>${content}</details>`
}

const errorOf = ({ errors }: CasePageView, name: CaseField) =>
  errors.find(({ field }) => field === name)?.message

const deed = (text: string, value: string) => button(text, { kind: 'secondary', name: 'doe', value })

function assign(view: CasePageView): Html {
  const { shown, typed, accountId, language } = view
  const t = caseMessages(language)
  const choices = shown.colleagues.map((one) => ({
    value: one.accountId,
    label: one.accountId === accountId ? t('assign.me', one.name) : one.name,
  }))
  const value = typed.wie ?? shown.assignedTo
  const label = t('assign.label')
  const isOther = typed.wie !== undefined && typed.wie !== (shown.assignedTo ?? '')
  return folded(view, t('assign'), isOther ? ['wie'] : [], [
    select({ name: 'wie', label, none: t('assign.none'), choices, value, error: errorOf(view, 'wie') }),
    deed(t('assign.go'), 'assign'),
  ])
}

function close(view: CasePageView): Html {
  const { typed, language } = view
  const t = caseMessages(language)
  const options = outcomeChoices(language)
  const error = errorOf(view, 'afloop')
  return folded(
    view,
    t('close'),
    ['afloop'],
    [
      radioGroup({ name: 'afloop', legend: t('close.label'), options, value: typed.afloop, error }),
      deed(t('close.go'), 'close'),
    ],
  )
}

function toHub(view: CasePageView): Html {
  const { shown, typed, language } = view
  const t = caseMessages(language)
  if (!shown.mayHandOver) return folded(view, t('hub'), [], paragraph(t('hub.before')))
  const choices = shown.hubs.map(({ id, name }) => ({ value: id, label: name }))
  const hub = { name: 'hub', label: t('hub.label'), hint: t('hub.hint'), none: t('hub.none') }
  const why = { name: 'waarom', label: t('hub.why'), value: typed.waarom, rows: 3, maxLength: 1_000 }
  return folded(
    view,
    t('hub'),
    ['hub', 'waarom'],
    [
      select({ ...hub, choices, value: typed.hub, error: errorOf(view, 'hub') }),
      textArea({ ...why, error: errorOf(view, 'waarom') }),
      deed(t('hub.go'), 'hand-over'),
    ],
  )
}

function toProgramme(view: CasePageView): Html {
  const { shown, typed, language } = view
  const t = caseMessages(language)
  if (shown.programme !== undefined)
    return folded(view, t('programme'), [], paragraph(t('programme.before', shown.programme.name)))
  const choices = shown.programmes.map(({ id, name }) => ({ value: id, label: name }))
  const programme = { name: 'programma', label: t('programme.label'), none: t('programme.none') }
  const told = { name: 'verteld', label: t('programme.told'), hint: t('programme.hint'), rows: 4 }
  return folded(
    view,
    t('programme'),
    ['programma', 'verteld'],
    [
      select({ ...programme, choices, value: typed.programma, error: errorOf(view, 'programma') }),
      textArea({ ...told, value: typed.verteld, maxLength: 400, error: errorOf(view, 'verteld') }),
      deed(t('programme.go'), 'programme'),
    ],
  )
}

/** Only questions of the same asker can be joined; those that are known are named. */
function merge(view: CasePageView): Html {
  const { shown, typed, language } = view
  const t = caseMessages(language)
  const options = shown.others.map(({ id, number, subject }) => ({
    value: id,
    label: subject,
    hint: `${number}`,
  }))
  const known =
    options.length === 0
      ? ''
      : radioGroup({ name: 'samen', legend: t('merge.choose'), options, value: typed.samen })
  const label = t(options.length === 0 ? 'merge.number' : 'merge.numberToo')
  const number = { name: 'nummer', label, hint: t('merge.hint'), value: typed.nummer, short: true }
  return folded(
    view,
    t('merge'),
    ['samen', 'nummer'],
    [known, textInput({ ...number, error: errorOf(view, 'nummer') }), deed(t('merge.go'), 'merge')],
  )
}

const reopen = ({ language }: CasePageView): Html =>
  html`<p class="nl-paragraph">${deed(caseMessages(language)('reopen'), 'reopen')}</p>`

function article({ language }: CasePageView): Html {
  const t = caseMessages(language)
  return html`<div class="desk-article">${deed(t('article'), 'article')}${smallPrint(t('article.hint'))}</div>`
}
