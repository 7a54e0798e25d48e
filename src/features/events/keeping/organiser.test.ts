import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { ANNA, days, type EventsSite, eventsSite, firmIdOf, FORM, ownerOf } from '../events-site.test-data.ts'
import { remindOnce } from '../sign-ups/remind.ts'

describeOnDatabases('what an organiser does', (use) => {
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

  test('who was there is noted by two colleagues without either losing anything', async () => {
    const { id, slug } = await site().held()
    for (const n of [0, 1]) await site().sign(n, slug)
    const [a, b] = [await site().signUpIdOf(0, id), await site().signUpIdOf(1, id)]
    const note = (fields: Record<string, string>) =>
      site()
        .as(ANNA)
        .post(eventPath.attendance(id), { [`from-${a}`]: 'placed', [`from-${b}`]: 'placed', ...fields })
    await note({ [`was-${a}`]: 'attended' })
    expect(await site().states(id)).toEqual({ placed: 2 }) // it has not begun
    site().clock.at = days(30)
    expect((await note({ [`was-${a}`]: 'attended' })).text).toContain('1 bewaard.')
    const clash = await note({ [`was-${a}`]: 'absent', [`was-${b}`]: 'absent' })
    expect(clash.status).toBe(409)
    expect(clash.text).toContain('Bij Van Dijk Plaatwerk staat inmiddels: was er. Dat is zo gebleven.')
    expect(await site().states(id)).toEqual({ attended: 1, absent: 1 })
    const csv = await site().as(ANNA).get(eventPath.attendanceCsv(id))
    expect(csv.type).toContain('text/csv')
    expect(csv.text.split('\r\n')[1]).toMatch(/^Van Dijk Plaatwerk,Jan 0,owner-0@bedrijf.example,1,was er,/)
  })

  test('feedback is asked once, given once, and shown as counts from five answers on, five at a time', async () => {
    const { id, slug } = await site().held()
    for (let n = 0; n < 7; n++) await site().sign(n, slug)
    const answers = { useful: 'much', willAct: 'yes', recommends: 'yes' }
    const give = (n: number, fields = {}) =>
      site()
        .as(ownerOf(n))
        .post(eventPath.feedback(slug), { ...answers, ...fields })
    expect((await give(0)).status).toBe(404) // not over yet
    site().clock.at = days(31)
    await remindOnce(site().ctx, 'https://x.example')
    await remindOnce(site().ctx, 'https://x.example')
    expect(await site().mails('event-feedback %')).toHaveLength(7)
    expect((await give(7)).status).toBe(404) // was not there
    expect((await site().as(ownerOf(0)).post(eventPath.feedback(slug), { useful: 'much' })).text).toContain(
      'Beantwoord nog',
    )
    const shown = async () => (await site().as(ANNA).get(eventPath.attendance(id))).text
    for (let n = 0; n < 4; n++) await give(n)
    await give(0, { useful: 'none' }) // an answer stays as it is
    expect(await shown()).toContain('Nog geen vijf antwoorden')
    await give(4, { useful: 'none' })
    const five = await shown()
    expect(five).toContain('De eerste 5 antwoorden')
    await give(5, { useful: 'some' })
    expect(await shown()).toBe(five) // a sixth answer is not told apart
    const rows = await sql`select 1 from event_feedback`.execute(use().db)
    expect(rows.rows).toHaveLength(6)
  })

  test('a lottery from the form to its page: fixed beforehand, drawn by the organiser, checked by anyone', async () => {
    const fields = {
      ...FORM,
      startDay: '2027-03-12',
      deadlineDay: '2027-03-01',
      allotment: 'lottery',
      strata: 'size',
      places: '2',
      peoplePerPlace: '1',
    }
    expect((await site().as(ANNA).post(ROUTES.new, fields)).status).toBe(303)
    const slug = 'zelf-een-cobot-leren-2027-03-12'
    const id = await idOf(slug)
    const sign = (n: number, more: Record<string, string>) =>
      site()
        .as(ownerOf(n))
        .post(eventPath.signUp(slug), { firm: firmIdOf(n), name: 'Ans', people: '1', ...more })
    expect((await sign(0, {})).text).toContain('Kies hoeveel mensen er werken')
    for (let n = 0; n < 6; n++)
      expect((await sign(n, { size: n % 2 === 0 ? '1-9' : '10-49' })).status).toBe(303)
    const page = await site().as(ownerOf(0)).get(eventPath.event(slug))
    expect(page.text).toMatch(/Uw code op de lijst is [0-9A-Z]{10}\./)
    expect(page.text).toContain('2, door loting. Nu 6 aanmeldingen.')
    expect((await site().as(undefined).get(eventPath.lottery(slug))).text).toContain('zaterdag 6 maart 2027')
    site().clock.at = new Date('2027-03-06T21:00:00Z')
    expect((await site().as(ANNA).get(ROUTES.kept)).text).toContain('Hier moet nog geloot worden')
    const draw = (value: string, again = value) => site().as(ANNA).post(eventPath.draw(id), { value, again })
    expect((await draw('3 11 19 24 36 41', '3 11 19 24 36 42')).text).toContain('De twee zijn niet gelijk')
    expect((await draw('3 11 19 24 36 41')).status).toBe(303) // only now the list is closed, and its hash goes out
    expect(await site().states(id)).toEqual({ 'signed-up': 6 })
    expect(await site().mails('event-list-closed %')).toHaveLength(6)
    expect((await draw('3 11 19')).status).toBe(400)
    expect((await draw('3 11 19 24 36 41')).status).toBe(303)
    expect((await draw('1 2 3 4 5 6')).status).toBe(303)
    const result = await site().as(undefined).get(eventPath.lottery(slug))
    expect(result.text).toContain('3 11 19 24 36 41')
    expect(result.text).toContain('33%, voor iedereen')
    expect(result.text).not.toContain('Plaatwerk')
    expect(JSON.parse((await site().as(undefined).get(eventPath.lotteryFile(slug))).text)).toMatchObject({
      outcome: 'drawn',
    })
    expect(await site().states(id)).toEqual({ placed: 2, waiting: 4 })
    expect((await site().as(undefined).get(eventPath.lottery('er-is-niets'))).status).toBe(404)
  })

  test('calling off asks once more, and says how many are told', async () => {
    const { id, slug } = await site().held()
    for (const n of [0, 1]) await site().sign(n, slug)
    expect((await site().as(ANNA).get(eventPath.cancel(id))).text).toContain('2 bedrijven krijgen een mail')
    expect((await site().as(ANNA).post(eventPath.cancel(id), { version: '2' })).status).toBe(303)
    expect((await site().as(undefined).get(eventPath.event(slug))).text).toContain('Dit gaat niet door')
    expect((await site().as(ANNA).get(eventPath.edit(id))).status).toBe(404)
  })
})
