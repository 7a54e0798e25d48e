import { describe, expect, test } from 'vitest'
import { QUESTION_KINDS } from '#engine/advice/parameters.ts'
import { MEASURINGS } from '#engine/advice/measure.ts'
import { CASH_TYPES } from '#engine/advice/step.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { EVERY_WHY } from './explanation-sample.test-data.ts'
import { measureText, turnTexts, whyText } from './result-explanation.ts'
import { questionText } from './result-questions.ts'
import { resultPage } from './result-page.ts'
import { inLanguage, sampleViews } from './result-sample.test-data.ts'

const views = sampleViews()
const view = views['do']!
const textOf = (page: string) =>
  page
    .replace(/<(title|desc)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
const words = (sentence: string) => sentence.split(/\s+/).length

describe.each(LANGUAGES)('every code of the engine in %s', (language) => {
  const said = inLanguage(view, language)
  const all = [
    ...EVERY_WHY.whyThis.map((reason) => whyText(said, reason)),
    ...EVERY_WHY.measure.map((measure) => measureText(said, measure)),
    ...EVERY_WHY.questions.map((asked) => questionText(said, asked)),
    ...turnTexts(said),
  ]

  test('has a sentence, with nothing left open in it', () => {
    expect(EVERY_WHY.whyThis).toHaveLength(CASH_TYPES.length + 7)
    expect(EVERY_WHY.measure.map(({ how }) => how)).toEqual(MEASURINGS)
    expect(EVERY_WHY.questions.map(({ question }) => question.kind)).toEqual(QUESTION_KINDS)
    for (const text of all) {
      expect(text).toMatch(/[.?]$/)
      expect(text).not.toMatch(/undefined|NaN|\[object|\s{2}|[a-z]-[a-z]+-[a-z]/)
    }
    expect(new Set(all).size).toBe(all.length)
  })

  test('stands on the page', async () => {
    const page = textOf(String(await resultPage(said))).replaceAll('&quot;', '"')
    for (const text of all) expect(page).toContain(text.replaceAll('\u00a0', ' '))
  })

  test('counts out of ten or twenty, never with a lone percentage of cases', () => {
    for (const text of all) expect(text).not.toMatch(/\d+ ?% (van de gevallen|of cases|of the cases|kans)/)
  })
})

describe('sentences of a worked-out explanation', () => {
  test('where the advice turns is said as a plain part, not to the percent', () => {
    expect(turnTexts(view)[0]).toBe(
      'Pas als minder dan ongeveer een vijfde van de vrijgekomen uren u geld oplevert, is wachten beter.',
    )
    expect(turnTexts(view)[1]).toContain(
      'lager is dan ongeveer € 38.000, is wachten beter.'.replace('€ ', '€\u00a0'),
    )
    expect(turnTexts(view)[2]).toBe('Hoe het ook zit met “machines”: beginnen blijft beter dan wachten.')
  })

  test('for doing nothing the same numbers say what would make the closest step pay', () => {
    expect(turnTexts(views['nothing pays']!)[0]).toBe(
      'Levert meer dan ongeveer een vijfde van de vrijgekomen uren u geld op, dan loont “Voorraad volgen met barcode of RFID” wel.',
    )
    expect(turnTexts(views['nothing safe']!)).toEqual([])
  })

  test('a base that the firm told of stands in euros, now and after three months of use', () => {
    const firm = { ...view.firm, assumptions: { bases: { 'scrap-rework-cost': 40_000 } } }
    const told = {
      base: 'scrap-rework-cost',
      how: 'scrap-counted' as const,
      isToldByFirm: true,
      now: { p10: 40_000, p50: 40_000, p90: 40_000 },
      goes: 'down' as const,
      changeShare: { p10: 0.02, p50: 0.05, p90: 0.1 },
      expected: { p10: 36_000, p50: 38_000, p90: 39_200 },
    }
    expect(measureText({ ...view, firm }, told).replaceAll('\u00a0', ' ')).toBe(
      'Tel elke week de uitval en de uren aan herstel. Nu is het € 40.000 per jaar, zei u. ' +
        'Na drie maanden gebruik hoort het 2% tot 10% lager te zijn. Dan staat het op € 36.000 tot € 39.000.',
    )
  })

  test('a long list of steps names three and counts the rest', () => {
    const helps = EVERY_WHY.whyThis.find(({ code }) => code === 'helps')!
    expect(whyText(view, helps)).toMatch(/: “[^”]+”, “[^”]+”, “[^”]+” en nog 2 stappen\.$/)
  })

  test('a sentence stays under thirty words, names of steps included', () => {
    const sentences = turnTexts(view)
      .concat(EVERY_WHY.measure.map((measure) => measureText(view, measure)))
      .flatMap((text) => text.split(/(?<=[.?])\s+/))
    for (const sentence of sentences) expect(words(sentence)).toBeLessThan(30)
  })
})

describe('the top of the page', () => {
  const top = async (name: string) => textOf(String(await resultPage(views[name]!))).slice(0, 2_500)

  test('says at once that it brings little, or that something else is almost as good', async () => {
    expect(await top('do')).toMatch(/Verwacht er niet te veel van: ongeveer € 3\.600 per jaar\./)
    expect(await top('do')).toContain('Het scheelt weinig met beginnen bij “Digitaal meten en keuren”')
    expect(await top('nothing pays')).not.toContain('Verwacht er niet te veel van')
  })
})

describe('the roadmap', () => {
  const text = async (name: string) => textOf(String(await resultPage(views[name]!)))

  test('says when each step starts, what it adds, and what it waits for', async () => {
    const page = await text('do')
    expect(page).toContain('Begint over 3 tot 11 maanden.')
    expect(page).toContain('Begint over ongeveer 9 maanden.')
    expect(page).toContain('Begint over 1,5 tot 3,5 jaar.')
    expect(page).toContain('Levert er naar verwachting ongeveer € 59.000 bij op, in 5 jaar.')
    expect(page).toContain('Wacht tot over 18 maanden, zodat er geld in kas blijft.')
    expect(page).toContain('Levert er zelf weinig bij op.')
    expect(page).toContain('Eerst een proef. Waarschuwt die, dan slaat u de stap over.')
  })

  test('says what happens when a step fails', async () => {
    expect(await text('do')).toMatch(
      /Mislukt “Orders en uren digitaal melden op de werkvloer”, dan vervalt ook “Plannen met echte capaciteit”/,
    )
  })
})

describe('three plans', () => {
  test('stand beside each other with their range, their worst case and the trouble they add', async () => {
    const page = textOf(String(await resultPage(view)))
    expect(page).toMatch(/Voorzichtig Nu niets doen\./)
    expect(page).toMatch(/Gedurfd Orders en uren [^.]*met eerst een proef/)
    expect(page).toContain('bij 2 van de 100 bedrijven zoals het uwe')
    expect(page).toContain('en nog 1 stap')
    expect(page).toMatch(/Resultaat na 5 jaar van € [\d.]+ verlies tot € [\d.]+ winst/)
  })

  test('each but the chosen one has a button that sends the choice', async () => {
    const page = String(await resultPage(view))
    const sent = [...page.matchAll(/name="answer" value="(\w+)"/g)].map(([, value]) => value)
    expect(sent).toEqual(['careful', 'bold'])
    expect(page).toContain('Hier rekent u nu mee.')
  })

  test('an example leads to itself with another risk', async () => {
    const { riskAction: _, ...example } = view
    const page = String(await resultPage({ ...example, riskPath: '/voorbeeld/x?risico=' }))
    expect(page).toContain('href="/voorbeeld/x?risico=bold#risico"')
  })

  test('that are all the same are said to be so in one sentence', async () => {
    const { normal } = view.advice.plans
    const plans = { careful: normal, normal, bold: normal }
    const page = textOf(String(await resultPage({ ...view, advice: { ...view.advice, plans } })))
    expect(page).toContain('voor u is het beste plan steeds hetzelfde.')
    expect(page).not.toContain('Hier rekent u nu mee.')
  })

  test('are not shown to who is short of money', async () => {
    expect(textOf(String(await resultPage(views['money first']!)))).not.toContain('Gedurfd')
  })
})
