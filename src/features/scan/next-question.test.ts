import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#platform/i18n.ts'
import { type Answers, answersSchema } from './contract.ts'
import { nextQuestion, openQuestions } from './next-question.ts'
import { firstQuestions } from './questions.ts'
import { figures, knowledge, priceOf, questions } from './scan-site.test-data.ts'
import { queryOfWhy, whyOf, whyOfQuery, whyText, worthText } from './why-text.ts'

const asking = { ...knowledge.catalogue.parameters.asking, eurPerMinute: 2 }

const SIX = answersSchema.parse({
  employees: 24,
  businessType: 'own-product',
  sector: 'other',
  turnoverEurPerYear: 'unknown',
  spareCashEur: 'not-told',
  freeCashFlowEurPerMonth: 0,
})

const NO_BARRIERS = {
  skills: 'no',
  'cyber-security': 'no',
  'data-sharing': 'no',
  ip: 'no',
  standardisation: 'no',
  finance: 'no',
} as const

const F20 = priceOf({ kind: 'flow', id: 'F20' }, { valueEur: 900 })
const SKILLS = priceOf({ kind: 'barriers', id: 'barriers' }, { valueEur: 300 })
const ENERGY = priceOf({ kind: 'base', id: 'energy-cost' }, { valueEur: 2, minutes: 1.5 })
const PRICES = [priceOf({ kind: 'fact', id: 'turnoverEurPerYear' }), F20, SKILLS, ENERGY]

const openTo = (answers: Answers) => openQuestions(questions, answers, PRICES, asking)
const nextTo = async (answers: Answers, anyway = false) =>
  (await nextQuestion(questions, answers, async () => openTo(answers), { anyway }))?.question.slug

describe('the next question', () => {
  test('is one of the first six as long as one is open, whatever is worth more, and then nothing is priced', async () => {
    const never = () => {
      throw new Error('priced too early')
    }
    for (const question of firstQuestions(questions)) {
      const answers = { ...SIX, [question.id]: undefined }
      expect((await nextQuestion(questions, answers, never))?.question).toBe(question)
    }
  })

  test('is the first of the prices, without those answered with "I do not know" or "rather not say"', async () => {
    expect(await nextTo(SIX)).toBe('stroom-f20')
    expect(await nextTo({ ...SIX, flows: { F20: 'unknown' } })).toBe('wat-houdt-tegen')
  })

  test('is the province when nothing is worth its minutes, and then there is none', async () => {
    const told = { ...SIX, flows: { F20: 'paper' }, barriers: NO_BARRIERS } as const
    expect(await nextTo(told)).toBe('provincie')
    expect(await nextTo({ ...told, province: 'unknown' })).toBeUndefined()
  })

  test('is anything that has a price for whoever wants to go on anyway', async () => {
    const told = { ...SIX, flows: { F20: 'paper' }, barriers: NO_BARRIERS, province: 'Drenthe' } as const
    expect(await nextTo(told, true)).toBe('bedrag-energy-cost')
    expect(await nextTo({ ...told, bases: { 'energy-cost': 'unknown' } }, true)).toBeUndefined()
  })

  test('is passed over when its value may be chance: within 1.645 standard errors of what the minutes cost', async () => {
    const unsure = { ...F20, standardErrorEur: 1799 }
    const open = openQuestions(questions, SIX, [unsure, SKILLS], asking)
    expect(open.map((one) => one.isWorthAsking)).toEqual([false, true])
    expect((await nextQuestion(questions, SIX, async () => open))?.question.slug).toBe('wat-houdt-tegen')
  })

  test('about something that has no page is left out', () => {
    expect(openQuestions(questions, SIX, [priceOf({ kind: 'flow', id: 'F99' })], asking)).toEqual([])
  })
})

describe('why it is asked', () => {
  test.each([
    [0.96, 'Bijna altijd verandert'],
    [0.31, 'In 3 van de 10 gevallen verandert'],
    [0.05, 'In 1 van de 10 gevallen verandert'],
    [0.049, 'Soms verandert'],
  ])('a chance of %d is said as "%s"', (chanceOfChange, words) => {
    const [, chance] = whyText(whyOf({ ...F20, chanceOfChange }), figures, 'nl')
    expect(chance).toContain(words)
  })

  test('names the step that hangs on it, and survives the way through an address', () => {
    for (const language of LANGUAGES) {
      for (const { id } of figures.steps) {
        const why = whyOf({ ...F20, about: id })
        const query = new URLSearchParams(queryOfWhy(why))
        expect(whyOfQuery(query.get('om') ?? undefined, query.get('kans') ?? undefined, figures)).toEqual(why)
        const [about] = whyText(why, figures, language)
        expect(about).toMatch(/: [^.]+\.$/)
      }
    }
  })

  test('says nothing for a question that everybody gets', () => {
    expect(whyText({}, figures, 'nl')).toEqual([])
    expect(whyOfQuery('steam-engine', '11', figures)).toEqual({})
  })

  test('what it is worth is said in three ways', () => {
    const words = (price: Partial<typeof F20>) => {
      const [open] = openQuestions(questions, SIX, [{ ...F20, ...price }], asking)
      return worthText(open!, 'nl')
    }
    expect(words({})).toBe('Kan het advies nog veranderen')
    expect(words({ valueEur: 0.7, standardErrorEur: 0.1 })).toBe(
      'Kan het advies nog veranderen, maar scheelt weinig',
    )
    expect(words({ valueEur: -5 })).toBe('Maakt waarschijnlijk niets meer uit')
    expect(words({ valueEur: 0.1, chanceOfChange: 0.01 })).toBe('Maakt waarschijnlijk niets meer uit')
  })
})
