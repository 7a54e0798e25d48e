import { describe, expect, test } from 'vitest'
import { beforeText, readMoment, saturdayAfter, spanText, typedMoment } from './when.ts'

describe('a moment by the clock in Amsterdam', () => {
  test.each([
    ['2027-03-04', '13:30', '2027-03-04T12:30:00.000Z'], // winter
    ['4-3-2027', '13.30', '2027-03-04T12:30:00.000Z'],
    ['2027-07-01', '9:00', '2027-07-01T07:00:00.000Z'], // summer
    ['2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'], // just after clocks went forward
    ['2027-10-31', '02:30', '2027-10-31T00:30:00.000Z'], // occurs twice: the first
  ])('%s %s is %s', (day, time, instant) => {
    const read = readMoment({ day, time })
    expect(read?.toISOString()).toBe(instant)
    expect(readMoment(typedMoment(read ?? new Date(0)))).toEqual(read)
  })
  test.each([
    ['2027-03-28', '02:30'], // skipped
    ['2027-02-29', '10:00'],
    ['2027-13-01', '10:00'],
    ['2027-03-04', '24:00'],
    ['2027-03-04', ''],
    ['morgen', '10:00'],
    ['', ''],
  ])('%s %s is none', (day, time) => {
    expect(readMoment({ day, time })).toBeUndefined()
  })
})

test('an afternoon on which clocks change is told as the clock says it', () => {
  const starts = new Date('2027-03-27T23:00:00Z')
  expect(spanText(starts, new Date('2027-03-28T04:00:00Z'), 'nl')).toBe(
    'zondag 28 maart 2027, 0.00 tot 6.00 uur',
  )
  expect(spanText(starts, new Date('2027-03-29T08:00:00Z'), 'en')).toBe(
    'Sunday 28 March 2027, 0:00 to Monday 29 March 2027, 10:00',
  )
})

test('until when is told as people say it', () => {
  const now = new Date('2027-02-01T09:00:00Z')
  expect(beforeText(new Date('2027-02-01T15:00:00Z'), now, 'nl')).toBe('vandaag vóór 16.00 uur')
  expect(beforeText(new Date('2027-02-02T08:00:00Z'), now, 'nl')).toBe('morgen vóór 9.00 uur')
  expect(beforeText(new Date('2027-03-01T08:00:00Z'), now, 'en')).toBe('before Monday 1 March 2027, 9:00')
})

test.each([
  ['2027-02-15T12:00:00Z', '2027-02-20'], // a Monday
  ['2027-02-19T22:59:00Z', '2027-02-20'], // late on Friday
  ['2027-02-20T05:00:00Z', '2027-02-27'], // a Saturday: the next
  ['2027-02-21T05:00:00Z', '2027-02-27'],
])('after %s the Saturday is %s', (at, day) => {
  expect(typedMoment(saturdayAfter(new Date(at))).day).toBe(day)
})
