import { amsterdamClock, type Instant, instantInAmsterdam } from '#engine/calendar/amsterdam-time.ts'
import { dateOf, type Day, dayOf, isoOfDay, weekdayOf } from '#engine/calendar/civil-day.ts'
import { OFFICE_CALENDAR, openPieces } from '#engine/calendar/working-calendar.ts'

const THURSDAY = 3
const MADE_AT_MINUTE = 6 * 60 // before anybody is at work

/** A week of ISO 8601, which begins on Monday: '2026-W48'. */
export type Week = string

/** The Monday of the week in which an instant falls, in Amsterdam. */
export function mondayOf(at: Instant): Day {
  const { day } = amsterdamClock(at)
  return day - weekdayOf(day)
}

/** A week belongs to the year that has its Thursday (ISO 8601). */
export function weekOfMonday(monday: Day): Week {
  const thursday = monday + THURSDAY
  const { year } = dateOf(thursday)
  const number = Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

export const weekOf = (at: Instant): Week => weekOfMonday(mondayOf(at))
export const weekAfter = (at: Instant): Week => weekOfMonday(mondayOf(at) + 7)

/**
 * When the list of this week is made: 6:00 on the first day that is worked, Monday unless that is a Dutch holiday;
 * undefined when nobody works that week.
 */
export function listDueAt(at: Instant): Instant | undefined {
  const monday = mondayOf(at)
  for (let day = monday; day < monday + 7; day++)
    if (openPieces(day, OFFICE_CALENDAR).length > 0) return instantInAmsterdam(day, MADE_AT_MINUTE)
  return undefined
}

export const weekStartsAt = (at: Instant): Date => new Date(instantInAmsterdam(mondayOf(at), 0))

/** YYYY-MM-DD in Amsterdam. */
export const dayIn = (at: Date): string => isoOfDay(amsterdamClock(at.getTime()).day)

/** Whole days by the calendar in Amsterdam. */
export const daysBetween = (from: Date, to: Date): number =>
  amsterdamClock(to.getTime()).day - amsterdamClock(from.getTime()).day
