/** Paths without language, for `pathIn`. */
export const ROUTES = {
  list: '/netwerk',
  csv: '/netwerk.csv',
  new: '/netwerk/nieuw',
  import: '/netwerk/inlezen',
  entry: '/netwerk/:slug',
  edit: '/netwerk/:slug/wijzig',
  confirm: '/netwerk/:slug/klopt-nog',
} as const

/** Slugs that would hide a page. */
export const RESERVED_SLUGS: readonly string[] = ['nieuw', 'inlezen']

export const entryPath = (slug: string) => `/netwerk/${slug}`
export const editPath = (slug: string) => `/netwerk/${slug}/wijzig`
export const confirmPath = (slug: string) => `/netwerk/${slug}/klopt-nog`

/** The entry of a hub of data/network.json; a fieldlab and a programme have their own id as slug. */
export const hubSlug = (hubId: string) => `hub-${hubId}`
