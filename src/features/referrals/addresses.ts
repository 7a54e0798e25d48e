/** Paths without language, for `pathIn`. */
export const ROUTES = {
  mine: '/mijn/verwijzingen',
  own: '/mijn/verwijzingen/:id',
  adviser: '/balie/verwijzingen',
  new: '/balie/verwijzingen/nieuw',
  advised: '/balie/verwijzingen/:id',
  receiver: '/verwijzingen',
  received: '/verwijzingen/:id',
  peer: '/mijn/collega',
  stopPeer: '/mijn/collega/stop',
} as const

/** One referral, on the page of each side. */
export const referralPath = {
  own: (id: string) => `/mijn/verwijzingen/${id}`,
  advised: (id: string) => `/balie/verwijzingen/${id}`,
  received: (id: string) => `/verwijzingen/${id}`,
} as const

/** Where an adviser refers a firm. */
export function referPath(firmId: string, stepId?: string, caseId?: string): string {
  const query = new URLSearchParams({ firma: firmId })
  if (stepId !== undefined && stepId !== '') query.set('stap', stepId)
  if (caseId !== undefined) query.set('vraag', caseId)
  return `${ROUTES.new}?${query}`
}

export const peerPath = (firmId: string) => `${ROUTES.peer}?bedrijf=${firmId}`
export const stopPeerPath = (firmId: string) => `${ROUTES.stopPeer}?bedrijf=${firmId}`
