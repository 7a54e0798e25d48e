import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'

export type Steps = Figures['steps']

/** A step by its name; one that is not there any more by its id. */
export function stepName(steps: Steps, id: string, language: Language): string {
  const step = steps.find((candidate) => candidate.id === id)
  if (step === undefined) return id
  return language === 'nl' ? step.nameNl : step.nameEn
}
