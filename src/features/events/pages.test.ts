import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { eventPath, ROUTES } from './addresses.ts'
import {
  ANNA,
  BUREAU,
  type EventsSite,
  eventsSite,
  firmIdOf,
  FORM,
  HUB,
  ownerOf,
  STRANGER,
} from './events-site.test-data.ts'

const SLUG = 'zelf-een-cobot-leren-2027-03-04'

describeOnDatabases('pages of events', (use) => {
  const started: { site?: EventsSite } = {}
  const site = () => {
    if (started.site === undefined) throw new Error('no site')
    return started.site
  }
  beforeEach(async () => {
    started.site = await eventsSite(use(), 8)
  })
  const idOf = async (slug: string) => {
    const { rows } = await sql<{ id: string }>`select id from event where slug = ${slug}`.execute(use().db)
    return rows[0]?.id ?? ''
  }

  test('an adviser makes an event, a firm signs up, says it comes, and cancels', async () => {
    const made = await site().as(ANNA).post(ROUTES.new, FORM)
    expect([made.status, made.to]).toEqual([303, eventPath.event(SLUG)])
    const list = await site().as(undefined).get(ROUTES.list)
    expect(list.text).toContain('maart 2027')
    expect(list.text).toContain('donderdag 4 maart 2027, 13.30 tot 16.00 uur')
    expect(list.text).toContain('nog 8 plekken')
    expect((await site().as(undefined).get(`${ROUTES.list}?soort=visit`)).text).toContain(
      'Niets past bij deze keuze',
    )
    expect((await site().as(undefined).get(`${ROUTES.list}?stap=cobot-cell`)).text).toContain(SLUG)
    expect((await site().as(undefined).get(eventPath.signUp(SLUG))).to).toContain('/inloggen')

    const owner = site().as(ownerOf(0))
    const form = await owner.get(eventPath.signUp(SLUG))
    expect(form.text).toContain('value="Jan de Vries 0"')
    const fields = { firm: firmIdOf(0), name: 'Ans', people: '2' }
    const wrong = await owner.post(eventPath.signUp(SLUG), { ...fields, people: '3' })
    expect([wrong.status, wrong.text.includes('value="Ans"')]).toEqual([400, true])
    expect(wrong.text).toContain('Vul een getal in van 1 tot 2')
    expect((await owner.post(eventPath.signUp(SLUG), fields)).status).toBe(303)
    expect((await owner.post(eventPath.signUp(SLUG), fields)).status).toBe(409)
    const signUp = await site().signUpIdOf(0, await idOf(SLUG))
    expect((await owner.get(eventPath.event(SLUG))).text).toContain('U hebt een plek.')
    expect((await owner.post(eventPath.confirm(SLUG), { signUp })).status).toBe(303)
    expect((await owner.get(eventPath.event(SLUG))).text).toContain('gezegd dat u komt')
    expect((await owner.get(eventPath.leave(SLUG))).text).toContain('Ja, meld mij af')
    expect((await owner.post(eventPath.leave(SLUG), { signUp })).status).toBe(303)
    expect((await owner.get(eventPath.event(SLUG))).text).toContain('U hebt zich afgemeld.')
    expect((await owner.get(eventPath.event(SLUG))).text).toContain('Meld uw bedrijf aan')
    expect(site().defects).toEqual([])
  })

  test.each([
    ['the end before the start', { endTime: '13:00' }, 'endDay'],
    ['no places', { places: '0' }, 'places'],
    ['half a place', { places: '2,5' }, 'places'],
    ['a deadline after the start', { deadlineDay: '2027-03-05' }, 'deadlineDay'],
    ['a deadline that is over', { deadlineDay: '2027-01-31' }, 'deadlineDay'],
    ['a start in the past', { startDay: '2027-01-31', deadlineDay: '', deadlineTime: '' }, 'startDay'],
    ['an hour that is skipped', { startDay: '2027-03-28', startTime: '02:30' }, 'startDay'],
    ['neither a place nor a link', { place: '' }, 'place'],
    ['a link that is none', { onlineUrl: 'javascript:alert(1)' }, 'onlineUrl'],
    ['no title', { titleNl: ' ' }, 'titleNl'],
    ['a step that is not there', { steps: 'nonsense' }, 'steps'],
    ['numbers of a draw that comes too late', { allotment: 'lottery' }, 'deadlineDay'],
    ['own words for a lottery, and none given', { allotment: 'lottery', publicKind: 'own' }, 'publicSource'],
    ['two months on end', { endDay: '2027-05-04' }, 'endDay'],
  ])('%s: the form comes back with all that was typed', async (_, fields, field) => {
    const answer = await site()
      .as(ANNA)
      .post(ROUTES.new, { ...FORM, ...fields })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(`href="#veld-${field}"`)
    expect(answer.text).toContain('Een middag.')
    expect((await sql`select 1 from event`.execute(use().db)).rows).toEqual([])
  })

  test('a draft is seen by those who keep it alone', async () => {
    await site()
      .as(ANNA)
      .post(ROUTES.new, { ...FORM, do: 'save' })
    for (const actor of [undefined, ownerOf(0), STRANGER, BUREAU]) {
      expect((await site().as(actor).get(eventPath.event(SLUG))).status).toBe(404)
      expect((await site().as(actor).get(ROUTES.list)).text).not.toContain(SLUG)
    }
    expect((await site().as(ANNA).get(eventPath.event(SLUG))).text).toContain('Dit is nog een concept')
    expect((await site().as(undefined).get('/v1/events')).text).not.toContain(SLUG)
  })

  test('others get 404 for all that only the organiser sees, and who is not signed in signs in first', async () => {
    const { id, slug } = await site().held()
    await site().sign(0, slug)
    const paths = [
      eventPath.edit(id),
      eventPath.cancel(id),
      eventPath.draw(id),
      eventPath.attendance(id),
      eventPath.attendanceCsv(id),
    ]
    for (const path of [ROUTES.kept, ROUTES.new, ...paths]) {
      for (const actor of [ownerOf(0), ownerOf(1)])
        expect([path, (await site().as(actor).get(path)).status]).toEqual([path, 404])
      expect((await site().as(undefined).get(path)).to).toContain('/inloggen')
    }
    for (const path of paths)
      for (const actor of [STRANGER, BUREAU]) expect((await site().as(actor).get(path)).status).toBe(404)
    const posts = [eventPath.edit(id), eventPath.cancel(id), eventPath.draw(id), eventPath.attendance(id)]
    for (const path of posts)
      for (const actor of [ownerOf(0), STRANGER, BUREAU])
        expect([
          path,
          (
            await site()
              .as(actor)
              .post(path, { ...FORM, version: '2' })
          ).status,
        ]).toEqual([path, 404])
    expect((await site().as(STRANGER).post(ROUTES.new, FORM)).status).toBe(404)
    const name = 'Van Dijk Plaatwerk'
    for (const actor of [undefined, ownerOf(1), STRANGER])
      expect((await site().as(actor).get(eventPath.event(slug))).text).not.toContain(name)
    expect((await site().as(ANNA).get(eventPath.attendance(id))).text).toContain(name)
    expect((await sql`select 1 from event where version <> 2`.execute(use().db)).rows).toEqual([])
  })

  test('the bureau holds events of its own, and none in the name of a hub', async () => {
    const bureau = site().as(BUREAU)
    const { text } = await bureau.get(ROUTES.new)
    const organisation = /name="organisation" value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? ''
    expect((await bureau.post(ROUTES.new, { ...FORM, organisation: HUB })).status).toBe(404)
    expect((await bureau.post(ROUTES.new, { ...FORM, organisation })).status).toBe(303)
    expect((await bureau.get(eventPath.attendance(await idOf(SLUG)))).status).toBe(200)
    expect(
      (
        await site()
          .as(ANNA)
          .get(eventPath.edit(await idOf(SLUG)))
      ).status,
    ).toBe(404)
  })

  test('of two who change it at once the second is shown both, and loses nothing', async () => {
    const { id } = await site().held()
    const fields = { ...FORM, version: '2', do: 'save' }
    const anna = site().as(ANNA)
    expect((await anna.post(eventPath.edit(id), { ...fields, places: '20' })).status).toBe(303)
    const second = await anna.post(eventPath.edit(id), { ...fields, titleNl: 'Mijn titel' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Iemand heeft dit net gewijzigd')
    expect(second.text).toContain('value="Mijn titel"')
    expect(second.text).toContain('Zelf een cobot leren')
    expect(
      (await anna.post(eventPath.edit(id), { ...fields, titleNl: 'Mijn titel', version: '3' })).status,
    ).toBe(303)
  })

  test('places that are taken are not taken back', async () => {
    const { id, slug } = await site().held()
    for (const n of [0, 1, 2]) await site().sign(n, slug)
    const answer = await site()
      .as(ANNA)
      .post(eventPath.edit(id), { ...FORM, places: '2', version: '2' })
    expect([answer.status, answer.text.includes('al meer plekken bezet')]).toEqual([400, true])
  })

  test('the link to join online shows to who has a place, and to nobody else', async () => {
    const { slug } = await site().held({ onlineUrl: 'https://meet.example/geheim', places: 1 })
    for (const n of [0, 1]) await site().sign(n, slug)
    const sees = async (n: number) =>
      (await site().as(ownerOf(n)).get(eventPath.event(slug))).text.includes('meet.example')
    expect([await sees(0), await sees(1), await sees(2)]).toEqual([true, false, false])
  })

  test('every page is there in English', async () => {
    const { slug } = await site().held({ allotment: 'lottery', publicKind: 'none' })
    for (const path of [ROUTES.list, eventPath.event(slug), eventPath.lottery(slug)]) {
      const { status, text } = await site().as(undefined, 'en').get(path)
      expect(status).toBe(200)
      expect(text).toContain('lang="en"')
    }
    expect((await site().as(undefined, 'en').get(eventPath.event(slug))).text).toContain(
      'See a robot cell at work',
    )
    for (const path of [ROUTES.kept, ROUTES.new])
      expect((await site().as(ANNA, 'en').get(path)).status).toBe(200)
    expect(site().defects).toEqual([])
  })
})
