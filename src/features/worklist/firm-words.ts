import { baseName, type Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { date, list, number } from '#platform/numbers.ts'
import type { FirmNeed, Mark, OpenQuestion } from './contract.ts'
import type { ListedFirm } from './find-worklist.ts'
import { messages } from './messages.ts'

export type Worded = Readonly<{ figures: Figures; language: Language }>

const inLanguage = (language: Language, nl: string, en: string) => (language === 'nl' ? nl : en)
const lowerFirst = (text: string) =>
  /^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text

/** What a step is called. */
export function stepName(id: string | undefined, { figures, language }: Worded): string {
  const step = figures.steps.find((one) => one.id === id)
  if (step === undefined) return id ?? ''
  return inLanguage(language, step.nameNl, step.nameEn)
}

const barrierName = (id: string, { figures, language }: Worded) => {
  const texts = figures.barriers.find((one) => one.id === id)
  return texts === undefined ? id : inLanguage(language, texts.nameNl, texts.nameEn)
}

/** What is not known, within a sentence. */
export function unknownText({ question }: OpenQuestion, { figures, language }: Worded): string {
  const t = messages(language)
  if (question.kind === 'base') return lowerFirst(baseName(question.id, language))
  if (question.kind === 'flow') {
    const flow = figures.flows.flows.find(({ id }) => id === question.id)
    return t('unknown.flow', lowerFirst(flow?.[language] ?? question.id))
  }
  return t(`unknown.${question.id}`)
}

/** Why to speak with this firm, in a sentence or two. */
export function reasonText({ need, waitsTooLong, waitingDays }: ListedFirm, words: Worded): string {
  const t = messages(words.language)
  const late = waitsTooLong ? [t('why.late', waitingDays)] : []
  return [...late, adviceText(need, words)].join(' ')
}

function adviceText(need: FirmNeed, words: Worded): string {
  const t = messages(words.language)
  const step = stepName(need.firstStepId, words)
  const [question] = need.openQuestions
  if (need.talkReason === 'find-out' && question !== undefined)
    return t('why.find-out', unknownText(question, words))
  if (need.talkReason === 'wait' || step === '') return t('why.wait')
  if (need.barriers.length === 0) return t('why.begin', step)
  const barriers = need.barriers.map((id) => barrierName(id, words))
  return t('why.barrier', step, list(barriers, words.language))
}

/** "metaalproducten · Groningen · 12 mensen". */
export function firmFacts({ sector, province, employees, isSizeTold }: FirmNeed, words: Worded): string {
  const { figures, language } = words
  const t = messages(language)
  const division = figures.sectors.divisions.find(({ code }) => code === sector)
  const named = division === undefined ? [] : [inLanguage(language, division.nameNl, division.nameEn)]
  return [...named, province, t('firm.people', number(employees, language), isSizeTold)].join(' · ')
}

/** "niet bereikt op 23 november 2026". */
export function markText({ kind, result, until, at }: Mark, language: Language): string {
  const t = messages(language)
  const what =
    kind === 'not-now'
      ? t('mark.not-now', date(new Date(`${until ?? ''}T12:00:00Z`), language))
      : t(kind === 'offered' ? 'mark.offered' : `mark.${result ?? 'talked'}`)
  return t('mark.on', what, date(at, language))
}

export const firmName = ({ card }: Pick<ListedFirm, 'card'>, language: Language): string =>
  card.name === '' ? messages(language)('firm.unnamed') : card.name
