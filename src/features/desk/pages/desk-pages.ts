import type { Hono } from 'hono'
import type { Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import type { DeskParts } from '../desk-parts.ts'
import { askPages } from './ask-routes.ts'
import { askerPages } from './asker-routes.ts'
import { attachmentPages } from './attachment-routes.ts'
import { bureauPages } from './bureau-routes.ts'
import { casePages } from './case-routes.ts'
import { inboxPages } from './inbox-routes.ts'
import { textPages } from './text-routes.ts'

addStyles(new URL('./desk.css', import.meta.url))

/** Asking, the asker's own page, and the desk. A case has any address under /balie, so it comes last. */
export function deskPages(app: Hono<Env>, parts: DeskParts): void {
  askPages(app, parts)
  askerPages(app, parts)
  attachmentPages(app)
  inboxPages(app, parts)
  textPages(app)
  bureauPages(app)
  casePages(app, parts)
}
