import { expect, test } from 'vitest'
import { dayOfIso, isoOfDay, weekdayOf } from './civil-day.ts'
import { HOLIDAYS, dutchHolidays, isDutchHoliday } from './dutch-holidays.ts'

const datesOf = (year: number) => dutchHolidays(year).map(({ day }) => isoOfDay(day).slice(5))
const dateOfHoliday = (year: number, name: string) => {
  const found = dutchHolidays(year).find(({ holiday }) => holiday === name)
  return found && isoOfDay(found.day)
}

test('published holidays of 2024, 2025 (a lustrum, King’s Day on Saturday) and 2026', () => {
  expect(datesOf(2024)).toEqual([
    '01-01',
    '03-31',
    '04-01',
    '04-27',
    '05-09',
    '05-19',
    '05-20',
    '12-25',
    '12-26',
  ])
  expect(datesOf(2025)).toEqual([
    '01-01',
    '04-20',
    '04-21',
    '04-26',
    '05-05',
    '05-29',
    '06-08',
    '06-09',
    '12-25',
    '12-26',
  ])
  expect(datesOf(2026)).toEqual([
    '01-01',
    '04-05',
    '04-06',
    '04-27',
    '05-14',
    '05-24',
    '05-25',
    '12-25',
    '12-26',
  ])
})

test('King’s Day is never a Sunday, and moves to the Saturday before', () => {
  const moved = []
  for (let year = 2014; year <= 2099; year++) {
    const date = dateOfHoliday(year, 'kings-day')!
    expect(weekdayOf(dayOfIso(date)!)).not.toBe(6)
    if (date.endsWith('-26')) moved.push(year)
  }
  expect(moved.slice(0, 4)).toEqual([2014, 2025, 2031, 2036])
})

test('in every year all holidays are there once, on days of their own; Liberation Day every fifth year', () => {
  for (let year = 2014; year <= 2099; year++) {
    const expected = HOLIDAYS.filter((holiday) => holiday !== 'liberation-day' || year % 5 === 0)
    expect(
      dutchHolidays(year)
        .map(({ holiday }) => holiday)
        .sort(),
    ).toEqual([...expected].sort())
    expect(new Set(datesOf(year)).size).toBe(expected.length)
  }
})

test('Good Friday and an ordinary 5 May are worked', () => {
  expect(isDutchHoliday(dayOfIso('2026-04-03')!)).toBe(false)
  expect(isDutchHoliday(dayOfIso('2026-05-05')!)).toBe(false)
  expect(isDutchHoliday(dayOfIso('2026-05-14')!)).toBe(true)
})

test.each([2013, 2100, 2026.5, Number.NaN])('%s is out of range', (year) => {
  expect(() => dutchHolidays(year)).toThrow(RangeError)
})
