import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import type { HelpItem } from '../desk-parts.ts'
import { deskSite, expectValidHtml, fieldIn, PEOPLE } from './desk-pages.test-data.ts'

const QUESTION = 'Wij typen tekeningen over in ons ERP.\nKan dat <b>automatisch</b>?'
const TYPED = {
  question: QUESTION,
  province: 'Zuid-Holland',
  topic: 'software',
  email: 'sanne@firm.example',
  name: 'Sanne',
}
const HELP: HelpItem = {
  kind: 'article',
  title: 'Tekeningen inlezen',
  summary: 'Zo begint u.',
  path: '/kennis/inlezen',
}
const TOKEN = 'A'.repeat(43)

describeOnDatabases('asking a question', (use) => {
  test.each([
    ['nl', 'Stel uw vraag'],
    ['en', 'Ask your question'],
  ] as const)('has a short form, in %s', async (language, title) => {
    const site = await deskSite(use())
    const { status, text } = await site.as(undefined, language).get('/vraag')
    expect(status).toBe(200)
    expect(text).toContain(`>${title}</h1>`)
    await expectValidHtml(text)
  })

  test('knows what it is about when it was opened from a step', async () => {
    const visitor = (await deskSite(use())).as(undefined)
    const { text } = await visitor.get('/vraag?stap=cobot-cell')
    expect(fieldIn(text, 'step')).toBe('cobot-cell')
    expect(fieldIn((await visitor.get('/vraag?stap=nonsense')).text, 'step')).toBe('')
  })

  test('gives back all that was typed, with what is wrong', async () => {
    const site = await deskSite(use())
    const wrong = { ...TYPED, email: 'geen adres', doe: 'zoek' }
    const { status, text } = await site.as(undefined).post('/vraag', wrong)
    expect(status).toBe(400)
    expect(text).toContain('href="#veld-email"')
    expect(fieldIn(text, 'email')).toBe('geen adres')
    expect(fieldIn(text, 'name')).toBe('Sanne')
    expect(fieldIn(text, 'question')).toContain('Kan dat &lt;b&gt;automatisch')
    expect(text).toMatch(/value="Zuid-Holland" selected/)
    expect(text).toMatch(/value="software" selected/)
    await expectValidHtml(text)
    const empty = await site.as(undefined).post('/vraag', { doe: 'zoek' })
    expect(empty.text).toContain('Schrijf uw vraag op')
    expect(empty.text).toContain('Vul uw e-mailadres in')
  })

  test('shows first what may help, and loses nothing on the way', async () => {
    const site = await deskSite(use(), { findHelp: async () => [HELP] })
    const visitor = site.as(undefined)
    const help = await visitor.post('/vraag', { ...TYPED, doe: 'zoek' })
    expect(help.status).toBe(200)
    expect(help.text).toContain('Misschien helpt dit al')
    expect(help.text).toContain('href="/kennis/inlezen"')
    await expectValidHtml(help.text)

    const carried = Object.fromEntries(
      ['question', 'province', 'topic', 'step', 'email', 'name'].map((name) => [
        name,
        fieldIn(help.text, name).replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
      ]),
    )
    expect(carried).toEqual({ ...TYPED, step: '' })
    const again = await visitor.post('/vraag', { ...carried, doe: 'wijzig' })
    expect(fieldIn(again.text, 'name')).toBe('Sanne')
    expect((await visitor.post('/vraag', { ...carried, doe: 'stel' })).status).toBe(303)
  })

  test('then says who answers, before when, and the private link', async () => {
    const site = await deskSite(use())
    const visitor = site.as(undefined)
    const { status, to } = await visitor.post('/vraag', { ...TYPED, doe: 'zoek' })
    expect(status).toBe(303)
    expect(to).toMatch(/^\/vraag\/[\w-]{43}\?stand=gesteld$/)
    const { text } = await visitor.get(to)
    expect(text).toContain('SMITZH (Smart Industry Hub Zuid-Holland) geeft u antwoord.')
    expect(text).toContain('U krijgt antwoord morgen vóór 13.00 uur.')
    expect(text).toContain(`href="http://localhost${to.split('?')[0]}"`)
    expect(text).toContain('&lt;b&gt;automatisch')
    await expectValidHtml(text)
  })

  test('asks a visitor who is signed in for no address', async () => {
    const site = await deskSite(use())
    const kees = site.as(PEOPLE.kees)
    expect((await kees.get('/vraag')).text).toContain('kees@example.nl')
    const { to } = await kees.post('/vraag', { ...TYPED, email: '', doe: 'stel' })
    expect(to).toMatch(/^\/mijn\/vragen\/[0-9a-f-]{36}\?stand=gesteld$/)
    const page = await kees.get(to)
    expect(page.status).toBe(200)
    await expectValidHtml(page.text)
    expect((await site.as(PEOPLE.joost).get(to)).status).toBe(404)
    expect((await site.as(undefined).get(to)).to).toContain('/inloggen')
  })
})

