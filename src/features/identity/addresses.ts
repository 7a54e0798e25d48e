/** Where the pages are, without language. */
export const ROUTES = {
  signIn: '/inloggen',
  sent: '/inloggen/verstuurd',
  link: '/inloggen/link/:token',
  code: '/inloggen/code',
  eherkenning: '/inloggen/eherkenning',
  eherkenningBack: '/inloggen/eherkenning/terug',
  signOut: '/uitloggen',
  mine: '/mijn',
  security: '/mijn/inloggen',
  settings: '/mijn/inloggen/gegevens',
  session: '/mijn/inloggen/sessie',
  everywhere: '/mijn/inloggen/overal',
  factor: '/mijn/inloggen/tweede-stap',
  factorConfirm: '/mijn/inloggen/tweede-stap/bevestigen',
  factorOff: '/mijn/inloggen/tweede-stap/uit',
  people: '/beheer',
  appoint: '/beheer/aanwijzen',
  dismiss: '/beheer/intrekken',
} as const

export const linkPath = (token: string) => `/inloggen/link/${token}`

/** With the path to come back to. */
export const withReturn = (path: string, returnPath: string) =>
  `${path}?terug=${encodeURIComponent(returnPath)}`
