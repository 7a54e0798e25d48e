import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import { LIMITS, PROVINCES } from '#features/firms/index.ts'
import { eur, number } from '#platform/numbers.ts'
import { type Answers, type AnswersPatch, withAnswers, YES_NO } from './contract.ts'
import { FIELD } from './field-names.ts'
import { type Fault, fault, outside, unreadable } from './fault.ts'
import { hasOddTurnover } from './firm-of-answers.ts'
import type { Question } from './questions.ts'
import { readCount, readEuros } from './read-amount.ts'
import { readBarriers, readLevels, readSteps } from './read-lists.ts'
import { readSector } from './read-sector.ts'

export type Reading = Result<AnswersPatch, readonly Fault[]>

const CHOICES = { businessType: BUSINESS_TYPES, province: PROVINCES, riskAppetite: RISK_APPETITES } as const

const OUT_OF_HUNDRED = { min: 0, max: 100 }
const BASE_EUR = { min: 0, max: LIMITS.turnoverEurPerYear.max }

/** What a posted page says, or everything wrong with it. Fields that the question does not have are ignored. */
export function readAnswer(
  question: Question,
  form: URLSearchParams,
  answers: Answers,
  figures: Figures,
): Reading {
  switch (question.kind) {
    case 'number':
    case 'euros':
      return readNumber(question, form, answers)
    case 'month':
      return readMonth(form)
    case 'choice':
      return readChoice(form, [...CHOICES[question.id], 'unknown'], (answer) => ({ [question.id]: answer }))
    case 'flow':
      return readChoice(form, FLOW_STATES, (answer) => ({ flows: { [question.id]: answer } }))
    case 'step':
      return readChoice(form, YES_NO, (answer) => ({ steps: { [question.id]: answer } }))
    case 'barrier':
      return readChoice(form, YES_NO, (answer) => ({ barriers: { [question.id]: answer } }))
    case 'share':
      return readShare(form, (answer) => ({ shares: { [question.id]: answer } }))
    case 'base':
      return readBase(form, (answer) => ({ bases: { [question.id]: answer } }))
    case 'levels':
      return readLevels(form, answers, question.all)
    case 'sector':
      return readSector(form, figures)
    case 'steps':
      return readSteps(form, answers, figures)
    case 'barriers':
      return readBarriers(form, figures)
  }
}

function readNumber(
  { kind, id }: Extract<Question, { kind: 'number' | 'euros' }>,
  form: URLSearchParams,
  answers: Answers,
): Reading {
  const instead = form.get(FIELD.instead)
  if (instead === 'unknown' || (instead === 'not-told' && kind === 'euros')) return ok({ [id]: instead })

  const unit = kind === 'euros' ? 'euros' : 'count'
  const read = (unit === 'euros' ? readEuros : readCount)(form.get(FIELD.answer) ?? '')
  if (!read.ok) return refuse([unreadable(FIELD.answer, unit, read.error)])
  if (!isWithin(read.value, LIMITS[id])) return refuse([outside(FIELD.answer, unit, LIMITS[id])])

  const patch: AnswersPatch = { [id]: read.value }
  return id === 'turnoverEurPerYear' && hasOddTurnover(withAnswers(answers, patch))
    ? refuse([oddTurnover(withAnswers(answers, patch))])
    : ok(patch)
}

/** So many out of a hundred; a share is kept. */
function readShare(form: URLSearchParams, patchOf: (share: number | 'unknown') => AnswersPatch): Reading {
  if (form.get(FIELD.instead) === 'unknown') return ok(patchOf('unknown'))
  const read = readCount((form.get(FIELD.answer) ?? '').replace(/%\s*$/, ''))
  if (!read.ok) return refuse([unreadable(FIELD.answer, 'count', read.error)])
  if (!isWithin(read.value, OUT_OF_HUNDRED)) return refuse([outside(FIELD.answer, 'count', OUT_OF_HUNDRED)])
  return ok(patchOf(read.value / 100))
}

function readBase(form: URLSearchParams, patchOf: (eur: number | 'unknown') => AnswersPatch): Reading {
  if (form.get(FIELD.instead) === 'unknown') return ok(patchOf('unknown'))
  const read = readEuros(form.get(FIELD.answer) ?? '')
  if (!read.ok) return refuse([unreadable(FIELD.answer, 'euros', read.error)])
  if (!isWithin(read.value, BASE_EUR)) return refuse([outside(FIELD.answer, 'euros', BASE_EUR)])
  return ok(patchOf(read.value))
}

/** Says what the turnover is per person, for the page where it can be changed. */
export function oddTurnover({ turnoverEurPerYear, employees }: Answers): Fault {
  const [turnover, people] = [Number(turnoverEurPerYear), Number(employees)]
  const { min, max } = LIMITS.turnoverEurPerEmployee
  return {
    field: FIELD.answer,
    isAboutPeople: true,
    say: (t, language) =>
      t(
        'fault.turnover',
        eur(turnover / people, language),
        number(people, language),
        eur(min, language),
        eur(max, language),
      ),
  }
}

/** A direction with an amount; a minus sign alone says the direction too. What is chosen goes before what is typed. */
function readMonth(form: URLSearchParams): Reading {
  const direction = form.get(FIELD.answer) ?? ''
  if (direction === 'unknown' || direction === 'not-told') return ok({ freeCashFlowEurPerMonth: direction })
  if (direction === 'even') return ok({ freeCashFlowEurPerMonth: 0 })

  const read = readEuros(form.get(FIELD.amount) ?? '')
  const isChosen = direction === 'in' || direction === 'out'
  const direct = isChosen || (read.ok && read.value <= 0) ? [] : [fault(FIELD.answer, 'month.direction')]
  if (!read.ok) {
    return refuse(
      read.error === 'empty' && !isChosen
        ? direct
        : [...direct, unreadable(FIELD.amount, 'euros', read.error)],
    )
  }
  if (direct.length > 0) return refuse(direct)
  if (direction === 'in' && read.value < 0) return refuse([fault(FIELD.answer, 'month.contradiction')])

  const amount = direction === 'in' ? read.value : 0 - Math.abs(read.value)
  const { min, max } = LIMITS.freeCashFlowEurPerMonth
  if (isWithin(amount, { min, max })) return ok({ freeCashFlowEurPerMonth: amount })
  return refuse([outside(FIELD.amount, 'euros', { min: 0, max: amount < 0 ? -min : max })])
}

function readChoice(
  form: URLSearchParams,
  allowed: readonly string[],
  patchOf: (answer: string) => object,
): Reading {
  const answer = form.get(FIELD.answer)
  if (answer === null || !allowed.includes(answer)) return refuse([fault(FIELD.answer, 'choice')])
  return ok(patchOf(answer) as AnswersPatch)
}

const isWithin = (value: number, { min, max }: { min: number; max: number }) => value >= min && value <= max
