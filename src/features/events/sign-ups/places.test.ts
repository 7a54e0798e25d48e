import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import { verifyAudit } from '#platform/verify-audit.ts'
import {
  ANNA,
  CONTENT,
  DAY_MS,
  days,
  emailOf,
  type EventsSite,
  eventsSite,
  firmIdOf,
  HOUR_MS,
  ownerOf,
  SITE,
} from '../events-site.test-data.ts'
import { findOpenEvents, findVisitsOf } from '../index.ts'
import { eventsPersonalData } from '../personal-data.ts'
import { callOff, changeEvent } from '../keeping/save-event.ts'
import { confirmComing, leave } from './leave.ts'
import { remindOnce } from './remind.ts'

const PEOPLE = 50

describeOnDatabases('places', (use) => {
  const started: { site?: EventsSite } = {}
  const site = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await eventsSite(use(), PEOPLE)
  })
  const leaves = async (n: number, event: Readonly<{ id: string; slug: string }>) =>
    leave(site().ctx, ownerOf(n), {
      ...{ slug: event.slug, signUpId: await site().signUpIdOf(n, event.id), site: SITE },
    })

  test('fifty people at once after the last place: one gets it, the others wait in a line without gaps', async () => {
    const event = await site().held({ places: 1 })
    const all = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => site().sign(n, event.slug)))
    const placed = all.filter((one) => one.ok && one.value.state === 'placed')
    expect(placed).toHaveLength(1)
    const numbers = all.flatMap((one) => (one.ok ? (one.value.waitingNumber ?? []) : []))
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: PEOPLE - 1 }, (_, n) => n + 1))
    expect(await site().states(event.id)).toEqual({ placed: 1, waiting: PEOPLE - 1 })
    expect(await site().mails('event-signed-up %')).toHaveLength(PEOPLE)
    expect((await verifyAudit(use().db)).faults).toEqual([])
  })

  test('fifty cancellations and sign-ups at once never give out more places than there are', async () => {
    const event = await site().held({ places: 5 })
    for (let n = 0; n < 10; n++) await site().sign(n, event.slug)
    await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => leaves(n, event)),
      ...Array.from({ length: 20 }, (_, n) => site().sign(20 + n, event.slug)),
    ])
    expect(await site().states(event.id)).toEqual({ cancelled: 8, placed: 5, waiting: 17 })
    const moved = await site().mails('event-moved-up %')
    expect(new Set(moved.map(({ recipient }) => recipient)).size).toBe(moved.length)
    expect((await site().mails('event-moved-up %')).map(({ recipient }) => recipient)).toContain(emailOf(8))
  })

  test('firms that are erased while others cancel: nobody waits for ever, and no place is lost', async () => {
    const [one, two] = [
      await site().held({ places: 4 }),
      await site().held({ places: 4, titleNl: 'Nog een' }),
    ]
    for (let n = 0; n < 12; n++) for (const event of [one, two]) await site().sign(n, event.slug)
    const { erase } = eventsPersonalData({ publicUrl: SITE })
    await Promise.all([
      ...[0, 2, 4, 6].map((n) =>
        asActor(use().db, ownerOf(n), (tx) => erase(tx, ownerOf(n), site().clock.at)),
      ),
      ...[1, 3, 5, 7].flatMap((n) => [leaves(n, one), leaves(n, two)]),
    ])
    for (const event of [one, two]) expect(await site().states(event.id)).toEqual({ cancelled: 8, placed: 4 })
    const { rows } =
      await sql`select 1 from event_sign_up where firm_id is null and contact_email = ''`.execute(use().db)
    expect(rows).toHaveLength(8)
  })

  test('the same firm twenty times at once is one sign-up', async () => {
    const event = await site().held()
    const all = await Promise.all(Array.from({ length: 20 }, () => site().sign(1, event.slug)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(all.filter((one) => !one.ok && one.error === 'twice')).toHaveLength(19)
  })

  test('a place that becomes free goes to who is next, who gets one mail; cancelling twice is once', async () => {
    const event = await site().held({ places: 2 })
    for (const n of [0, 1, 2, 3]) await site().sign(n, event.slug)
    await Promise.all([leaves(0, event), leaves(0, event), leaves(0, event)])
    expect(await site().states(event.id)).toEqual({ cancelled: 1, placed: 2, waiting: 1 })
    const moved = await site().mails('event-moved-up %')
    expect(moved.map(({ recipient }) => recipient)).toEqual([emailOf(2)])
    expect(moved[0]?.body).toContain('Er kwam een plek vrij')
    expect(moved[0]?.body).toContain(`${SITE}/evenementen/${event.slug}/afmelden`)

    // whoever cancelled can sign up anew, behind those who wait
    expect(await site().sign(0, event.slug)).toMatchObject({
      ok: true,
      value: { state: 'waiting', waitingNumber: 2 },
    })
  })

  test('nobody overtakes who waits: places that are added go to the line first', async () => {
    const event = await site().held({ places: 1 })
    for (const n of [0, 1, 2]) await site().sign(n, event.slug)
    const content = { ...CONTENT, places: 2 }
    const change = { id: event.id, version: 2, content, isPublished: true, site: SITE }
    expect(await changeEvent(site().ctx, ANNA, change)).toMatchObject({ ok: true })
    expect((await site().mails('event-moved-up %')).map(({ recipient }) => recipient)).toEqual([emailOf(1)])
    expect(await site().sign(3, event.slug)).toMatchObject({ value: { state: 'waiting', waitingNumber: 2 } })
  })

  test('after the deadline, for too many people, of a draft, for somebody else: refused', async () => {
    const event = await site().held()
    expect(await site().sign(0, event.slug, { people: 3 })).toEqual({ ok: false, error: 'people' })
    expect(await site().sign(0, event.slug, { firmId: firmIdOf(1) })).toEqual({
      ok: false,
      error: 'not-found',
    })
    expect(await site().sign(0, 'er-is-niets')).toEqual({ ok: false, error: 'not-found' })
    site().clock.at = CONTENT.deadlineAt
    expect(await site().sign(0, event.slug)).toEqual({ ok: false, error: 'closed' })
    expect(await site().states(event.id)).toEqual({})
  })

  test('nobody cancels or confirms for another firm, and not after it began', async () => {
    const event = await site().held()
    await site().sign(0, event.slug)
    const signUpId = await site().signUpIdOf(0, event.id)
    const asked = { slug: event.slug, signUpId, site: SITE }
    expect(await leave(site().ctx, ownerOf(1), asked)).toEqual({ ok: false, error: 'not-found' })
    expect(await leave(site().ctx, ANNA, asked)).toEqual({ ok: false, error: 'not-found' })
    expect(await confirmComing(site().ctx, ownerOf(1), asked)).toEqual({ ok: false, error: 'not-found' })
    expect(await confirmComing(site().ctx, ownerOf(0), asked)).toEqual({ ok: true, value: undefined })
    expect(await site().states(event.id)).toEqual({ confirmed: 1 })
    site().clock.at = CONTENT.startsAt
    expect(await leave(site().ctx, ownerOf(0), asked)).toEqual({ ok: false, error: 'too-late' })
  })

  test('in the database itself a firm can neither give itself a place nor sign another up', async () => {
    const event = await site().held()
    const insert = (firmId: string, state: string) =>
      asActor(use().db, ownerOf(0), (tx) =>
        sql`insert into event_sign_up (id, event_id, firm_id, account_id, code, state, signed_up_at)
          values (gen_random_uuid(), ${event.id}, ${firmId}, ${ownerOf(0).accountId}, '0000000000', ${state}, now())`.execute(
          tx,
        ),
      )
    await expect(insert(firmIdOf(0), 'placed')).rejects.toThrow('row-level security')
    await expect(insert(firmIdOf(1), 'signed-up')).rejects.toThrow('row-level security')
    await insert(firmIdOf(0), 'signed-up')
    const changed = await asActor(use().db, ownerOf(0), (tx) =>
      sql`update event_sign_up set state = 'placed' where firm_id = ${firmIdOf(0)}`.execute(tx),
    )
    expect(changed.numAffectedRows).toBe(0n)
  })

  test('reminders go seven days and one day before, once, with why and how to cancel; again when the time moves', async () => {
    const event = await site().held({ places: 1 })
    await site().sign(0, event.slug)
    await site().sign(1, event.slug) // waits: no reminder
    const remind = async (at: Date) => {
      site().clock.at = at
      await remindOnce(site().ctx, SITE)
      await remindOnce(site().ctx, SITE)
    }
    await remind(days(22))
    expect(await site().mails('event-reminder %')).toEqual([])
    await remind(days(23))
    await remind(days(25))
    const [week, ...more] = await site().mails('event-reminder %')
    expect(more).toEqual([])
    expect(week).toMatchObject({ recipient: emailOf(0), subject: 'Over een week: Kijken bij een robotcel' })
    expect(week?.body).toContain('woensdag 3 maart 2027, 10.00 tot 13.00 uur')
    expect(week?.body).toContain('omdat u zich aanmeldde')
    expect(week?.body).toContain(`${SITE}/evenementen/${event.slug}/afmelden`)
    await remind(new Date(days(30).getTime() - DAY_MS))
    expect(await site().mails('event-reminder day %')).toHaveLength(1)

    const content = { ...CONTENT, places: 1, startsAt: days(60), endsAt: days(61), deadlineAt: days(50) }
    await changeEvent(site().ctx, ANNA, { id: event.id, version: 2, content, isPublished: true, site: SITE })
    await remind(days(53))
    await remind(days(59))
    expect(await site().mails('event-reminder week %')).toHaveLength(2)
    expect(await site().mails('event-reminder day %')).toHaveLength(2)
  })

  test('who signs up an hour before gets no reminder on top', async () => {
    const event = await site().held({ deadlineAt: CONTENT.startsAt })
    site().clock.at = new Date(CONTENT.startsAt.getTime() - HOUR_MS)
    await site().sign(0, event.slug)
    await remindOnce(site().ctx, SITE)
    expect(await site().mails('event-reminder %')).toEqual([])
  })

  test('a change of time or place is mailed to all who signed up; a change of words is not; calling off is, once', async () => {
    const event = await site().held({ places: 1 })
    for (const n of [0, 1]) await site().sign(n, event.slug)
    const change = (version: number, content: Partial<typeof CONTENT>) =>
      changeEvent(site().ctx, ANNA, {
        ...{ id: event.id, version, isPublished: true, site: SITE },
        content: { ...CONTENT, places: 1, ...content },
      })
    await change(2, { descriptionNl: 'Anders gezegd.' })
    expect(await site().mails('event-changed %')).toEqual([])
    await change(3, { place: 'Drachten, de grote zaal' })
    const changed = await site().mails('event-changed %')
    expect(changed.map(({ recipient }) => recipient)).toEqual([emailOf(0), emailOf(1)])
    expect(changed[0]?.body).toContain('de grote zaal')
    expect(await change(3, {})).toMatchObject({
      ok: false,
      error: { why: 'conflict', current: { version: 4 } },
    })

    await callOff(site().ctx, ANNA, { id: event.id, version: 4, site: SITE })
    await callOff(site().ctx, ANNA, { id: event.id, version: 4, site: SITE })
    const off = await site().mails('event-off %')
    expect(off.map(({ recipient }) => recipient)).toEqual([emailOf(0), emailOf(1)])
    expect(await site().sign(2, event.slug)).toEqual({ ok: false, error: 'closed' })
    site().clock.at = days(29)
    await remindOnce(site().ctx, SITE)
    expect(await site().mails('event-reminder %')).toEqual([])
  })

  test('other features see what is open with its free places, and what a firm visits', async () => {
    const event = await site().held({ places: 2 })
    await site().sign(0, event.slug)
    const open = await asActor(use().db, systemActor('bureau'), (tx) => findOpenEvents(tx, site().clock.at))
    expect(open).toMatchObject([
      { slug: event.slug, placesFree: 1, steps: ['cobot-cell'], province: 'Fryslân' },
    ])
    const visits = await asActor(use().db, ownerOf(0), (tx) => findVisitsOf(tx, ownerOf(0)))
    expect(visits).toMatchObject([{ firmId: firmIdOf(0), state: 'placed', event: { slug: event.slug } }])
    expect(await asActor(use().db, ownerOf(1), (tx) => findVisitsOf(tx, ownerOf(1)))).toEqual([])
  })
})
