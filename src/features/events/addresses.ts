/** Paths without language, for `pathIn`. */
export const ROUTES = {
  list: '/evenementen',
  event: '/evenementen/:slug',
  signUp: '/evenementen/:slug/aanmelden',
  leave: '/evenementen/:slug/afmelden',
  confirm: '/evenementen/:slug/ik-kom',
  feedback: '/evenementen/:slug/terugblik',
  lottery: '/evenementen/:slug/loting',
  lotteryFile: '/evenementen/:slug/loting.json',
  eventCalendar: '/evenementen/:slug/agenda.ics',
  calendar: '/evenementen/agenda',
  calendarNew: '/evenementen/agenda/nieuw',
  calendarStop: '/evenementen/agenda/stop',
  feed: '/evenementen/agenda/:file{[a-z0-9-]+\\.ics}',
  ownFeed: '/evenementen/agenda/eigen/:file{[A-Za-z0-9_-]{43}\\.ics}',
  kept: '/evenementen/beheer',
  new: '/evenementen/beheer/nieuw',
  edit: '/evenementen/beheer/:id',
  cancel: '/evenementen/beheer/:id/vervalt',
  draw: '/evenementen/beheer/:id/loting',
  attendance: '/evenementen/beheer/:id/deelnemers',
  attendanceCsv: '/evenementen/beheer/:id/deelnemers.csv',
} as const

/** Slugs that would hide a page. */
export const RESERVED_SLUGS: readonly string[] = ['agenda', 'beheer']

export const eventPath = {
  event: (slug: string) => `/evenementen/${slug}`,
  signUp: (slug: string) => `/evenementen/${slug}/aanmelden`,
  leave: (slug: string) => `/evenementen/${slug}/afmelden`,
  confirm: (slug: string) => `/evenementen/${slug}/ik-kom`,
  feedback: (slug: string) => `/evenementen/${slug}/terugblik`,
  lottery: (slug: string) => `/evenementen/${slug}/loting`,
  lotteryFile: (slug: string) => `/evenementen/${slug}/loting.json`,
  calendar: (slug: string) => `/evenementen/${slug}/agenda.ics`,
  feed: (organisationSlug: string) => `/evenementen/agenda/${organisationSlug}.ics`,
  ownFeed: (token: string) => `/evenementen/agenda/eigen/${token}.ics`,
  edit: (id: string) => `/evenementen/beheer/${id}`,
  cancel: (id: string) => `/evenementen/beheer/${id}/vervalt`,
  draw: (id: string) => `/evenementen/beheer/${id}/loting`,
  attendance: (id: string) => `/evenementen/beheer/${id}/deelnemers`,
  attendanceCsv: (id: string) => `/evenementen/beheer/${id}/deelnemers.csv`,
} as const
