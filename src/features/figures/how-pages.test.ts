import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/context.ts'
import { LANGUAGES, pathIn } from '#platform/i18n.ts'
import { createApp } from '#platform/http.ts'
import { figuresFeature } from './figures-feature.ts'
import { figureList } from './figure-list.ts'
import { stepPath } from './how-page.ts'
import { readFigures } from './load-figures.ts'
import { sourceIdsOf } from './search-steps.ts'

const read = readFigures('data')
if (!read.ok) throw new Error('data/ does not load')
const figures = read.value

const appWith = (shown: typeof figures) =>
  createApp({
    features: [figuresFeature(shown)],
    ctx: { db: undefined as unknown as Ctx['db'], now: () => new Date('2026-03-12T10:00:00Z') },
    config: {},
    report: ({ error }) => {
      throw error
    },
  })
const app = appWith(figures)
const textOf = async (path: string) => (await app.request(path)).text()
/** What a reader sees: without tags, entities and double spaces. */
const seenOf = async (path: string) => (await textOf(path)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-redundant-role': 'off',
  },
})

const PATHS = [
  '',
  '/aannames',
  '/soorten-bedrijven',
  '?zoek=robot',
  '?zoek=xyzzy',
  ...figures.steps.map(({ id }) => `/${id}`),
]

