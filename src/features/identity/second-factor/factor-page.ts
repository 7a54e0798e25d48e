import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  bulletList,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  notice,
  paragraph,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES } from '../addresses.ts'
import { messages } from '../messages.ts'
import type { FactorView } from './set-up-factor.ts'

const codeField = (label: string, error: string | undefined): Html =>
  textInput({ name: 'code', label, error, autocomplete: 'one-time-code', maxLength: 40, short: true })

const summaryOf = (language: Language, error: string | undefined): Content =>
  errorSummary(language, error === undefined ? [] : [{ field: 'code', message: error }])

const titleOf = (language: Language, title: string, error: string | undefined) =>
  error === undefined ? title : messages(language)('error', title)

export type CodeView = Readonly<{ language: Language; returnPath: string; isWrong?: boolean }>

/** Between signing in and going on: the code of the app. */
export function codePage({ language, returnPath, isWrong = false }: CodeView): Html {
  const t = messages(language)
  const error = isWrong ? t('code.wrong') : undefined
  const main = html`${summaryOf(language, error)}
${heading(1, t('code.title'))}
${paragraph(t('code.lead'), { lead: true })}
${form(
  pathIn(language, ROUTES.code),
  html`${hiddenInput('terug', returnPath)}${codeField(t('code.field'), error)}${actions(button(t('code.go')))}`,
)}
${paragraph(t('code.lost'))}`
  return page({ title: titleOf(language, t('code.title'), error), language, path: ROUTES.code, main })
}

export type FactorPageView = Readonly<{
  language: Language
  view: FactorView
  isNeeded: boolean // an administrator without one
  isWrong?: boolean
}>

export function factorPage({ language, view, isNeeded, isWrong = false }: FactorPageView): Html {
  const t = messages(language)
  const error = isWrong ? t('code.wrong') : undefined
  const main = html`${summaryOf(language, error)}
${heading(1, t('factor.title'))}
${paragraph(t('factor.why'), { lead: true })}
${isNeeded ? notice('info', t('factor.needed')) : ''}
${partOf(language, view, error)}`
  const backHref = isNeeded ? {} : { backHref: pathIn(language, ROUTES.security) }
  return page({
    title: titleOf(language, t('factor.title'), error),
    language,
    path: ROUTES.factor,
    main,
    ...backHref,
  })
}

function partOf(language: Language, view: FactorView, error: string | undefined): Content {
  const t = messages(language)
  if (view.state === 'off') {
    return form(pathIn(language, ROUTES.factor), actions(button(t('factor.begin'))))
  }
  if (view.state === 'on') {
    return html`${notice('ok', t('factor.on'))}
${paragraph(t('factor.codesLeft', view.codesLeft))}
${heading(2, t('factor.end.title'))}
${paragraph(t('factor.end.why'))}
${form(
  pathIn(language, ROUTES.factorOff),
  html`${codeField(t('code.field'), error)}${actions(button(t('factor.end'), { kind: 'secondary' }))}`,
)}`
  }
  return html`${heading(2, t('factor.step1'))}
${paragraph(t('factor.key'))}
<p class="nl-paragraph identity-key" translate="no">${view.groups}</p>
${paragraph([t('factor.open.why'), ' ', link(view.uri, t('factor.open'))])}
${heading(2, t('factor.step2'))}
${form(
  pathIn(language, ROUTES.factorConfirm),
  html`${codeField(t('factor.code'), error)}${actions(button(t('factor.confirm')))}`,
)}`
}

/** Shown once. */
export function recoveryPage(language: Language, codes: readonly string[], nextPath: string): Html {
  const t = messages(language)
  const main = html`${heading(1, t('recovery.title'))}
${paragraph(t('recovery.lead'), { lead: true })}
${paragraph(t('recovery.once'))}
<div class="identity-codes" translate="no">${bulletList(codes.map((code) => html`<code>${code}</code>`))}</div>
${actions(linkButton(pathIn(language, nextPath), t('recovery.done')))}`
  return page({ title: t('recovery.title'), language, path: ROUTES.factor, main })
}
