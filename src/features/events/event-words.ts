import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import type { NetworkEvent } from './contract.ts'

type Titled = Pick<NetworkEvent, 'titleNl' | 'titleEn'>
type Described = Pick<NetworkEvent, 'descriptionNl' | 'descriptionEn'>

/** In English only where there is English. */
export const titleOf = ({ titleNl, titleEn }: Titled, language: Language): string =>
  language === 'en' && titleEn !== '' ? titleEn : titleNl

export const descriptionOf = ({ descriptionNl, descriptionEn }: Described, language: Language): string =>
  language === 'en' && descriptionEn !== '' ? descriptionEn : descriptionNl

export function stepName({ steps }: Pick<Figures, 'steps'>, id: string, language: Language): string {
  const step = steps.find((candidate) => candidate.id === id)
  if (step === undefined) return id
  return language === 'nl' ? step.nameNl : step.nameEn
}
