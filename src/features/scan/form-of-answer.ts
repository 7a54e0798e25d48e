import { STEP_FAMILIES, type Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'
import { type Answers, stepAnswer } from './contract.ts'
import { FIELD } from './field-names.ts'
import type { Question } from './questions.ts'
import { SECTOR_FIELD, versionOfDivisions } from './read-sector.ts'

type Fields = readonly (readonly [string, string])[]

/** The page as it was sent when this answer was given: the opposite of `readAnswer`. */
export function formOfAnswer(
  question: Question,
  answers: Answers,
  figures: Figures,
  language: Language,
): URLSearchParams {
  const fields = fieldsOf(question, answers, figures, language)
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
}

function fieldsOf(question: Question, answers: Answers, figures: Figures, language: Language): Fields {
  switch (question.kind) {
    case 'number':
    case 'euros':
      return amountFields(answers[question.id], language)
    case 'month':
      return monthFields(answers.freeCashFlowEurPerMonth, language)
    case 'choice':
      return oneField(answers[question.id])
    case 'share':
      return shareFields(answers.shares[question.id], language)
    case 'base':
      return amountFields(answers.bases[question.id], language)
    case 'levels':
      return Object.entries(answers.baseLevels).map(([base, answer]) => [FIELD.level(base), answer])
    case 'flow':
      return oneField(answers.flows[question.id])
    case 'step':
      return oneField(stepAnswer(answers, question.id))
    case 'barrier':
      return oneField(answers.barriers[question.id])
    case 'sector':
      return sectorFields(answers.sector, figures)
    case 'steps':
      return stepsFields(answers, figures)
    case 'barriers':
      return Object.entries(answers.barriers).map(([barrier, answer]) => [FIELD.barrier(barrier), answer])
  }
}

const oneField = (answer: string | undefined): Fields =>
  answer === undefined ? [] : [[FIELD.answer, answer]]

function amountFields(answer: number | string | undefined, language: Language): Fields {
  if (answer === undefined) return []
  return typeof answer === 'number' ? [[FIELD.answer, number(answer, language)]] : [[FIELD.instead, answer]]
}

const shareFields = (share: number | 'unknown' | undefined, language: Language) =>
  amountFields(typeof share === 'number' ? Math.round(share * 100) : share, language)

function monthFields(answer: Answers['freeCashFlowEurPerMonth'], language: Language): Fields {
  if (typeof answer !== 'number') return oneField(answer)
  if (answer === 0) return oneField('even')
  return [
    [FIELD.answer, answer < 0 ? 'out' : 'in'],
    [FIELD.amount, number(Math.abs(answer), language)],
  ]
}

function sectorFields(sector: Answers['sector'], figures: Figures): Fields {
  if (sector === undefined || typeof sector === 'string') return oneField(sector)
  const isDivision = figures.sectors.divisions.some(({ code }) => code === sector.sbiCode)
  if (isDivision && sector.sbiVersion === versionOfDivisions(figures)) return oneField(sector.sbiCode)
  return [
    [SECTOR_FIELD.choice, 'code'],
    [SECTOR_FIELD.code, sector.sbiCode],
    [SECTOR_FIELD.version, sector.sbiVersion],
  ]
}

/** Ticked is what is in use; "none of these" and "I don't know" only where that was said of every step. */
function stepsFields(answers: Answers, { steps }: Figures): Fields {
  const given = steps.map(({ id }) => stepAnswer(answers, id))
  if (given.every((answer) => answer === 'unknown')) return [[FIELD.stepsInstead, 'unknown']]
  if (given.every((answer) => answer === 'no' || answer === 'unknown')) return [[FIELD.stepsInstead, 'none']]
  return STEP_FAMILIES.flatMap((family) =>
    steps
      .filter((step) => step.family === family && stepAnswer(answers, step.id) === 'yes')
      .map(({ id }) => [FIELD.stepsIn(family), id] as const),
  )
}
