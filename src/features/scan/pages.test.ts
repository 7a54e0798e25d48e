import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { pathIn } from '#platform/i18n.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { findScan } from './index.ts'
import { ALL_UNKNOWN, figures, questions, siteOn } from './scan-site.test-data.ts'

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off', // empty lines where a template leaves something out; not about validity
    'long-title': 'off', // a title is the question, whole, so that a screen reader says it
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }], // a list of checkboxes shares its name
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

const unescaped = (text: string) =>
  text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const headingOf = (text: string) =>
  unescaped(/<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1] ?? '').replace(/<[^>]*>/g, '')

describeOnDatabases('the scan', (use) => {
  test.each(['nl', 'en'] as const)(
    'is walked from Begin to the advice in %s, all unknown',
    async (language) => {
      const site = siteOn(use(), language)
      const home = await site.get('/')
      await expectValidHtml(home.text)
      const link = await site.begin()
      const headings = [headingOf(home.text)]

      let path = `/scan/${link}/mensen`
      for (const question of questions) {
        expect(path).toBe(`/scan/${link}/${question.slug}`)
        const shown = await site.get(path)
        headings.push(headingOf(shown.text))
        expect(shown.text).toContain(`/scan/${link}/bewaar`)
        await expectValidHtml(shown.text)
        const wrong = await site.post(path, 'answer=%3Cscript%3Ealert(1)%3C/script%3E&amount=%22x')
        expect(wrong.status).toBe(400)
        expect(wrong.text).not.toContain('<script>alert')
        await expectValidHtml(wrong.text)
        const saved = await site.post(path, ALL_UNKNOWN)
        expect(saved.status).toBe(303)
        path = (saved.to ?? '').replace(/^\/en/, '')
      }

      expect(path).toBe(`/scan/${link}/controle`)
      const check = await site.get(path)
      await expectValidHtml(check.text)
      expect(check.text).toContain(`action="${pathIn(language, `/advies/${link}`)}"`)
      const keep = await site.get(`/scan/${link}/bewaar?bij=omzet`)
      await expectValidHtml(keep.text)
      expect(keep.text).toContain(`http://localhost${pathIn(language, `/scan/${link}`)}</a>`)
      headings.push(headingOf(check.text), headingOf(keep.text))
      expect(new Set(headings).size).toBe(headings.length)

      const found = await findScan(site.ctx, figures, link)
      expect(found).toMatchObject({
        ok: true,
        value: { language, firm: { flows: {}, barriers: {}, stepsInUse: [] } },
      })
      expect(found.ok && found.value.firm.employees).toBeUndefined()
      expect(site.defects).toEqual([])
    },
  )

  test('saves each page at once, and shows the answer again when one goes back', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    expect((await site.post(`/scan/${link}/mensen`, 'answer=24')).to).toBe(`/scan/${link}/product`)
    expect(await site.answersOf(link)).toMatchObject({ employees: 24 })

    const second = await site.get(`/scan/${link}/product`)
    expect(second.text).toMatch(new RegExp(`schakel-back" href="/scan/${link}/mensen"`))
    expect((await site.get(`/scan/${link}/mensen`)).text).toMatch(/name="answer"[^>]*value="24"/)

    await site.post(`/scan/${link}/omzet`, 'answer=&instead=not-told')
    expect((await site.get(`/scan/${link}/omzet`)).text).toContain('Eerder koos u: zeg ik liever niet.')
    await site.post(`/scan/${link}/stroom-f03`, 'answer=typed')
    expect((await site.get(`/scan/${link}/stroom-f03`)).text).toMatch(/value="typed" checked/)
  })

  test('resumes at the first question without an answer', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/mensen`, 'answer=24')
    await site.post(`/scan/${link}/product`, 'answer=own-product')
    expect((await site.get(`/scan/${link}`)).to).toBe(`/scan/${link}/provincie`)
  })

  test('keeps what was typed, says what is allowed, and links to the field', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/omzet`, 'answer=2.000.000')
    const wrong = await site.post(`/scan/${link}/omzet`, 'answer=heel+%22veel%22')

    expect(wrong.text).toContain('<title>Fout: Hoeveel omzet hebt u in een jaar? · Schakel</title>')
    expect(wrong.text).toContain('value="heel &quot;veel&quot;"')
    expect(wrong.text).toContain('href="#veld-answer"')
    expect(unescaped(wrong.text)).toContain('bijvoorbeeld 1.250.000 of 1,25 miljoen')
    expect(await site.answersOf(link)).toMatchObject({ turnoverEurPerYear: 2_000_000 })
  })

  test('names every barrier that has no answer, and keeps the others chosen', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const wrong = await site.post(`/scan/${link}/wat-houdt-tegen`, 'barrier-skills=yes&barrier-ip=maybe')
    expect(wrong.text).toMatch(/id="veld-barrier-skills" name="barrier-skills" value="yes" checked/)
    expect(wrong.text.match(/href="#veld-barrier-/g)).toHaveLength(5)
  })

  test('tells apart none of these, unknown, and no answer', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const path = `/scan/${link}/al-in-gebruik`
    expect((await site.post(path, 'steps-process=no-such-step')).status).toBe(400)
    expect((await site.post(path, 'steps-process=cobot-cell&steps-instead=none')).text).toMatch(
      /value="cobot-cell" checked/,
    )
    expect((await site.answersOf(link))?.stepsInUse).toBeUndefined()
    await site.post(path, 'steps-instead=none')
    expect((await site.answersOf(link))?.stepsInUse).toEqual([])
    await site.post(path, 'steps-process=cobot-cell&steps-chain=e-invoicing-peppol')
    expect((await site.answersOf(link))?.stepsInUse).toEqual(['cobot-cell', 'e-invoicing-peppol'])
  })

  test('a change from the check page returns there, whatever else is open', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/mensen`, 'answer=24')
    const check = await site.get(`/scan/${link}/controle`)
    expect(check.text).toContain(
      `href="/scan/${link}/mensen?terug=controle">Wijzig<span class="schakel-visually-hidden"> Mensen`,
    )
    expect(check.text).toContain('Niet ingevuld')
    expect(check.text).not.toContain('/advies/')

    const page = await site.get(`/scan/${link}/mensen?terug=controle`)
    expect(page.text).toContain(`action="/scan/${link}/mensen?terug=controle"`)
    const wrong = await site.post(`/scan/${link}/mensen?terug=controle`, 'answer=0')
    expect(wrong.text).toContain(`action="/scan/${link}/mensen?terug=controle"`)
    expect((await site.post(`/scan/${link}/mensen?terug=controle`, 'answer=30')).to).toBe(
      `/scan/${link}/controle`,
    )
  })

  test('a turnover that cannot go with the people is asked again, and meanwhile left out of the advice', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/mensen`, 'answer=20')
    const wrong = await site.post(`/scan/${link}/omzet`, 'answer=4.500')
    expect(wrong.status).toBe(400) // below the limit
    const odd = await site.post(`/scan/${link}/omzet`, 'answer=45.000')
    expect(unescaped(odd.text)).toMatch(/Dit is €\s2\.250 per persoon, bij 20 mensen/)
    expect(odd.text).toContain(`href="/scan/${link}/mensen"`)

    await site.post(`/scan/${link}/omzet`, 'answer=4.500.000')
    expect((await site.post(`/scan/${link}/mensen`, 'answer=2.000')).to).toBe(`/scan/${link}/omzet`)
    expect((await site.get(`/scan/${link}/omzet`)).text).toContain('<title>Fout: ')
    expect((await site.get(`/scan/${link}/controle`)).text).toContain('Past niet bij het aantal mensen')
    const found = await findScan(site.ctx, figures, link)
    expect(found).toMatchObject({
      ok: true,
      value: { answers: { turnoverEurPerYear: 4_500_000 }, firm: { employees: 2_000 } },
    })
    expect(found.ok && found.value.firm.turnoverEurPerYear).toBeUndefined()
  })

  test('shows no other question than its own, and comes back to no other page', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    expect((await site.get(`/scan/${link}/nowhere`)).status).toBe(404)
    expect((await site.post(`/scan/${link}/controle`, ALL_UNKNOWN)).status).toBe(404)
    const keep = await site.get(`/scan/${link}/bewaar?bij=//evil.example`)
    expect(keep.text).not.toContain('evil.example"')
    expect((await site.get('/scan')).to).toBe('/')
  })
})
