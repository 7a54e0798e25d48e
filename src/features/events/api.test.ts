import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { CONTENT, days, type EventsSite, eventsSite } from './events-site.test-data.ts'

describeOnDatabases('the API of events', (use) => {
  const started: { site?: EventsSite } = {}
  const site = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await eventsSite(use(), 1)
  })

  test('gives what is public, with filters; a wrong one is a 400 document', async () => {
    const { slug } = await site().held({ onlineUrl: 'https://meet.example/geheim' })
    const api = site().as(undefined)
    const list = JSON.parse((await api.get('/v1/events?kind=visit&province=Frysl%C3%A2n')).text)
    expect(list).toMatchObject({
      totalEvents: 1,
      events: [
        { slug, placesFree: CONTENT.places, isOnline: true, startsAt: CONTENT.startsAt.toISOString() },
      ],
    })
    expect(JSON.stringify(list)).not.toContain('meet.example')
    expect(JSON.parse((await api.get('/v1/events?kind=workshop')).text)).toMatchObject({
      totalEvents: 0,
      events: [],
    })
    expect((await api.get('/v1/events?kind=feest')).status).toBe(400)
    expect(JSON.parse((await api.get(`/v1/events/${slug}`)).text)).toMatchObject({ slug, isOpen: true })
    expect((await api.get('/v1/events/er-is-niets')).status).toBe(404)
    site().clock.at = days(40)
    expect(JSON.parse((await api.get('/v1/events')).text)).toMatchObject({ totalEvents: 0 })
    expect(JSON.parse((await api.get('/v1/events?period=past')).text)).toMatchObject({ totalEvents: 1 })
  })
})
