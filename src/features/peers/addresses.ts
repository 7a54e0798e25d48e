/** Where the pages are, with and without language. */
export const peersPath = {
  consent: (link: string) => `/scan/${link}/meetellen`,
  compare: (link: string) => `/scan/${link}/vergelijking`,
  open: '/vergelijking',
  openGroup: (group: string) => `/vergelijking?groep=${encodeURIComponent(group)}`,
  answers: (link: string) => `/scan/${link}/controle`,
} as const

export const ROUTES = {
  consent: '/scan/:link/meetellen',
  compare: '/scan/:link/vergelijking',
  open: '/vergelijking',
} as const
