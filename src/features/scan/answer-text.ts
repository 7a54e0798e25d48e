import { BARRIERS, type BaseId } from '#engine/advice/step.ts'
import type { FlowState } from '#engine/flows/flow.ts'
import { baseName, type Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { eur, list, number } from '#platform/numbers.ts'
import { amountMessages, outOfText } from './amount-messages.ts'
import { type Answers, openLevels, stepAnswer, type YesNo } from './contract.ts'
import { messages } from './messages.ts'
import { inLanguage, questionMessages } from './question-messages.ts'
import { type Question, isAnswered } from './questions.ts'
import { versionOfDivisions } from './read-sector.ts'

/** An answer in words, one line or several, as the check page shows it; undefined when there is none yet. */
export function answerText(
  question: Question,
  answers: Answers,
  figures: Figures,
  language: Language,
): readonly string[] | undefined {
  const t = questionMessages(language)
  if (!isPartlyAnswered(question, answers)) return undefined
  if (question.kind === 'barriers') return barrierLines(answers, figures, language)
  if (question.kind === 'steps') return stepLines(answers, figures, language)
  if (question.kind === 'levels') return levelLines(question.all, answers, language)

  const answer = answerOf(question, answers)
  if (answer === undefined || answer === 'unknown') return [t('unknown')]
  if (answer === 'not-told') return [t('notTold')]

  switch (question.kind) {
    case 'number':
      return [number(Number(answer), language)]
    case 'euros':
      return [eur(Number(answer), language)]
    case 'month':
      return [monthText(Number(answer), language)]
    case 'choice':
      return [choiceText(question.id, String(answer), language)]
    case 'sector':
      return [sectorText(answers.sector, figures, language)]
    case 'share':
      return [`${number(Number(answer) * 100, language)} ${outOfText(question.id, language)}`]
    case 'base':
      return [eur(Number(answer), language)]
    case 'flow':
      return [flowStateText(answer as FlowState, language)]
    case 'step':
      return [t(answer === 'yes' ? 'step.yes' : 'step.no')]
    case 'barrier':
      return [t(answer === 'yes' ? 'answer.yes' : 'answer.no')]
  }
}

function answerOf(question: Exclude<Question, { kind: 'steps' | 'barriers' | 'levels' }>, answers: Answers) {
  switch (question.kind) {
    case 'share':
      return answers.shares[question.id]
    case 'base':
      return answers.bases[question.id]
    case 'flow':
      return answers.flows[question.id]
    case 'step':
      return stepAnswer(answers, question.id)
    case 'barrier':
      return answers.barriers[question.id]
    default:
      return answers[question.id]
  }
}

/** A list counts from its first answer on. */
export function isPartlyAnswered(question: Question, answers: Answers): boolean {
  if (question.kind === 'steps') return question.all.some((id) => stepAnswer(answers, id) !== undefined)
  if (question.kind === 'levels')
    return openLevels(question.all, answers).some((id) => answers.baseLevels[id] !== undefined)
  if (question.kind === 'barriers') return Object.keys(answers.barriers).length > 0
  return isAnswered(question, answers)
}

/** How information travels, in the words of the question. */
export function flowStateText(state: FlowState, language: Language): string {
  const t = questionMessages(language)
  return state === 'unknown' ? t('unknown') : t(`flow.${state}`)
}

function monthText(amount: number, language: Language): string {
  const t = messages(language)
  if (amount === 0) return t('check.even')
  return t(amount < 0 ? 'check.lessIn' : 'check.moreIn', eur(Math.abs(amount), language))
}

function choiceText(id: 'businessType' | 'province' | 'riskAppetite', answer: string, language: Language) {
  if (id === 'province') return answer
  const t = questionMessages(language)
  return id === 'businessType'
    ? t(`businessType.${answer === 'own-product' ? 'own-product' : 'subcontractor'}`)
    : t(`riskAppetite.${answer === 'careful' || answer === 'bold' ? answer : 'normal'}`)
}

function sectorText(sector: Answers['sector'], figures: Figures, language: Language): string {
  if (typeof sector !== 'object') return questionMessages(language)('sector.other')
  const division = figures.sectors.divisions.find(({ code }) => code === sector.sbiCode)
  if (division !== undefined && sector.sbiVersion === versionOfDivisions(figures)) {
    return capital(inLanguage(language, division.nameNl, division.nameEn))
  }
  return messages(language)('check.sbi', sector.sbiCode, sector.sbiVersion)
}

/** What is in use by name, the rest counted. */
function stepLines(answers: Answers, { steps }: Figures, language: Language): readonly string[] {
  const t = messages(language)
  const count = (wanted: YesNo) => steps.filter(({ id }) => stepAnswer(answers, id) === wanted).length
  const [no, unknown] = [count('no'), count('unknown')]
  if (no === steps.length) return [questionMessages(language)('steps.none')]
  if (unknown === steps.length) return [questionMessages(language)('unknown')]

  const names = steps
    .filter(({ id }) => stepAnswer(answers, id) === 'yes')
    .map(({ nameNl, nameEn }) => inLanguage(language, nameNl, nameEn))
  return [
    ...names,
    ...(no > 0 ? [t('check.stepsNot', no)] : []),
    ...(unknown > 0 ? [t('check.stepsUnknown', unknown)] : []),
  ]
}

/** "Ja: a en b", "Nee: c", "Weet ik niet: d". */
function barrierLines({ barriers }: Answers, figures: Figures, language: Language): readonly string[] {
  const t = questionMessages(language)
  const groups = [
    [t('answer.yes'), 'yes'],
    [t('answer.no'), 'no'],
    [t('unknown'), 'unknown'],
  ] as const
  return groups.flatMap(([word, answer]) => {
    const names = BARRIERS.filter((barrier) => barriers[barrier] === answer).map((barrier) => {
      const text = figures.barriers.find(({ id }) => id === barrier)
      return inLanguage(language, text?.nameNl, text?.nameEn) ?? barrier
    })
    return names.length === 0 ? [] : [`${word}: ${list(names, language)}`]
  })
}

/** "Kosten van energie: meer dan gebruikelijk"; amounts that were told themselves stand by themselves. */
function levelLines(bases: readonly BaseId[], answers: Answers, language: Language): readonly string[] {
  const t = amountMessages(language)
  const lines = openLevels(bases, answers).map((id) => {
    const level = answers.baseLevels[id]
    return level === undefined || level === 'unknown'
      ? []
      : [`${baseName(id, language)}: ${t(`than.${level}`)}`]
  })
  const told = lines.flat()
  if (told.length === 0) return [questionMessages(language)('unknown')]
  return told.length === lines.length ? told : [...told, t('level.others')]
}

/** For a name that stands alone. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
