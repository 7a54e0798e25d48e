import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES } from './addresses.ts'
import { messages } from './messages.ts'
import { DAYS_KEPT } from './scan.ts'

/** For a link that never was and for one that has expired: the same page, since we cannot tell them apart. */
export function missingPage(language: Language, path: string): Html {
  const t = messages(language)
  const main = html`${heading(1, t('missing.title'))}
${paragraph(t('missing.body'), { lead: true })}
${paragraph(t('missing.expired', DAYS_KEPT))}
${form(pathIn(language, ROUTES.start), actions(button(t('missing.begin'))))}`
  return page({ title: t('missing.title'), language, path, main })
}