test.each(
  PATHS.flatMap((path) => LANGUAGES.map((language) => [language, `/hoe-wij-rekenen${path}`] as const)),
)('in %s %s is whole, valid HTML of at most 100 kB', async (language, path) => {
  const answer = await app.request(pathIn(language, path))
  const text = await answer.text()
  expect(answer.status).toBe(200)
  expect(text).not.toMatch(/undefined|NaN|\[object|null/)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100_000)
  const { results } = await validator.validateString(text)
  expect(
    results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId} ${m.message}`)),
  ).toEqual([])
})

test.each(LANGUAGES)(
  'in %s no id, unit or label of the data is left where words belong',
  async (language) => {
    for (const path of ['/hoe-wij-rekenen/aannames', '/hoe-wij-rekenen/soorten-bedrijven']) {
      expect(await seenOf(pathIn(language, path))).not.toMatch(
        /parameters\.|population\.|handling\.|share of base|EUR\/year|multiple of|factor on/,
      )
    }
    for (const { id, yearlyBenefit, oneOffCost } of figures.steps) {
      const seen = await seenOf(pathIn(language, stepPath(id)))
      const ids = [...yearlyBenefit.map(({ base }) => base), ...oneOffCost.map(({ driver }) => driver)]
      for (const raw of ids.filter((name) => name.includes('-'))) expect(seen, id).not.toContain(` ${raw} `)
      expect(seen, id).not.toMatch(/it-fat|own-hours|freed-hours|tail class/)
    }
  },
)

test('every grade is counted on the page as it stands in the data', async () => {
  const seen = await seenOf('/hoe-wij-rekenen')
  const entries = figureList(figures)
  const number = (count: number) => count.toLocaleString('nl')
  const count = (grade: string) => number(entries.filter((entry) => entry.grade === grade).length)
  expect(seen).toContain(
    `Wij rekenen met ${number(entries.length)} cijfers, ook wel kengetallen. Daarvan zijn er ${count('estimate')} een`,
  )
  expect(seen).toContain(`openbare bron. Dat zijn ${count('published')} cijfers.`)
  expect(seen).toContain(`belooft. Dat zijn ${count('vendor')} cijfers.`)
  expect(count('measured')).toBe('0')
  expect(seen).toContain('Die hebben wij nog niet.')
})

test('every figure about kinds of firm is on their page: sizes, effects, flows, steps in use and weights', async () => {
  const seen = await seenOf('/hoe-wij-rekenen/soorten-bedrijven')
  const { sectors, flows, population } = figures
  const names = [
    ...sectors.divisions.map(({ nameNl }) => nameNl),
    ...flows.flows.filter(({ id }) => population.flowCarrierOdds[id]).map(({ nl }) => nl),
    ...figures.steps.map(({ nameNl }) => nameNl),
  ]
  for (const name of names) expect(seen).toContain(name.replaceAll('&', '&amp;'))
  expect(seen).toContain('Omzet per medewerker naar grootte tot 20 mensen: 0,9 × het midden')
  expect(seen).toContain('ERP-systeem tot 20 mensen: 45% 100 mensen of meer: 90% schatting van ons')
  expect(seen).toContain('Een schatting van ons telt als 3 bedrijven')
})

test('the table by kind of figure adds up to all figures', async () => {
  const [body = ''] = (await textOf('/hoe-wij-rekenen')).match(/<tbody[\s\S]*?<\/tbody>/) ?? []
  const numbers = [...body.matchAll(/<td[^>]*>([\d.]+)<\/td>/g)].map(([, text = '']) =>
    Number(text.replace('.', '')),
  )
  expect(numbers.reduce((sum, value) => sum + value, 0)).toBe(figureList(figures).length)
})

test('the overview links to every step, and every step names all figures and sources of its file', async () => {
  const overview = await textOf('/hoe-wij-rekenen')
  for (const step of figures.steps) {
    expect(overview).toContain(`href="${stepPath(step.id)}"`)
    const text = await textOf(stepPath(step.id))
    const shown = text.match(/<dt>/g) ?? []
    expect(shown, step.id).toHaveLength(
      figureList({ ...figures, steps: [step] }).filter((entry) => entry.stepId).length,
    )
    for (const id of sourceIdsOf(step)) {
      const url = figures.sources.find((source) => source.id === id)?.url
      if (url === undefined) continue
      expect(text, id).toContain(`href="${url.replaceAll('&', '&amp;')}" rel="noreferrer"`)
    }
    for (const [, mark] of text.matchAll(/href="#bron-(\d+)"/g)) expect(text).toContain(`id="bron-${mark}"`)
  }
})

test('the page of ERP says its cost in words: amount, per what, how sure, and which source', async () => {
  const seen = await seenOf('/hoe-wij-rekenen/erp-introduction')
  expect(seen).toContain(
    'Rekeningen van anderen per gebruiker van ERP € 8.000 (€ 4.000 tot € 20.000) gepubliceerd',
  )
  expect(seen).toContain('Loonkosten van kantoor Uren die vrijkomen. 7% van dit bedrag (2% tot 15%)')
  expect(seen).toContain('Moet eerst in gebruik zijn: Stamgegevens op orde')
  expect(seen).toContain('Van planning naar inkoop: nieuw.')
})

test.each(['voorraad', 'VOORRAAD', 'vóórraad', '  Voorraad!  '])(
  'a search for %j finds stock by its name',
  async (query) => {
    const seen = await seenOf(`/hoe-wij-rekenen?zoek=${encodeURIComponent(query)}`)
    expect(seen).toContain('Voorraad volgen met barcode of RFID')
    expect(seen).not.toContain('Cobot')
  },
)

test('a search finds English names, ids, words of descriptions, and sources, and says which are only in a source', async () => {
  expect(await textOf('/hoe-wij-rekenen?zoek=renew+erp')).toContain(stepPath('erp-introduction'))
  expect(await textOf('/hoe-wij-rekenen?zoek=erp-introduction')).toContain(stepPath('erp-introduction'))
  expect(await textOf('/hoe-wij-rekenen?zoek=een+gegeven+offertes')).toContain(stepPath('erp-introduction'))
  const inSource = await seenOf('/hoe-wij-rekenen?zoek=Widmer')
  expect(inSource).toContain('ERP-systeem (gevonden in een bron)')
})

test.each(['', '   '])('a search for %j is the whole page', async (query) => {
  expect(await seenOf(`/hoe-wij-rekenen?zoek=${encodeURIComponent(query)}`)).toContain('In het kort')
})

test.each(['xyzzy', '???', '%'])(
  'a search for %j finds nothing, says so, and shows all steps',
  async (query) => {
    const seen = await seenOf(`/hoe-wij-rekenen?zoek=${encodeURIComponent(query)}`)
    expect(seen).toContain('Wij vonden geen stap bij')
    expect(seen).toContain('Cobot')
  },
)

test('what is typed comes back escaped, also in the link to the other language', async () => {
  const nasty = `"><script>alert('x')</script>&`
  const text = await textOf(`/hoe-wij-rekenen?zoek=${encodeURIComponent(nasty)}`)
  expect(text).not.toContain('<script>')
  expect(text).toContain('value="&quot;&gt;&lt;script&gt;')
  expect(text).toContain(
    `href="/en/hoe-wij-rekenen?zoek=${encodeURIComponent(nasty).replaceAll("'", '&#39;')}"`,
  )
})

test('markup in the data is shown as text', async () => {
  const steps = figures.steps.map((step) =>
    step.id === 'cobot-cell' ? { ...step, nameNl: '<b>Cobot</b>', descriptionNl: 'A & <i>B</i>' } : step,
  )
  const text = await (await appWith({ ...figures, steps }).request('/hoe-wij-rekenen/cobot-cell')).text()
  expect(text).toContain('&lt;b&gt;Cobot&lt;/b&gt;')
  expect(text).toContain('A &amp; &lt;i&gt;B&lt;/i&gt;')
  expect(text).not.toContain('<i>')
})

test.each([
  '/hoe-wij-rekenen/bestaat-niet',
  '/en/hoe-wij-rekenen/%3Cscript%3E',
  '/hoe-wij-rekenen/constructor',
])('%s does not exist', async (path) => {
  expect((await app.request(path)).status).toBe(404)
})
