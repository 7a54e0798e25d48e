import { expect, test } from 'vitest'
import { dayOf, isoOfDay, weekdayOf } from './civil-day.ts'
import { easterSunday } from './easter.ts'

/** Published dates, with the earliest and latest of the century and the two that mislead simple rules (1954, 1981). */
const PUBLISHED = [
  '1900-04-15',
  '1913-03-23',
  '1943-04-25',
  '1954-04-18',
  '1961-04-02',
  '1970-03-29',
  '1981-04-19',
  '1989-03-26',
  '1999-04-04',
  '2000-04-23',
  '2001-04-15',
  '2002-03-31',
  '2003-04-20',
  '2004-04-11',
  '2005-03-27',
  '2006-04-16',
  '2007-04-08',
  '2008-03-23',
  '2009-04-12',
  '2010-04-04',
  '2011-04-24',
  '2012-04-08',
  '2013-03-31',
  '2014-04-20',
  '2015-04-05',
  '2016-03-27',
  '2017-04-16',
  '2018-04-01',
  '2019-04-21',
  '2020-04-12',
  '2021-04-04',
  '2022-04-17',
  '2023-04-09',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2029-04-01',
  '2030-04-21',
  '2031-04-13',
  '2032-03-28',
  '2033-04-17',
  '2034-04-09',
  '2035-03-25',
  '2038-04-25',
  '2049-04-18',
  '2076-04-19',
]

test.each(PUBLISHED)('%s was or will be Easter', (date) => {
  expect(isoOfDay(easterSunday(Number(date.slice(0, 4))))).toBe(date)
})

/** Another algorithm: Gauss's, with the two exceptions of 1900-2099. */
function easterByGauss(year: number): number {
  const a = year % 19
  const d = (19 * a + 24) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
  const isException = (d === 29 && e === 6) || (d === 28 && e === 6 && a > 10)
  return dayOf(year, 3, 22) + d + e - (isException ? 7 : 0)
}

test('every Easter of 1900-2099 is a Sunday from 22 March to 25 April, as by the rule of Gauss', () => {
  for (let year = 1900; year <= 2099; year++) {
    const easter = easterSunday(year)
    expect(isoOfDay(easter)).toBe(isoOfDay(easterByGauss(year)))
    expect(weekdayOf(easter)).toBe(6)
    expect(easter).toBeGreaterThanOrEqual(dayOf(year, 3, 22))
    expect(easter).toBeLessThanOrEqual(dayOf(year, 4, 25))
  }
})
