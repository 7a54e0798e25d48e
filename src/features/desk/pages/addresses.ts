import { FILTERS, type Filter } from '../contract.ts'

/** Paths without language, for `pathIn`. */
export const ROUTES = {
  ask: '/vraag',
  asked: '/vraag/:token',
  own: '/mijn/vragen/:id',
  inbox: '/balie',
  bulk: '/balie/gekozen',
  texts: '/balie/teksten',
  text: '/balie/teksten/:id',
  bureau: '/balie/landelijk',
  attachment: '/balie/bijlage/:id',
  askedAttachment: '/vraag/:token/bijlage/:id',
  case: '/balie/:id',
} as const

/** What the address of an inbox says after the question mark. */
export type InboxChoice = Readonly<{
  filter?: Filter
  words?: string | undefined
  province?: string | undefined
  topic?: string | undefined
  after?: string | undefined
}>

export const DESK_PATHS = {
  asked: (token: string) => `/vraag/${token}`,
  own: (id: string) => `/mijn/vragen/${id}`,
  case: (id: string) => `/balie/${id}`,
  askedAttachment: (token: string, id: string) => `/vraag/${token}/bijlage/${id}`,
  attachment: (id: string) => `/balie/bijlage/${id}`,
  text: (id: string) => `/balie/teksten/${id}`,
  inbox: ({ filter, words, province, topic, after }: InboxChoice) => {
    const query = new URLSearchParams()
    if (filter !== undefined && filter !== 'mine') query.set('toon', FILTER_WORDS[filter])
    if (words !== undefined && words !== '') query.set('zoek', words)
    if (province !== undefined) query.set('provincie', province)
    if (topic !== undefined) query.set('onderwerp', topic)
    if (after !== undefined) query.set('na', after)
    const text = query.toString()
    return text === '' ? ROUTES.inbox : `${ROUTES.inbox}?${text}`
  },
}

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  mine: 'van-mij',
  nobody: 'van-niemand',
  overdue: 'te-laat',
  open: 'open',
  answered: 'beantwoord',
  closed: 'gesloten',
}

/** The filter that an address names; one that is not there is "mine". */
export const filterOf = (word: string | null): Filter =>
  FILTERS.find((filter) => FILTER_WORDS[filter] === word) ?? 'mine'
