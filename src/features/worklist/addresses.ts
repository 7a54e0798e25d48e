export const ROUTES = {
  list: '/balie/werklijst',
  call: '/balie/werklijst/gebeld',
  later: '/balie/werklijst/later',
  offer: '/balie/werklijst/aangeboden',
  again: '/balie/werklijst/opnieuw',
  hours: '/balie/werklijst/tijd',
  lot: '/werklijst/loting',
} as const

export const listPath = (hubId: string, anchor = ''): string =>
  `${ROUTES.list}?hub=${hubId}${anchor === '' ? '' : `#${anchor}`}`
export const hoursPath = (hubId: string): string => `${ROUTES.hours}?hub=${hubId}`
