import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import type { Range } from '#engine/kernel/range.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { assumptionField } from './result-assumptions.ts'
import { conclusionText } from './result-conclusion.ts'
import { countedText } from './result-outcomes.ts'
import { resultPage } from './result-page.ts'
import { inLanguage, SAMPLE_DOTS, sampleViews, viewWith } from './result-sample.test-data.ts'
import type { ResultView } from './result-view.ts'

const views = sampleViews()
const cases = Object.entries(views).flatMap(([name, view]) =>
  LANGUAGES.map((language) => [name, language, inLanguage(view, language)] as const),
)
const rendered = async (view: ResultView) => String(await resultPage(view))
const textOf = (page: string) =>
  page
    .replace(/<(title|desc)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off' },
})

describe.each(cases)('the page of "%s" in %s', (_, language, view) => {
  test('says its conclusion as the one heading of level 1', async () => {
    const page = await rendered(view)
    const headings = page.match(/<h1[\s\S]*?<\/h1>/g) ?? []
    expect(headings).toHaveLength(1)
    expect(textOf(headings[0]!).replaceAll('&#39;', "'")).toContain(conclusionText(view))
  })

  test('has no number that is none, in words or in attributes', async () => {
    expect(await rendered(view)).not.toMatch(/NaN|undefined|Infinity|\[object|>null</)
  })

  test('is valid, has no inline style or script, and stays under 100 kB', async () => {
    const page = await rendered(view)
    const report = await validator.validateString(page)
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message}`)),
    ).toEqual([])
    expect(page).not.toMatch(/ style=| on[a-z]+=|<script(?! type="module" src="\/assets\/)/)
    expect(page.length).toBeLessThan(100_000)
  })

  test('says that the firm is invented, that all is estimated, and by which receipt', async () => {
    const text = textOf(await rendered(view))
    expect(text).toContain(
      language === 'nl' ? 'Dit is een verzonnen bedrijf.' : 'This is an invented company.',
    )
    expect(text).toContain(
      language === 'nl' ? 'Alle bedragen zijn schattingen.' : 'All amounts are estimates.',
    )
    expect(text).toContain(view.receipt.id)
  })

  test('has links within the page that lead somewhere, and no id twice', async () => {
    const page = await rendered(view)
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, list] of page.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g))
      for (const id of list!.split(' ')) expect(ids).toContain(id)
  })
})

const occurrences = (page: string, what: RegExp) => [...page.matchAll(what)].length

describe('the twenty dots', () => {
  test.each([
    ['eleven paid, two in trouble', SAMPLE_DOTS],
    ['none paid', SAMPLE_DOTS.map(() => ({ paybackMonths: undefined, isTrouble: false }))],
    ['all paid, one in trouble', SAMPLE_DOTS.map((_, i) => ({ paybackMonths: i + 1, isTrouble: i === 0 }))],
  ])('are as many as the sentence counts: %s', async (_, dots) => {
    const view = viewWith({ dots })
    const page = (await rendered(view)).match(/<svg[^>]*class="dotplot"[\s\S]*?<\/svg>/)![0]
    const paid = dots.filter(({ paybackMonths }) => paybackMonths !== undefined).length
    const trouble = dots.filter(({ isTrouble }) => isTrouble).length

    expect(occurrences(page, /dotplot-dot--paid/g)).toBe(paid)
    expect(occurrences(page, /dotplot-dot--open/g)).toBe(20 - paid)
    expect(occurrences(page, /class="dotplot-cross /g)).toBe(trouble)
    expect(countedText(view)).toContain(paid === 0 ? 'In geen van de 20' : `In ${paid} van de 20`)
    expect(countedText(view)).toContain(
      trouble === 0 ? 'In geen van de 20 komt' : `In ${trouble} van de 20 komt`,
    )
  })

  test('are not there where nothing is done', async () => {
    expect(await rendered(views['nothing pays']!)).not.toContain('dotplot')
  })
})

describe('what stands in the page', () => {
  test('a name that is markup stays text', async () => {
    const name = `<script>alert("x")</script> & 'Zn'`
    const page = await rendered({ ...views['do']!, firm: { ...views['do']!.firm, name } })
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;Zn&#39;')
  })

  test('a step on the way to another says so', async () => {
    const text = textOf(await rendered(views['do']!))
    expect(text).toContain('Deze stap is nodig voor “Plannen met echte capaciteit”.')
    expect(textOf(await rendered(views['do the target itself']!))).not.toContain('Deze stap is nodig voor')
  })

  test('both drawings of the chain are there, and the table beside them has a row per link', async () => {
    const page = await rendered(views['do']!)
    expect(page).toContain('class="chain chain-landscape"')
    expect(page).toContain('class="chain chain-upright"')
    const rows = page.match(/result-chain-table[\s\S]*?<\/table>/)![0].match(/<th class="[^"]*" scope="row"/g)
    expect(rows).toHaveLength(views['do']!.figures.flows.flows.filter(({ isCore }) => isCore).length)
  })

  test('all hubs are named where the province is not known, and one where it is', async () => {
    const { province: _, ...firm } = views['do']!.firm
    const names = views['do']!.figures.network.hubs.map(({ name }) => name)
    const unknown = await rendered({ ...views['do']!, firm })
    for (const name of names) expect(unknown).toContain(name)
    const known = await rendered({ ...views['do']!, firm: { ...firm, province: 'Limburg' } })
    expect(names.filter((name) => known.includes(name))).toEqual(['Smart Industry Hub Zuid'])
  })

  test('the province is asked where it is not known, and not where it is', async () => {
    const { province: _, ...firm } = views['do']!.firm
    const unknown = await rendered({ ...views['do']!, firm })
    expect(unknown).toMatch(
      /<form class="result-province" method="post" action="\/scan\/voorbeeld\/provincie">/,
    )
    expect(unknown.match(/<option>/g)).toHaveLength(12)
    expect(await rendered(views['do']!)).not.toContain('result-province"')
  })

  test('a fieldlab in another region is said to be far, one nearby is not', async () => {
    const inProvince = async (province: 'Overijssel' | 'Limburg') =>
      textOf(await rendered({ ...views['do']!, firm: { ...views['do']!.firm, province } }))
    expect(await inProvince('Overijssel')).toContain('in uw provincie, niet bevestigd')
    expect(await inProvince('Limburg')).toContain('Deze zijn verder weg:')
  })

  test('a fieldlab that nobody confirmed is marked as such', async () => {
    expect(await rendered(views['do']!)).toMatch(
      /Advanced Manufacturing Center<\/a>[^<]*<span[^>]*>niet bevestigd/,
    )
  })

  test('each assumption that is not a fact has a field, filled in only where the firm told it', async () => {
    const view = views['do']!
    const firm = { ...view.firm, assumptions: { realisationOfFreedHours: 0.25 } }
    const page = await rendered({ ...view, firm })
    for (const assumption of view.advice.assumptions.filter(({ kind }) => kind !== 'fact'))
      expect(page).toContain(`name="${assumptionField(assumption)}"`)
    expect(page).toMatch(/name="realisationOfFreedHours"[^>]* value="25"/)
    expect(page).toContain('action="/advies/voorbeeld/aannames#aannames"')
  })

  test('a fault in a field is named on top and beside it, and what was typed stays', async () => {
    const page = await rendered({
      ...views['do']!,
      assumptionErrors: [{ field: 'realisationOfFreedHours', message: 'Vul een getal van 0 tot 100 in.' }],
      assumptionValues: { realisationOfFreedHours: 'veel' },
    })
    expect(page).toMatch(/role="alert"[\s\S]*href="#veld-realisationOfFreedHours">Vul een getal/)
    expect(page).toMatch(/name="realisationOfFreedHours"[^>]* value="veel"/)
  })

  test('amounts below zero and of zero are said in words', async () => {
    const zero: Range = { p10: 0, p50: 0, p90: 0 }
    const { figures, outlook } = views['do']!.advice.firstStep
    const page = textOf(
      await rendered(
        viewWith({
          figures: {
            ...figures!,
            gainEurPerYear: { p10: -2_000, p50: 1_000, p90: 30_000 },
            oneOffCostEur: zero,
          },
          outlook: { ...outlook!, worstInTenEur: 3_000, cashNeedEur: zero },
        }),
      ),
    )
    expect(page).toContain('van € 2.000 verlies tot € 30.000 winst')
    expect(page).toContain('Kost eenmalig niets.')
    expect(page).toContain('€ 3.000 of meer over')
    expect(page).toContain('deze stap betaalt zichzelf onderweg')
  })
})
