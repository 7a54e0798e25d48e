import type { Context } from 'hono'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { ROUTES, withFirm } from './addresses.ts'

/** Back to the page of a firm, which says what was saved. */
export const toThread = (c: Context<Env>, firmId: string, saved: 'firm' | 'scan' | 'gone'): Response =>
  c.redirect(pathIn(c.get('ctx').language, `${withFirm(ROUTES.thread, firmId)}&bewaard=${saved}`), 303)
