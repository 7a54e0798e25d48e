/** Paths without language, for `pathIn`. */
export const ROUTES = {
  list: '/kennis',
  new: '/kennis/nieuw',
  mine: '/kennis/beheer',
  article: '/kennis/:slug',
  edit: '/kennis/:slug/wijzig',
  act: '/kennis/:slug/stand',
  search: '/zoek',
} as const

/** Slugs that would hide a page. */
export const RESERVED_SLUGS: readonly string[] = ['nieuw', 'beheer']

export const articlePath = (slug: string) => `/kennis/${slug}`
export const articleEditPath = (slug: string) => `/kennis/${slug}/wijzig`
export const actPath = (slug: string) => `/kennis/${slug}/stand`
export const searchPath = (question: string) => `/zoek?${new URLSearchParams({ vraag: question })}`

/** Where a question is asked: a page of the desk. */
export const ASK_PATH = '/vraag'
export const stepPath = (id: string) => `/hoe-wij-rekenen/${id}`
