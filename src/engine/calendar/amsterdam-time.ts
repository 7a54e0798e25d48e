import { type Day, dateOf, dayOf, weekdayOf } from './civil-day.ts'

/** Milliseconds since 1 January 1970, 00:00 UTC. */
export type Instant = number

export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 3_600_000
export const MS_PER_DAY = 86_400_000

/** The last Sunday of March or October at 01:00 UTC: when clocks are put forward or back. */
function clockChange(year: number, month: 3 | 10): Instant {
  const lastDay = dayOf(year, month, 31)
  return (lastDay - ((weekdayOf(lastDay) + 1) % 7)) * MS_PER_DAY + MS_PER_HOUR
}

/**
 * How far Amsterdam is ahead of UTC: 60 or 120 minutes.
 *
 * Source: Directive 2000/84/EC, articles 1-3. Right from 1996, when the whole Union began to end summer time in
 * October, for as long as the directive stands.
 */
export function amsterdamOffsetMinutes(at: Instant): number {
  const { year } = dateOf(Math.floor(at / MS_PER_DAY))
  return at >= clockChange(year, 3) && at < clockChange(year, 10) ? 120 : 60
}

/** What calendar and clock say in Amsterdam. */
export function amsterdamClock(at: Instant): { day: Day; msOfDay: number } {
  const local = at + amsterdamOffsetMinutes(at) * MS_PER_MINUTE
  const day = Math.floor(local / MS_PER_DAY)
  return { day, msOfDay: local - day * MS_PER_DAY }
}

/**
 * The instant at which the clock in Amsterdam says so many minutes past midnight (1440 is the next midnight). Of a
 * time that occurs twice, in autumn, the first; of one that is skipped, in spring, the moment clocks go forward. So a
 * later time of the day is never an earlier instant.
 */
export function instantInAmsterdam(day: Day, minuteOfDay: number): Instant {
  const asUtc = day * MS_PER_DAY + minuteOfDay * MS_PER_MINUTE
  const inSummer = asUtc - 2 * MS_PER_HOUR
  if (amsterdamOffsetMinutes(inSummer) === 120) return inSummer
  const inWinter = asUtc - MS_PER_HOUR
  return amsterdamOffsetMinutes(inWinter) === 60 ? inWinter : day * MS_PER_DAY + MS_PER_HOUR
}
