import { z } from 'zod'
import { PROVINCES } from '#features/firms/index.ts'

/** What a firm can agree to, each by itself. */
export const PURPOSES = ['hub-sees-advice', 'introductions', 'reminders', 'research'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * Of the words on the page, per purpose; one more when they say something else. A test holds a hash of the words beside
 * it.
 */
export const TEXT_VERSIONS: Readonly<Record<Purpose, number>> = {
  'hub-sees-advice': 1,
  introductions: 1,
  reminders: 1,
  research: 2, // from here on the words say that a statistics office may link; the export asks for it
}

/** What stands behind one purpose, for one firm. `since` is of the last yes or no; undefined: never asked. */
export type ConsentState = Readonly<{
  purpose: Purpose
  isGiven: boolean
  since: Date | undefined
  textVersion: number | undefined // of the words that were agreed to
  province: string | undefined // whose hubs may look; for 'hub-sees-advice' alone
}>

/** A yes or a no of the past; undefined account: somebody who is not here any more. */
export type ConsentEvent = Readonly<{
  purpose: Purpose
  isGiven: boolean
  textVersion: number
  province: string | undefined
  at: Date
  accountId: string | undefined
}>

export const consentFormSchema = z.object({
  purpose: z.enum(PURPOSES),
  answer: z.enum(['yes', 'no']),
  version: z.coerce.number().int().positive(),
  province: z.enum(PROVINCES).optional(),
})
export type ConsentForm = Readonly<z.output<typeof consentFormSchema>>
