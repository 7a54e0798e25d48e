import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOf, dayOf, dayOfIso, isoOfDay, weekdayOf } from './civil-day.ts'

test('every day of 1800-2200 is as in the calendar of Node', () => {
  const last = dayOf(2200, 12, 31)
  for (let day = dayOf(1800, 1, 1); day <= last; day++) {
    const date = new Date(day * 86_400_000)
    const { year, month, dayOfMonth } = dateOf(day)
    const isSame =
      year === date.getUTCFullYear() &&
      month === date.getUTCMonth() + 1 &&
      dayOfMonth === date.getUTCDate() &&
      dayOf(year, month, dayOfMonth) === day &&
      weekdayOf(day) === (date.getUTCDay() + 6) % 7
    if (!isSame) throw new Error(`${day} is ${date.toISOString()}, not ${JSON.stringify(dateOf(day))}`)
  }
})

test('a date as text goes there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => dayOfIso(isoOfDay(day)) === day),
  )
})

test.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', 'today', ''])(
  '%s is no day',
  (text) => {
    expect(dayOfIso(text)).toBeUndefined()
  },
)
