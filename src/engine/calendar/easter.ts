import { type Day, dayOf } from './civil-day.ts'

/**
 * Easter Sunday of a year of the Gregorian calendar (1583 and later).
 *
 * Source: the anonymous Gregorian computus ("A New York correspondent", Nature, 20 April 1876), as in J. Meeus 1991,
 * Astronomical Algorithms, chapter 8. Letters as there.
 */
export function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}
