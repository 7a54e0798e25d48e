import type { Catalogue } from '../advice/catalogue.ts'
import type { Draws } from '../advice/draws.ts'
import type { Firm } from '../advice/firm.ts'
import { isWorthAsking, type Look, lookAt } from '../advice/next-question.ts'
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

/** What is known, and what would be done, after so many answers. */
export type Stage = Readonly<{ answers: number; told: Firm; look: Look; isOver: boolean }>

/** Which question comes next; undefined where none is left. */
export type Asking = (look: Look, told: Firm) => Question | undefined

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
    const look = lookAt(told, catalogue, choosing)
    const isOver = worthAsking(look, catalogue) === undefined
    yield { answers, told, look, isOver }
    const question = answers < most ? next(look, told) : undefined
    if (!question) return
    told = withAnswer(told, all, question)
  }
}

/** The question worth most per minute, while it is worth its minutes. */
export const worthAsking = ({ questions }: Look, { parameters }: Catalogue): QuestionPrice | undefined =>
  questions.find((price) => isWorthAsking(price, parameters.asking))

/** Always the question with the highest price per minute, also when it is not worth its minutes any more. */
export const adaptive: Asking = ({ questions }) => questions[0]?.question

/** Questions in the order of a list; those that are no longer open are passed over. */
export const inOrder =
  (order: readonly Question[]): Asking =>
  ({ questions }) =>
    order.find(({ kind, id }) =>
      questions.some(({ question }) => question.kind === kind && question.id === id),
    )
