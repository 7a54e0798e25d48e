import type { QuestionPrice } from '#engine/advice/question-prices.ts'
import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { messages } from './messages.ts'
import type { OpenQuestion } from './next-question.ts'
import { inLanguage } from './question-messages.ts'

/**
 * Why a question is asked now, small enough for an address: the step whose choice hangs on it most, and in how many
 * of ten cases the answer changes the advice; 0 is "sometimes".
 */
export type Why = Readonly<{ about?: string; ofTen?: number }>

/** Below this chance we no longer count in tenths. */
const ONE_IN_TWENTY = 0.05

export function whyOf({ about, chanceOfChange }: QuestionPrice): Why {
  const ofTen = chanceOfChange < ONE_IN_TWENTY ? 0 : Math.round(chanceOfChange * 10)
  return { ...(about === undefined ? {} : { about }), ...(chanceOfChange > 0 ? { ofTen } : {}) }
}

/** As the end of an address: "om=cobot-cell&kans=3". */
export function queryOfWhy({ about, ofTen }: Why): string {
  const query = new URLSearchParams()
  if (about !== undefined) query.set('om', about)
  if (ofTen !== undefined) query.set('kans', String(ofTen))
  return query.toString()
}

/** The opposite; whatever does not belong there is left out. */
export function whyOfQuery(about: string | undefined, ofTen: string | undefined, { steps }: Figures): Why {
  const isStep = steps.some(({ id }) => id === about)
  return {
    ...(about !== undefined && isStep ? { about } : {}),
    ...(ofTen !== undefined && /^(\d|10)$/.test(ofTen) ? { ofTen: Number(ofTen) } : {}),
  }
}

/** Why we ask, in a sentence or two; nothing for a question that everybody gets. */
export function whyText({ about, ofTen }: Why, { steps }: Figures, language: Language): readonly string[] {
  const t = messages(language)
  const step = steps.find(({ id }) => id === about)
  const deciding =
    step === undefined
      ? t('why.first')
      : t('why.about', inLanguage(language, step.sentenceNl, step.sentenceEn))
  if (ofTen === undefined) return step === undefined ? [] : [deciding]
  return [deciding, chanceText(ofTen, language)]
}

function chanceText(ofTen: number, language: Language): string {
  const t = messages(language)
  if (ofTen === 0) return t('why.sometimes')
  return ofTen >= 10 ? t('why.nearlyAlways') : t('why.chance', ofTen)
}

/** What it would still be worth to answer, in words. */
export function worthText({ price, isWorthAsking }: OpenQuestion, language: Language): string {
  const t = messages(language)
  if (isWorthAsking) return t('worth.much')
  const { chanceOfChange, valueEur, standardErrorEur } = price
  const isSome = chanceOfChange >= ONE_IN_TWENTY && valueEur > standardErrorEur
  return t(isSome ? 'worth.little' : 'worth.nothing')
}
