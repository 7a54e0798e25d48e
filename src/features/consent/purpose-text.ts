import type { Language } from '#platform/i18n.ts'
import type { Purpose } from './contract.ts'
import { messages } from './messages.ts'

export type PurposeText = Readonly<{ name: string; what: string; who: string; until: string; ifNo: string }>

/** What a firm reads before it says yes; `TEXT_VERSIONS` counts these words. */
export function purposeText(purpose: Purpose, language: Language): PurposeText {
  const t = messages(language)
  return {
    name: t(purpose),
    what: t(`${purpose}.what`),
    who: t(`${purpose}.who`),
    until: t(`${purpose}.until`),
    ifNo: t(`${purpose}.ifNo`),
  }
}
