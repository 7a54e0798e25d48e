import { STEP_FAMILIES, type Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'
import type { Answers } from './contract.ts'
import type { Question } from './questions.ts'
import { FIELD } from './read-answer.ts'
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
    case 'euros': {
      const answer = answers[question.id]
      if (answer === undefined) return []
      return typeof answer === 'number'
        ? [[FIELD.answer, number(answer, language)]]
        : [[FIELD.instead, answer]]
    }
    case 'month':
      return monthFields(answers.freeCashFlowEurPerMonth, language)
    case 'choice':
      return oneField(answers[question.id])
    case 'flow':
      return oneField(answers.flows[question.flow.id])
    case 'sector':
      return sectorFields(answers.sector, figures)
    case 'steps':
      return stepsFields(answers.stepsInUse, figures)
    case 'barriers':
      return Object.entries(answers.barriers).map(([barrier, answer]) => [FIELD.barrier(barrier), answer])
  }
}

const oneField = (answer: string | undefined): Fields =>
  answer === undefined ? [] : [[FIELD.answer, answer]]

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

function stepsFields(stepsInUse: Answers['stepsInUse'], { steps }: Figures): Fields {
  if (stepsInUse === undefined) return []
  if (stepsInUse === 'unknown') return [[FIELD.stepsInstead, 'unknown']]
  if (stepsInUse.length === 0) return [[FIELD.stepsInstead, 'none']]
  return STEP_FAMILIES.flatMap((family) =>
    steps
      .filter((step) => step.family === family && stepsInUse.includes(step.id))
      .map(({ id }) => [FIELD.stepsIn(family), id] as const),
  )
}
