import type { Range } from '#engine/kernel/range.ts'
import type { Language } from '#platform/i18n.ts'
import { eur, eurRange, number, percent, twoDigits, xOfTen } from '#platform/numbers.ts'

/**
 * "2 van de 100". Never 0 for what is possible: "minder dan 1 van de 100"; never 100 for what is not certain.
 */
export function ofHundred(share: number, language: Language): string {
  const words = (count: number) => (language === 'nl' ? `${count} van de 100` : `${count} in 100`)
  const count = Math.round(Math.min(1, Math.max(0, share)) * 100)
  if (count === 0) return language === 'nl' ? `minder dan ${words(1)}` : `fewer than ${words(1)}`
  if (count === 100 && share < 1)
    return language === 'nl' ? `meer dan ${words(99)}` : `more than ${words(99)}`
  return words(count)
}

/** The same counts read as the same: "2 van de 100" before and after. */
export const countsAlike = (a: number, b: number) => ofHundred(a, 'nl') === ofHundred(b, 'nl')

/** Two digits that count, without a sign: "€ 44.000". */
export const plainEur = (amountEur: number, language: Language) =>
  eur(Math.abs(twoDigits(amountEur)), language)

/** What comes in: "€ 6.300 tot € 85.000", "niets", "van € 2.000 verlies tot € 30.000 winst". */
export function gainRange({ p10, p90 }: Range, language: Language): string {
  const nl = language === 'nl'
  const [low, high] = [twoDigits(p10), twoDigits(p90)]
  const amount = (value: number) => plainEur(value, language)
  if (low === 0 && high === 0) return nl ? 'niets' : 'nothing'
  if (low >= 0) return costRange({ p10, p90 }, language)
  if (high > 0)
    return nl
      ? `van ${amount(low)} verlies tot ${amount(high)} winst`
      : `from a loss of ${amount(low)} to a gain of ${amount(high)}`
  const loss = high === 0 ? amount(low) : costRange({ p10: -high, p90: -low }, language)
  if (high === 0) return nl ? `niets, of tot ${loss} verlies` : `nothing, or a loss of up to ${loss}`
  return nl ? `${loss} verlies` : `a loss of ${loss}`
}

/** What goes out: "€ 3.700 tot € 48.000", "niets". */
export function costRange({ p10, p90 }: Pick<Range, 'p10' | 'p90'>, language: Language): string {
  const nl = language === 'nl'
  if (twoDigits(p10) === 0 && twoDigits(p90) === 0) return nl ? 'niets' : 'nothing'
  return eurRange(p10, p90, language)
}

/** "20% tot 80%"; one share when both round to it. */
export function percentRange(low: number, high: number, language: Language): string {
  const decimals = high < 0.1 ? 1 : 0
  const [a, b] = [percent(low, language, decimals), percent(high, language, decimals)]
  return a === b ? a : `${a} ${language === 'nl' ? 'tot' : 'to'} ${b}`
}

/** "12 tot 170"; one number when both round to it. */
export function numberRange(low: number, high: number, language: Language): string {
  const rounded = (value: number) => number(value >= 100 ? twoDigits(value) : value, language)
  const [a, b] = [rounded(low), rounded(high)]
  return a === b ? a : `${a} ${language === 'nl' ? 'tot' : 'to'} ${b}`
}

/** "tot € 59.000" where the low end is next to nothing, else the range. */
export function upTo({ p10, p90 }: Pick<Range, 'p10' | 'p90'>, language: Language): string {
  if (twoDigits(p90) <= 0 || p10 > p90 / 100) return costRange({ p10, p90 }, language)
  return `${language === 'nl' ? 'tot' : 'up to'} ${plainEur(p90, language)}`
}

/** "11 van de 20": as the dots count. */
export const ofTwenty = (share: number, language: Language) =>
  `${Math.round(share * 20)} ${language === 'nl' ? 'van de' : 'out of'} 20`

/** "7 van de 10", "7 out of 10": for a sentence that goes on with "gevallen" or "cases". */
export const ofTenCases = (share: number, language: Language) =>
  xOfTen(share, language).replace(/ in (?=10$)/, ' out of ')

/** "2 van de 100", "2 out of 100", the same way. */
export const ofHundredCases = (share: number, language: Language) =>
  ofHundred(share, language).replace(/ in (?=100$)/, ' out of ')

type Part = readonly [share: number, nl: string, en: string]
const PARTS: readonly Part[] = [
  [0.05, 'een twintigste', 'a twentieth'],
  [0.1, 'een tiende', 'a tenth'],
  [0.2, 'een vijfde', 'a fifth'],
  [0.25, 'een kwart', 'a quarter'],
  [1 / 3, 'een derde', 'a third'],
  [0.4, 'twee vijfde', 'two fifths'],
  [0.5, 'de helft', 'half'],
  [0.6, 'drie vijfde', 'three fifths'],
  [2 / 3, 'twee derde', 'two thirds'],
  [0.75, 'driekwart', 'three quarters'],
  [0.8, 'vier vijfde', 'four fifths'],
  [0.9, 'negen tiende', 'nine tenths'],
]

/** "ongeveer een vijfde": where a choice turns is not known to the percent. */
export function aboutPart(share: number, language: Language): string {
  const [nearest] = PARTS.toSorted(([a], [b]) => Math.abs(a - share) - Math.abs(b - share))
  const [, nl, en] = nearest as Part
  return language === 'nl' ? `ongeveer ${nl}` : `about ${en}`
}

/** Inside a sentence: "kosten van klachten"; an abbreviation stays as it is. */
export const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
