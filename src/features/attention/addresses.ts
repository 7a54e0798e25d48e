/** Paths without language, for `pathIn`. */
export const ROUTES = {
  attention: '/mijn/aandacht',
  link: '/liever-niet/:token',
} as const

export const linkPath = (token: string) => `/liever-niet/${token}`
export const attentionPath = (firmId: string) => `${ROUTES.attention}?bedrijf=${firmId}`
