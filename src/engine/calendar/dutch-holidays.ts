import { type Day, dateOf, dayOf, weekdayOf } from './civil-day.ts'
import { easterSunday } from './easter.ts'

export const HOLIDAYS = [
  'new-year',
  'easter-sunday',
  'easter-monday',
  'kings-day',
  'liberation-day',
  'ascension-day',
  'whit-sunday',
  'whit-monday',
  'christmas-day',
  'boxing-day',
] as const
export type Holiday = (typeof HOLIDAYS)[number]

export const FIRST_YEAR = 2014 // the first King's Day
export const LAST_YEAR = 2099
const SUNDAY = 6

/**
 * The days on which Dutch offices are closed, in order of date. King's Day is 27 April, or the 26th when that is a
 * Sunday. Liberation Day, 5 May, counts in years divisible by five only, and Good Friday never: both as in many
 * labour agreements. No two fall on the same day in these years.
 *
 * @param year 2014-2099; RangeError otherwise
 */
export function dutchHolidays(year: number): { holiday: Holiday; day: Day }[] {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new RangeError(`holidays are known for ${FIRST_YEAR}-${LAST_YEAR}, not for ${year}`)
  }
  const easter = easterSunday(year)
  const birthday = dayOf(year, 4, 27)
  const days: [Holiday, Day][] = [
    ['new-year', dayOf(year, 1, 1)],
    ['easter-sunday', easter],
    ['easter-monday', easter + 1],
    ['kings-day', weekdayOf(birthday) === SUNDAY ? birthday - 1 : birthday],
    ['ascension-day', easter + 39],
    ['whit-sunday', easter + 49],
    ['whit-monday', easter + 50],
    ['christmas-day', dayOf(year, 12, 25)],
    ['boxing-day', dayOf(year, 12, 26)],
  ]
  if (year % 5 === 0) days.push(['liberation-day', dayOf(year, 5, 5)])
  return days.map(([holiday, day]) => ({ holiday, day })).sort((a, b) => a.day - b.day)
}

export const isDutchHoliday = (day: Day) =>
  dutchHolidays(dateOf(day).year).some((holiday) => holiday.day === day)
