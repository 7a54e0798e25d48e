import { BARRIERS } from '#engine/advice/step.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Answers } from './contract.ts'

/** Parts of the check page, in its order. */
export const SECTIONS = ['firm', 'money', 'flows', 'now'] as const
export type Section = (typeof SECTIONS)[number]

export type FlowFigures = Figures['flows']['flows'][number]

/** One page of the scan. The slug is the end of its address, the same in both languages. */
export type Question = Readonly<{ slug: string; section: Section }> &
  Readonly<
    | { kind: 'number'; id: 'employees' | 'machines' }
    | { kind: 'euros'; id: 'turnoverEurPerYear' | 'spareCashEur' }
    | { kind: 'month'; id: 'freeCashFlowEurPerMonth' }
    | { kind: 'choice'; id: 'businessType' | 'province' | 'riskAppetite' }
    | { kind: 'sector'; id: 'sector' }
    | { kind: 'flow'; flow: FlowFigures }
    | { kind: 'steps'; id: 'stepsInUse' }
    | { kind: 'barriers'; id: 'barriers' }
  >

/** After this many questions an advice can be asked for. */
export const QUESTIONS_BEFORE_ADVICE = 6

export const TURNOVER_SLUG = 'omzet'

const FACTS: readonly Question[] = [
  { slug: 'mensen', section: 'firm', kind: 'number', id: 'employees' },
  { slug: 'product', section: 'firm', kind: 'choice', id: 'businessType' },
  { slug: 'provincie', section: 'firm', kind: 'choice', id: 'province' },
  { slug: 'sector', section: 'firm', kind: 'sector', id: 'sector' },
  { slug: 'machines', section: 'firm', kind: 'number', id: 'machines' },
  { slug: TURNOVER_SLUG, section: 'money', kind: 'euros', id: 'turnoverEurPerYear' },
  { slug: 'geld', section: 'money', kind: 'euros', id: 'spareCashEur' },
  { slug: 'maand', section: 'money', kind: 'month', id: 'freeCashFlowEurPerMonth' },
]

const AT_THE_END: readonly Question[] = [
  { slug: 'al-in-gebruik', section: 'now', kind: 'steps', id: 'stepsInUse' },
  { slug: 'wat-houdt-tegen', section: 'now', kind: 'barriers', id: 'barriers' },
  { slug: 'risico', section: 'now', kind: 'choice', id: 'riskAppetite' },
]

/** All questions in their order: what one knows by heart first, then how information travels, then the rest. */
export function questionsOf({ flows }: Figures): readonly Question[] {
  const flowQuestions = flows.flows
    .filter(({ isCore }) => isCore)
    .map(
      (flow): Question => ({ slug: `stroom-${flow.id.toLowerCase()}`, section: 'flows', kind: 'flow', flow }),
    )
  return [...FACTS, ...flowQuestions, ...AT_THE_END]
}

/** 'unknown' and 'not-told' are answers too. */
export function isAnswered(question: Question, answers: Answers): boolean {
  if (question.kind === 'flow') return answers.flows[question.flow.id] !== undefined
  if (question.kind === 'barriers')
    return BARRIERS.every((barrier) => answers.barriers[barrier] !== undefined)
  return answers[question.id] !== undefined
}

/** The first question without an answer: after a question, or of all. */
export function nextUnanswered(
  questions: readonly Question[],
  answers: Answers,
  after?: Question,
): Question | undefined {
  const rest = after === undefined ? questions : questions.slice(questions.indexOf(after) + 1)
  return rest.find((question) => !isAnswered(question, answers))
}

/** Are the first facts there, if only with "I don't know"? */
export const mayAskAdvice = (questions: readonly Question[], answers: Answers) =>
  questions.slice(0, QUESTIONS_BEFORE_ADVICE).every((question) => isAnswered(question, answers))
