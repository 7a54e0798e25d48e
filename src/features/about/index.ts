import { html } from 'hono/html'
import type { Feature } from '#platform/feature.ts'
import { pathIn } from '#platform/i18n.ts'
import { heading, link, paragraph } from '#platform/ui/components.ts'
import { page } from '#platform/ui/layout.ts'
import { type MessageKey, messages } from './messages.ts'

type AboutPage = Readonly<{
  path: string
  title: MessageKey
  paragraphs: readonly MessageKey[]
  next?: Readonly<{ path: string; text: MessageKey }>
}>

const PAGES: readonly AboutPage[] = [
  {
    path: '/over',
    title: 'about.title',
    paragraphs: ['about.1', 'about.2', 'about.3', 'about.4'],
    next: { path: '/toegankelijkheid', text: 'to.accessibility' },
  },
  {
    path: '/privacy',
    title: 'privacy.title',
    paragraphs: [
      'privacy.1',
      'privacy.2',
      'privacy.3',
      'privacy.4',
      'privacy.7',
      'privacy.6',
      'privacy.8',
      'privacy.5',
    ],
  },
  {
    path: '/toegankelijkheid',
    title: 'accessibility.title',
    paragraphs: ['accessibility.1', 'accessibility.2', 'accessibility.3'],
    next: { path: '/hoe-wij-rekenen', text: 'to.method' },
  },
]

/** What this site is, what it does with answers, and how accessible it is. */
export const aboutFeature: Feature = {
  name: 'about',
  pages: (app) => {
    for (const { path, title, paragraphs, next } of PAGES) {
      app.get(path, (c) => {
        const { language } = c.get('ctx')
        const t = messages(language)
        const main = html`${heading(1, t(title))}${paragraphs.map((key) => paragraph(t(key)))}${
          next === undefined ? '' : paragraph(link(pathIn(language, next.path), t(next.text)))
        }`
        return c.html(page({ title: t(title), language, path, main }))
      })
    }
  },
}
