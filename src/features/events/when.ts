import {
  amsterdamClock,
  type Instant,
  instantInAmsterdam,
  MS_PER_MINUTE,
} from '#engine/calendar/amsterdam-time.ts'
import { dayOfIso, isoOfDay, weekdayOf } from '#engine/calendar/civil-day.ts'
import type { Language } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'

/** What people fill in for a moment: a day and a time by the clock in Amsterdam. */
export type TypedMoment = Readonly<{ day: string; time: string }>

/** '2027-03-04' or '4-3-2027' → '2027-03-04'. */
function isoDay(text: string): string {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  return y === '' ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}

/**
 * The instant that was meant; undefined when there is no such day or time, also in the hour that is skipped in spring.
 * Of the hour that occurs twice in autumn the first is meant.
 */
export function readMoment({ day, time }: TypedMoment): Date | undefined {
  const at = dayOfIso(isoDay(day.trim()))
  const [, hours, minutes] = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?$/.exec(time.trim()) ?? []
  if (at === undefined || hours === undefined || minutes === undefined) return undefined
  const minuteOfDay = Number(hours) * 60 + Number(minutes)
  const instant = instantInAmsterdam(at, minuteOfDay)
  const clock = amsterdamClock(instant)
  return clock.day === at && clock.msOfDay === minuteOfDay * MS_PER_MINUTE ? new Date(instant) : undefined
}

/** The opposite of `readMoment`. */
export function typedMoment(at: Date): TypedMoment {
  const { day, msOfDay } = amsterdamClock(at.getTime())
  return { day: isoOfDay(day), time: clockOf(msOfDay, ':') }
}

const clockOf = (msOfDay: number, separator: string): string => {
  const minutes = Math.floor(msOfDay / MS_PER_MINUTE)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}${separator}${String(minutes % 60).padStart(2, '0')}`
}

/** "9.30", in English "9:30". */
export function timeText(at: Date, language: Language): string {
  const text = clockOf(amsterdamClock(at.getTime()).msOfDay, language === 'nl' ? '.' : ':')
  return text.replace(/^0/, '')
}

const WEEKDAYS = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

const dayOf = (at: Date) => amsterdamClock(at.getTime()).day

/** "donderdag 4 maart 2027". */
export const dayText = (at: Date, language: Language): string =>
  `${WEEKDAYS[language][weekdayOf(dayOf(at))] ?? ''} ${date(at, language)}`

/** "donderdag 4 maart 2027, 13.00 tot 16.00 uur". */
export function spanText(startsAt: Date, endsAt: Date, language: Language): string {
  const to = language === 'nl' ? 'tot' : 'to'
  const hour = language === 'nl' ? ' uur' : ''
  if (dayOf(startsAt) === dayOf(endsAt))
    return `${dayText(startsAt, language)}, ${timeText(startsAt, language)} ${to} ${timeText(endsAt, language)}${hour}`
  return `${momentText(startsAt, language)} ${to} ${momentText(endsAt, language)}`
}

/** "donderdag 4 maart 2027, 13.00 uur". */
export const momentText = (at: Date, language: Language): string =>
  `${dayText(at, language)}, ${timeText(at, language)}${language === 'nl' ? ' uur' : ''}`

/** "vandaag vóór 16.00 uur", "morgen vóór 9.00 uur", "vóór donderdag 4 maart 2027, 13.00 uur". */
export function beforeText(at: Date, now: Date, language: Language): string {
  const before = language === 'nl' ? 'vóór' : 'before'
  const hour = language === 'nl' ? ' uur' : ''
  const daysAway = dayOf(at) - dayOf(now)
  const near = { nl: ['vandaag', 'morgen'], en: ['today', 'tomorrow'] }[language][daysAway]
  if (near !== undefined) return `${near} ${before} ${timeText(at, language)}${hour}`
  return `${before} ${momentText(at, language)}`
}

/** "maart 2027", for a heading above events of that month. */
export const monthText = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    ...{ month: 'long', year: 'numeric', timeZone: 'Europe/Amsterdam' },
  }).format(at)

export const daysBetween = (from: Date, to: Date): number => dayOf(to) - dayOf(from)

/** The Saturday after the day of a deadline: when the national draw that counts is held. */
export function saturdayAfter(at: Date): Date {
  const day = dayOf(at)
  const days = ((5 - weekdayOf(day) + 6) % 7) + 1
  return new Date(instantInAmsterdam(day + days, 12 * 60))
}

/** Midnight at the begin of the day, in Amsterdam. */
export const startOfDay = (at: Date): Date => new Date(instantInAmsterdam(dayOf(at), 0) satisfies Instant)
