import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import type { NextQuestion, OpenQuestion } from './next-question.ts'
import type { Question } from './questions.ts'
import type { Scan } from './scan.ts'

/** What the check page is made from. */
export type CheckView = Readonly<{
  scan: Scan
  questions: readonly Question[]
  figures: Figures
  language: Language
  open?: readonly OpenQuestion[] | undefined // undefined: the first facts are not there yet
  next?: NextQuestion | undefined // what would be asked now
}>
