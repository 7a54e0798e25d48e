import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfIso } from './civil-day.ts'
import { instantInAmsterdam } from './amsterdam-time.ts'
import {
  OFFICE_CALENDAR,
  OFFICE_HOURS,
  type OpeningHours,
  type WorkingCalendar,
  workingCalendar,
} from './working-calendar.ts'
import { addWorkingTime, workingMinutesBetween } from './working-time.ts'

/** '2026-04-02 16:30' by the clock in Amsterdam. */
function at(text: string): number {
  const [date = '', time = ''] = text.split(' ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return instantInAmsterdam(dayOfIso(date)!, 60 * hours + minutes)
}

function made(hours: OpeningHours, closedOn: readonly string[] = []): WorkingCalendar {
  const result = workingCalendar(hours, closedOn)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const allDay = [{ fromMinute: 0, toMinute: 1440 }]
const ALWAYS = made([allDay, allDay, allDay, allDay, allDay, allDay, allDay])
const withLunch = [
  { fromMinute: 510, toMinute: 720 },
  { fromMinute: 765, toMinute: 1050 },
]
const night = [
  { fromMinute: 0, toMinute: 150 },
  { fromMinute: 165, toMinute: 205 },
  { fromMinute: 1380, toMinute: 1440 },
]
const ODD = made([withLunch, [], withLunch, allDay, withLunch, night, night], ['2026-04-02', '2026-12-24'])

describe('worked example from docs/methods/working-time.md', () => {
  const asked = at('2026-04-02 16:30') // Thursday before Easter

  test('within 8 working hours is Friday 16:30, within 16 Tuesday 16:30', () => {
    expect(addWorkingTime(asked, 8 * 60, OFFICE_CALENDAR)).toBe(at('2026-04-03 16:30'))
    expect(addWorkingTime(asked, 16 * 60, OFFICE_CALENDAR)).toBe(at('2026-04-07 16:30'))
  })

  test('for a hub that is closed on Good Friday, within 8 is Tuesday 16:30', () => {
    expect(addWorkingTime(asked, 8 * 60, made(OFFICE_HOURS, ['2026-04-03']))).toBe(at('2026-04-07 16:30'))
  })

  test('from Friday 16:00 to Monday 11:00 three hours are worked; 66 pass, not 67', () => {
    const [friday, monday] = [at('2026-03-27 16:00'), at('2026-03-30 11:00')]
    expect((monday - friday) / 3_600_000).toBe(66)
    expect(workingMinutesBetween(friday, monday, OFFICE_CALENDAR)).toBe(180)
  })

  test('who works day and night has 23 hours on 29 March and 25 on 25 October', () => {
    expect(workingMinutesBetween(at('2026-03-29 00:00'), at('2026-03-30 00:00'), ALWAYS)).toBe(23 * 60)
    expect(workingMinutesBetween(at('2026-10-25 00:00'), at('2026-10-26 00:00'), ALWAYS)).toBe(25 * 60)
  })
})

describe('edges', () => {
  test.each([
    ['a full day ends at closing time, not at the next opening', '2026-06-01 09:00', 480, '2026-06-01 17:00'],
    ['a minute more ends the next morning', '2026-06-01 09:00', 481, '2026-06-02 09:01'],
    ['asked in the evening counts from the morning', '2026-06-01 22:15', 60, '2026-06-02 10:00'],
    ['asked at closing time too', '2026-06-01 17:00', 60, '2026-06-02 10:00'],
    ['asked on Saturday counts from Monday', '2026-06-06 12:00', 60, '2026-06-08 10:00'],
    ['no minutes: at once, also at night', '2026-06-06 03:00', 0, '2026-06-06 03:00'],
    ['over Christmas and New Year', '2026-12-24 16:00', 5 * 480, '2027-01-04 16:00'],
    ['over King’s Day on a Saturday nothing is lost', '2025-04-25 16:00', 120, '2025-04-28 10:00'],
    ['5 May in a lustrum year is closed', '2025-05-02 16:00', 120, '2025-05-06 10:00'],
  ])('%s', (_, from, minutes, to) => {
    expect(addWorkingTime(at(from), minutes, OFFICE_CALENDAR)).toBe(at(to))
  })

  test.each([
    [Number.NaN, 60],
    [0.5, 60],
    [at('2026-06-01 09:00'), -1],
    [at('2026-06-01 09:00'), Number.NaN],
    [at('2026-06-01 09:00'), Number.POSITIVE_INFINITY],
    [at('2013-12-31 23:59'), 60],
    [at('2100-01-01 00:00'), 60],
    [at('2099-12-31 16:00'), 61],
  ])('from %s, %s minutes is out of range', (from, minutes) => {
    expect(() => addWorkingTime(from, minutes, OFFICE_CALENDAR)).toThrow(RangeError)
  })

  test('a calendar made by hand that never opens ends in a refusal, not in an endless search', () => {
    const never = { openingHours: [], closedDays: new Set<number>() }
    expect(() => addWorkingTime(at('2026-06-01 09:00'), 1, never)).toThrow(RangeError)
    expect(Object.is(workingMinutesBetween(at('2026-06-02 09:00'), at('2026-06-01 09:00'), never), 0)).toBe(
      true,
    )
  })
})

describe('a calendar is refused when', () => {
  const piece = (fromMinute: number, toMinute: number) => [[{ fromMinute, toMinute }], [], [], [], [], [], []]
  test.each([
    ['it has six days', OFFICE_HOURS.slice(1), [], ['not-seven-days']],
    ['it never opens', [[], [], [], [], [], [], []], [], ['never-open']],
    ['it closes before it opens', piece(600, 540), [], ['hours-impossible']],
    ['it closes after midnight', piece(600, 1441), [], ['hours-impossible']],
    ['it opens before midnight', piece(-60, 600), [], ['hours-impossible']],
    ['it counts half minutes', piece(0.5, 600), [], ['hours-impossible']],
    [
      'pieces overlap',
      [[...piece(540, 720)[0]!, ...piece(700, 900)[0]!], [], [], [], [], [], []],
      [],
      ['hours-impossible'],
    ],
    [
      'a closed day is no day',
      OFFICE_HOURS,
      ['2026-02-30', '2026-01-02', 'Friday'],
      ['not-a-date', 'not-a-date'],
    ],
  ] as const)('%s', (_, hours, closedOn, codes) => {
    const result = workingCalendar(hours, closedOn)
    expect(result.ok ? [] : result.error.map(({ code }) => code)).toEqual(codes)
  })
})

describe.each([
  ['office hours', OFFICE_CALENDAR],
  ['day and night', ALWAYS],
  ['lunch, nights and closed days', ODD],
])('for %s', (_, calendar) => {
  const instant = fc.integer({ min: Date.UTC(2025, 0, 2), max: Date.UTC(2027, 0, 2) })
  const minutes = fc.nat({ max: 9_600_000 }).map((ms) => ms / 1_000)
  const between = (a: number, b: number) => workingMinutesBetween(a, b, calendar)
  const add = (from: number, m: number) => addWorkingTime(from, m, calendar)

  test('what was added lies between, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(instant, minutes, (from, m) => {
        const to = add(from, m)
        expect(between(from, to)).toBeCloseTo(m, 7)
        if (m > 0) expect(between(from, to - 1)).toBeLessThan(m)
      }),
    )
  })

  test('adding what lies between comes back, or to the last moment that was worked', () => {
    fc.assert(
      fc.property(instant, fc.nat({ max: 3_000_000_000 }), (from, later) => {
        const to = from + later
        const back = add(from, between(from, to))
        expect(back).toBeLessThanOrEqual(to)
        expect(between(back, to)).toBe(0)
      }),
    )
  })

  test('asked later or promised longer is never due earlier', () => {
    fc.assert(
      fc.property(instant, fc.nat({ max: 600_000_000 }), minutes, minutes, (from, later, m, more) => {
        expect(add(from + later, m)).toBeGreaterThanOrEqual(add(from, m))
        expect(add(from, m + more)).toBeGreaterThanOrEqual(add(from, m))
      }),
    )
  })

  test('two promises after each other are one', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, (from, m, n) => {
        expect(add(add(from, m), n)).toBe(add(from, m + n))
      }),
    )
  })

  test('between any three instants minutes add up, also backwards', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6)
      }),
    )
  })
})

