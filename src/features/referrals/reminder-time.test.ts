import { expect, test } from 'vitest'
import { remindAtAfter } from './reminder-time.ts'

const after = (iso: string) => remindAtAfter(new Date(iso)).toISOString()

test('five working days are a week, at the same time of the day', () => {
  expect(after('2027-02-01T09:00:00Z')).toBe('2027-02-08T09:00:00.000Z')
})

test('Easter Monday is not worked, and the clock of summer is the clock on the wall', () => {
  // Wednesday 24 March 2027, 10:00; Easter is the 28th, and so is the change of the clock
  expect(after('2027-03-24T09:00:00Z')).toBe('2027-04-01T08:00:00.000Z')
})

test('neither Christmas nor New Year is worked', () => {
  // Wednesday 23 December 2026, 10:00: 24, 28, 29, 30, 31 December (25 and 26 are Christmas, a Friday and a Saturday)
  expect(after('2026-12-23T09:00:00Z')).toBe('2026-12-31T09:00:00.000Z')
  // Monday 28 December: 29, 30, 31 December, 4 and 5 January (1 January is a Friday)
  expect(after('2026-12-28T09:00:00Z')).toBe('2027-01-05T09:00:00.000Z')
})

test('what begins in a weekend ends with the Friday', () => {
  expect(after('2027-02-06T11:00:00Z')).toBe('2027-02-12T16:00:00.000Z')
})
