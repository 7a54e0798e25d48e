import { describe, expect, test } from 'vitest'
import { FACTS, SHARE_ASSUMPTIONS } from '#engine/advice/firm.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { answerText } from './answer-text.ts'
import { answersSchema } from './contract.ts'
import { questionText } from './question-text.ts'
import { firstQuestions, mayAskAdvice } from './questions.ts'
import { figures, questions } from './scan-site.test-data.ts'

const flowIds = figures.flows.flows.map(({ id }) => id)
const stepIds = figures.steps.map(({ id }) => id)

describe('the questions', () => {
  test('have addresses, headings and short names of their own in each language', () => {
    expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length)
    for (const language of LANGUAGES) {
      const texts = questions.map((question) => questionText(question, figures, language))
      expect(new Set(texts.map(({ heading }) => heading)).size).toBe(questions.length)
      expect(new Set(texts.map(({ short }) => short)).size).toBe(questions.length)
      for (const text of texts) expect(Object.values(text).every((words) => words.length > 3)).toBe(true)
    }
  })

  test('ask about every flow in words made for it, and about a new one by its name', () => {
    for (const language of LANGUAGES) {
      for (const question of questions.filter(({ kind }) => kind === 'flow')) {
        expect(questionText(question, figures, language).heading).toMatch(/^(Hoe|How) [^:]+\?$/)
      }
    }
    const [flow] = figures.flows.flows
    const slug = 'stroom-f99'
    const added = { slug, section: 'flows', kind: 'flow', id: 'F99', flow: { ...flow!, id: 'F99' } } as const
    expect(questionText(added, figures, 'nl').heading).toBe(
      'Prijsaanvraag met tekening: hoe gaat dat van klant naar calculatie en offerte?',
    )
  })

  test('say in Dutch no more than 20 words in a sentence', () => {
    const ours = questions.filter(({ kind }) => kind !== 'step') // steps are described in data/steps
    const sentences = ours.flatMap((question) =>
      Object.values(questionText(question, figures, 'nl')).flatMap((text) => text.split(/(?<=[.?])\s/)),
    )
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 20)).toEqual([])
  })

  test('are all that the engine can ask, and the rest', () => {
    const ids = questions.map(({ id }) => id)
    const shares = [...SHARE_ASSUMPTIONS, ...figures.parameters.asking.bases]
    expect(ids).toEqual(expect.arrayContaining([...FACTS, ...shares, ...flowIds, ...stepIds, ...BARRIERS]))
    const own = ['sector', 'province', 'riskAppetite', 'baseLevels', 'stepsInUse', 'barriers']
    const known = FACTS.length + shares.length + flowIds.length + stepIds.length + BARRIERS.length
    expect(ids).toHaveLength(known + own.length)
  })

  test('begin with six, and then an advice may be asked for', () => {
    const first = firstQuestions(questions).map(({ slug }) => slug)
    expect(first).toEqual(['mensen', 'product', 'sector', 'omzet', 'geld', 'maand'])
    const five = answersSchema.parse({
      employees: 24,
      businessType: 'unknown',
      sector: 'unknown',
      turnoverEurPerYear: 'not-told',
      spareCashEur: 0,
    })
    expect(mayAskAdvice(questions, five)).toBe(false)
    expect(mayAskAdvice(questions, { ...five, freeCashFlowEurPerMonth: 'unknown' })).toBe(true)
  })

  test('have an answer in words for the check page', () => {
    const answers = answersSchema.parse({
      employees: 24,
      freeCashFlowEurPerMonth: -2_500,
      sector: { sbiVersion: '2008', sbiCode: '28' },
      shares: { realisationOfFreedHours: 0.35 },
      bases: { 'energy-cost': 80_000 },
      baseLevels: { 'energy-cost': 'less', 'tool-cost': 'more', 'inventory-value': 'unknown' },
      flows: { F10: 'file' },
      steps: { 'cobot-cell': 'yes', 'mes-light': 'no' },
      barriers: Object.fromEntries(BARRIERS.map((barrier) => [barrier, barrier === 'ip' ? 'yes' : 'no'])),
    })
    const words = questions.map((question) => answerText(question, answers, figures, 'nl')?.join(' | '))
    expect(words.filter((word) => word !== undefined)).toEqual([
      '24',
      'Machines',
      '€\u00a02.500 tekort per maand',
      '35 van de 100 uur',
      'Kosten van gereedschap: meer dan gebruikelijk | De andere bedragen: weet ik niet',
      '€\u00a080.000',
      'Met mail of een spreadsheet (Excel)',
      'Cobot | Nog niet: 1 stap',
      'Ja, dat werkt bij ons',
      'Nee, nog niet',
      'Ja: eigendom van kennis | Nee: mensen die het kunnen, veiligheid van computers, gegevens delen, standaarden en geld',
      ...BARRIERS.map((barrier) => (barrier === 'ip' ? 'Ja' : 'Nee')),
    ])
  })
})
