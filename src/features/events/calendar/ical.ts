/** One event as calendars know it; times are instants. */
export type CalendarEvent = Readonly<{
  uid: string // the same for as long as the event is there
  sequence: number // one more at each change that calendars must know
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  startsAt: Date
  endsAt: Date
  updatedAt: Date
  summary: string
  description: string
  location: string
  url: string
}>

/**
 * A calendar file. Times are in UTC, which needs no table of time zones and is right on both sides of summer time.
 *
 * Source: RFC 5545 (3.1 folding, 3.3.11 escaping, 3.6.1 VEVENT, 3.8.7.4 SEQUENCE); RFC 7986 for NAME and
 * REFRESH-INTERVAL.
 */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Schakel//Evenementen//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const eventLines = (event: CalendarEvent): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(event.updatedAt)}`,
  `LAST-MODIFIED:${utc(event.updatedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `STATUS:${event.status}`,
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `SUMMARY:${escaped(event.summary)}`,
  ...(event.description === '' ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
  ...(event.location === '' ? [] : [`LOCATION:${escaped(event.location)}`]),
  `URL:${event.url}`,
  'END:VEVENT',
]

/** 20270304T120000Z. */
const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** As TEXT wants it: line ends as \n, other control characters gone, half characters replaced. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n|\t)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')

const MAX_OCTETS = 75
const octets = (text: string) => Buffer.byteLength(text, 'utf8')

/** Lines of at most 75 octets, cut between characters; what goes on begins with a space. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let size = 0
  for (const character of line) {
    const more = octets(character)
    if (size + more > MAX_OCTETS) {
      lines.push(current)
      current = ' '
      size = 1
    }
    current += character
    size += more
  }
  return [...lines, current].join('\r\n')
}
