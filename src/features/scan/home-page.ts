import { html } from 'hono/html'
import type { Language } from '#platform/i18n.ts'
import { pathIn } from '#platform/i18n.ts'
import { actions, bulletList, button, form, heading, link, paragraph } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES } from './addresses.ts'
import { messages } from './messages.ts'
import { QUESTIONS_BEFORE_ADVICE } from './questions.ts'
import { DAYS_KEPT } from './scan.ts'

/** The front page: what this is, for whom, how long it takes, and a button. */
export function homePage(language: Language): Html {
  const t = messages(language)
  const main = html`${heading(1, t('home.title'))}
${paragraph(t('home.lead'), { lead: true })}
${paragraph(t('home.forWhom'))}
${form(pathIn(language, ROUTES.start), actions(button(t('home.begin')), link(pathIn(language, '/voorbeelden'), t('home.examples'))))}
${heading(2, t('home.you.title'))}
${bulletList([t('home.you.step'), t('home.you.money'), t('home.you.risk'), t('home.you.chain')])}
${heading(2, t('home.how.title'))}
${bulletList([
  t('home.how.length', QUESTIONS_BEFORE_ADVICE),
  t('home.how.more'),
  t('home.how.unknown'),
  t('home.how.noLogin', DAYS_KEPT),
  t('home.how.aid'),
])}`
  return page({ title: 'Schakel', language, path: '/', main, description: t('home.lead') })
}
