import ICAL from 'ical.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { ANNA, CONTENT, type EventsSite, eventsSite, ownerOf, SITE } from '../events-site.test-data.ts'
import { callOff, changeEvent } from '../keeping/save-event.ts'
import { type CalendarEvent, calendarText } from './ical.ts'

const EVENT: CalendarEvent = {
  ...{
    uid: '6c1f0d7a-52e9-4b83-a1d0-7be3c8f2459d',
    sequence: 3,
    status: 'CONFIRMED',
    url: 'https://x.example/a;b,c',
  },
  ...{ startsAt: new Date('2027-03-28T00:30:00Z'), endsAt: new Date('2027-03-28T02:00:00Z') },
  updatedAt: new Date('2027-02-01T09:00:00.500Z'),
  summary:
    'Kijken; praten, en een puntkomma \\ erbij: één middag bij Jansen & Zn. over cobots, camera’s en 3D-printen 🤖🤖',
  ...{ description: 'Eerste regel\r\ntweede regel\n\nBEGIN:VEVENT', location: 'Drachten, hal 4' },
}
const parse = (text: string) => {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[])
  return { root, events: root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}

describe('a calendar file', () => {
  const text = calendarText('Mijn bezoeken', [EVENT])
  test('says again what went in, as another program reads it', () => {
    const [event] = parse(text).events
    expect(event?.summary).toBe(EVENT.summary)
    expect(event?.description).toBe('Eerste regel\ntweede regel\n\nBEGIN:VEVENT')
    expect(event?.location).toBe(EVENT.location)
    expect([event?.uid, event?.sequence]).toEqual([EVENT.uid, 3])
    expect(event?.startDate.toJSDate()).toEqual(EVENT.startsAt)
    expect(event?.endDate.toJSDate()).toEqual(EVENT.endsAt)
    expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })
  test('has lines of at most 75 octets that end with CR LF, and no half characters', () => {
    const lines = text.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).not.toContain('\ufffd')
  })
  test('an empty one is one too', () => {
    expect(parse(calendarText('Leeg', [])).events).toEqual([])
  })
  test('words of people cannot add a line of their own', () => {
    const evil = { ...EVENT, summary: 'a\r\nATTACH:https://evil.example', description: 'x\u0007\u2028y' }
    const { events } = parse(calendarText('x', [evil]))
    expect(events).toHaveLength(1)
    expect(events[0]?.component.getFirstProperty('attach')).toBeNull()
  })
})

describeOnDatabases('calendars', (use) => {
  const started: { site?: EventsSite } = {}
  const site = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await eventsSite(use())
  })
  const link = async (n: number) => {
    const { text } = await site().as(ownerOf(n)).post('/evenementen/agenda/nieuw')
    return new URL(/https:\/\/schakel\.example\S+\.ics/.exec(text)?.[0] ?? '').pathname
  }

  test('keep the same UID through changes, with a higher SEQUENCE, and say CANCELLED', async () => {
    const event = await site().held()
    const file = async () => {
      const { text, type, status } = await site().as(undefined).get(`/evenementen/${event.slug}/agenda.ics`)
      expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
      return parse(text).events[0]
    }
    const first = await file()
    expect(first?.startDate.toJSDate()).toEqual(CONTENT.startsAt)
    expect(first?.component.getFirstPropertyValue('url')).toBe(`${SITE}/evenementen/${event.slug}`)
    const content = { ...CONTENT, place: 'Elders' }
    await changeEvent(site().ctx, ANNA, { id: event.id, version: 2, content, isPublished: true, site: SITE })
    const second = await file()
    await callOff(site().ctx, ANNA, { id: event.id, version: 3, site: SITE })
    const third = await file()
    expect(new Set([first?.uid, second?.uid, third?.uid])).toEqual(new Set([event.id]))
    expect([first?.sequence, second?.sequence, third?.sequence]).toEqual([0, 1, 2])
    expect(third?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    const feed = await site().as(undefined).get('/evenementen/agenda/noord.ics')
    expect(parse(feed.text).events).toHaveLength(1)
    expect((await site().as(undefined).get('/evenementen/agenda/nergens.ics')).status).toBe(404)
  })

  test('of somebody: shows his sign-ups by a secret link, without signing in, until it is stopped or renewed', async () => {
    const event = await site().held({ onlineUrl: 'https://meet.example/geheim', places: 1 })
    for (const n of [0, 1]) await site().sign(n, event.slug)
    const [own, other] = [await link(0), await link(1)]
    const placed = await site().as(undefined).get(own)
    expect(parse(placed.text).events.map(({ uid }) => uid)).toEqual([event.id])
    expect(parse(placed.text).events[0]?.description).toContain('https://meet.example/geheim')
    const waiting = parse((await site().as(undefined).get(other)).text).events[0]
    expect(waiting?.component.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(waiting?.description).not.toContain('meet.example')
    expect((await site().as(undefined).get(`/evenementen/${event.slug}/agenda.ics`)).text).not.toContain(
      'meet.example',
    )

    const renewed = await link(0)
    expect((await site().as(undefined).get(own)).status).toBe(404)
    expect((await site().as(undefined).get(renewed)).status).toBe(200)
    await site().as(ownerOf(0)).post('/evenementen/agenda/stop')
    expect((await site().as(undefined).get(renewed)).status).toBe(404)
    expect((await site().as(undefined).get(other)).status).toBe(200)
    expect(
      (
        await site()
          .as(undefined)
          .get(`/evenementen/agenda/eigen/${'a'.repeat(43)}.ics`)
      ).status,
    ).toBe(404)
  })
})
