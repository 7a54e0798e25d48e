import { readFileSync } from 'node:fs'
import type { Figures } from '../../src/features/figures/index.ts'
import type { Entry } from '../../src/features/network/index.ts'

/** A question as an entrepreneur types it, and what answers it: 'step:…', 'article:…' or 'provider:…'. */
export type Question = Readonly<{
  question: string
  way: string // what makes it hard: 'misspelled', 'colloquial', 'split', 'joined', 'synonym', 'plain', 'name'
  answers: readonly string[]
  alsoUseful?: readonly string[]
}>
export type QuestionSet = 'tuning' | 'held-out'

export const questionsOf = (set: QuestionSet): readonly Question[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/questions/${set}.json`, import.meta.url), 'utf8'))

/** How much each document answers a question: 2 an answer, 1 useful too. A trial of a step that answers is useful. */
export function gradesOf(
  { answers, alsoUseful = [] }: Question,
  trials: ReadonlyMap<string, readonly string[]>,
) {
  const grades = new Map<string, number>()
  for (const key of [...answers, ...alsoUseful])
    for (const trial of trials.get(key.replace('step:', '')) ?? []) grades.set(trial, 1)
  for (const key of alsoUseful) grades.set(key, 1)
  for (const key of answers) grades.set(key, 2)
  return grades
}

export const trialsOf = ({ steps }: Figures, entries: readonly Entry[]) =>
  new Map(
    steps.map(({ id }) => [
      id,
      entries
        .filter((entry) => entry.kind === 'trial' && entry.steps.includes(id))
        .map(({ slug }) => `provider:${slug}`),
    ]),
  )

export type Relevance = Readonly<{ mrr: number; recall: number; ndcg: number }>

/**
 * Of the first ten: MRR is the mean of one over the place of the first answer; recall the share of answers among the
 * first five; nDCG (Järvelin & Kekäläinen 2002, doi:10.1145/582415.582418) counts 3 for an answer and 1 for what is
 * useful too, over log2 of the place plus one.
 */
export function relevanceOf(
  questions: readonly Question[],
  trials: ReadonlyMap<string, readonly string[]>,
  foundFor: ReadonlyMap<string, readonly string[]>,
): Relevance {
  const each = questions.map((question) => {
    const grades = gradesOf(question, trials)
    const found = (foundFor.get(question.question) ?? []).slice(0, 10)
    const first = found.findIndex((key) => grades.get(key) === 2)
    const inFive = question.answers.filter((key) => found.slice(0, 5).includes(key)).length
    return {
      mrr: first === -1 ? 0 : 1 / (first + 1),
      recall: inFive / Math.min(5, question.answers.length),
      ndcg:
        gain(found.map((key) => grades.get(key) ?? 0)) / gain([...grades.values()].toSorted((a, b) => b - a)),
    }
  })
  const mean = (name: keyof Relevance) => each.reduce((sum, one) => sum + one[name], 0) / each.length
  return { mrr: mean('mrr'), recall: mean('recall'), ndcg: mean('ndcg') }
}

const gain = (grades: readonly number[]) =>
  grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0)
