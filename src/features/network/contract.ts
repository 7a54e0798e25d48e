import { z } from 'zod'
import { PROVINCES } from '#features/firms/index.ts'

/** What stands in the directory. A trial is what a fieldlab lets a firm try for a step. */
export const KINDS = ['hub', 'fieldlab', 'trial', 'expert', 'course', 'programme'] as const
export type Kind = (typeof KINDS)[number]

/** A draft is seen by its keeper and the bureau alone; what is closed stays readable, but is in no list. */
export const STATES = ['draft', 'published', 'closed'] as const
export type State = (typeof STATES)[number]

/** Seen in a public source; or recalled, or judged by us. Confirmation by the keeper stands apart. */
export const STATUSES = ['sourced', 'unconfirmed'] as const

/** Why a field is refused; each has a sentence in messages-edit.ts. */
export const FAULTS = [
  'required',
  'tooLong',
  'slug',
  'choice',
  'number',
  'whole',
  'date',
  'future',
  'email',
  'phone',
  'url',
  'latitude',
  'longitude',
  'together',
  'range',
  'subset',
  'draft',
  'duplicate',
  'version',
] as const
export type Fault = (typeof FAULTS)[number]
export const asFault = (message: string): Fault => FAULTS.find((fault) => fault === message) ?? 'choice'

const because = (fault: Fault) => ({ error: fault })
/** Browsers send line ends as CR LF; one form is kept. */
const text = (max: number) =>
  z
    .string(because('required'))
    .trim()
    .overwrite((value) => value.replace(/\r\n?/g, '\n'))
    .max(max, because('tooLong'))
const needed = (max: number) => text(max).min(1, because('required'))
const day = z.iso.date(because('date')).optional()
const whole = (min: number, max: number) =>
  z
    .number(because('number'))
    .int(because('whole'))
    .min(min, because('number'))
    .max(max, because('number'))
    .optional()
const oneOf = (ids: readonly string[]) => z.string().refine((id) => ids.includes(id), because('choice'))
const several = <T extends z.ZodType>(item: T) => z.array(item).max(50, because('tooLong')).default([])
const optionalText = (max: number, pattern: RegExp, fault: Fault) =>
  text(max)
    .refine((value) => value === '' || pattern.test(value), because(fault))
    .default('')

/** European Netherlands, with some room. */
const degrees = (min: number, max: number, fault: Fault) =>
  z.number(because('number')).min(min, because(fault)).max(max, because(fault)).optional()

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
export type Known = Readonly<{ steps: readonly string[]; themes: readonly string[] }>

/** All of an entry that its keeper says; one schema for the form, the CSV file and what is seeded. */
export const entrySchemaFor = ({ steps, themes }: Known) =>
  z
    .strictObject({
      slug: needed(80).regex(SLUG, because('slug')),
      kind: z.enum(KINDS, because('choice')),
      state: z.enum(STATES, because('choice')),
      name: needed(160),
      summaryNl: needed(1_000),
      summaryEn: text(1_000).default(''),
      organisation: needed(80).regex(SLUG, because('slug')), // slug of who keeps it
      place: text(80).default(''),
      latitude: degrees(50.5, 53.8, 'latitude'),
      longitude: degrees(3.2, 7.4, 'longitude'),
      provinces: several(z.enum(PROVINCES, because('choice'))),
      unconfirmedProvinces: several(z.enum(PROVINCES, because('choice'))),
      themes: several(oneOf(themes)),
      steps: several(oneOf(steps)),
      priceLowEur: whole(0, 10_000_000),
      priceHighEur: whole(0, 10_000_000),
      days: whole(1, 3_650),
      placesFree: whole(0, 100_000),
      placesAsOf: day,
      contactEmail: optionalText(200, /^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'email'),
      contactPhone: optionalText(40, /^\+?[\d ()-]{6,}$/, 'phone'),
      url: optionalText(500, /^https?:\/\/[^\s<>"]+$/, 'url').refine(isAddress, because('url')),
      status: z.enum(STATUSES, because('choice')),
      source: text(500).default(''),
      foundOn: day,
      confirmedOn: day,
      confirmedBy: z.string().regex(SLUG, because('slug')).optional(), // slug of an organisation
    })
    .superRefine((entry, { addIssue }) => {
      const refuse = (path: string, fault: Fault) =>
        addIssue({ code: 'custom', path: [path], message: fault })
      if ((entry.latitude === undefined) !== (entry.longitude === undefined)) refuse('latitude', 'together')
      if ((entry.priceLowEur === undefined) !== (entry.priceHighEur === undefined))
        refuse('priceLowEur', 'together')
      if ((entry.priceLowEur ?? 0) > (entry.priceHighEur ?? Number.POSITIVE_INFINITY))
        refuse('priceHighEur', 'range')
      if ((entry.placesFree === undefined) !== (entry.placesAsOf === undefined))
        refuse('placesAsOf', 'together')
      if ((entry.confirmedOn === undefined) !== (entry.confirmedBy === undefined))
        refuse('confirmedOn', 'together')
      if (entry.unconfirmedProvinces.some((name) => !entry.provinces.includes(name)))
        refuse('unconfirmedProvinces', 'subset')
    })

function isAddress(value: string): boolean {
  return value === '' || URL.canParse(value)
}

export type EntryContent = Readonly<z.output<ReturnType<typeof entrySchemaFor>>>
export type EntryField = keyof EntryContent

/** One of hubs, fieldlabs and the bureau. */
export type Organisation = Readonly<{
  id: string
  kind: 'hub' | 'fieldlab' | 'bureau'
  slug: string
  name: string
}>

/** An entry as it stands: what its keeper says, and what the directory keeps of it. */
export type Entry = EntryContent &
  Readonly<{
    id: string
    version: number
    updatedAt: Date
    organisationId: string
    organisationName: string
    confirmedByName: string | undefined
  }>

/** Only what the keeper says, of an entry. */
export function contentOf(entry: Entry): EntryContent {
  const { id, version, updatedAt, organisationId, organisationName, confirmedByName, ...content } = entry
  return content
}

/** Something wrong with one field. */
export type FieldFault = Readonly<{ field: EntryField; fault: Fault }>

export const faultsOf = ({ issues }: Pick<z.ZodError, 'issues'>): readonly FieldFault[] =>
  issues.map(({ path, message }) => ({ field: path[0] as EntryField, fault: asFault(message) }))
