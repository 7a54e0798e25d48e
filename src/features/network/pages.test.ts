import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { findPublished } from './find-entries.ts'
import { bureau, coordinatorOf, data, entrepreneur, figures, networkSite } from './network-site.test-data.ts'
import { confirmEntry } from './save-entry.ts'
import { seedDirectory } from './seed-directory.ts'

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
})

async function expectValidHtml(text: string): Promise<void> {
  const report = await htmlValidate.validateString(text)
  expect(
    report.results.flatMap(({ messages }) =>
      messages.map((m) => `${m.ruleId}: ${m.message} (${m.selector})`),
    ),
  ).toEqual([])
}

describeOnDatabases('the directory', (use) => {
  test('starts with all of data/, once', async () => {
    const { ctx } = await networkSite(use())
    const entries = await findPublished(ctx)
    const { hubs, fieldlabs, programmes } = figures.network
    const trials = fieldlabs.flatMap(({ trials: all }) => all)
    expect(entries).toHaveLength(hubs.length + fieldlabs.length + programmes.length + trials.length)
    expect(await seedDirectory(ctx, figures, data)).toBe(0)
  })

  test.each(['nl', 'en'] as const)('is a list with counts, a map and a table, in %s', async (language) => {
    const site = await networkSite(use(), undefined, language)
    const { status, text } = await site.get('/netwerk')
    expect(status).toBe(200)
    expect(text).toMatch(/Fieldlabs \(30\)/)
    expect(text).toContain('<svg class="network-picture"')
    expect(text).toMatch(/Zuid-Holland<\/a><\/th>/)
    await expectValidHtml(text)
    expect(site.defects).toEqual([])
  })

  test('is filtered by kind, province, theme, step, confirmation and words together', async () => {
    const site = await networkSite(use())
    const found = async (query: string) => {
      const { text } = await site.get(`/netwerk?${query}`)
      return [...text.matchAll(/<h3[^>]*><a[^>]*href="\/netwerk\/([^"]+)"/g)].map(([, slug]) => slug)
    }
    expect(await found('soort=hub&provincie=Drenthe')).toEqual(['hub-noord'])
    expect(await found('soort=fieldlab&thema=robots&provincie=Zuid-Holland')).toEqual(['robohouse', 'sam-xl'])
    expect(await found('stap=scsn-order-exchange')).toEqual(['scsn-scsn-order-exchange'])
    expect(await found('zoek=FRYSLAN drachten&soort=fieldlab')).toEqual([])
    expect(await found('zoek=drachten&soort=fieldlab')).toEqual(['innovatiecluster-drachten'])
    expect(await found('bevestigd=ja')).toEqual([])
    expect(await found('zoek=%3Cscript%3E')).toEqual([])

    await confirmEntry(site.ctx, coordinatorOf('robohouse'), 'robohouse', 1)
    expect(await found('bevestigd=ja')).toEqual(['robohouse'])
  })

  test('pages through a long list, and a page that is not there is the last', async () => {
    const site = await networkSite(use())
    const first = await site.get('/netwerk')
    expect(first.text).toContain('Bladzijde 1 van 4')
    expect((await site.get('/netwerk?pagina=999')).text).toContain('Bladzijde 4 van 4')
    expect((await site.get('/netwerk?pagina=x&soort=nonsense')).text).toContain('Bladzijde 1 van 4')
  })

  test('shows a change at once, also one of another process', async () => {
    const site = await networkSite(use())
    expect((await site.get('/netwerk?zoek=robohouse')).text).toContain('RoboHouse')
    await sql`update directory_entry set name = 'Roboticahuis' where slug = 'robohouse'`.execute(use().db)
    expect((await site.get('/netwerk?zoek=roboticahuis')).text).toContain('Roboticahuis')
  })

  test.each([
    ['hub-zuid', 'Dat dit ook voor Zeeland geldt, is niet bevestigd.'],
    ['robohouse', 'Niemand heeft dit bevestigd: gevonden op openbare pagina’s op 22 november 2026.'],
    ['perron038', 'Niemand heeft dit bevestigd: opgeschreven zonder bron op 22 november 2026.'],
    ['robohouse-cobot-cell', 'Dit is onze lezing van het thema van het lab.'],
    ['robohouse-cobot-cell', 'href="/hoe-wij-rekenen/cobot-cell"'],
    ['robohouse', 'href="/netwerk/hub-zuid-holland"'],
    ['ncsc', 'Landelijk programma'],
  ])('the page of %s says: %s', async (slug, sentence) => {
    const site = await networkSite(use())
    const { status, text } = await site.get(`/netwerk/${slug}`)
    expect(status).toBe(200)
    expect(text).toContain(sentence)
    expect(text).not.toContain('/wijzig')
    await expectValidHtml(text)
  })

  test('every page that a list names is there, in both languages', async () => {
    const nl = await networkSite(use())
    const en = await networkSite(use(), undefined, 'en')
    for (const [index, { slug }] of (await findPublished(nl.ctx)).entries()) {
      expect([slug, (await nl.get(`/netwerk/${slug}`)).status]).toEqual([slug, 200])
      if (index % 8 === 0) expect((await en.get(`/netwerk/${slug}`)).status).toBe(200)
    }
    expect((await nl.get('/netwerk/does-not-exist')).status).toBe(404)
    expect([...nl.defects, ...en.defects]).toEqual([])
  })

  test('says since when it is confirmed, and that it is old after 180 days', async () => {
    const site = await networkSite(use(), coordinatorOf('robohouse'))
    const path = '/netwerk/robohouse'
    expect((await site.get(path)).text).toContain('Dit klopt nog')
    expect(await site.post(`${path}/klopt-nog`, { version: '1' })).toMatchObject({ status: 303, to: path })
    expect((await site.get(path)).text).toContain('Bevestigd door RoboHouse op 30 november 2026.')

    const hub = await networkSite(use(), bureau)
    await hub.post('/netwerk/hub-zuid/klopt-nog', { version: '1' })
    const confirmed = (await hub.get('/netwerk/hub-zuid')).text
    expect(confirmed).toContain('Bevestigd door Programmabureau Smart Industry op 30 november 2026.')
    expect(confirmed).not.toContain('Zeeland geldt, is niet bevestigd')

    site.clock.at = new Date('2027-05-29T12:00:00Z') // 180 days on
    expect((await site.get(path)).text).not.toContain('Niet recent gecontroleerd')
    site.clock.at = new Date('2027-05-30T12:00:00Z')
    expect((await site.get(path)).text).toContain(
      'Niet recent gecontroleerd: voor het laatst bevestigd door RoboHouse op 30 november 2026.',
    )
  })
})

