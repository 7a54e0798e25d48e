import { z } from 'zod'
import { BARRIERS } from '#engine/advice/step.ts'
import { idSchema, textSchema } from './figure-contract.ts'

/** `sourced`: seen in a public source. `unconfirmed`: recalled, or judged by us, and confirmed by nobody. */
export const STATUSES = ['sourced', 'unconfirmed'] as const
export type Status = (typeof STATUSES)[number]

const status = z.enum(STATUSES)

/** data/network.json: hubs, fieldlabs and programmes. No contact data: those come from the hubs themselves. */
export const networkSchema = z.strictObject({
  note: textSchema,
  hubs: z.array(
    z.strictObject({
      id: idSchema,
      name: textSchema,
      provinces: z.array(textSchema).min(1),
      unconfirmedProvinces: z.array(textSchema),
      status,
    }),
  ),
  fieldlabs: z.array(
    z.strictObject({
      id: idSchema,
      name: textSchema,
      place: textSchema.optional(),
      province: textSchema.optional(),
      themeNl: textSchema,
      themeEn: textSchema,
      hub: idSchema,
      status,
      trials: z.array(z.strictObject({ step: idSchema, status })),
    }),
  ),
  programmes: z.array(
    z.strictObject({
      id: idSchema,
      name: textSchema,
      doesNl: textSchema,
      doesEn: textSchema,
      status,
      unconfirmed: textSchema.optional(),
    }),
  ),
})
export type NetworkFigures = Readonly<z.infer<typeof networkSchema>>

/** data/barriers.json: how the scan asks about each barrier. */
export const barriersSchema = z.array(
  z.strictObject({
    id: z.enum(BARRIERS),
    nameNl: textSchema,
    nameEn: textSchema,
    questionNl: textSchema,
    questionEn: textSchema,
    hintNl: textSchema,
    hintEn: textSchema,
  }),
)
export type BarrierTexts = Readonly<z.infer<typeof barriersSchema>>

/** data/sectors.json: the divisions of discrete manufacturing in one version of the SBI. */
export const sectorsSchema = z.strictObject({
  version: z.enum(['SBI 2008', 'SBI 2025']),
  note: textSchema,
  divisions: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}(\.\d{1,3})?$/),
      nameNl: textSchema,
      nameEn: textSchema,
    }),
  ),
})
export type SectorsFigures = Readonly<z.infer<typeof sectorsSchema>>
