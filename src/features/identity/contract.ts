import { z } from 'zod'
import { DUTIES } from '#platform/actor.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'

/** Plain letters only: an address that looks like another one is another one. */
const isPlainAddress = (text: string) => /^[!-~]+$/.test(text) && isMailAddress(text)

export const emailSchema = z
  .string()
  .max(1000)
  .transform((text) => text.trim().toLowerCase())
  .refine(isPlainAddress)

/** What signs in: an address that somebody reads. Undefined for anything else. */
export const readEmail = (text: string): string | undefined => emailSchema.safeParse(text).data

export const settingsSchema = z.object({
  name: z.string().trim().max(100),
  language: z.enum(LANGUAGES),
})
export type Settings = z.infer<typeof settingsSchema>

export const DUTIES_OF_ORGANISATION = { adviser: 'hub', coordinator: 'fieldlab' } as const

export const dutySchema = z.enum(DUTIES)

const HOME = '/mijn'

/**
 * Where to go after signing in: a path on this site. Anything that a browser could read as another site, or that would
 * sign in or out again, becomes the page of one's own.
 */
export function safeReturnPath(text: string | undefined): string {
  if (text === undefined || text.length > 1000) return HOME
  if (!/^\/(?![/\\])[!-~]*$/.test(text) || text.includes('\\')) return HOME
  return /^(\/en)?\/(inloggen|uitloggen|v1)\b/.test(text) ? HOME : text
}
