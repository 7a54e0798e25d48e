import { html } from 'hono/html'
import { type Language, LANGUAGES, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  linkButton,
  notice,
  paragraph,
  smallPrint,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, radioGroup, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { actionList } from './action-list.ts'
import { ROUTES } from './addresses.ts'
import type { OwnView } from './find-own.ts'
import { messages } from './messages.ts'
import type { Session } from './repository.ts'
import { sessionIdOf } from './sign-out.ts'

export type SecurityView = OwnView &
  Readonly<{
    language: Language
    tokenHash: string // of this session
    isSaved?: boolean
    typed?: Readonly<{ name: string; language: string }>
    errors?: readonly FieldError[]
  }>

/** Name and language, where one is signed in, the second factor. */
export function securityPage(view: SecurityView): Html {
  const { language, account, errors = [], isSaved = false } = view
  const t = messages(language)
  const who = account.email === null ? t('security.as.eherkenning') : t('security.as', account.email)
  const title = errors.length > 0 ? t('error', t('security.title')) : t('security.title')
  const main = html`${errorSummary(language, errors)}
${heading(1, t('security.title'))}
${paragraph(who, { lead: true })}
${isSaved ? notice('ok', t('settings.saved')) : ''}
${heading(2, t('settings.title'))}
${settingsForm(view)}
${heading(2, t('factor.title'))}
${factorPart(view)}
${heading(2, t('sessions.title'))}
${sessionsList(view)}
${paragraph(t('sessions.everywhere.why'))}
${form(pathIn(language, ROUTES.everywhere), actions(button(t('sessions.everywhere'), { kind: 'secondary' })))}`
  return page({ title, language, path: ROUTES.security, main, backHref: pathIn(language, ROUTES.mine) })
}

function settingsForm({ language, account, typed, errors = [] }: SecurityView): Html {
  const t = messages(language)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const name = textInput({
    name: 'name',
    label: t('settings.name'),
    hint: t('settings.name.hint'),
    value: typed?.name ?? account.name,
    error: errorOf('name'),
    autocomplete: 'name',
  })
  const languages = radioGroup({
    name: 'language',
    legend: t('settings.language'),
    options: LANGUAGES.map((value) => ({ value, label: t(`settings.${value}`) })),
    value: typed?.language ?? account.language,
    error: errorOf('language'),
  })
  return form(
    pathIn(language, ROUTES.settings),
    html`${name}${languages}${actions(button(t('settings.save')))}`,
  )
}

function factorPart({ language, hasFactor }: SecurityView): Content {
  const t = messages(language)
  const to = linkButton(pathIn(language, ROUTES.factor), t(hasFactor ? 'factor.look' : 'factor.begin'), {
    kind: 'secondary',
  })
  return html`${paragraph(t(hasFactor ? 'factor.on' : 'factor.off'))}
${hasFactor ? '' : smallPrint(t('factor.why'))}
${actions(to)}`
}

function sessionsList({ language, sessions, tokenHash }: SecurityView): Html {
  const t = messages(language)
  const nameOf = (session: Session): string => {
    const name = session.device === '' ? t('sessions.unknown') : session.device
    return session.tokenHash === tokenHash ? `${name} (${t('sessions.this')})` : name
  }
  const end = (session: Session): Content =>
    form(
      pathIn(language, ROUTES.session),
      html`${hiddenInput('session', sessionIdOf(session))}<button class="nl-button nl-button--subtle" type="submit">${t('sessions.end')}<span class="schakel-visually-hidden">: ${nameOf(session)}</span></button>`,
    )
  return actionList(
    sessions.map((session) => ({
      title: nameOf(session),
      detail: t('sessions.lastUsed', moment(session.lastUsedAt, language)),
      action: end(session),
    })),
  )
}

/** "12 maart 2026, 14:05", in Dutch time. */
const moment = (at: Date, language: Language) =>
  `${date(at, language)}, ${new Intl.DateTimeFormat('nl-NL', { timeStyle: 'short', timeZone: 'Europe/Amsterdam' }).format(at)}`
