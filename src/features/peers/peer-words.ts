import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { eur, number, percent, twoDigits } from '#platform/numbers.ts'
import type { Ratio } from '#engine/population/population-prior.ts'
import { RATIOS } from './contract.ts'
import { type MessageKey, messages } from './messages.ts'
import { endsOfClass } from './peer-questions.ts'

/** "bedrijven van 20 tot 50 mensen met een eigen product". */
export function groupName(group: string, language: Language): string {
  const t = messages(language)
  const [part = '', kind] = group.split('/')
  const size = t(`group.${part}` as 'group.all')
  return kind === undefined ? size : `${size} ${t(`kind.${kind}` as 'kind.subcontractor')}`
}

/** What a question of the comparison is called, from the figures. */
export function questionName(id: string, figures: Figures, language: Language): string {
  const [kind, name = ''] = id.split(':')
  const isDutch = language === 'nl'
  if (kind === 'flow') return figures.flows.flows.find((flow) => flow.id === name)?.[language] ?? name
  if (kind === 'ratio')
    return messages(language)(`ratio.${name}` as MessageKey as 'ratio.machinesPerEmployee')
  const found = (kind === 'step' ? figures.steps : figures.barriers).find((thing) => thing.id === name)
  const words = isDutch ? found?.nameNl : found?.nameEn
  return words === undefined ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

/** "€ 100.000 tot € 150.000", "minder dan 2%". */
export function classText(question: string, name: string, language: Language): string {
  const t = messages(language)
  const { from, to } = endsOfClass(name)
  const text = (value: number) => amountText(question, value, language)
  if (from === undefined) return t('range.below', text(to ?? 0))
  return to === undefined ? t('range.above', text(from)) : t('range.between', text(from), text(to))
}

/** A ratio as a person says it. */
export function amountText(question: string, value: number, language: Language): string {
  const ratio = RATIOS.find((candidate): candidate is Ratio => question === `ratio:${candidate}`)
  if (ratio === 'turnoverEurPerEmployee') return eur(twoDigits(value), language)
  return ratio === 'machinesPerEmployee'
    ? number(value, language, 2)
    : percent(value, language).replace('-', '−')
}
