/** Where the pages are, without language. */
export const ROUTES = {
  thread: '/mijn',
  firm: '/mijn/bedrijf',
  newFirm: '/mijn/bedrijf/nieuw',
  keep: '/mijn/bewaar',
  scan: '/mijn/scan/:id',
  release: '/mijn/scan/:id/weg',
  steps: '/mijn/stappen',
  newStep: '/mijn/stappen/nieuw',
  step: '/mijn/stappen/:id',
  dropStep: '/mijn/stappen/:id/weg',
  data: '/mijn/gegevens',
  zip: '/mijn/gegevens/schakel-gegevens.zip',
  json: '/mijn/gegevens/datapackage.json',
  csv: '/mijn/gegevens/:file{[a-z0-9-]+\\.csv}',
  erase: '/mijn/wissen',
  gone: '/gewist',
} as const

const FIRM = 'bedrijf'

/** The same page for another firm of whoever acts. */
export const withFirm = (path: string, firmId: string | undefined) =>
  firmId === undefined ? path : `${path}?${FIRM}=${firmId}`
export const FIRM_QUERY = FIRM

export const threadPath = {
  scan: (scanId: string) => `/mijn/scan/${scanId}`,
  release: (scanId: string) => `/mijn/scan/${scanId}/weg`,
  step: (id: string) => `/mijn/stappen/${id}`,
  dropStep: (id: string) => `/mijn/stappen/${id}/weg`,
  csv: (name: string) => `/mijn/gegevens/${name}.csv`,
} as const
