import type { UsualAmount } from '#engine/advice/usual-amounts.ts'
import type { BaseId } from '#engine/advice/step.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import type { Answers } from './contract.ts'
import type { Question } from './questions.ts'
import type { Why } from './why-text.ts'

/** A page to draw: its question, what stands in its fields, and what is wrong with that. */
export type Draft = Readonly<{
  question: Question
  form: URLSearchParams
  errors: readonly FieldError[]
  figures: Figures
  language: Language
  answers: Answers
  why?: Why | undefined // why this one is asked now
  usual?: ReadonlyMap<BaseId, UsualAmount> | undefined // beside which amounts are compared
}>

/** The sentence at a field, if something is wrong there. */
export const errorAt = ({ errors }: Draft, name: string) =>
  errors.find(({ field }) => field === name)?.message

/** What was typed or chosen in a field of which there is one. */
export const valueAt = ({ form }: Draft, name: string) => form.get(name) ?? undefined
