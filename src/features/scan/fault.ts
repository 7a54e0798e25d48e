import type { Language } from '#platform/i18n.ts'
import { eur, number } from '#platform/numbers.ts'
import { type ScanTranslate, messages } from './messages.ts'
import type { AmountProblem } from './read-amount.ts'

/** One thing wrong with what was sent from a page: at which field, and the sentence about it. */
export type Fault = Readonly<{
  field: string
  say: (t: ScanTranslate, language: Language) => string
  isAboutPeople?: boolean // it may be the number of people that is wrong
}>

/** A sentence without numbers in it. */
export const fault = (
  field: string,
  key:
    | 'choice'
    | 'levels.empty'
    | 'month.direction'
    | 'month.contradiction'
    | `sector.${'code' | 'version' | 'both'}`
    | `steps.${'empty' | 'both' | 'two'}`,
): Fault => ({ field, say: (t) => t(`fault.${key}`) })

/** A number or amount that can't be read. */
export const unreadable = (field: string, kind: 'count' | 'euros', problem: AmountProblem): Fault => ({
  field,
  say: (t) => t(`fault.${kind}.${problem}`),
})

/** A number or amount outside its limits. */
export const outside = (
  field: string,
  kind: 'count' | 'euros',
  { min, max }: { min: number; max: number },
): Fault => ({
  field,
  say: (t, language) => {
    const text = kind === 'euros' ? eur : number
    return t(`fault.${kind}.range`, text(min, language), text(max, language))
  },
})

/** The sentences of faults, for the summary and for the fields. */
export function sayFaults(faults: readonly Fault[], language: Language) {
  const t = messages(language)
  return faults.map(({ field, say }) => ({ field, message: say(t, language) }))
}
