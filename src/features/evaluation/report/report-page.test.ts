import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import type { VerdictCode, VerdictReason } from '#engine/evaluation/programme/verdict.ts'
import type { EvaluationRecord } from '../evaluation-record.ts'
import { inventedPanel, minimumWage, twoTimes } from './report-records.test-data.ts'
import { reportPage } from './report-page.ts'

const wage = minimumWage()
const invented = inventedPanel()
const open = minimumWage({ breakInTrend: { demanded: 1, ratios: [0.5, 1, 2], bounds: [0, 0.01] } })
const two = twoTimes()
const LANGUAGES = ['nl', 'en'] as const

const NASTY = `"><script>alert('x')</script></style>&`
const nasty = { nl: NASTY, en: NASTY }

/** Text as a reader sees it: without markup, styles and entities. */
const readable = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/&#39;|&quot;/g, "'")
    .replace(/\s+/g, ' ')
const brief = (page: string) => readable(page.slice(0, page.indexOf('<section class="technical"')))
const headline = (page: string) => /<h1>([^<]*)<\/h1>/.exec(page)?.[1]

const changed = (record: EvaluationRecord, evaluation: Partial<Evaluation>): EvaluationRecord => ({
  ...record,
  evaluation: { ...record.evaluation, ...evaluation },
})

