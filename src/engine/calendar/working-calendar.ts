import { type Result, ok, refuse } from '../kernel/result.ts'
import { type Day, dayOfIso, weekdayOf } from './civil-day.ts'
import { isDutchHoliday } from './dutch-holidays.ts'

/** Minutes after midnight by the clock in Amsterdam: 0 ≤ from < to ≤ 1440. */
export type OpenPiece = Readonly<{ fromMinute: number; toMinute: number }>

/** Per weekday, Monday first, the pieces of the day that are worked: in order, not touching; none when closed. */
export type OpeningHours = readonly (readonly OpenPiece[])[]

export type WorkingCalendar = Readonly<{
  openingHours: OpeningHours
  closedDays: ReadonlySet<Day> // beside Dutch holidays
}>

export type CalendarRefusal = Readonly<
  | { code: 'not-seven-days' | 'never-open' }
  | { code: 'hours-impossible'; at: number } // at: weekday, 0 is Monday
  | { code: 'not-a-date'; at: string }
>

const OFFICE_DAY: readonly OpenPiece[] = [{ fromMinute: 540, toMinute: 1020 }]

/** Monday to Friday, 9:00-17:00. */
export const OFFICE_HOURS: OpeningHours = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []]

/** Office hours, closed on Dutch holidays only. */
export const OFFICE_CALENDAR: WorkingCalendar = { openingHours: OFFICE_HOURS, closedDays: new Set() }

/**
 * When a hub works: hours per weekday, except on Dutch holidays and on its own closed days.
 *
 * @param closedOn dates as YYYY-MM-DD
 * @returns refused with all reasons at once
 */
export function workingCalendar(
  openingHours: OpeningHours,
  closedOn: readonly string[],
): Result<WorkingCalendar, readonly CalendarRefusal[]> {
  const found: CalendarRefusal[] = []
  if (openingHours.length !== 7) found.push({ code: 'not-seven-days' })
  if (openingHours.every((pieces) => pieces.length === 0)) found.push({ code: 'never-open' })
  openingHours.forEach((pieces, weekday) => {
    if (!isPossible(pieces)) found.push({ code: 'hours-impossible', at: weekday })
  })
  const closedDays = new Set<Day>()
  for (const text of closedOn) {
    const day = dayOfIso(text)
    if (day === undefined) found.push({ code: 'not-a-date', at: text })
    else closedDays.add(day)
  }
  return found.length > 0 ? refuse(found) : ok({ openingHours, closedDays })
}

function isPossible(pieces: readonly OpenPiece[]): boolean {
  let before = -1
  return pieces.every(({ fromMinute, toMinute }) => {
    const isWhole = Number.isInteger(fromMinute) && Number.isInteger(toMinute)
    const isAfter = fromMinute > before
    before = toMinute
    return isWhole && isAfter && toMinute > fromMinute && toMinute <= 1440
  })
}

/** The pieces that are worked on a day; none on a holiday or closed day. */
export function openPieces(day: Day, { openingHours, closedDays }: WorkingCalendar): readonly OpenPiece[] {
  const pieces = openingHours[weekdayOf(day)] ?? []
  return pieces.length === 0 || closedDays.has(day) || isDutchHoliday(day) ? [] : pieces
}
