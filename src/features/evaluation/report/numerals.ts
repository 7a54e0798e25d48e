import type { Language } from '#platform/i18n.ts'

export const MOST_DECIMALS = 12
const LOCALE = { nl: 'nl-NL', en: 'en-GB' } as const
const formats = new Map<string, Intl.NumberFormat>()

function format(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`
  const made =
    formats.get(key) ??
    new Intl.NumberFormat(LOCALE[language], {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: 'negative',
    })
  formats.set(key, made)
  return made
}

const withMinus = (text: string) => text.replace('-', '−')

/** Rounded to a step that is a power of ten, without zeros at the end: "7", "7,4", "12.000". */
export function plain(value: number, step: number, language: Language): string {
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, Math.round(-Math.log10(step))))
  const rounded = step >= 1 ? Math.round(value / step) * step : value
  return withMinus(format(language, 0, decimals).format(rounded))
}

/** With exactly so many decimals, for a column of a table: "−0,370". */
export const fixed = (value: number, decimals: number, language: Language): string =>
  withMinus(format(language, decimals, decimals).format(value))

/** A whole number: "2.500". */
export const whole = (value: number, language: Language): string => fixed(Math.round(value), 0, language)

/** A p-value: three decimals, and never 0. */
export function pValue(value: number, language: Language): string {
  if (value < 0.001) return `< ${fixed(0.001, 3, language)}`
  return fixed(value, 3, language)
}
