import type { Language } from './i18n.ts'

const LOCALE = { nl: 'nl-NL', en: 'en-GB' } as const
const dateFormat = (language: Language) =>
  new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeZone: 'Europe/Amsterdam' })
const DATES = { nl: dateFormat('nl'), en: dateFormat('en') } as const
const NARROW_SPACE_FREE = /[\u202f\u00a0]/g

/** Grouped and with at most `decimals` behind the comma: "12.500", "0,3". */
export function number(value: number, language: Language, decimals = 0): string {
  return numberFormat(language, decimals).format(value)
}

/** Making a format takes a hundred times as long as using it. */
const formats = new Map<string, Intl.NumberFormat>()
function numberFormat(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`
  const made =
    formats.get(key) ??
    new Intl.NumberFormat(LOCALE[language], {
      maximumFractionDigits: decimals,
      signDisplay: 'negative', // no minus before what rounds to zero
    })
  formats.set(key, made)
  return made
}

/** Whole euros: "€ 20.000", "−€ 500", in English "€20,000"; the space does not break. */
export function eur(amountEur: number, language: Language): string {
  const amount = Math.round(amountEur)
  const sign = language === 'nl' ? '€\u00a0' : '€'
  return `${amount < 0 ? '−' : ''}${sign}${number(Math.abs(amount), language)}`
}

/** "€ 8.000 tot € 25.000": two digits that count, no more; one amount, with "ongeveer", when both round to it. */
export function eurRange(lowEur: number, highEur: number, language: Language): string {
  const low = eur(isTrivialBeside(lowEur, highEur) ? 0 : twoDigits(lowEur), language)
  const high = eur(twoDigits(highEur), language)
  if (low === high) return `${ABOUT[language]} ${low}`
  return `${low} ${TO[language]} ${high}`
}

/** A low end under a hundredth of the high end reads as nothing. */
const isTrivialBeside = (low: number, high: number) => low > 0 && low < high / 100

/** "ongeveer € 31.000", with two digits that count. */
export function aboutEur(amountEur: number, language: Language): string {
  return `${ABOUT[language]} ${eur(twoDigits(amountEur), language)}`
}

/** Rounded to two significant digits: 12 345 → 12 000; −0.0456 → −0.046. */
export function twoDigits(value: number): number {
  return withoutMinusZero(Number(value.toPrecision(2)))
}

/** "1 maand", "14 maanden"; whole months. */
export function months(countMonths: number, language: Language): string {
  const count = Math.round(countMonths)
  const [one, many] = language === 'nl' ? ['maand', 'maanden'] : ['month', 'months']
  return `${number(count, language)}\u00a0${count === 1 ? one : many}`
}

/** "3 tot 9 maanden"; one number when both round to it. */
export function monthsRange(lowMonths: number, highMonths: number, language: Language): string {
  const [low, high] = [Math.round(lowMonths), Math.round(highMonths)]
  if (low === high) return `${ABOUT[language]} ${months(low, language)}`
  return `${number(low, language)} ${TO[language]} ${months(high, language)}`
}

/**
 * "7 van de 10". Never "0 van de 10" or "10 van de 10" for what is possible but not certain: then "minder dan
 * 1 van de 10" and "meer dan 9 van de 10".
 */
export function xOfTen(share: number, language: Language): string {
  const ofTen = (count: number) => (language === 'nl' ? `${count} van de 10` : `${count} in 10`)
  const count = Math.round(share * 10)
  if (count === 0 && share > 0) return language === 'nl' ? `minder dan ${ofTen(1)}` : `fewer than ${ofTen(1)}`
  if (count === 10 && share < 1) return language === 'nl' ? `meer dan ${ofTen(9)}` : `more than ${ofTen(9)}`
  return ofTen(count)
}

/** "12%"; "minder dan 1%" rather than 0% for what is possible, "meer dan 99%" for what is not certain. */
export function percent(share: number, language: Language, decimals = 0): string {
  const whole = Math.round(share * 100)
  if (decimals === 0 && whole === 0 && share > 0) return language === 'nl' ? 'minder dan 1%' : 'less than 1%'
  if (decimals === 0 && whole === 100 && share < 1)
    return language === 'nl' ? 'meer dan 99%' : 'more than 99%'
  return `${number(share * 100, language, decimals)}%`
}

/** "12 maart 2026", in Dutch time. */
export function date(at: Date, language: Language): string {
  return DATES[language].format(at).replaceAll(NARROW_SPACE_FREE, ' ')
}

/** "a, b en c". */
export function list(items: readonly string[], language: Language): string {
  const [last, ...before] = items.toReversed()
  if (last === undefined) return ''
  if (before.length === 0) return last
  return `${before.toReversed().join(', ')} ${language === 'nl' ? 'en' : 'and'} ${last}`
}

const TO = { nl: 'tot', en: 'to' } as const
const ABOUT = { nl: 'ongeveer', en: 'about' } as const
const withoutMinusZero = (value: number) => (Object.is(value, -0) ? 0 : value)
