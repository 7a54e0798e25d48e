import { html } from 'hono/html'
import type { Feature } from '#platform/feature.ts'
import { translator } from '#platform/i18n.ts'
import { heading, paragraph } from '#platform/ui/components.ts'
import { page } from '#platform/ui/layout.ts'

const messages = translator(
  {
    title: 'Waar begint u met digitaliseren?',
    lead: 'Schakel rekent voor uw bedrijf uit wat een eerste stap kost, wat die oplevert en wat er mis kan gaan.',
  },
  {
    title: 'Where do you begin with digitalisation?',
    lead: 'Schakel works out for your company what a first step costs, what it brings and what can go wrong.',
  },
)

/** The front page. */
export const start: Feature = {
  name: 'start',
  pages: (app) => {
    app.get('/', (c) => {
      const { language } = c.get('ctx')
      const t = messages(language)
      const main = html`${heading(1, t('title'))}${paragraph(t('lead'), { lead: true })}`
      return c.html(page({ title: 'Schakel', language, path: '/', main, description: t('lead') }))
    })
  },
}
