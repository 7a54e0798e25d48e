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

const stratumSchema = z.strictObject({
  name: z.string(),
  ticket: z.string(),
  applicants: z.int(),
  places: z.int(),
})
const applicantSchema = z.strictObject({
  id: z.string(),
  stratum: z.string(),
  chanceShare: z.number(),
  ticket: z.string(),
  rank: z.int(),
  result: z.enum(['place', 'waiting']),
  waitingNumber: z.int().optional(),
})

/** What is published after the draw, with both groups in it; docs/methods/lottery.md. */
export const recordSchema = z.strictObject({
  terms: termsSchema,
  draw: z.strictObject({
    protocol: z.string(),
    secret: z.string(),
    publicValue: z.string().optional(),
    seed: z.string(),
    strata: z.array(stratumSchema),
    applicants: z.array(applicantSchema),
  }),
})
