import { expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { adviserOf, entrepreneur } from '../network/network-site.test-data.ts'
import { librarySite } from './library-site.test-data.ts'

const adviser = adviserOf('noord')
const FIELDS = { titleNl: 'Een slijpsteen kiezen', bodyNl: 'Kies een harde.\n\n- grof\n- fijn', version: '0' }

describeOnDatabases('the pages of the library', (use) => {
  const site = (actor?: Actor, language: 'nl' | 'en' = 'nl') => librarySite(use(), actor, language)

  test('the list has every article, by topic too', async () => {
    const { get } = await site()
    const all = await get('/kennis')
    expect(all.text).toContain('Alles (46)')
    expect(all.text.match(/href="\/kennis\/[a-z0-9-]+"/g)?.length).toBe(46)
    const some = await get('/kennis?onderwerp=money')
    expect(some.text).toContain('href="/kennis/wbso-ontwikkelen"')
    expect(some.text).not.toContain('href="/kennis/erp-kiezen"')
  })

  test('an article says who keeps it, that nobody checked it, and where its facts stand', async () => {
    const { get } = await site()
    const { text } = await get('/kennis/van-wie-is-de-data')
    expect(text).toContain('Nog niemand van een hub heeft dit gecontroleerd')
    expect(text).toContain('Verordening (EU) 2023/2854')
    expect(text).toContain('href="/hoe-wij-rekenen/data-agreements"')
    expect((await get('/kennis/bestaat-niet')).status).toBe(404)
  })

  test('in English it says that an article is in Dutch', async () => {
    const { get } = await site(undefined, 'en')
    expect((await get('/kennis/erp-kiezen')).text).toContain('<div lang="nl">')
    expect((await get('/zoek?vraag=erp')).text).toContain('Introduce or renew ERP')
  })

  test('a search with errors finds, and shows what it was for', async () => {
    const { get } = await site()
    const { text, status } = await get(`/zoek?${new URLSearchParams({ vraag: 'artiekelnummers <b>' })}`)
    expect(status).toBe(200)
    expect(text).toContain('href="/kennis/artikelnummers"')
    expect(text).toContain('artiekelnummers &lt;b&gt;')
    expect((await get('/zoek?vraag=cobot&soort=stap')).text).not.toContain('href="/kennis/cobot-of-robot"')
    expect((await get('/zoek?vraag=xyzzyx')).text).toContain('Niets gevonden')
    expect((await get('/zoek')).text).not.toContain('Niets gevonden')
  })

  test('the API gives the same, and refuses nonsense', async () => {
    const { get } = await site()
    const { hits } = JSON.parse((await get('/v1/search?question=perslugt&limit=2')).text)
    expect(hits.length).toBe(2)
    expect(hits[0]).toMatchObject({ kind: 'article', path: '/kennis/perslucht-lekken' })
    expect((await get('/v1/search?question=')).status).toBe(400)
    expect((await get('/v1/search?question=x&kind=y')).status).toBe(400)
  })

  test('pages of keepers are not there for others; who is not signed in is asked to', async () => {
    const nobody = await site()
    const person = await site(entrepreneur)
    const elsewhere = await site(adviserOf('oost'))
    for (const path of ['/kennis/nieuw', '/kennis/beheer', '/kennis/erp-kiezen/wijzig']) {
      expect((await nobody.get(path)).to).toMatch(/^\/inloggen/)
      expect((await person.get(path)).status).toBe(404)
    }
    expect((await elsewhere.get('/kennis/erp-kiezen/wijzig')).status).toBe(404)
    expect((await elsewhere.post('/kennis/erp-kiezen/stand', { doe: 'withdraw', version: '1' })).status).toBe(
      404,
    )
    expect((await person.post('/kennis/nieuw', FIELDS)).status).toBe(404)
  })

  test('writing: a draft, read over, published', async () => {
    const { get, post } = await site(adviser)
    expect((await post('/kennis/nieuw', { ...FIELDS, bodyNl: '' })).text).toContain('Vul dit in')
    const made = await post('/kennis/nieuw', FIELDS)
    expect(made.to).toBe('/kennis/een-slijpsteen-kiezen/wijzig')
    expect((await get('/kennis/beheer')).text).toContain('1 concept')
    const path = '/kennis/een-slijpsteen-kiezen/wijzig'
    const refused = await post(path, {
      ...FIELDS,
      version: '1',
      doe: 'publish',
      bodyNl: 'Mail piet@bedrijf.example',
    })
    expect([refused.status, refused.text.includes('mayBePublic')]).toEqual([400, true])
    const done = await post(path, { ...FIELDS, version: '1', doe: 'publish' })
    expect(done.to).toBe('/kennis/een-slijpsteen-kiezen')
    expect((await get('/kennis/een-slijpsteen-kiezen')).text).toMatch(
      /Gecontroleerd door .* op 30 november 2026/,
    )
    const late = await post(path, { ...FIELDS, version: '1', bodyNl: 'Andere <tekst>', doe: 'save' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Andere &lt;tekst&gt;')
    expect(late.text).toContain('Kies een harde.')
    expect((await post('/kennis/een-slijpsteen-kiezen/stand', { doe: 'withdraw', version: '2' })).to).toBe(
      '/kennis/beheer',
    )
    expect((await get('/kennis/beheer')).text).toContain('1 artikel teruggetrokken')
  })
})
