import type { Figures } from '#features/figures/index.ts'
import type { Config } from '#platform/config.ts'
import type { Language } from '#platform/i18n.ts'

export type ReferralConfig = Partial<Pick<Config, 'publicUrl' | 'port'>>
export type ReferralParts = Readonly<{ figures: Figures; config: ReferralConfig }>

/** Where links in mail lead; without a public address, to this machine. */
export const siteOf = ({ config: { publicUrl, port = 3000 } }: Pick<ReferralParts, 'config'>): string =>
  publicUrl ?? `http://localhost:${port}`

type Named = Readonly<{ nameNl: string; nameEn: string }>
const nameIn = ({ nameNl, nameEn }: Named, language: Language) => (language === 'nl' ? nameNl : nameEn)

/** What a step is called; '' for none. */
export function stepName(
  id: string,
  { figures }: Pick<ReferralParts, 'figures'>,
  language: Language,
): string {
  const step = figures.steps.find((one) => one.id === id)
  return step === undefined ? id : nameIn(step, language)
}

/** Sectors by two digits of the SBI, each once. */
export function sectorsOf(
  { figures }: Pick<ReferralParts, 'figures'>,
  language: Language,
): readonly Readonly<{ code: string; name: string }>[] {
  const named = figures.sectors.divisions.map((one) => [one.code.slice(0, 2), nameIn(one, language)] as const)
  return [...new Map(named)].map(([code, name]) => ({ code, name }))
}

/** What a sector is called; its digits where that is not known. */
export const sectorName = (code: string, parts: Pick<ReferralParts, 'figures'>, language: Language): string =>
  sectorsOf(parts, language).find((one) => one.code === code)?.name ?? code
