import { amsterdamClock, MS_PER_HOUR } from '#engine/calendar/amsterdam-time.ts'
import { weekdayOf } from '#engine/calendar/civil-day.ts'
import { OFFICE_CALENDAR, openPieces, type WorkingCalendar } from '#engine/calendar/working-calendar.ts'
import { workingMinutesBetween } from '#engine/calendar/working-time.ts'
import { type Language, translator } from '#platform/i18n.ts'
import { date, number } from '#platform/numbers.ts'

const messages = translator(
  {
    today: (clock: string) => `vandaag vóór ${clock} uur`,
    tomorrow: (clock: string) => `morgen vóór ${clock} uur`,
    day: (day: string, clock: string) => `${day} vóór ${clock} uur`,
    'late.minutes': 'minder dan een uur te laat',
    'late.hours': (hours: string) => `${hours} uur te laat`,
    'late.oneDay': '1 werkdag te laat',
    'late.days': (days: string) => `${days} werkdagen te laat`,
    'at.today': (clock: string) => `vandaag, ${clock} uur`,
    'at.yesterday': (clock: string) => `gisteren, ${clock} uur`,
    'at.day': (day: string, clock: string) => `${day}, ${clock} uur`,
  },
  {
    today: (clock) => `today before ${clock}`,
    tomorrow: (clock) => `tomorrow before ${clock}`,
    day: (day, clock) => `${day} before ${clock}`,
    'late.minutes': 'less than an hour late',
    'late.hours': (hours) => (hours === '1' ? '1 hour late' : `${hours} hours late`),
    'late.oneDay': '1 working day late',
    'late.days': (days) => `${days} working days late`,
    'at.today': (clock) => `today, ${clock}`,
    'at.yesterday': (clock) => `yesterday, ${clock}`,
    'at.day': (day, clock) => `${day}, ${clock}`,
  },
)

export type Moment = Readonly<{ now: Date; language: Language; calendar?: WorkingCalendar }>

/**
 * By when an answer was promised, as people say it: "vandaag vóór 16.00 uur", "2 werkdagen te laat". Less than a
 * working day late is told in working hours: a night is not late.
 */
export function promiseText(dueAt: Date, { now, language, calendar = OFFICE_CALENDAR }: Moment): string {
  const t = messages(language)
  if (now > dueAt) return lateText(dueAt, { now, language, calendar })
  const daysAway = dayOf(dueAt) - dayOf(now)
  if (daysAway === 0) return t('today', clockText(dueAt, language))
  if (daysAway === 1) return t('tomorrow', clockText(dueAt, language))
  return t('day', dayText(dueAt, { now, language }), clockText(dueAt, language))
}

function lateText(dueAt: Date, { now, language, calendar = OFFICE_CALENDAR }: Moment): string {
  const t = messages(language)
  const days = openDaysBetween(dayOf(dueAt), dayOf(now), calendar)
  const minutes = workingMinutesBetween(dueAt.getTime(), now.getTime(), calendar)
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return t('late.minutes')
  if (days === 0 || hours < 8) return t('late.hours', number(hours, language))
  return days === 1 ? t('late.oneDay') : t('late.days', number(days, language))
}

/** Days on which is worked, after the first up to and including the last. */
function openDaysBetween(first: number, last: number, calendar: WorkingCalendar): number {
  let days = 0
  for (let day = first + 1; day <= last; day++) if (openPieces(day, calendar).length > 0) days++
  return days
}

/** When something was said: "vandaag, 9.12 uur", "maandag 23 november, 16.40 uur". */
export function momentText(at: Date, { now, language }: Moment): string {
  const t = messages(language)
  const clock = clockText(at, language)
  const daysAgo = dayOf(now) - dayOf(at)
  if (daysAgo === 0) return t('at.today', clock)
  if (daysAgo === 1) return t('at.yesterday', clock)
  return t('at.day', daysAgo < 300 ? dayText(at, { now, language }) : date(at, language), clock)
}

/** A weekday where that is enough; with the date where it is not within six days from now. */
function dayText(at: Date, { now, language }: Moment): string {
  const daysAway = dayOf(at) - dayOf(now)
  const weekday = WEEKDAYS[language][weekdayOf(dayOf(at))] ?? ''
  if (daysAway > 0 && daysAway < 7) return weekday
  const dayAndMonth = new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Amsterdam',
  }).format(at)
  return `${weekday} ${dayAndMonth}`
}

/** "9.30", in English "9:30"; without the seconds, so that a promise is never told later than it is. */
function clockText(at: Date, language: Language): string {
  const { msOfDay } = amsterdamClock(at.getTime())
  const hour = Math.floor(msOfDay / MS_PER_HOUR)
  const minute = Math.floor((msOfDay % MS_PER_HOUR) / 60_000)
  return `${hour}${language === 'nl' ? '.' : ':'}${String(minute).padStart(2, '0')}`
}

const dayOf = (at: Date) => amsterdamClock(at.getTime()).day

const WEEKDAYS = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const
