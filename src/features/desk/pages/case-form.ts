import { OUTCOMES, type Outcome } from '../contract.ts'
import { fieldOf } from './desk-site.ts'

/** All fields of the page of a case: it is one form, so that no button loses what was typed for another. */
const FIELDS = [
  ...(['antwoord', 'daarna', 'tekstblok', 'notitie', 'wie', 'hub', 'waarom'] as const),
  ...(['programma', 'verteld', 'samen', 'nummer', 'afloop'] as const),
] as const
export type CaseField = (typeof FIELDS)[number]
export type TypedCase = Readonly<Partial<Record<CaseField, string>>>

export const readTyped = (form: URLSearchParams): TypedCase =>
  Object.fromEntries(FIELDS.map((name) => [name, fieldOf(form, name)]))

/** What may be done with a case from its page. */
export type CaseDeed =
  | Readonly<{ do: 'reply'; words: string; close: Outcome | undefined }>
  | Readonly<{ do: 'note'; words: string }>
  | Readonly<{ do: 'assign'; accountId: string | undefined }>
  | Readonly<{ do: 'hand-over'; organisationId: string; reason: string }>
  | Readonly<{ do: 'programme'; programme: string; reason: string }>
  | Readonly<{ do: 'merge'; into: string }>
  | Readonly<{ do: 'close'; outcome: Outcome }>
  | Readonly<{ do: 'reopen' }>

/** What each deed uses up; the rest stays typed. The first is where a fault of the deed is shown. */
export const FIELDS_OF: Readonly<Record<CaseDeed['do'], readonly [CaseField, ...CaseField[]]>> = {
  reply: ['antwoord', 'daarna', 'tekstblok'],
  note: ['notitie'],
  assign: ['wie'],
  'hand-over': ['hub', 'waarom'],
  programme: ['programma', 'verteld'],
  merge: ['nummer', 'samen'],
  close: ['afloop'],
  reopen: ['antwoord'],
}
const WORDS = ['antwoord', 'notitie', 'waarom', 'verteld'] as const

/** What was typed and not used by a deed; undefined when there are no words among it to lose. */
export function leftAfter(typed: TypedCase, deed: CaseDeed): TypedCase | undefined {
  const used: readonly CaseField[] = deed.do === 'reopen' ? [] : FIELDS_OF[deed.do]
  const isLeft = (name: CaseField) => !used.includes(name) && name !== 'wie'
  if (!WORDS.some((name) => isLeft(name) && (typed[name] ?? '').trim() !== '')) return undefined
  return Object.fromEntries(FIELDS.filter(isLeft).map((name) => [name, typed[name] ?? '']))
}

export type Missing = Readonly<{ missing: CaseField; fault: 'choose' | 'body' | 'why' | 'told' }>

/** The deed that a button stands for, or what must be chosen or written first. Undefined for no button of ours. */
export function deedOf(
  button: string | null,
  typed: TypedCase,
  accountId: string,
): CaseDeed | Missing | undefined {
  const of = (name: CaseField) => (typed[name] ?? '').trim()
  const choose = (missing: CaseField) => ({ missing, fault: 'choose' }) as const
  const outcome = (name: CaseField) => OUTCOMES.find((one) => one === of(name))
  const write = (missing: CaseField, fault: 'body' | 'why' | 'told' = 'body') => ({ missing, fault }) as const
  const closing = outcome('afloop')
  switch (button) {
    case 'reply':
      if (of('antwoord') === '') return write('antwoord')
      return { do: 'reply', words: of('antwoord'), close: outcome('daarna') }
    case 'note':
      return of('notitie') === '' ? write('notitie') : { do: 'note', words: of('notitie') }
    case 'take':
      return { do: 'assign', accountId }
    case 'assign':
      return { do: 'assign', accountId: of('wie') === '' ? undefined : of('wie') }
    case 'hand-over':
      if (of('hub') === '') return choose('hub')
      if (of('waarom') === '') return write('waarom', 'why')
      return { do: 'hand-over', organisationId: of('hub'), reason: of('waarom') }
    case 'programme':
      if (of('programma') === '') return choose('programma')
      if (of('verteld') === '') return write('verteld', 'told')
      return { do: 'programme', programme: of('programma'), reason: of('verteld') }
    case 'merge':
      return mergeOf(of('nummer'), of('samen')) ?? choose('nummer')
    case 'close':
      return closing === undefined ? choose('afloop') : { do: 'close', outcome: closing }
    case 'reopen':
      return { do: 'reopen' }
    default:
      return undefined
  }
}

/** A number that was typed goes before a choice that stood there. */
function mergeOf(number: string, chosen: string): CaseDeed | undefined {
  const into = number.replace(/^(nr\.?|#)\s*/i, '')
  if (/^\d{1,9}$/.test(into)) return { do: 'merge', into }
  return number === '' && chosen !== '' ? { do: 'merge', into: chosen } : undefined
}
