import type { FlowState } from '#engine/flows/flow.ts'

export type ChainLanguage = 'nl' | 'en'

/** The words in and around the picture of the chain. */
export type ChainWords = Readonly<{
  states: Readonly<Record<FlowState, string>>
  weakest: readonly [string, string]
  title: (automatic: number, known: number) => string
  weakestIs: (labels: readonly string[]) => string
  link: (label: string, from: string, to: string, state: string) => string
  retyped: (time: number) => string
}>

const list = (labels: readonly string[], and: string) =>
  labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} ${and} ${labels.at(-1)}`

const nl: ChainWords = {
  states: {
    'two-way': 'vanzelf, heen en weer',
    'one-way': 'vanzelf, één kant op',
    typed: 'ingetypt in een systeem',
    file: 'mail of spreadsheet',
    paper: 'mondeling of op papier',
    unknown: 'nog niet bekend',
    'not-applicable': 'niet van toepassing',
  },
  weakest: ['zwakste', 'schakel'],
  title: (automatic, known) => {
    if (known === 0) return 'Uw keten: nog van geen enkele schakel is bekend hoe het gaat.'
    return `Uw keten: ${automatic} van de ${known} schakels ${automatic === 1 ? 'gaat' : 'gaan'} vanzelf.`
  },
  weakestIs: (labels) =>
    `${labels.length === 1 ? 'De zwakste schakel' : 'De zwakste schakels'}: ${list(labels, 'en')}.`,
  link: (label, from, to, state) => `${label}, van ${from} naar ${to}: ${state}`,
  retyped: (time) => `voor de ${time}e keer met de hand`,
}

const en: ChainWords = {
  states: {
    'two-way': 'automatic, both ways',
    'one-way': 'automatic, one way',
    typed: 'typed into a system',
    file: 'e-mail or spreadsheet',
    paper: 'by mouth or on paper',
    unknown: 'not known yet',
    'not-applicable': 'does not apply',
  },
  weakest: ['weakest', 'link'],
  title: (automatic, known) => {
    if (known === 0) return 'Your chain: how it goes is not known of any link yet.'
    return `Your chain: ${automatic} of the ${known} links ${automatic === 1 ? 'is' : 'are'} automatic.`
  },
  weakestIs: (labels) =>
    `${labels.length === 1 ? 'The weakest link' : 'The weakest links'}: ${list(labels, 'and')}.`,
  link: (label, from, to, state) => `${label}, from ${from} to ${to}: ${state}`,
  retyped: (time) => `by hand for the ${ordinal(time)} time`,
}

const SUFFIX: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
const rules = new Intl.PluralRules('en', { type: 'ordinal' })
const ordinal = (n: number) => `${n}${SUFFIX[rules.select(n)]}`

export const CHAIN_WORDS: Readonly<Record<ChainLanguage, ChainWords>> = { nl, en }
