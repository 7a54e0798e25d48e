import type { Figures } from '#features/figures/index.ts'
import type { Language } from '#platform/i18n.ts'
import { date, list } from '#platform/numbers.ts'
import type { Entry } from './contract.ts'
import type { DirectoryData, ProvinceShapes } from './directory-data.ts'
import { freshnessOf } from './freshness.ts'
import { messages } from './messages.ts'

/** What pages of the directory look things up in. */
export type Directory = Readonly<{ figures: Figures; data: DirectoryData; shapes: ProvinceShapes }>

export const summaryOf = (entry: Entry, language: Language): string =>
  language === 'en' && entry.summaryEn !== '' ? entry.summaryEn : entry.summaryNl

export function themeName({ data }: Directory, id: string, language: Language): string {
  const theme = data.themes.find((candidate) => candidate.id === id)
  return theme === undefined ? id : language === 'nl' ? theme.nameNl : theme.nameEn
}

export function stepName({ figures }: Directory, id: string, language: Language): string {
  const step = figures.steps.find((candidate) => candidate.id === id)
  return step === undefined ? id : language === 'nl' ? step.nameNl : step.nameEn
}

/** A calendar day in words. */
export const dayText = (day: string, language: Language): string =>
  date(new Date(`${day}T12:00:00Z`), language)

/** Since when and by whom an entry is known, in one or two sentences. */
export function freshnessText(entry: Entry, language: Language, now: Date): string {
  const t = messages(language)
  const freshness = freshnessOf(entry, now)
  const known =
    freshness !== 'never' && entry.confirmedOn !== undefined
      ? t(`fresh.${freshness}`, entry.confirmedByName ?? '', dayText(entry.confirmedOn, language))
      : foundText(entry, language)
  const reading = freshness === 'never' && entry.kind === 'trial' ? t('fresh.trial') : ''
  const open =
    entry.unconfirmedProvinces.length > 0
      ? t('fresh.provinces', list(entry.unconfirmedProvinces, language))
      : ''
  return [known, reading, open].filter((sentence) => sentence !== '').join(' ')
}

function foundText({ foundOn, status }: Entry, language: Language): string {
  const t = messages(language)
  if (foundOn === undefined) return t('fresh.unknown')
  return t(status === 'sourced' ? 'fresh.sourced' : 'fresh.recalled', dayText(foundOn, language))
}

/** "Delft, Zuid-Holland", or the provinces alone. Twelve are the whole country. */
export function whereText({ place, provinces }: Entry, language: Language): string {
  const t = messages(language)
  const wide = provinces.length === 12 ? t('map.whole') : list(provinces, language)
  if (place === '') return wide
  return place === wide || wide === '' ? place : `${place}, ${wide}`
}
