import { z } from 'zod'

export const MAX_FIRMS = 20

/** A KVK number has eight digits; people write it with spaces and dots. */
const kvk = z
  .string()
  .max(40, 'kvk')
  .overwrite((text) => text.replace(/[\s.]/g, ''))
  .regex(/^(\d{8})?$/, 'kvk')

const line = (max: number, fault: string) =>
  z
    .string()
    .overwrite((text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    .max(max, fault)

/** A firm as its own people tell it. */
export const firmFormSchema = z.object({
  name: line(120, 'name').min(1, 'name'),
  kvk: kvk.default(''),
  contact: line(120, 'contact').default(''),
  phone: line(30, 'phone')
    .regex(/^(\+?[\d\s()/-]{6,30})?$/, 'phone')
    .default(''),
  version: z.coerce.number().int().min(0).catch(0),
})
export type FirmForm = Readonly<z.output<typeof firmFormSchema>>
export const FIRM_FIELDS = ['name', 'kvk', 'contact', 'phone'] as const
export type FirmField = (typeof FIRM_FIELDS)[number]
