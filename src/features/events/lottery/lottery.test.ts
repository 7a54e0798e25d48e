import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { asActor } from '#platform/actor.ts'
import { asPublic } from '#platform/link-holder.ts'
import {
  ANNA,
  BUREAU,
  CONTENT,
  days,
  emailOf,
  type EventsSite,
  eventsSite,
  firmIdOf,
  ownerOf,
  SITE,
  STRANGER,
} from '../events-site.test-data.ts'
import { findLotteryView } from '../find-events.ts'
import { callOff, changeEvent } from '../keeping/save-event.ts'
import { eventsPersonalData } from '../personal-data.ts'
import { leave } from '../sign-ups/leave.ts'
import { drawNow, runLotteries } from './draw.ts'
import { lotteryFile } from './lottery-file.ts'
import { fileNamed, python, run } from './verifier.test-data.ts'

const FIRMS = 12
const NUMBERS = '3 11 19 24 36 41'
const SIZES = ['1-9', '10-49', '50-249']
describeOnDatabases('a lottery', (use) => {
  const started: { site?: EventsSite } = {}
  const site = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await eventsSite(use(), FIRMS)
  })
  const CLOSES = CONTENT.deadlineAt
  const SATURDAY = days(20) // 21 February 2027 is a Sunday: the draw was the day before
  const held = (more = {}) =>
    site().held({ allotment: 'lottery', strata: 'size', places: 5, peoplePerPlace: 1, ...more })
  const signAll = async (slug: string, count = FIRMS) => {
    for (let n = 0; n < count; n++) await site().sign(n, slug, { sizeClass: SIZES[n % 3], region: 'Noord' })
  }
  const closes = () =>
    runLotteries({ config: { publicUrl: SITE } }).run(site().ctx, new AbortController().signal)
  const draw = (id: string, publicValue = NUMBERS, actor = ANNA) =>
    drawNow(site().ctx, actor, { eventId: id, publicValue, site: SITE })
  const fileOf = async (slug: string) => {
    const found = await findLotteryView(site().ctx, slug)
    if (!found.ok) throw new Error('no lottery')
    const { event, lottery, applicants } = found.value
    return `${JSON.stringify(lotteryFile(event, lottery, applicants), undefined, 2)}\n`
  }

  test('is fixed and public before anyone signs up, and its secret is seen by nobody', async () => {
    const event = await held()
    const found = await findLotteryView(site().ctx, event.slug)
    expect(found).toMatchObject({
      value: {
        lottery: { places: 5, strata: 'size', closedAt: null, secret: '', listHash: '', outcome: '' },
      },
    })
    expect(found.ok && found.value.lottery.publicSource).toBe(
      'Lottotrekking van zaterdag 20 februari 2027: de zes getallen, oplopend, met een spatie ertussen',
    )
    for (const actor of [ANNA, BUREAU, ownerOf(0)])
      expect(
        (await asActor(use().db, actor, (tx) => sql`select 1 from event_lottery_secret`.execute(tx))).rows,
      ).toEqual([])
    expect(
      (await asPublic(use().db, (tx) => sql`select 1 from event_lottery_secret`.execute(tx))).rows,
    ).toEqual([])

    const change = (more: Partial<typeof CONTENT>) =>
      changeEvent(site().ctx, ANNA, {
        ...{ id: event.id, version: 2, isPublished: true, site: SITE },
        content: { ...CONTENT, allotment: 'lottery', strata: 'size', places: 5, peoplePerPlace: 1, ...more },
      })
    for (const [field, more] of [
      ['places', { places: 6 }],
      ['strata', { strata: 'none' }],
      ['publicKind', { publicKind: 'none' }],
      ['allotment', { allotment: 'first-come' }],
      ['deadlineDay', { deadlineAt: days(13) }],
    ] as const)
      expect(await change(more)).toEqual({
        ok: false,
        error: { why: 'faults', faults: [{ field, fault: 'frozen' }] },
      })
    expect((await change({ descriptionNl: 'Nieuw.' })).ok).toBe(true)
  })

  test('is drawn once, is verified by anyone from its file, and both groups stay with dates', async () => {
    const event = await held()
    await signAll(event.slug)
    expect(await draw(event.id)).toEqual({ ok: false, error: 'too-early' })
    site().clock.at = CLOSES
    await closes()
    expect(await site().mails('event-list-closed %')).toHaveLength(FIRMS)
    expect(await draw(event.id)).toEqual({ ok: false, error: 'too-early' }) // the numbers cannot be known yet
    expect((await run(fileNamed('closed.json', await fileOf(event.slug)))).text).toContain('not drawn yet')
    site().clock.at = SATURDAY
    expect(await draw(event.id, 'zes')).toEqual({ ok: false, error: 'value' })
    expect(await draw(event.id, NUMBERS, STRANGER)).toEqual({ ok: false, error: 'not-found' })

    const tries = await Promise.all(Array.from({ length: 10 }, () => draw(event.id)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(tries.filter((one) => !one.ok && one.error === 'drawn')).toHaveLength(9)
    expect(await site().states(event.id)).toEqual({ placed: 5, waiting: 7 })
    const mails = await site().mails('event-drawn %')
    expect(mails).toHaveLength(FIRMS)
    expect(mails.filter(({ subject }) => subject.startsWith('U hebt een plek'))).toHaveLength(5)

    const file = fileNamed('drawn.json', await fileOf(event.slug))
    expect(await run(file)).toMatchObject({ code: 0 })
    expect(python(file)).toBe(`in order: ${FIRMS} applicants\n`)
    const text = await fileOf(event.slug)
    for (const n of [0, 5, 11]) {
      expect(text).not.toContain(firmIdOf(n))
      expect(text).not.toContain(emailOf(n))
    }
    const { rows } = await sql<Record<string, unknown>>`
      select s.firm_id, a.stratum, a.chance_share, a.result, a.listed_at, a.drawn_at, l.id
      from event_lottery_applicant a join event_lottery l using (event_id)
      join event_sign_up s on s.event_id = a.event_id and s.code = a.code`.execute(use().db)
    expect(rows).toHaveLength(FIRMS)
    for (const row of rows)
      expect(row).toMatchObject({
        listedAt: CLOSES,
        drawnAt: SATURDAY,
        chanceShare: 5 / 12,
        id: expect.any(String),
      })
    expect(rows.filter(({ result }) => result === 'waiting')).toHaveLength(7)
  })

  test('a swapped winner, a firm more, or another number is found by the command and by Python', async () => {
    const event = await held({ publicKind: 'none' })
    await signAll(event.slug)
    site().clock.at = CLOSES
    await closes()
    const file = JSON.parse(await fileOf(event.slug)) as {
      terms: { places: number }
      draw: { seed: string; applicants: { result: string }[] }
    }
    expect((await run(fileNamed('right.json', JSON.stringify(file)))).code).toBe(0)
    const loser = file.draw.applicants.findIndex(({ result }) => result === 'waiting')
    const tampered = [
      { ...file, terms: { ...file.terms, places: 6 } },
      { ...file, draw: { ...file.draw, applicants: file.draw.applicants.slice(1) } },
      {
        ...file,
        draw: {
          ...file.draw,
          applicants: file.draw.applicants.with(loser, { ...file.draw.applicants[loser]!, result: 'place' }),
        },
      },
      { ...file, draw: { ...file.draw, seed: '0'.repeat(64) } },
    ]
    for (const [n, one] of tampered.entries()) {
      const path = fileNamed(`tampered-${n}.json`, JSON.stringify(one))
      expect((await run(path)).code, `tampered ${n}`).toBe(1)
      expect(python(path)).not.toContain('in order')
    }
  })

  test('without a public value it is drawn at the deadline by the task, once, however many run it', async () => {
    const event = await held({ publicKind: 'none', strata: 'region' })
    await signAll(event.slug)
    await closes() // before the deadline: nothing
    expect(await site().states(event.id)).toEqual({ 'signed-up': FIRMS })
    site().clock.at = CLOSES
    await Promise.all(Array.from({ length: 5 }, closes))
    expect(await site().states(event.id)).toEqual({ placed: 5, waiting: 7 })
    expect(await site().mails('event-drawn %')).toHaveLength(FIRMS)
    expect((await run(fileNamed('deadline.json', await fileOf(event.slug)))).code).toBe(0)
    const { rows } = await sql`select 1 from audit_entry where action = 'lottery drawn'`.execute(use().db)
    expect(rows).toHaveLength(1)
  })

  test('with room for all everybody has a place at the deadline, and no lots are drawn', async () => {
    const event = await held({ places: FIRMS })
    await signAll(event.slug)
    site().clock.at = CLOSES
    await closes()
    expect(await site().states(event.id)).toEqual({ placed: FIRMS })
    const found = await run(fileNamed('room.json', await fileOf(event.slug)))
    expect(found).toEqual({
      code: 0,
      text: expect.stringContaining('room for all: 12 applicants, 12 places'),
    })
    expect((await draw(event.id)).ok).toBe(false)
  })

  test('nobody signed up: that is the end of it; called off: it is not drawn', async () => {
    const none = await held({ publicKind: 'none' })
    const off = await held({ publicKind: 'none', titleNl: 'Afgelast' })
    await signAll(off.slug)
    await callOff(site().ctx, ANNA, { id: off.id, version: 2, site: SITE })
    site().clock.at = CLOSES
    await closes()
    expect((await run(fileNamed('none.json', await fileOf(none.slug)))).text).toContain('nobody applied')
    expect(await site().states(off.id)).toEqual({ 'signed-up': FIRMS })
  })

  test('who cancels between the list and the draw stays on the list, and his place moves on in his group', async () => {
    const event = await held()
    await signAll(event.slug)
    site().clock.at = CLOSES
    await closes()
    for (let n = 0; n < 6; n++)
      await leave(site().ctx, ownerOf(n), {
        slug: event.slug,
        signUpId: await site().signUpIdOf(n, event.id),
        site: SITE,
      })
    site().clock.at = SATURDAY
    await draw(event.id)
    expect(await site().states(event.id)).toMatchObject({ cancelled: 6, placed: 5, waiting: 1 })
    expect((await run(fileNamed('cancelled.json', await fileOf(event.slug)))).code).toBe(0)
  })

  test('after the draw a free place goes to the next of the same group, by ticket', async () => {
    const event = await held({ publicKind: 'none' })
    await signAll(event.slug)
    site().clock.at = CLOSES
    await closes()
    const { rows } = await sql<{ firmId: string; stratum: string; result: string; rank: number }>`
      select s.firm_id, a.stratum, a.result, a.rank from event_lottery_applicant a
      join event_sign_up s on s.event_id = a.event_id and s.code = a.code order by a.stratum, a.rank`.execute(
      use().db,
    )
    const winner = rows.find(({ result }) => result === 'place')
    const next = rows.find((row) => row.result === 'waiting' && row.stratum === winner?.stratum)
    const numberOf = (firmId: string | undefined) =>
      Array.from({ length: FIRMS }, (_, n) => n).find((n) => firmIdOf(n) === firmId) ?? -1
    const n = numberOf(winner?.firmId)
    await leave(site().ctx, ownerOf(n), {
      slug: event.slug,
      signUpId: await site().signUpIdOf(n, event.id),
      site: SITE,
    })
    expect((await site().mails('event-moved-up %')).map(({ recipient }) => recipient)).toEqual([
      emailOf(numberOf(next?.firmId)),
    ])
  })

  test('an erasure leaves the file as it was, to the byte; the firm behind the code is gone, its place is for the next', async () => {
    const event = await held({ publicKind: 'none' })
    await signAll(event.slug)
    site().clock.at = CLOSES
    await closes()
    const before = await fileOf(event.slug)
    const { rows } = await sql<{
      firmId: string
    }>`select firm_id from event_sign_up where state = 'placed' limit 1`.execute(use().db)
    const n =
      Array.from({ length: FIRMS }, (_, one) => one).find((one) => firmIdOf(one) === rows[0]?.firmId) ?? -1
    const { erase } = eventsPersonalData({ publicUrl: SITE })
    await asActor(use().db, ownerOf(n), async (tx) => {
      await erase(tx, ownerOf(n), site().clock.at)
      await sql`delete from firm where id = ${firmIdOf(n)}`.execute(tx)
      await sql`delete from account where id = ${ownerOf(n).accountId}`.execute(tx)
    })
    expect(await fileOf(event.slug)).toBe(before)
    expect((await run(fileNamed('erased.json', before))).code).toBe(0)
    expect(await site().states(event.id)).toEqual({ cancelled: 1, placed: 5, waiting: 6 })
    const left = await sql<
      Record<string, unknown>
    >`select * from event_sign_up where firm_id is null`.execute(use().db)
    expect(left.rows).toMatchObject([{ accountId: null, firmName: '', contactName: '', contactEmail: '' }])
    expect((await site().mails('event-moved-up %')).map(({ recipient }) => recipient)).not.toContain(
      emailOf(n),
    )
  })
})
