/** A day of the Gregorian calendar as the number of days since 1 January 1970. */
export type Day = number

export type CivilDate = Readonly<{ year: number; month: number; dayOfMonth: number }> // month 1-12

/** Years begin on 1 March here, so that a leap day comes last. Source: H. Hinnant, chrono-compatible algorithms. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - 400 * era
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  return (
    146_097 * era +
    365 * yearOfEra +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

/** The inverse of `dayOf`. Same source. */
export function dateOf(day: Day): CivilDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - 146_097 * era
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + 400 * era + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** 0 is Monday, 6 is Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: Day) => (((day + 3) % 7) + 7) % 7

/** A date as YYYY-MM-DD; undefined when there is no such day. */
export function dayOfIso(text: string): Day | undefined {
  const [, year, month, dayOfMonth] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || dayOfMonth === undefined) return undefined

  const day = dayOf(year, month, dayOfMonth)
  const back = dateOf(day)
  return back.year === year && back.month === month && back.dayOfMonth === dayOfMonth ? day : undefined
}

/** YYYY-MM-DD, for years 0 to 9999. */
export function isoOfDay(day: Day): string {
  const { year, month, dayOfMonth } = dateOf(day)
  const padded = (value: number, digits: number) => String(value).padStart(digits, '0')
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
}
