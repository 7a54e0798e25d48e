import { isWorthAsking, openQuestionsPriced } from '#engine/advice/next-question.ts'
import type { Asking } from '#engine/advice/parameters.ts'
import type { QuestionPrice } from '#engine/advice/question-prices.ts'
import { DEFAULT_SEED, type FirmFile, type Knowledge } from '#features/firms/index.ts'
import type { Answers } from './contract.ts'
import { firstQuestions, isAnswered, type Question } from './questions.ts'

/** What every open question would be worth at a firm, wherever that is reckoned. */
export type PriceQuestions = (firm: FirmFile) => Promise<readonly QuestionPrice[]>

/** A question that was not answered, with its price and whether that is worth the entrepreneur's minutes. */
export type OpenQuestion = Readonly<{ question: Question; price: QuestionPrice; isWorthAsking: boolean }>

/** What to ask now; without a price it is asked of everyone. */
export type NextQuestion = Readonly<{ question: Question; price?: QuestionPrice }>

/** Prices as the engine reckons them; this takes its time, so do it once in a request. */
export function pricerOf({ catalogue, engineFirm, drawsFor }: Knowledge) {
  return (firm: FirmFile): readonly QuestionPrice[] =>
    openQuestionsPriced(engineFirm(firm), catalogue, drawsFor(DEFAULT_SEED).choosing)
}

/** The priced questions without an answer, in the order of the prices. "I don't know" is an answer. */
export function openQuestions(
  questions: readonly Question[],
  answers: Answers,
  prices: readonly QuestionPrice[],
  asking: Asking,
): readonly OpenQuestion[] {
  const byKey = new Map(questions.map((question) => [keyOf(question), question]))
  return prices.flatMap((price) => {
    const question = byKey.get(`${price.question.kind}:${price.question.id}`)
    if (question === undefined || isAnswered(question, answers)) return []
    return [{ question, price, isWorthAsking: isWorthAsking(price, asking) }]
  })
}

/**
 * The first facts in their order; then the question worth most per minute, as long as one is worth its minutes, or
 * `anyway` as long as there is one; then the province, for whom to call on. Undefined when there is nothing left to
 * ask.
 *
 * @param open  called only when the first facts are there
 */
export async function nextQuestion(
  questions: readonly Question[],
  answers: Answers,
  open: () => Promise<readonly OpenQuestion[]>,
  { anyway = false }: Readonly<{ anyway?: boolean }> = {},
): Promise<NextQuestion | undefined> {
  const first = firstQuestions(questions).find((question) => !isAnswered(question, answers))
  if (first !== undefined) return { question: first }

  const best = (await open()).find((question) => anyway || question.isWorthAsking)
  if (best !== undefined) return best
  const province = questions.find(isProvince)
  return province === undefined || isAnswered(province, answers) ? undefined : { question: province }
}

/** The one question that may be left out: it plays no part in the calculation. */
export const isProvince = (question: Question) => question.kind === 'choice' && question.id === 'province'

/** As the engine calls it. */
function keyOf({ kind, id }: Question): string {
  const isFact = kind === 'number' || kind === 'euros' || kind === 'month' || kind === 'choice'
  return `${isFact ? 'fact' : kind}:${id}`
}