describe('every report', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'no-redundant-role': 'off',
      'prefer-native-element': 'off',
    },
  })

  test.each([
    ['harms', wage],
    ['helps by enough, invented', invented],
    ['cannot tell', open],
    ['two times only', two],
  ])('is valid HTML: %s', async (_, record) => {
    for (const language of LANGUAGES) {
      const { results } = await validator.validateString(reportPage(record, language))
      expect(
        results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId} ${m.message}`)),
      ).toEqual([])
    }
  })

  test('asks for nothing from outside, and runs nothing', () => {
    for (const record of [wage, invented, two]) {
      const page = reportPage(record, 'nl')
      expect(page).not.toMatch(/<script|\son\w+=|@import/i)
      expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/)
      expect(page).not.toMatch(/url\((?!data:)/)
    }
  })

  test('has a table with a caption and headed rows for every picture but the first', () => {
    const page = reportPage(invented, 'en')
    const tables = page.match(/<table/g)!.length
    expect(page.match(/<caption/g)).toHaveLength(tables)
    expect(page.match(/<th [^>]*scope="row"/g)!.length).toBeGreaterThan(100)
    expect(page.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)).toHaveLength(page.match(/<svg/g)!.length)
  })

  test('leads from its contents to every chapter', () => {
    const page = reportPage(wage, 'nl')
    const asked = [...page.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id)
    const chapters = [...page.matchAll(/<h3 id="([^"]+)"/g)].map(([, id]) => id)
    expect(asked).toEqual(chapters)
  })

  test('never says a number that is none', () => {
    for (const record of [wage, invented, open, two])
      for (const language of LANGUAGES)
        expect(readable(reportPage(record, language))).not.toMatch(/NaN|Infinity|undefined|null|\[object/)
  })
})

describe('what a study file says', () => {
  const study = {
    ...invented.study,
    title: nasty,
    question: nasty,
    decision: nasty,
    joining: nasty,
    limits: nasty,
    source: nasty,
    outcome: { ...invented.study.outcome, column: NASTY, name: nasty, unit: nasty },
    unit: { column: NASTY, name: nasty },
    covariates: [{ column: 'x', name: nasty }],
    cluster: NASTY,
    weights: NASTY,
  }

  test('cannot become markup, in text, attributes, pictures or the foot of a page', () => {
    const record = {
      ...invented,
      study,
      panel: { ...invented.panel, name: NASTY, handled: [{ code: NASTY, column: NASTY }] },
    }
    const page = reportPage(record, 'nl')
    expect(page).not.toMatch(/<script/i)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(readable(page)).toContain('alert')
  })

  test('is said to be invented on the first page, in every picture and at the foot of every page', () => {
    for (const [language, word] of [
      ['nl', 'erzonnen'],
      ['en', 'nvented'],
    ] as const) {
      const page = reportPage(invented, language)
      expect(brief(page).slice(0, 400)).toContain(word)
      for (const [picture] of page.matchAll(/<svg[\s\S]*?<\/svg>/g)) expect(readable(picture)).toContain(word)
      expect(/@bottom-left\{content:"([^"]*)"/.exec(page)?.[1]).toContain(word)
      expect(readable(reportPage(wage, language))).not.toMatch(/erzonnen voorbeeld|nvented example/)
    }
  })
})

describe('the verdict', () => {
  const withVerdict = (
    code: VerdictCode,
    low: number,
    high: number,
    reasons: readonly VerdictReason[] = [],
  ) => changed(invented, { verdict: { code, plain: code, interval: { low, high }, reasons } })

  test.each([
    ['worth-it', 0.2, 0.4, 'Het hielp, en genoeg om ertoe te doen.', 'It helped, and by enough to matter.'],
    [
      'helps',
      0.05,
      0.4,
      'Het hielp. Of het genoeg hielp, is niet te zeggen.',
      'It helped. Whether it helped enough, we cannot tell.',
    ],
    [
      'too-small',
      0.02,
      0.05,
      'Het hielp, maar te weinig om ertoe te doen.',
      'It helped, but too little to matter.',
    ],
    [
      'too-small',
      -0.2,
      0.05,
      'Als het al hielp, dan te weinig om ertoe te doen.',
      'If it helped at all, it helped too little to matter.',
    ],
    ['harms', -0.2, -0.05, 'Het werkte de verkeerde kant op.', 'It worked the wrong way.'],
    ['cannot-tell', -0.2, 0.4, 'Of het hielp, is niet te zeggen.', 'Whether it helped, we cannot tell.'],
  ] as const)('%s from %d to %d is one plain sentence', (code, low, high, nl, en) => {
    const record = withVerdict(code, low, high)
    expect(headline(reportPage(record, 'nl'))).toBe(nl)
    expect(headline(reportPage(record, 'en'))).toBe(en)
  })

  test('logarithms are told as per cent, with the side they go to', () => {
    const { estimate, low, high } = wage.evaluation.overall
    expect(100 * Math.expm1(estimate)).toBeCloseTo(-7.4, 1)
    expect(100 * Math.expm1(low)).toBeCloseTo(-11, 0)
    expect(100 * Math.expm1(high)).toBeCloseTo(-3.7, 1)
    expect(brief(reportPage(wage, 'nl'))).toContain(
      'Meedoen verlaagde het aantal werkende tieners met naar schatting 7,4%. Zeker is dat getal niet: bij de cijfers past alles tussen 3,7% en 11% lager.',
    )
    expect(brief(reportPage(wage, 'en'))).toContain(
      'Taking part lowered the number of teenagers at work by an estimated 7.4%. That number is not certain: anything between 3.7% and 11% lower fits the figures.',
    )
  })

  test('where lower is better the interval is told as the outcome goes, not as the verdict counts', () => {
    const lower = minimumWage({ outcome: { ...wage.study.outcome, betterIs: 'lower' } })
    expect(lower.evaluation.verdict.interval.low).toBeGreaterThan(0)
    const text = brief(reportPage(lower, 'nl'))
    expect(headline(reportPage(lower, 'nl'))).toMatch(/^Het hielp/)
    expect(text).toContain('tussen 3,7% en 11% lager')
    expect(text).toContain('2% lager')
  })

  test('an interval that holds 0 is never told as no effect', () => {
    for (const language of LANGUAGES) {
      const text = readable(reportPage(open, language))
      expect(text).not.toMatch(
        /geen effect (?:gevonden|te zien|op)|had geen effect|no effect (?:was|on)|had no effect/i,
      )
    }
    expect(brief(reportPage(open, 'nl'))).toContain('“Niet te zeggen” is iets anders dan “het werkt niet”')
  })

  test.each([
    'rests-on-parallel-trends',
    'no-trend-to-compare',
    'moved-before-joining',
    'moved-little-before-joining',
    'other-outcome-moved',
    'estimators-disagree',
  ] as const)('%s is said in words on the first page', (reason) => {
    for (const language of LANGUAGES) {
      const without = brief(reportPage(withVerdict('cannot-tell', 0.2, 0.4), language))
      const text = brief(reportPage(withVerdict('cannot-tell', 0.2, 0.4, [reason]), language))
      expect(text).not.toContain(reason)
      expect(text.length - without.length).toBeGreaterThan(60)
    }
  })

  test('the break in trend that a conclusion stands is said as a multiple', () => {
    expect(brief(reportPage(wage, 'nl'))).toContain('zolang zij hooguit 0,5 keer zo hard uiteenlopen')
    expect(brief(reportPage(wage, 'en'))).toContain('as long as they part at most 0.5 times as fast')
  })
})

describe('registration', () => {
  test.each([
    [{ state: 'registered', at: '2026-03-01T08:00:00.000Z', panelSeen: false }, 'Ja. Vraag', 'Yes. Question'],
    [
      { state: 'registered', at: '2026-03-01T08:00:00.000Z', panelSeen: true },
      'Niet zeker.',
      'Not for certain.',
    ],
    [{ state: 'never' }, 'Nee. Vraag', 'No. Question'],
  ] as const)('%o is told as it is', (registration, nl, en) => {
    expect(brief(reportPage({ ...wage, registration }, 'nl'))).toContain(nl)
    expect(brief(reportPage({ ...wage, registration }, 'en'))).toContain(en)
  })
})

describe('what could not be computed, or was handled', () => {
  test('is told in its place with the reason', () => {
    const nl = readable(reportPage(two, 'nl'))
    expect(nl).toContain('er is maar één tijdstip van vóór de start')
    expect(nl).toContain('er is te weinig tijd van vóór de start om dit na te gaan')
    expect(nl).toContain('er is maar één groep')
    const en = readable(reportPage(two, 'en'))
    expect(en).toContain('there is one time before the start only')
  })

  test('a group that decides the verdict is named, with what the figures say without it', () => {
    const effect = {
      ok: true,
      value: { estimate: 0.01, standardError: 0.05, low: -0.09, high: 0.11 },
    } as const
    const record = changed(wage, { withoutGroup: [{ group: 2006, effect }] })
    expect(brief(reportPage(record, 'nl'))).toContain(
      'Zonder wie begon in 2006 zou het antwoord zijn: niet te zeggen.',
    )
  })

  test('what the check beforehand found stands in it, and on the first pages where it was not enough', () => {
    expect(readable(reportPage(wage, 'en'))).toContain('Could this be answered at all?')
    expect(brief(reportPage(wage, 'en'))).toContain('This study can reliably find only an effect of')
    expect(brief(reportPage(two, 'nl'))).toContain('Niet genoeg: tijd vóór de start.')
    const refused = changed(wage, { before: { ok: false, error: { code: 'no-participants' } } })
    expect(readable(reportPage(refused, 'nl'))).toContain(
      'De controle vooraf was niet te doen: er is niemand',
    )
  })

  test('nothing that was left out goes unsaid', () => {
    const record: EvaluationRecord = {
      ...changed(wage, {
        counts: { ...wage.evaluation.counts, unitsAnalysed: 488 },
        warnings: [
          { code: 'treated-before-start', count: 12 },
          { code: 'perfect-separation', group: 2006, time: 2005 },
        ],
        missing: {
          participants: 0.12,
          others: 0.03,
          difference: { estimate: 0.09, standardError: 0.02, low: 0.05, high: 0.13 },
          spans: [],
          groups: [],
        },
      }),
      panel: {
        ...wage.panel,
        handled: [
          { code: 'missing-outcome', count: 71, column: 'lemp' },
          { code: 'something-new', count: 3 },
        ],
      },
    }
    const text = readable(reportPage(record, 'nl'))
    expect(text).toContain('12 regio’s deden al mee toen het bestand begint')
    expect(text).toContain('Groep 2006, tijdstip 2005: aan de kenmerken')
    expect(text).toContain('In 71 rijen is de uitkomst (lemp) leeg')
    expect(text).toContain('something-new: 3')
    expect(brief(reportPage(record, 'nl'))).toContain('12 van de 500 regio’s tellen niet mee')
    expect(brief(reportPage(record, 'en'))).toContain(
      'missing in 12% of cases among participants and 3% among others',
    )
  })
})
