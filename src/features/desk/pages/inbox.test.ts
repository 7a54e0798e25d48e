import { expect, test } from 'vitest'
import { PROVINCES } from '#features/firms/index.ts'
import { describeOnDatabases } from '../../../../test/database.ts'
import { boxesIn, workingDesk } from './desk-cases.test-data.ts'
import { expectValidHtml, fieldIn, PEOPLE } from './desk-pages.test-data.ts'

const { marieke, joost } = PEOPLE

describeOnDatabases('the inbox', (use) => {
  test.each(['nl', 'en'] as const)(
    'has filters with counts and promises in words, in %s',
    async (language) => {
      const { site } = await workingDesk(use)
      const { status, text } = await site.as(marieke, language).get('/balie')
      expect(status).toBe(200)
      expect(text).toContain(language === 'nl' ? '4 werkdagen te laat' : '4 working days late')
      expect(text).toMatch(/(Te laat|Overdue) <span class="desk-count">3</)
      await expectValidHtml(text)
    },
  )

  test('finds by words, names and numbers', async () => {
    const { site } = await workingDesk(use)
    const adviser = site.as(marieke)
    const subjects = async (query: string) =>
      boxesIn((await adviser.get(`/balie?${query}`)).text).map(({ subject }) => subject)
    expect(await subjects('toon=open&zoek=cobot')).toEqual([expect.stringContaining('cobot')])
    expect(await subjects('toon=open&zoek=aydin')).toHaveLength(1)
    expect(await subjects('toon=van-niemand')).toEqual([])
    const none = await adviser.get('/balie?toon=open&zoek=%3Cscript%3E')
    expect(none.text).toContain('Niets gevonden met “&lt;script&gt;”')
    await expectValidHtml(none.text)
    expect((await adviser.get('/balie?toon=nonsense&na=nonsense')).status).toBe(200)
  })

  test('narrows to a province and a subject, keeps that from page to page, and leaves out what is neither', async () => {
    const { site } = await workingDesk(use)
    const adviser = site.as(marieke)
    const all = boxesIn((await adviser.get('/balie?toon=open')).text).length
    const seen = async (name: string, values: readonly string[]) => {
      const pages = await Promise.all(values.map((value) => adviser.get(`/balie?toon=open&${name}=${value}`)))
      return pages.map(({ text }) => boxesIn(text).length)
    }
    const byProvince = await seen('provincie', PROVINCES)
    expect(byProvince.reduce((sum, count) => sum + count, 0)).toBe(all)
    const busiest = PROVINCES[byProvince.indexOf(Math.max(...byProvince))]!
    const { text } = await adviser.get(`/balie?toon=open&provincie=${busiest}&onderwerp=`)
    expect(text).toContain(`<option value="${busiest}" selected>`)
    expect(text).toContain(`name="terug" value="/balie?toon=open&amp;provincie=${busiest}"`)
    await expectValidHtml(text)
    const none = await adviser.get('/balie?toon=van-niemand&provincie=Zeeland&onderwerp=energy')
    expect(none.text).toContain('Geen vraag met deze provincie en dit onderwerp.')
    expect(boxesIn((await adviser.get('/balie?toon=open&provincie=Atlantis')).text)).toHaveLength(all)
  })

  test('gives a choice of cases to a colleague at once', async () => {
    const { site } = await workingDesk(use)
    const adviser = site.as(marieke)
    const chosen = boxesIn((await adviser.get('/balie')).text)
    expect(chosen).toHaveLength(3)
    const sent = {
      terug: '/balie',
      zaak: chosen.map(({ value }) => value),
      doe: `assign:${joost.actor.accountId}`,
    }
    const done = await adviser.post('/balie/gekozen', sent)
    expect(done.text).toContain('3 vragen bijgewerkt.')
    expect(boxesIn((await adviser.get('/balie')).text)).toEqual([])
    expect(boxesIn((await site.as(joost).get('/balie')).text)).toHaveLength(5)
  })

  test('says what stood in the way, and keeps the rest of the choice', async () => {
    const { site, path } = await workingDesk(use)
    const adviser = site.as(marieke)
    const chosen = boxesIn((await adviser.get('/balie')).text)
    const [, id = ''] = /^([^:]*):/.exec(chosen[0]?.value ?? '') ?? []
    const page = await site.as(joost).get(`/balie/${id}`)
    await site.as(joost).post(`/balie/${id}`, { version: fieldIn(page.text, 'version'), doe: 'take' })
    const sent = { terug: '/balie?toon=open', zaak: chosen.map(({ value }) => value), doe: 'close:by-phone' }
    const late = await adviser.post('/balie/gekozen', sent)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Er is nog niets veranderd')
    expect(late.text).toContain('een ander veranderde deze vraag net')
    expect(late.text.match(/ checked>/g)).toHaveLength(2)
    expect(late.text).toMatch(/value="close:by-phone" selected/)
    await expectValidHtml(late.text)
    expect((await adviser.get(path(3))).text).not.toContain('Afgehandeld per telefoon</dd>')
  })

  test('asks what to do with which cases', async () => {
    const { site } = await workingDesk(use)
    const empty = await site.as(marieke).post('/balie/gekozen', { terug: '/balie', doe: '' })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('href="#veld-zaak"')
    expect(empty.text).toContain('href="#veld-doe"')
  })
})
