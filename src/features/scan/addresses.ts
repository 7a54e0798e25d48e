const CHECK = 'controle'
const KEEP = 'bewaar'

/** Where the pages of one scan are, with and without language. */
export const scanPath = {
  resume: (link: string) => `/scan/${link}`,
  question: (link: string, slug: string) => `/scan/${link}/${slug}`,
  changed: (link: string, slug: string) => `/scan/${link}/${slug}?terug=${CHECK}`, // returns to the check page
  check: (link: string) => `/scan/${link}/${CHECK}`,
  keep: (link: string, from: string) => `/scan/${link}/${KEEP}?bij=${from}`,
  advice: (link: string) => `/advies/${link}`,
} as const

export const ROUTES = {
  start: '/scan',
  resume: '/scan/:link',
  check: `/scan/:link/${CHECK}`,
  keep: `/scan/:link/${KEEP}`,
  question: '/scan/:link/:slug',
} as const

/** Was this page opened to change one answer? */
export const isFromCheck = (query: string | undefined) => query === CHECK

/** What `keep` calls the check page. */
export const CHECK_SLUG = CHECK
