import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  paragraph,
} from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { errorSummary, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { linkPath, ROUTES, withReturn } from './addresses.ts'
import { LINK_LIVES_MS } from './limits.ts'
import { messages } from './messages.ts'

export type SignInView = Readonly<{
  language: Language
  returnPath: string
  email?: string // as it was typed
  isWrong?: boolean
  hasEherkenning: boolean
}>

export function signInPage({
  language,
  returnPath,
  email,
  isWrong = false,
  hasEherkenning,
}: SignInView): Html {
  const t = messages(language)
  const error = isWrong ? t('signIn.email.wrong') : undefined
  const field = textInput({
    name: 'email',
    label: t('signIn.email'),
    value: email,
    error,
    inputMode: 'email',
    autocomplete: 'email',
    maxLength: 254,
  })
  const eherkenning = html`${heading(2, t('eherkenning.title'))}
${paragraph(t('eherkenning.why'))}
${actions(linkButton(pathIn(language, withReturn(ROUTES.eherkenning, returnPath)), t('eherkenning.go'), { kind: 'secondary' }))}`
  const main = html`${errorSummary(language, error === undefined ? [] : [{ field: 'email', message: error }])}
${heading(1, t('signIn.title'))}
${paragraph(t('signIn.lead'), { lead: true })}
${form(
  pathIn(language, ROUTES.signIn),
  html`${hiddenInput('terug', returnPath)}${field}${actions(button(t('signIn.send')))}`,
)}
${paragraph(t('signIn.new'))}
${paragraph(t('signIn.noAccount'))}
${hasEherkenning ? eherkenning : ''}`
  const title = isWrong ? t('error', t('signIn.title')) : t('signIn.title')
  return page({ title, language, path: ROUTES.signIn, main })
}

/** The same whatever address was filled in. Where no mail leaves, it says where the mail is. */
export function sentPage(language: Language, mailLeaves: boolean): Html {
  const t = messages(language)
  const main = html`${heading(1, t('sent.title'))}
${paragraph(t('sent.body', LINK_LIVES_MS / 60_000), { lead: true })}
${paragraph(t(mailLeaves ? 'sent.none' : 'sent.folder'))}
${paragraph(link(pathIn(language, ROUTES.signIn), t('sent.again')))}`
  return page({ title: t('sent.title'), language, path: ROUTES.sent, main })
}

export function linkPage(language: Language, token: string, email: string): Html {
  const t = messages(language)
  const path = linkPath(token)
  const main = html`${heading(1, t('link.title'))}
${paragraph(t('link.who', email), { lead: true })}
${form(pathIn(language, path), actions(button(t('link.go'))))}
${paragraph(t('link.else'))}`
  return page({ title: t('link.title'), language, path, main })
}
