import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, hiddenInput, link, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { currentVisitor } from '#platform/ui/visitor.ts'
import { messages } from './messages.ts'

export type KeepAtFirm = Readonly<{ title: string; body: Html }>

/**
 * The way to keep a scan with a firm. Who is not signed in opens the link again afterwards: the address to come back to
 * is stored while somebody signs in, and a private link is stored nowhere.
 */
export function keepAtFirm(
  scan: Readonly<{ link: string; isKept: boolean }>,
  language: Language,
): KeepAtFirm {
  const t = messages(language)
  const title = t('keep.firm.title')
  if (scan.isKept) return { title, body: paragraph(t('keep.kept')) }
  if (!currentVisitor().isSignedIn) {
    const signIn = link(pathIn(language, '/inloggen'), t('keep.firm.signIn'))
    return { title, body: paragraph(html`${signIn}${t('keep.firm.signIn.then')}`) }
  }
  const go = html`${hiddenInput('link', scan.link)}${actions(button(t('keep.firm.go'), { kind: 'secondary' }))}`
  return { title, body: html`${paragraph(t('keep.firm.why'))}${form(pathIn(language, '/mijn/bewaar'), go)}` }
}
