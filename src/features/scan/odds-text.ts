import type { Language } from '#platform/i18n.ts'
import { number } from '#platform/numbers.ts'

const OUT_OF = [100, 200, 250, 400, 500, 1_000, 2_000, 10_000]

/** A small share as a count of firms: 0.005 → "1 op de 200", 0.03 → "3 op de 100". Never rounded to nothing. */
export function oddsText(share: number, language: Language): string {
  const of = OUT_OF.find((count) => Math.abs(share * count - Math.round(share * count)) < 1e-9) ?? 10_000
  const words = language === 'nl' ? 'op de' : 'in'
  return `${number(share * of, language, 1)} ${words} ${number(of, language)}`
}
