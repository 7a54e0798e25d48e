import { z } from 'zod'
import { PROVINCES } from '#features/firms/index.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'

/** What a question may be about, when whoever asks says so. */
export const TOPICS = [
  'software',
  'machines',
  'data',
  'people',
  'money',
  'security',
  'chain',
  'other',
] as const
export type Topic = (typeof TOPICS)[number]

/** A case that was merged has no life of its own any more. */
export const STATES = ['open', 'answered', 'closed', 'merged'] as const
export type CaseState = (typeof STATES)[number]

/** How a case ended. Who was never answered is told so, unless he withdrew or it is no question at all. */
export const OUTCOMES = ['solved', 'by-phone', 'elsewhere', 'no-response', 'withdrawn', 'spam'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const NEEDS_NO_ANSWER: readonly Outcome[] = ['by-phone', 'withdrawn', 'spam']

/** What an inbox shows. */
export const FILTERS = ['mine', 'nobody', 'overdue', 'open', 'answered', 'closed'] as const
export type Filter = (typeof FILTERS)[number]

/** Why a field is refused. */
export const FAULTS = ['required', 'tooLong', 'email', 'choice'] as const
export type Fault = (typeof FAULTS)[number]
export type FieldFault = Readonly<{ field: string; fault: Fault }>

export const MAX_WORDS = 5_000
const because = (fault: Fault) => ({ error: fault })

/** Words as they are kept. */
export const cleanText = (text: string): string => clean(text.toWellFormed())

/** One form of line ends; nothing that a database or a reader chokes on. */
const clean = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()

const words = z
  .string(because('required'))
  .max(4 * MAX_WORDS, because('tooLong'))
  .overwrite((text) => clean(text.toWellFormed()))
  .min(1, because('required'))
  .max(MAX_WORDS, because('tooLong'))
const line = (max: number) =>
  z
    .string(because('required'))
    .max(4 * max, because('tooLong'))
    .overwrite((text) => clean(text.toWellFormed()).replace(/\s+/g, ' '))
    .max(max, because('tooLong'))
const neededLine = (max: number) => line(max).min(1, because('required'))

/** Plain letters only: an address that looks like another one is another one. */
const address = z
  .string(because('email'))
  .max(1000, because('email'))
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => text !== '', because('required'))
  .refine((text) => text === '' || (/^[!-~]+$/.test(text) && isMailAddress(text)), because('email'))

const nothing = z.literal('').transform(() => undefined)
const stepId = z
  .string(because('choice'))
  .max(80, because('choice'))
  .regex(/^[a-z0-9-]+$/, because('choice'))

/** The question form. An account that has an address needs to give none. */
export const askSchema = z.object({
  question: words,
  name: line(100).default(''),
  email: z.union([nothing, address], because('email')).optional(),
  province: z.enum(PROVINCES, because('choice')).or(nothing).optional(),
  topic: z.enum(TOPICS, because('choice')).or(nothing).optional(),
  step: stepId.or(nothing).optional(),
  firmId: z.uuid(because('choice')).or(nothing).optional(), // for which firm an account asks
})
export type AskForm = z.output<typeof askSchema>

const id = z.uuid(because('choice'))
const version = z.coerce
  .number(because('choice'))
  .int(because('choice'))
  .min(1, because('choice'))
  .max(2 ** 31 - 1, because('choice'))
/** Drawn with the form: sent twice, it is one message. */
const messageId = id.optional()

/** What whoever asked adds. `version` as the page showed it; without one nothing is compared. */
export const addSchema = z.object({ words, version: version.optional(), messageId })
export type AddForm = z.output<typeof addSchema>

/** Every change of a case names the version that was read. */
export const assignSchema = z.object({ version, accountId: id.or(nothing).optional() }) // nobody when absent
export const noteSchema = z.object({ words, messageId })
export const replySchema = z.object({
  version,
  words,
  messageId,
  close: z.enum(OUTCOMES, because('choice')).or(nothing).optional(),
})
export const handOverSchema = z.object({
  version,
  organisationId: id,
  reason: words.max(1_000, because('tooLong')),
})
/** To a national programme. `reason` is one sentence, for whoever asked. */
export const handToProgrammeSchema = z.object({
  version,
  programme: z
    .string(because('choice'))
    .max(80, because('choice'))
    .regex(/^[a-z0-9-]+$/, because('choice')),
  reason: neededLine(400),
})
export const mergeSchema = z.object({ version, into: id.or(z.coerce.number(because('choice')).int().min(1)) }) // id or number
export const closeSchema = z.object({ version, outcome: z.enum(OUTCOMES, because('choice')) })
export const reopenSchema = z.object({ version })
export const textSchema = z.object({ name: neededLine(80), body: words, version: version.optional() }) // version of one that is there

export const MAX_BULK = 100
const chosen = z
  .array(z.object({ id, version }))
  .min(1, because('required'))
  .max(MAX_BULK, because('tooLong'))
export const bulkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), cases: chosen, accountId: id.or(nothing).optional() }),
  z.object({ kind: z.literal('close'), cases: chosen, outcome: z.enum(OUTCOMES, because('choice')) }),
  z.object({
    kind: z.literal('hand-over'),
    cases: chosen,
    organisationId: id,
    reason: words.max(1_000, because('tooLong')),
  }),
])
export type BulkForm = z.output<typeof bulkSchema>

export const PAGE_SIZE = 50
/** All of it must hold. What does not fit is left out: an address that somebody typed is never refused. */
export const inboxSchema = z.object({
  filter: z.enum(FILTERS).catch('mine'),
  words: z.string().max(200).transform(clean).optional().catch(undefined),
  province: z.enum(PROVINCES).optional().catch(undefined),
  topic: z.enum(TOPICS).optional().catch(undefined),
  step: stepId.optional().catch(undefined),
  after: z.string().max(120).optional().catch(undefined), // `next` of the page before
})
export type InboxFilters = z.output<typeof inboxSchema>

/** Issues as fields and faults. */
export const faultsOf = ({ issues }: Pick<z.ZodError, 'issues'>): readonly FieldFault[] =>
  issues.map(({ path, message }) => ({
    field: String(path[0] ?? ''),
    fault: FAULTS.find((fault) => fault === message) ?? 'choice',
  }))
