/** The calendar day in the Netherlands: '2026-11-12'. */
export const dayOf = (at: Date): string => DUTCH_DAY.format(at)

const DUTCH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' })