describeOnDatabases('the page of whoever asked', (use) => {
  async function asked(site: Awaited<ReturnType<typeof deskSite>>) {
    const { to } = await site.as(undefined).post('/vraag', { ...TYPED, doe: 'stel' })
    return to.split('?')[0] ?? ''
  }

  test('takes a reply, and says that it is solved', async () => {
    const site = await deskSite(use())
    const path = await asked(site)
    const visitor = site.as(undefined)
    const before = (await visitor.get(path)).text
    const sent = { version: fieldIn(before, 'version'), 'bericht-id': fieldIn(before, 'bericht-id') }
    const { to } = await visitor.post(path, { ...sent, bericht: 'Het zijn er 60 per week.', doe: 'reageer' })
    expect(to).toBe(`${path}?stand=gestuurd`)
    await visitor.post(path, { ...sent, bericht: 'Het zijn er 60 per week.', doe: 'reageer' }) // sent twice
    expect((await visitor.get(path)).text.split('Het zijn er 60 per week.')).toHaveLength(2)

    expect((await visitor.post(path, { doe: 'opgelost' })).to).toBe(`${path}?stand=opgelost`)
    const solved = (await visitor.get(path)).text
    expect(solved).toContain('Afgesloten')
    expect(solved).toContain('dan gaat hij weer open')
    await expectValidHtml(solved)
  })

  test('shows an answer that came while they were writing, and keeps their text', async () => {
    const site = await deskSite(use())
    const path = await asked(site)
    const visitor = site.as(undefined)
    const version = fieldIn((await visitor.get(path)).text, 'version')
    const marieke = site.as(PEOPLE.marieke)
    const casePath =
      /href="(\/balie\/[0-9a-f-]{36})"/.exec((await marieke.get('/balie?toon=open')).text)?.[1] ?? ''
    await marieke.post(casePath, { version: '1', antwoord: 'Begin met één tekening.', doe: 'reply' })

    const late = await visitor.post(path, { version, bericht: 'Weet u al iets?', doe: 'reageer' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Begin met één tekening.')
    expect(fieldIn(late.text, 'bericht')).toBe('Weet u al iets?')
    const again = { version: fieldIn(late.text, 'version'), bericht: 'Dank.', doe: 'reageer' }
    expect((await visitor.post(path, again)).status).toBe(303)
  })

  test('never shows a note, nor what was done inside', async () => {
    const site = await deskSite(use())
    const path = await asked(site)
    const marieke = site.as(PEOPLE.marieke)
    const casePath =
      /href="(\/balie\/[0-9a-f-]{36})"/.exec((await marieke.get('/balie?toon=open')).text)?.[1] ?? ''
    await marieke.post(casePath, { notitie: 'Lastige klant.', doe: 'note' })
    await marieke.post(casePath, { version: '2', doe: 'take' })
    expect((await marieke.get(casePath)).text).toContain('Lastige klant.')
    const { text } = await site.as(undefined).get(path)
    expect(text).not.toContain('Lastige klant.')
    expect(text).not.toContain('pakte de vraag op')
    expect(text).toContain('Marieke Visser, SMITZH')
  })

  test('is not there for another link, and refuses an empty word', async () => {
    const site = await deskSite(use())
    const path = await asked(site)
    const visitor = site.as(undefined)
    for (const other of [`/vraag/${TOKEN}`, '/vraag/kort', `/vraag/${TOKEN}/bijlage/x`])
      expect([other, (await visitor.get(other)).status]).toEqual([other, 404])
    expect((await visitor.post(`/vraag/${TOKEN}`, { bericht: 'x', doe: 'reageer' })).status).toBe(404)
    expect((await visitor.post(path, { bericht: ' ', doe: 'reageer' })).status).toBe(400)
    expect(site.defects).toEqual([])
  })
})
