import { queryOfWhy, type Why, whyOfQuery } from './why-text.ts'
import type { Figures } from '#features/figures/index.ts'

const CHECK = 'controle'
const KEEP = 'bewaar'
const ANYWAY = 'door=ja'

/**
 * How a question was reached: from the check page, which it then goes back to; or because somebody wants to go on
 * although no question is worth his minutes; and why it is asked.
 */
export type Way = Readonly<{ isChange?: boolean; isAnyway?: boolean; why?: Why | undefined }>

/** Where the pages of one scan are, without language. */
export const scanPath = {
  resume: (link: string) => `/scan/${link}`,
  anyway: (link: string) => `/scan/${link}?${ANYWAY}`,
  question: (link: string, slug: string, way: Way = {}) => `/scan/${link}/${slug}${queryOf(way)}`,
  check: (link: string) => `/scan/${link}/${CHECK}`,
  keep: (link: string, from: string) => `/scan/${link}/${KEEP}?bij=${from}`,
  advice: (link: string) => `/advies/${link}`,
} as const

function queryOf({ isChange = false, isAnyway = false, why = {} }: Way): string {
  const parts = [...(isChange ? [`terug=${CHECK}`] : []), ...(isAnyway ? [ANYWAY] : []), queryOfWhy(why)]
  const query = parts.filter((part) => part !== '').join('&')
  return query === '' ? '' : `?${query}`
}

export const ROUTES = {
  start: '/scan',
  resume: '/scan/:link',
  check: `/scan/:link/${CHECK}`,
  keep: `/scan/:link/${KEEP}`,
  question: '/scan/:link/:slug',
} as const

/** The opposite of the end of an address. */
export const wayOf = (query: Readonly<Record<string, string>>, figures: Figures): Way => ({
  isChange: query.terug === CHECK,
  isAnyway: query.door === 'ja',
  why: whyOfQuery(query.om, query.kans, figures),
})

/** What `keep` calls the check page. */
export const CHECK_SLUG = CHECK
