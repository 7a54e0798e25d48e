import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { pathIn } from '#platform/i18n.ts'
import { describeOnDatabases } from '../../../test/database.ts'
import { findScan } from './index.ts'
import { ALL_UNKNOWN, engineQuestion, figures, priceOf, questions, siteOn } from './scan-site.test-data.ts'

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

/** Two of each kind, to walk through. */
const ASKED = Object.values(Object.groupBy(questions.slice(6), ({ kind }) => kind)).flatMap((ofKind) =>
  ofKind.filter((question) => engineQuestion(question) !== undefined).slice(0, 2),
)
const SOME_OF_EACH = ASKED.map((question) =>
  priceOf(engineQuestion(question)!, { about: 'machine-monitoring' }),
)
const PROVINCE = questions.find(({ slug }) => slug === 'provincie')!

describeOnDatabases('the scan', (use) => {
  test.each(['nl', 'en'] as const)(
    'is walked from Begin to the advice in %s, all unknown',
    async (language) => {
      const site = siteOn(use(), language, SOME_OF_EACH)
      const home = await site.get('/')
      await expectValidHtml(home.text)
      const link = await site.begin()
      const headings = [headingOf(home.text)]

      let path = `/scan/${link}/mensen`
      for (const question of [...questions.slice(0, 6), ...ASKED, PROVINCE]) {
        expect(path.split('?')[0]).toBe(`/scan/${link}/${question.slug}`)
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
        value: { language, firm: { flows: {}, barriers: {}, stepsInUse: [], stepsNotInUse: [] } },
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
    expect((await site.get(`/scan/${link}`)).to).toBe(`/scan/${link}/sector`)
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
    expect((await site.answersOf(link))?.steps).toEqual({})
    await site.post(path, 'steps-instead=none')
    expect(new Set(Object.values((await site.answersOf(link))?.steps ?? {}))).toEqual(new Set(['no']))
    await site.post(path, 'steps-process=cobot-cell&steps-chain=e-invoicing-peppol')
    expect(await findScan(site.ctx, figures, link)).toMatchObject({
      value: { firm: { stepsInUse: ['cobot-cell', 'e-invoicing-peppol'] } },
    })
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

  test('goes on with the question worth most, says why, and never asks again what is not known', async () => {
    const site = siteOn(use(), 'nl', [
      priceOf({ kind: 'fact', id: 'employees' }), // was answered with "I don't know"
      priceOf({ kind: 'flow', id: 'F21' }, { about: 'machine-monitoring', chanceOfChange: 0.31 }),
      priceOf({ kind: 'steps', id: 'stepsInUse' }, { chanceOfChange: 0.02 }),
      priceOf({ kind: 'base', id: 'energy-cost' }, { valueEur: 1 }),
      priceOf({ kind: 'base', id: 'maintenance-cost' }, { valueEur: 0.5, standardErrorEur: 0.1 }),
    ])
    const link = await site.begin()
    const to = await answerFirst(site, link)
    expect(to).toBe(`/scan/${link}/stroom-f21?om=machine-monitoring&kans=3`)
    const asked = unescaped((await site.get(to)).text)
    expect(asked).toContain(
      'Uw antwoord bepaalt mee of dit voor u loont: machines zelf laten melden wanneer zij draaien en stilstaan.',
    )
    expect(asked).toContain('In 3 van de 10 gevallen verandert het advies door uw antwoord.')
    expect(asked).toContain('Vraag 7<')
    expect(asked).toContain(`schakel-back" href="/scan/${link}/maand"`)
    const wrong = unescaped((await site.post(to, 'answer=')).text)
    expect(wrong).toContain('In 3 van de 10 gevallen')

    const after = await site.post(to, 'answer=unknown')
    expect(after.to).toBe(`/scan/${link}/al-in-gebruik?kans=0`)
    expect((await site.get(after.to ?? '')).text).toContain('Soms verandert het advies')
    const last = await site.post(after.to ?? '', 'steps-process=cobot-cell')
    expect(last.to).toBe(`/scan/${link}/provincie`) // the amount is not worth its minutes
    expect((await site.get(last.to ?? '')).text).toContain(`href="/scan/${link}/controle">Sla over`)
    const check = await site.get((await site.post(last.to ?? '', 'answer=Drenthe')).to ?? '')
    expect(check.text).toContain('geen vragen meer die uw tijd waard zijn')
    expect(check.text).toContain('<dt>Kosten van onderhoud: hoeveel is dat ongeveer in een jaar?</dt>')
    expect(check.text).not.toContain('<dt>Kosten van energie') // folded: it makes no difference
    expect(check.text).toContain('Kosten van energie</a>')

    const anyway = await site.get(`/scan/${link}?door=ja`)
    expect(anyway.to).toBe(`/scan/${link}/bedrag-energy-cost?door=ja&kans=3`)
    const more = await site.post(anyway.to ?? '', 'answer=80.000')
    expect(more.to).toBe(`/scan/${link}/bedrag-maintenance-cost?door=ja&kans=3`)
    expect((await site.post(more.to ?? '', 'instead=unknown')).to).toBe(`/scan/${link}/controle`)
    expect(await findScan(site.ctx, figures, link)).toMatchObject({
      value: { firm: { assumptions: { bases: { 'energy-cost': 80_000 } }, stepsInUse: ['cobot-cell'] } },
    })
  })

  test('offers the advice from the sixth answer on, with or without one more', async () => {
    const site = siteOn(use(), 'nl', [priceOf({ kind: 'flow', id: 'F21' })])
    const link = await site.begin()
    expect((await site.get(`/scan/${link}/mensen`)).text).not.toContain('Naar het advies')
    expect((await site.post(`/scan/${link}/mensen`, 'answer=&daarna=advies')).to).toBe(
      `/scan/${link}/controle`,
    )
    const to = await answerFirst(site, link)
    expect((await site.get(to)).text).toContain('Naar het advies')

    const blank = await site.post(to, 'daarna=advies')
    expect([blank.status, blank.to]).toEqual([307, `/advies/${link}`])
    expect((await site.answersOf(link))?.flows).toEqual({})
    expect((await site.post(to, 'answer=nonsense&daarna=advies')).status).toBe(400)
    const told = await site.post(to, 'answer=typed&daarna=advies')
    expect([told.status, told.to]).toEqual([307, `/advies/${link}`])
    expect((await site.answersOf(link))?.flows).toEqual({ F21: 'typed' })
  })

  test('says on the check page which two answers do not go together, and keeps both', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    await site.post(`/scan/${link}/stap-erp-introduction`, 'answer=no')
    await site.post(`/scan/${link}/stap-customer-portal`, 'answer=yes')
    const check = await site.get(`/scan/${link}/controle`)
    await expectValidHtml(check.text)
    expect(check.text).toContain('Klopt dit?')
    expect(check.text).toContain(
      `href="/scan/${link}/stap-erp-introduction?terug=controle">Verander: ERP-systeem`,
    )
    expect(await findScan(site.ctx, figures, link)).toMatchObject({
      value: { firm: { stepsInUse: ['customer-portal'], stepsNotInUse: ['erp-introduction'] } },
    })
    const changed = await site.post(`/scan/${link}/stap-erp-introduction?terug=controle`, 'answer=yes')
    expect((await site.get(changed.to ?? '')).text).not.toContain('Klopt dit?')
  })

  test('an address with odd words in it says nothing odd', async () => {
    const site = siteOn(use())
    const link = await site.begin()
    const odd = await site.get(`/scan/${link}/stroom-f21?om=%3Cscript%3E&kans=99&terug=elsewhere`)
    expect(odd.status).toBe(200)
    expect(odd.text).not.toMatch(/script&gt;|&lt;script|kans=|elsewhere/)
  })
})

/** The first six, all unknown; gives where it goes on. */
async function answerFirst(site: ReturnType<typeof siteOn>, link: string): Promise<string> {
  let to = ''
  for (const { slug } of questions.slice(0, 6)) {
    to = (await site.post(`/scan/${link}/${slug}`, ALL_UNKNOWN)).to ?? ''
  }
  return to
}