describe('minute by minute, with the clock of Intl', () => {
  const PARTS = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

  const isOpen = (ms: number, hours: OpeningHours, closedOn: readonly string[]) => {
    const part = Object.fromEntries(PARTS.formatToParts(ms).map(({ type, value }) => [type, value]))
    if (closedOn.includes(`${part.year}-${part.month}-${part.day}`)) return false
    const minute = 60 * Number(part.hour) + Number(part.minute)
    const pieces = hours[WEEK.indexOf(part.weekday ?? '')] ?? []
    return pieces.some(({ fromMinute, toMinute }) => minute >= fromMinute && minute < toMinute)
  }

  test.each([
    ['spring and Easter', '2026-03-25', '2026-04-09', ['2026-04-02', '2026-04-05', '2026-04-06']],
    ['autumn', '2025-10-22', '2025-10-29', []],
  ])('%s', (_, first, last, closedOn) => {
    // no piece ends within the hour that occurs twice, which a wall clock cannot tell apart
    const hours: OpeningHours = [withLunch, [], withLunch, allDay, withLunch, night.slice(2), allDay]
    const calendar = made(hours, ['2026-04-02'])
    const start = at(`${first} 00:00`)
    let worked = 0
    for (let ms = start; ms < at(`${last} 00:00`); ms += 60_000) {
      if (ms % 420_000 === 0) expect(workingMinutesBetween(start, ms, calendar)).toBe(worked)
      if (!isOpen(ms, hours, closedOn)) continue
      worked++
      if (worked % 7 === 0) expect(addWorkingTime(start, worked, calendar)).toBe(ms + 60_000)
    }
    expect(worked).toBeGreaterThan(1_000)
  })
})