const FORM = {
  version: '0',
  kind: 'course',
  organisation: 'robohouse',
  name: 'Cobot in één dag',
  summaryNl: 'Leer een cobot instellen.',
  state: 'published',
  place: 'Delft',
  provinces: ['Zuid-Holland'],
  steps: ['cobot-cell'],
  priceLowEur: '1.250',
  priceHighEur: '1.250',
  days: '1',
}

describeOnDatabases('changing the directory', (use) => {
  test('a coordinator adds a course, for everyone to see', async () => {
    const site = await networkSite(use(), coordinatorOf('robohouse'))
    const form = await site.get('/netwerk/nieuw')
    expect(form.status).toBe(200)
    await expectValidHtml(form.text)
    const made = await site.post('/netwerk/nieuw', { ...FORM, confirm: 'yes' })
    expect(made).toMatchObject({ status: 303, to: '/netwerk/cobot-in-een-dag' })
    const shown = await (await networkSite(use())).get('/netwerk/cobot-in-een-dag')
    expect(shown.text).toContain('€\u00a01.250')
    expect(shown.text).toContain('Bevestigd door RoboHouse op 30 november 2026.')
  })

  test('bad input comes back with all that was typed and what is wrong with it', async () => {
    const site = await networkSite(use(), coordinatorOf('robohouse'))
    const wrong = {
      ...FORM,
      summaryNl: '',
      priceLowEur: 'veel',
      url: 'javascript:alert(1)',
      contactEmail: 'geen',
    }
    const { status, text } = await site.post('/netwerk/nieuw', wrong)
    expect(status).toBe(400)
    for (const piece of [
      'href="#veld-summaryNl"',
      'href="#veld-priceLowEur"',
      'value="veel"',
      'value="javascript:alert(1)"',
      'Dit is geen e-mailadres',
      'value="Cobot in één dag"',
    ])
      expect(text).toContain(piece)
    await expectValidHtml(text)
    expect((await site.post('/netwerk/nieuw', { ...FORM, name: 'RoboHouse' })).text).toContain(
      'Naam: Dit bestaat al',
    )
  })

  test('two people editing lose nothing: the second sees what the first saved, and their own text', async () => {
    const first = await networkSite(use(), coordinatorOf('robohouse'))
    const second = await networkSite(use(), bureau)
    const edit = (name: string) => ({ ...FORM, version: '1', name })
    expect((await first.post('/netwerk/robohouse/wijzig', edit('RoboHouse Delft'))).status).toBe(303)
    const late = await second.post('/netwerk/robohouse/wijzig', edit('Robo House'))
    expect(late.status).toBe(409)
    expect(late.text).toContain('daar staat nu “RoboHouse Delft”')
    expect(late.text).toContain('value="Robo House"')
    expect(late.text).toContain('name="version" value="2"')
    await expectValidHtml(late.text)
    expect(
      (await second.post('/netwerk/robohouse/wijzig', { ...edit('Robo House'), version: '2' })).status,
    ).toBe(303)
    expect((await first.get('/netwerk/robohouse')).text).toContain(
      '<h1 class="nl-heading nl-heading--level-1">Robo House</h1>',
    )
    expect((await first.post('/netwerk/robohouse/klopt-nog', { version: '1' })).status).toBe(409)
  })

  test('nobody changes what another keeps', async () => {
    for (const actor of [undefined, entrepreneur, coordinatorOf('ramlab')]) {
      const site = await networkSite(use(), actor)
      expect((await site.get('/netwerk/robohouse/wijzig')).status).toBe(403)
      expect((await site.post('/netwerk/robohouse/wijzig', { ...FORM, version: '1' })).status).toBe(403)
      expect((await site.post('/netwerk/robohouse/klopt-nog', { version: '1' })).status).toBe(403)
      expect((await site.post('/netwerk/nieuw', FORM)).status).toBe(403)
      expect((await site.get('/netwerk/inlezen')).status).toBe(403)
      expect((await site.post('/netwerk/inlezen', { file: 'slug' })).status).toBe(403)
      expect((await site.get('/netwerk/robohouse')).text).not.toContain('/wijzig')
    }
  })

  test('a draft is seen by its keeper and the bureau alone', async () => {
    const keeper = await networkSite(use(), coordinatorOf('robohouse'))
    await keeper.post('/netwerk/nieuw', { ...FORM, state: 'draft' })
    const path = '/netwerk/cobot-in-een-dag'
    const statusFor = async (actor: Parameters<typeof networkSite>[1]) =>
      (await (await networkSite(use(), actor)).get(path)).status
    expect(await statusFor(coordinatorOf('robohouse'))).toBe(200)
    expect(await statusFor(bureau)).toBe(200)
    expect(await statusFor(undefined)).toBe(404)
    expect(await statusFor(coordinatorOf('ramlab'))).toBe(404)
    expect((await keeper.get('/netwerk')).text).not.toContain('Cobot in één dag')
  })

  test('what is closed stays readable and leaves the list', async () => {
    const site = await networkSite(use(), coordinatorOf('robohouse'))
    await site.post('/netwerk/nieuw', FORM)
    await site.post('/netwerk/cobot-in-een-dag/wijzig', { ...FORM, version: '1', state: 'closed' })
    const visitor = await networkSite(use())
    expect((await visitor.get('/netwerk/cobot-in-een-dag')).text).toContain('wordt niet meer aangeboden')
    expect((await visitor.get('/netwerk?soort=course')).text).not.toContain('/netwerk/cobot-in-een-dag')
    const back = { ...FORM, version: '2', state: 'draft' }
    expect((await site.post('/netwerk/cobot-in-een-dag/wijzig', back)).status).toBe(400)
  })
})
