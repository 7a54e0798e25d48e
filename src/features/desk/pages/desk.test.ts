import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { workingDesk } from './desk-cases.test-data.ts'
import { expectValidHtml, fieldIn, PEOPLE } from './desk-pages.test-data.ts'

const { marieke, joost, fatima, bureau, coordinator, kees } = PEOPLE

describeOnDatabases('who may not', (use) => {
  test('finds nothing at the desk', async () => {
    const { site, path } = await workingDesk(use)
    for (const who of [kees, coordinator, fatima, bureau]) {
      for (const index of [0, 8]) {
        expect([who.slug, (await site.as(who).get(path(index))).status]).toEqual([who.slug, 404])
        expect(
          (await site.as(who).post(path(index), { version: '1', notitie: 'x', doe: 'note' })).status,
        ).toBe(404)
      }
    }
    for (const page of ['/balie', '/balie/teksten', '/balie/landelijk', path(0)]) {
      expect([page, (await site.as(kees).get(page)).status]).toEqual([page, 404])
      expect((await site.as(undefined).get(page)).to).toContain('/inloggen')
    }
    expect((await site.as(marieke).get('/balie/landelijk')).status).toBe(404)
    expect((await site.as(marieke).get('/balie/nonsense')).status).toBe(404)
    expect((await site.as(kees).post('/balie/gekozen', { zaak: [], doe: '' })).status).toBe(404)
    expect(site.defects).toEqual([])
  })

  test('the bureau sees what waits too long, and what went elsewhere per month', async () => {
    const { site, path } = await workingDesk(use)
    const { text } = await site.as(bureau).get('/balie/landelijk')
    expect(text).toContain('4 werkdagen te laat')
    expect(text).toContain('Nationaal Cyber Security Centrum</th>')
    expect(text).toContain('nov 2026')
    await expectValidHtml(text)
    expect((await site.as(bureau).get(path(9))).status).toBe(200)
    await expectValidHtml((await site.as(bureau).get('/balie?toon=open')).text)
  })
})

describeOnDatabases('text modules', (use) => {
  test('are made, changed and removed; the second of two editors sees both', async () => {
    const { site } = await workingDesk(use)
    const adviser = site.as(marieke)
    expect((await adviser.post('/balie/teksten', { name: '', body: 'Tekst' })).status).toBe(400)
    expect((await adviser.post('/balie/teksten', { name: 'Groet', body: 'Met groet' })).status).toBe(303)
    const double = await adviser.post('/balie/teksten', { name: 'Groet', body: 'Nog een' })
    expect(double.text).toContain('Er is al een tekstblok met deze naam')
    expect(fieldIn(double.text, 'body')).toBe('Nog een')

    const list = (await adviser.get('/balie/teksten')).text
    await expectValidHtml(list)
    const [, path = ''] = /href="(\/balie\/teksten\/[^"]+)">Wijzig<[^>]*> Groet/.exec(list) ?? []
    await expectValidHtml((await adviser.get(path)).text)
    expect((await site.as(joost).post(path, { name: 'Groet', body: 'Van Joost', version: '1' })).status).toBe(
      303,
    )
    const late = await adviser.post(path, { name: 'Groet', body: 'Van Marieke', version: '1' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Van Joost')
    expect(fieldIn(late.text, 'body')).toBe('Van Marieke')
    await expectValidHtml(late.text)
    expect((await site.as(fatima).get(path)).status).toBe(404)
    expect((await adviser.post(path, { version: '2', doe: 'verwijder' })).to).toContain('verwijderd')
    expect((await adviser.get(path)).status).toBe(404)
  })
})
