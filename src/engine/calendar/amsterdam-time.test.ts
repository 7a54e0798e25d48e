import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MS_PER_DAY,
  MS_PER_HOUR,
  amsterdamClock,
  amsterdamOffsetMinutes,
  instantInAmsterdam,
} from './amsterdam-time.ts'
import { dayOf, dayOfIso } from './civil-day.ts'

const FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeZoneName: 'longOffset' })

/** 'GMT+02:00' → 120 */
function offsetByIntl(at: number): number {
  const name = FORMAT.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, hours, minutes] = /GMT\+(\d\d):(\d\d)/.exec(name) ?? []
  return 60 * Number(hours) + Number(minutes)
}

test('twice a day, and to the millisecond around every change, as the time zone database says, 1997-2040', () => {
  let changes = 0
  let before = offsetByIntl(Date.UTC(1997, 0, 1))
  for (let at = Date.UTC(1997, 0, 1); at < Date.UTC(2041, 0, 1); at += MS_PER_DAY / 2) {
    const byIntl = offsetByIntl(at)
    if (amsterdamOffsetMinutes(at) !== byIntl) throw new Error(`${new Date(at).toISOString()} is ${byIntl}`)
    if (byIntl !== before) {
      changes++
      for (let near = at - 12 * MS_PER_HOUR; near <= at; near += MS_PER_HOUR) {
        for (const ms of [near - 1, near]) expect(amsterdamOffsetMinutes(ms)).toBe(offsetByIntl(ms))
      }
    }
    before = byIntl
  }
  expect(changes).toBe(88)
})

const instants = fc.integer({ min: Date.UTC(1997, 0, 1), max: Date.UTC(2040, 11, 31) })

test('clock and instant go there and back, but for the hour that occurs twice', () => {
  fc.assert(
    fc.property(instants, (at) => {
      const minute = at - (at % 60_000)
      const { day, msOfDay } = amsterdamClock(minute)
      const back = instantInAmsterdam(day, msOfDay / 60_000)
      expect([0, MS_PER_HOUR]).toContain(minute - back)
      if (back !== minute) expect(amsterdamOffsetMinutes(back)).toBe(120)
    }),
    { numRuns: 2_000 },
  )
})

const utc = (text: string) => Date.parse(`${text}Z`)

test('the skipped hour is the moment clocks go forward, and of the double hour the first', () => {
  const spring = dayOfIso('2026-03-29')!
  expect(instantInAmsterdam(spring, 119)).toBe(utc('2026-03-29T00:59'))
  expect(instantInAmsterdam(spring, 150)).toBe(utc('2026-03-29T01:00'))
  expect(instantInAmsterdam(spring, 180)).toBe(utc('2026-03-29T01:00'))
  const autumn = dayOfIso('2026-10-25')!
  expect(instantInAmsterdam(autumn, 150)).toBe(utc('2026-10-25T00:30'))
  expect(instantInAmsterdam(autumn, 180)).toBe(utc('2026-10-25T02:00'))
})

test('a later time of the day is never an earlier instant, and days follow each other', () => {
  for (let day = dayOf(2026, 1, 1); day <= dayOf(2026, 12, 31); day++) {
    for (let minute = 30; minute <= 1440; minute += 30) {
      expect(instantInAmsterdam(day, minute)).toBeGreaterThanOrEqual(instantInAmsterdam(day, minute - 30))
    }
    expect(instantInAmsterdam(day, 1440)).toBe(instantInAmsterdam(day + 1, 0))
  }
})
