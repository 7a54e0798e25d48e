import type { Language } from '#platform/i18n.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { DEEDS, type Deed, MOVE_FIELDS, type MoveForm, moveSchema } from '../contract.ts'
import { deedMessages } from '../messages-deeds.ts'

/** What somebody filled in, as it came. */
export type TypedDeed = Readonly<{ deed: Deed | undefined }> &
  Readonly<Partial<Record<(typeof MOVE_FIELDS)[number], string>>>

export type ReadDeed = Readonly<{ typed: TypedDeed }> &
  (
    | Readonly<{ form: MoveForm; errors: undefined }>
    | Readonly<{ form: undefined; errors: readonly FieldError[] }> // no errors: not a form of this page
  )

/** Reads a form of the page; with words for what is wrong with it. */
export function readDeed(fields: URLSearchParams, language: Language): ReadDeed {
  const raw = Object.fromEntries(fields)
  const deed = DEEDS.find((one) => one === raw['deed'])
  const typed = { ...Object.fromEntries(MOVE_FIELDS.map((name) => [name, raw[name] ?? ''])), deed }
  const read = moveSchema.safeParse(raw)
  if (read.success) return { typed, form: read.data, errors: undefined }
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
  const errors = MOVE_FIELDS.filter((name) => wrong.has(name)).map((field) => fault(field, language))
  return { typed, form: undefined, errors }
}

const TOO_LONG = { words: 'fault.words.long', contactName: 'fault.contactName.long' } as const

function fault(field: (typeof MOVE_FIELDS)[number], language: Language): FieldError {
  const t = deedMessages(language)
  const isText = field === 'words' || field === 'contactName'
  return { field, message: t(isText ? TOO_LONG[field] : `fault.${field}`) }
}

/** What only the use case finds: a result without words, a yes without a way to be reached. */
export const missingFields = (
  fields: readonly ('words' | 'contactName')[],
  language: Language,
): readonly FieldError[] =>
  fields.map((field) => ({
    field: field === 'words' ? 'words' : 'phone',
    message: deedMessages(language)(`fault.${field}`),
  }))
