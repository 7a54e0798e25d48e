import { randomBytes } from 'node:crypto'
import { hiddenInput } from './components.ts'
import type { Html } from './content.ts'

/** The field of a form that says which rendering of a page it comes from. No feature sees it. */
export const ONCE_FIELD = 'eenmalig'

/**
 * Put this in a form that makes something: a question, a reply, a sign-up. Sent twice (a double click, a resend after
 * a lost answer) it acts once, and the second time shows what the first did. Not for a form that sets something, such
 * as yes or no: there the last one sent must win.
 */
export const onceKey = (): Html => hiddenInput(ONCE_FIELD, randomBytes(16).toString('base64url'))
