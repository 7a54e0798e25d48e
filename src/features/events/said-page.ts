import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Env } from '#platform/context.ts'
import { languageOf, pathIn } from '#platform/i18n.ts'
import { actions, heading, linkButton, paragraph } from '#platform/ui/components.ts'
import { page } from '#platform/ui/layout.ts'
import { messages } from './messages.ts'

/** One thing to know, and the way back. */
export function saidPage(
  c: Context<Env>,
  { title, body, back }: Readonly<{ title: string; body: string; back: string }>,
  status: 200 | 409,
): Response | Promise<Response> {
  const { language, path } = languageOf(c.req.path)
  const way = actions(linkButton(pathIn(language, back), messages(language)('back.event')))
  return c.html(
    page({ title, language, path, main: html`${heading(1, title)}${paragraph(body)}${way}` }),
    status,
  )
}
