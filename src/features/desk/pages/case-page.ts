import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { bulletList, button, heading, hiddenInput, link, notice, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { onceKey } from '#platform/ui/once-key.ts'
import type { CaseName, CaseView } from '../case-view.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import { caseActions } from './case-actions.ts'
import { caseFacts, caseLine } from './case-facts.ts'
import type { TypedCase } from './case-form.ts'
import { caseMessages } from './case-messages.ts'
import { conversation } from './conversation.ts'
import { eventText, outcomeChoices } from './desk-words.ts'
import { select, textArea } from './form-fields.ts'
import { momentText } from './promise-words.ts'
import type { Steps } from './step-name.ts'

/** What was just done, or why nothing was. */
export type CaseNews =
  | Readonly<{ kind: 'done'; text: string }>
  | Readonly<{ kind: 'refused'; text: string }>
  | Readonly<{ kind: 'stale'; since: Date }>
  | undefined

export type CasePageView = Readonly<{
  shown: CaseView
  mayMakeArticle: boolean
  messageId: string // of what may be written now
  typed: TypedCase
  errors: readonly FieldError[]
  news: CaseNews
  accountId: string
  steps: Steps
  language: Language
  now: Date
}>

/** One case for an adviser. All of it is one form: no button loses what was typed for another. */
export function casePage(view: CasePageView): Html {
  const { shown, errors, language, now, messageId } = view
  const t = caseMessages(language)
  const path = DESK_PATHS.case(shown.id)
  const isMerged = shown.mergedInto !== undefined
  const main = html`${errorSummary(language, errors)}
${heading(1, shown.subject)}
${caseLine(view)}
${newsNotice(view)}
${shown.isEscalated && shown.isOverdue ? notice('warning', t('escalated')) : ''}
<form class="schakel-wide desk-case" method="post" action="${pathIn(language, path)}" novalidate>
${onceKey()}${hiddenInput('version', `${shown.version}`)}${hiddenInput('bericht-id', messageId)}
${hiddenInput('gezien', newestOf(shown).toISOString())}
<div class="desk-case__talk">
${heading(2, t('conversation'), { id: 'gesprek' })}
${conversation(shown.messages, { language, now, attachmentPath: DESK_PATHS.attachment })}
${shown.mergedInto === undefined ? writing(view) : mergedNotice(shown.mergedInto, language)}
</div>
<div class="desk-case__side">
${caseFacts(view)}
${isMerged ? '' : caseActions(view)}
</div>
</form>`
  const title = `${errors.length > 0 ? t('error') : ''}${shown.subject}`
  return page({ title, language, path, main, backHref: pathIn(language, ROUTES.inbox) })
}

/** When the newest thing on the page happened: what came after it, whoever looks at the page has not seen. */
const newestOf = ({ messages }: CaseView): Date =>
  new Date(Math.max(0, ...messages.map(({ at }) => at.getTime())))

function newsNotice(view: CasePageView): Content {
  const { news, language } = view
  if (news === undefined) return ''
  if (news.kind === 'done') return notice('ok', news.text)
  if (news.kind === 'refused') return html`<div role="alert">${notice('warning', news.text)}</div>`

  const t = caseMessages(language)
  const changes = changesSince(view, news.since)
  const what =
    changes.length === 0
      ? paragraph(t('stale.same'))
      : html`${paragraph(t('stale.what'))}${bulletList(changes)}`
  const all = html`${what}${paragraph(t('stale.again'))}`
  return html`<div role="alert">${notice('warning', all, { title: t('stale.title') })}</div>`
}

/** What others said and did since the page was shown, in sentences. */
function changesSince({ shown, language, now }: CasePageView, since: Date): readonly Content[] {
  const t = caseMessages(language)
  return shown.messages
    .filter(({ at }) => at > since)
    .map((one) => {
      if (one.kind === 'event') return eventText(one, { now, language })
      const to = html`<a class="nl-link" href="#s-${one.id}">${t(`said.${one.kind}`)}</a>`
      const by = one.authorName === '' ? t('anonymous') : one.authorName
      return html`${to}, ${by}, ${momentText(one.at, { now, language })}: “${shortened(one.body)}”`
    })
}

const shortened = (text: string) => (text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`)

function mergedNotice({ id, number }: CaseName, language: Language): Html {
  const t = caseMessages(language)
  const to = link(pathIn(language, DESK_PATHS.case(id)), t('merged.go', `${number}`))
  return notice('info', html`${paragraph(t('merged.into'))}<p class="nl-paragraph">${to}</p>`)
}

/** The answer, with text modules, and the note. */
function writing(view: CasePageView): Html {
  const { shown, typed, errors, language } = view
  const t = caseMessages(language)
  const error = errors.find(({ field }) => field === 'notitie')?.message
  const label = t('note.label')
  return html`${shown.state === 'closed' ? '' : reply(view)}
<section class="desk-box desk-box--note" aria-labelledby="notitie">${heading(2, t('note'), { id: 'notitie' })}
${textArea({ name: 'notitie', label, hint: t('note.hint'), value: typed.notitie, error, rows: 3 })}
${button(t('note.save'), { kind: 'secondary', name: 'doe', value: 'note' })}</section>`
}

function reply(view: CasePageView): Html {
  const { shown, typed, errors, language } = view
  const t = caseMessages(language)
  const to = shown.askerName === '' ? shown.askerEmail : shown.askerName
  const error = errors.find(({ field }) => field === 'antwoord')?.message
  const label = t('reply.label')
  const hint = t('reply.hint', to)
  return html`<section class="desk-box" aria-labelledby="antwoord">${heading(2, t('reply'), { id: 'antwoord' })}
${textModules(view)}
${textArea({ name: 'antwoord', label, hint, value: typed.antwoord, error, rows: 9 })}
<div class="desk-inline">${select({
    name: 'daarna',
    label: t('reply.then'),
    none: t('reply.then.none'),
    choices: outcomeChoices(language),
    value: typed.daarna,
  })}${button(t('reply.send'), { name: 'doe', value: 'reply' })}</div></section>`
}

/** The first button of the form: what Enter presses in a one-line field. It sends nothing. */
function textModules({ shown: { texts }, typed, language }: CasePageView): Html {
  const t = caseMessages(language)
  return html`<div class="desk-inline">${select({
    name: 'tekstblok',
    label: t('reply.module'),
    none: t(texts.length === 0 ? 'reply.module.empty' : 'reply.module.none'),
    choices: texts.map(({ id, name }) => ({ value: id, label: name })),
    value: typed.tekstblok,
  })}${button(t('reply.insert'), { kind: 'secondary', name: 'doe', value: 'invoegen' })}</div>`
}
