import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFICE_CALENDAR } from '#engine/calendar/working-calendar.ts'
import { workingMinutesBetween } from '#engine/calendar/working-time.ts'
import { promiseAfterHandOver, promiseFrom } from './promise.ts'

const minutes = (from: Date, to: Date) => workingMinutesBetween(+from, +to, OFFICE_CALENDAR)
const instants = fc
  .integer({ min: Date.UTC(2020, 0, 2), max: Date.UTC(2040, 11, 30) })
  .map((at) => new Date(at))
const hours = fc.integer({ min: 2, max: 40 })

describe('a promise', () => {
  test.each([
    ['2026-11-30T09:00:00Z', '2026-12-01T09:00:00.000Z'], // Monday 10:00: Tuesday 10:00
    ['2026-12-04T15:00:00Z', '2026-12-07T15:00:00.000Z'], // Friday 16:00: Monday 16:00
    ['2026-12-24T09:00:00Z', '2026-12-28T09:00:00.000Z'], // Christmas is no working day
    ['2027-03-26T21:00:00Z', '2027-03-30T15:00:00.000Z'], // Easter Monday, and clocks go forward
  ])('of 8 working hours from %s ends at %s', (from, dueAt) => {
    expect(promiseFrom(new Date(from), 8).dueAt.toISOString()).toBe(dueAt)
  })

  test('lasts exactly as long as it says, in working time, and is reminded of at three quarters', () => {
    fc.assert(
      fc.property(instants, hours, (at, workingHours) => {
        const { openSince, dueAt, remindAt } = promiseFrom(at, workingHours)
        expect(openSince).toEqual(at)
        expect(minutes(at, dueAt)).toBeCloseTo(workingHours * 60, 6)
        expect(minutes(at, remindAt)).toBeCloseTo(workingHours * 45, 6)
        expect(+remindAt).toBeLessThan(+dueAt)
        expect(+remindAt).toBeGreaterThan(+at)
      }),
    )
  })

  test('after a hand-over: never longer than for a question of its own, in all twice that, at least half', () => {
    const waited = fc.integer({ min: 0, max: 60 * 24 * 90 })
    fc.assert(
      fc.property(instants, waited, hours, (openSince, waitedMinutes, workingHours) => {
        const now = new Date(+openSince + waitedMinutes * 60_000)
        const { dueAt, remindAt } = promiseAfterHandOver(openSince, now, workingHours)
        const fresh = minutes(now, dueAt)
        expect(fresh).toBeLessThanOrEqual(workingHours * 60 + 1e-6)
        expect(fresh).toBeGreaterThanOrEqual(workingHours * 30 - 1e-6)
        const isBounded = minutes(openSince, dueAt) <= workingHours * 120 + 1e-6
        expect(isBounded || Math.abs(fresh - workingHours * 30) < 1e-6).toBe(true)
        expect(+remindAt).toBeLessThan(+dueAt)
        expect(+remindAt).toBeGreaterThanOrEqual(+now)
      }),
    )
  })

  test('of a question that was handed over at once is the usual one', () => {
    const at = new Date('2026-11-30T09:00:00Z')
    expect(promiseAfterHandOver(at, at, 8).dueAt).toEqual(promiseFrom(at, 8).dueAt)
  })
})
