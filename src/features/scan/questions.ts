import { SHARE_ASSUMPTIONS, type ShareAssumption } from '#engine/advice/firm.ts'
import { BARRIERS, type BaseId, type StepId } from '#engine/advice/step.ts'
import type { BarrierTexts, Figures, StepFigures } from '#features/figures/index.ts'
import { type Answers, openLevels, stepAnswer } from './contract.ts'

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
    | { kind: 'share'; id: ShareAssumption }
    | { kind: 'levels'; id: 'baseLevels'; all: readonly BaseId[] } // all amounts on one page, roughly
    | { kind: 'base'; id: BaseId }
    | { kind: 'flow'; id: string; flow: FlowFigures }
    | { kind: 'steps'; id: 'stepsInUse'; all: readonly StepId[] } // all steps on one page
    | { kind: 'step'; id: StepId; step: StepFigures }
    | { kind: 'barriers'; id: 'barriers' } // all barriers on one page
    | { kind: 'barrier'; id: (typeof BARRIERS)[number]; barrier: BarrierTexts[number] }
  >

/** After this many questions an advice can be asked for. */
export const QUESTIONS_BEFORE_ADVICE = 6

export const TURNOVER_SLUG = 'omzet'

/** The first six come in this order; an advice needs them. */
const FACTS: readonly Question[] = [
  { slug: 'mensen', section: 'firm', kind: 'number', id: 'employees' },
  { slug: 'product', section: 'firm', kind: 'choice', id: 'businessType' },
  { slug: 'sector', section: 'firm', kind: 'sector', id: 'sector' },
  { slug: TURNOVER_SLUG, section: 'money', kind: 'euros', id: 'turnoverEurPerYear' },
  { slug: 'geld', section: 'money', kind: 'euros', id: 'spareCashEur' },
  { slug: 'maand', section: 'money', kind: 'month', id: 'freeCashFlowEurPerMonth' },
  { slug: 'machines', section: 'firm', kind: 'number', id: 'machines' },
  { slug: 'provincie', section: 'firm', kind: 'choice', id: 'province' },
]

const SHARE_SLUGS: Readonly<Record<ShareAssumption, string>> = {
  realisationOfFreedHours: 'uren-naar-geld',
  realisationOfFreedMachineHours: 'machine-uren-naar-geld',
  contributionMargin: 'overhouden',
}

/** All questions: the facts that come first, then whatever may be worth asking, by section. */
export function questionsOf({ flows, steps, barriers, parameters }: Figures): readonly Question[] {
  return [
    ...FACTS,
    ...SHARE_ASSUMPTIONS.map(
      (id): Question => ({ slug: SHARE_SLUGS[id], section: 'money', kind: 'share', id }),
    ),
    { slug: 'bedragen', section: 'money', kind: 'levels', id: 'baseLevels', all: parameters.asking.bases },
    ...parameters.asking.bases.map(
      (id): Question => ({ slug: `bedrag-${id}`, section: 'money', kind: 'base', id }),
    ),
    ...flows.flows.map(
      (flow): Question => ({
        slug: `stroom-${flow.id.toLowerCase()}`,
        section: 'flows',
        kind: 'flow',
        id: flow.id,
        flow,
      }),
    ),
    {
      slug: 'al-in-gebruik',
      section: 'now',
      kind: 'steps',
      id: 'stepsInUse',
      all: steps.map(({ id }) => id),
    },
    ...steps.map(
      (step): Question => ({ slug: `stap-${step.id}`, section: 'now', kind: 'step', id: step.id, step }),
    ),
    { slug: 'wat-houdt-tegen', section: 'now', kind: 'barriers', id: 'barriers' },
    ...barriers.map(
      (barrier): Question => ({
        slug: `houdt-tegen-${barrier.id}`,
        section: 'now',
        kind: 'barrier',
        id: barrier.id,
        barrier,
      }),
    ),
    { slug: 'risico', section: 'now', kind: 'choice', id: 'riskAppetite' },
  ]
}

/** 'unknown' and 'not-told' are answers too. */
export function isAnswered(question: Question, answers: Answers): boolean {
  switch (question.kind) {
    case 'flow':
      return answers.flows[question.id] !== undefined
    case 'share':
      return answers.shares[question.id] !== undefined
    case 'base':
      return answers.bases[question.id] !== undefined
    case 'levels':
      return openLevels(question.all, answers).every((id) => answers.baseLevels[id] !== undefined)
    case 'step':
      return stepAnswer(answers, question.id) !== undefined
    case 'steps':
      return question.all.every((id) => stepAnswer(answers, id) !== undefined)
    case 'barrier':
      return answers.barriers[question.id] !== undefined
    case 'barriers':
      return BARRIERS.every((barrier) => answers.barriers[barrier] !== undefined)
    default:
      return answers[question.id] !== undefined
  }
}

/** The facts that are asked of everyone, in their order. */
export const firstQuestions = (questions: readonly Question[]) => questions.slice(0, QUESTIONS_BEFORE_ADVICE)

/** Are the first facts there, if only with "I don't know"? */
export const mayAskAdvice = (questions: readonly Question[], answers: Answers) =>
  firstQuestions(questions).every((question) => isAnswered(question, answers))
