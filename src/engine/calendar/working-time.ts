import { type Instant, MS_PER_MINUTE, amsterdamClock, instantInAmsterdam } from './amsterdam-time.ts'
import { type Day, dayOf } from './civil-day.ts'
import { FIRST_YEAR, LAST_YEAR } from './dutch-holidays.ts'
import { type WorkingCalendar, openPieces } from './working-calendar.ts'

const FIRST_DAY = dayOf(FIRST_YEAR, 1, 1)
const LAST_DAY = dayOf(LAST_YEAR, 12, 31)

/**
 * The first instant by which so many minutes have been worked: a promise "within 8 working hours" ends there. It can
 * be closing time, never the opening time after it; with no minutes it is the instant itself.
 *
 * @param from milliseconds UTC, a whole number, in 2014-2099 by the clock in Amsterdam
 * @param minutes [working minutes], ≥ 0, to the millisecond
 * @returns milliseconds UTC; RangeError when that is after 2099, or for input outside these ranges
 */
export function addWorkingTime(from: Instant, minutes: number, calendar: WorkingCalendar): Instant {
  let leftMs = Math.round(minutes * MS_PER_MINUTE)
  if (!Number.isSafeInteger(leftMs) || minutes < 0)
    throw new RangeError(`not a number of minutes: ${minutes}`)
  const firstDay = dayInRange(from)
  if (leftMs === 0) return from

  for (let day = firstDay; day <= LAST_DAY; day++) {
    for (const { start, end } of spansOf(day, calendar)) {
      const begin = Math.max(start, from)
      const workedMs = Math.max(0, end - begin)
      if (workedMs >= leftMs) return begin + leftMs
      leftMs -= workedMs
    }
  }
  throw new RangeError(`${minutes} working minutes end after ${LAST_YEAR}`)
}

/**
 * How many minutes are worked between two instants; negative when the second comes first.
 *
 * @param from milliseconds UTC, a whole number, in 2014-2099 by the clock in Amsterdam; `to` likewise
 * @returns [working minutes], exact to the millisecond; RangeError for input outside that range
 */
export function workingMinutesBetween(from: Instant, to: Instant, calendar: WorkingCalendar): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  const lastDay = dayInRange(last)
  let workedMs = 0
  for (let day = dayInRange(first); day <= lastDay; day++) {
    for (const { start, end } of spansOf(day, calendar)) {
      workedMs += Math.max(0, Math.min(end, last) - Math.max(start, first))
    }
  }
  return workedMs === 0 ? 0 : (sign * workedMs) / MS_PER_MINUTE
}

/** The day of an instant in Amsterdam; RangeError when holidays of that year are not known. */
function dayInRange(at: Instant): Day {
  const { day } = amsterdamClock(at)
  if (!Number.isSafeInteger(at) || day < FIRST_DAY || day > LAST_DAY) {
    throw new RangeError(`not an instant in ${FIRST_YEAR}-${LAST_YEAR}: ${at}`)
  }
  return day
}

/** What is worked on a day, in time that passes: a night on which clocks change is an hour shorter or longer. */
function spansOf(day: Day, calendar: WorkingCalendar): { start: Instant; end: Instant }[] {
  return openPieces(day, calendar).map(({ fromMinute, toMinute }) => ({
    start: instantInAmsterdam(day, fromMinute),
    end: instantInAmsterdam(day, toMinute),
  }))
}
