import { OFFICE_CALENDAR } from '#engine/calendar/working-calendar.ts'
import { addWorkingTime, workingMinutesBetween } from '#engine/calendar/working-time.ts'

/** An answer within 8 working hours, unless the organisation has a setting of its own. */
export const USUAL_WORKING_HOURS = 8

/** By when an answer is promised, and when colleagues are reminded of it: at three quarters of the working time. */
export type Promised = Readonly<{ openSince: Date; dueAt: Date; remindAt: Date }>

/** A fresh promise to who waits from `at` on. */
export function promiseFrom(at: Date, workingHours: number): Promised {
  const minutes = workingHours * 60
  return { openSince: at, dueAt: later(at, minutes), remindAt: later(at, minutes * REMIND_AT_SHARE) }
}

/**
 * The promise after a case changed hands. The new owner has as long as for a question of its own, but whoever waits does
 * not wait longer than twice the usual in all; and however late it is, the new owner has half of it.
 */
export function promiseAfterHandOver(openSince: Date, now: Date, workingHours: number): Promised {
  const minutes = workingHours * 60
  const inAll = Math.max(+later(openSince, 2 * minutes), +later(now, minutes / 2))
  const dueAt = new Date(Math.min(+later(now, minutes), inAll))
  const left = workingMinutesBetween(+now, +dueAt, OFFICE_CALENDAR)
  return { openSince, dueAt, remindAt: later(now, Math.floor(left * REMIND_AT_SHARE)) }
}

const REMIND_AT_SHARE = 0.75

const later = (at: Date, minutes: number) => new Date(addWorkingTime(+at, minutes, OFFICE_CALENDAR))
