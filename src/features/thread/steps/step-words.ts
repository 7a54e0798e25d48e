import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { date, eur } from '#platform/numbers.ts'
import type { ThreadItem } from '#platform/personal-data.ts'
import { threadPath } from '../addresses.ts'
import { messages } from '../messages.ts'
import { COSTS, type CostId, costIdOf, NOT_TOLD, type StepReport } from './contract.ts'

type Worded = Readonly<{ figures: Figures; language: Language }>

/** A step that the figures no longer know has its id for a name. */
export function stepName(id: string, { figures, language }: Worded): string {
  const step = figures.steps.find((one) => one.id === id)
  if (step === undefined) return messages(language)('step.unknown', id)
  return language === 'nl' ? step.nameNl : step.nameEn
}

export function costText(id: CostId | typeof NOT_TOLD, language: Language): string {
  const t = messages(language)
  const cost = COSTS.find((one) => one.id === id)
  if (cost === undefined) return t('cost.not-told')
  if (cost.highEur === 0) return t('cost.none')
  if (cost.highEur === undefined) return t('cost.from', eur(cost.lowEur, language))
  return `${eur(cost.lowEur, language)} ${language === 'nl' ? 'tot' : 'to'} ${eur(cost.highEur, language)}`
}

/** The day in words: "12 maart 2026". */
export const dayText = (iso: string, language: Language) => date(noonOf(iso), language)

const noonOf = (iso: string) => new Date(`${iso}T12:00:00Z`)

export function stepItem(report: StepReport, figures: Figures, language: Language): ThreadItem {
  const t = messages(language)
  const costId = costIdOf(report)
  const cost = costId === NOT_TOLD ? [] : [t('steps.cost', costText(costId, language))]
  const detail = [...cost, ...(report.brought === '' ? [] : [report.brought])].join(' ')
  return {
    at: noonOf(report.happenedOn),
    kind: 'step',
    title: t(`did.${report.state}`, stepName(report.stepId, { figures, language })),
    ...(detail === '' ? {} : { detail }),
    path: threadPath.step(report.id),
  }
}
