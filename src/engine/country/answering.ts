import type { Catalogue } from '../advice/catalogue.ts'
import type { Draws } from '../advice/draws.ts'
import type { Firm } from '../advice/firm.ts'
import type { RatedPlan } from '../advice/choose-plans.ts'
import { bestPlanFor, isWorthAsking, openQuestionsPriced } from '../advice/next-question.ts'
import type { Question } from '../advice/question.ts'
import type { QuestionPrice } from '../advice/question-prices.ts'
import { silent, withAnswer } from './telling.ts'

/** The facts that every advice begins with. */
export const FIRST_FACTS = [
  'employees',
  'businessType',
  'turnoverEurPerYear',
  'spareCashEur',
  'freeCashFlowEurPerMonth',
] as const

/** What is known after so many answers, what every open question is worth, and (asked for) what would be done. */
export type Stage = Readonly<{
  answers: number
  told: Firm
  questions: readonly QuestionPrice[] // most worth per minute first
  isOver: boolean
  best: () => RatedPlan | undefined
}>

/** Which question comes next; undefined where none is left. */
export type Asking = (questions: readonly QuestionPrice[]) => Question | undefined

/**
 * A scan of a firm that can answer everything: first the fixed facts, then what `next` asks for, at most `most`
 * answers. A stage is over where a scan that stops by itself would have stopped.
 */
export function* scanOf(
  all: Firm,
  catalogue: Catalogue,
  choosing: Draws,
  next: Asking,
  most: number,
): Generator<Stage> {
  let told = FIRST_FACTS.reduce((firm, id) => withAnswer(firm, all, { kind: 'fact', id }), silent(all))
  if (all.sector !== undefined) told = { ...told, sector: all.sector }
  const fixed = FIRST_FACTS.length + 1 // the sector is asked too
  for (let answers = fixed; ; answers++) {
    const questions = openQuestionsPriced(told, catalogue, choosing)
    const isOver = worthAsking(questions, catalogue) === undefined
    const known = told
    yield { answers, told, questions, isOver, best: () => bestPlanFor(known, catalogue, choosing) }
    const question = answers < most ? next(questions) : undefined
    if (!question) return
    told = withAnswer(told, all, question)
  }
}

/** The question worth most per minute, while it is worth its minutes. */
export const worthAsking = (
  questions: readonly QuestionPrice[],
  { parameters }: Catalogue,
): QuestionPrice | undefined => questions.find((price) => isWorthAsking(price, parameters.asking))

/** Always the question with the highest price per minute, also when it is not worth its minutes any more. */
export const adaptive: Asking = (questions) => questions[0]?.question

/** Questions in the order of a list; those that are no longer open are passed over. */
export const inOrder =
  (order: readonly Question[]): Asking =>
  (questions) =>
    order.find(({ kind, id }) =>
      questions.some(({ question }) => question.kind === kind && question.id === id),
    )
