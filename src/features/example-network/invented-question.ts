import type { askSchema } from '#features/desk/index.ts'
import type { z } from 'zod'

type Topic = NonNullable<z.output<typeof askSchema>['topic']>

/** A question that somebody could ask, and an answer that an adviser could give; invented. */
export type InventedQuestion = Readonly<{ step: string; topic: Topic; question: string; answer: string }>

/** `about`: the step ('' for none) and the topic. */
export const asked = (
  [step, topic]: readonly [step: string, topic: Topic],
  question: string,
  answer: string,
): InventedQuestion => ({ step, topic, question, answer })
