import { z } from 'zod'

/** How sure a figure is: seen in a source, said by a seller, our own reasoning, or reported by firms. */
export const GRADES = ['published', 'vendor', 'estimate', 'measured'] as const
export type Grade = (typeof GRADES)[number]

export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is written in kebab-case')
export const textSchema = z.string().trim().min(1).max(600)

const provenance = {
  grade: z.enum(GRADES),
  why: textSchema,
  sources: z.array(idSchema),
}

/**
 * Where values of one unit may lie. `isOpen` leaves out the ends themselves: a range that is made into a bounded
 * distribution has no finite logit at 0 or 1.
 */
export type Bounds = Readonly<{ min: number; max: number; isOpen?: boolean }>

export const PROBABILITY: Bounds = { min: 0, max: 1, isOpen: true }
export const SHARE: Bounds = { min: 0, max: 1 }
export const EUR: Bounds = { min: 0, max: 10_000_000 }

const numberIn = ({ min, max, isOpen = false }: Bounds) =>
  isOpen ? z.number().gt(min).lt(max) : z.number().min(min).max(max)

const rangeFields = (unit: string, bounds: Bounds) => ({
  p10: numberIn(bounds),
  p50: numberIn(bounds),
  p90: numberIn(bounds),
  unit: z.literal(unit),
  ...provenance,
})

/** A range with `more` fields beside it: an object that refuses unknown fields and P10 ≤ P50 ≤ P90 broken. */
export const rangeFigureWith = <More extends z.ZodRawShape>(unit: string, bounds: Bounds, more: More) =>
  z.strictObject({ ...more, ...rangeFields(unit, bounds) }).superRefine((value, context) => {
    const { p10, p50, p90 } = value as unknown as Record<'p10' | 'p50' | 'p90', number>
    const refuseAt = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (p10 > p50) refuseAt('p50', `must not be below p10 (${p10} > ${p50})`)
    if (p50 > p90) refuseAt('p90', `must not be below p50 (${p50} > ${p90})`)
  })

export const rangeFigure = (unit: string, bounds: Bounds) => rangeFigureWith(unit, bounds, {})

export const valueFigure = (unit: string, bounds: Bounds) =>
  z.strictObject({ value: numberIn(bounds), unit: z.literal(unit), ...provenance })

export const wholeFigure = (unit: string, bounds: Bounds) =>
  z.strictObject({ value: z.int().min(bounds.min).max(bounds.max), unit: z.literal(unit), ...provenance })

/** One of a closed list, with its grade and reason like any figure. */
export const choiceFigure = <const Values extends readonly [string, ...string[]]>(
  unit: string,
  values: Values,
) => z.strictObject({ value: z.enum(values), unit: z.literal(unit), ...provenance })

/** A number of the engine that is believed as a range here; the engine takes the middle. */
export const valueOrRangeFigure = (unit: string, bounds: Bounds) =>
  z.union([valueFigure(unit, bounds), rangeFigure(unit, bounds)])

export type Provenance = Readonly<{ grade: Grade; why: string; sources: readonly string[] }>
export type RangeFigure = Readonly<{ p10: number; p50: number; p90: number; unit: string }> & Provenance
export type ValueFigure = Readonly<{ value: number; unit: string }> & Provenance
export type ChoiceFigure = Readonly<{ value: string; unit: string }> & Provenance
export type AnyFigure = RangeFigure | ValueFigure | ChoiceFigure

/** A source as read: `figureSeen` is false where the page was found but the number was not in the text read. */
export const sourceSchema = z.strictObject({
  id: idSchema,
  citation: textSchema,
  url: z.url({ protocol: /^https?$/ }).optional(),
  kind: z.enum([
    'peer-reviewed',
    'working-paper',
    'phd-thesis',
    'statistics',
    'statistics-reported',
    'government',
    'government-study-reported',
    'government-figures-reported',
    'university-study-reported',
    'survey',
    'survey-by-vendor',
    'standard',
    'branch-organisation',
    'book-quoted-on-blog',
    'trade-press',
    'vendor',
  ]),
  grade: z.enum(['published', 'vendor']),
  says: textSchema,
  figureSeen: z.boolean(),
})
export type Source = Readonly<z.infer<typeof sourceSchema>>
