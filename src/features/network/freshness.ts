/** Confirmed longer ago than this, an entry says that nobody looked recently. */
export const STALE_AFTER_DAYS = 180
const DAY_MS = 24 * 60 * 60 * 1000

export type Freshness = 'never' | 'stale' | 'fresh'

/** How sure is it that this is still so? Days are whole days in Dutch time. */
export function freshnessOf({ confirmedOn }: { confirmedOn?: string | undefined }, now: Date): Freshness {
  if (confirmedOn === undefined) return 'never'
  return daysBetween(confirmedOn, dayOf(now)) > STALE_AFTER_DAYS ? 'stale' : 'fresh'
}

/** The calendar day in the Netherlands: '2026-11-12'. */
export const dayOf = (at: Date): string => DUTCH_DAY.format(at)

const DUTCH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' })
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
