import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal characters')

/** What is told before sign-up opens. */
export const announcementSchema = z.strictObject({
  lottery: z.string(),
  places: z.int().min(0),
  commitment: hash,
  publicSource: z.string().optional(),
})
export type Announcement = z.infer<typeof announcementSchema>

/** The same with the hash of the list, told when sign-up closes. */
export const termsSchema = announcementSchema.extend({ listHash: hash })
