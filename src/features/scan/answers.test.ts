import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { LIMITS, PROVINCES } from '#features/firms/index.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { answerText } from './answer-text.ts'
import { type Answers, NO_ANSWERS, answersSchema, withAnswers } from './contract.ts'
import { firmOfAnswers, hasOddTurnover } from './firm-of-answers.ts'
import { formOfAnswer } from './form-of-answer.ts'
import { oddsText } from './odds-text.ts'
import { questionText } from './question-text.ts'
import { isAnswered, mayAskAdvice, nextUnanswered } from './questions.ts'
import { readAnswer } from './read-answer.ts'
import { figures, questions } from './scan-site.test-data.ts'

const coreFlows = figures.flows.flows.filter(({ isCore }) => isCore).map(({ id }) => id)
const stepIds = figures.steps.map(({ id }) => id)

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined })
const whole = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max })
const orUnknown = <T>(arb: fc.Arbitrary<T>) => maybe(fc.oneof(arb, fc.constant('unknown' as const)))
const orNotTold = <T>(arb: fc.Arbitrary<T>) =>
  maybe(fc.oneof(arb, fc.constantFrom('unknown' as const, 'not-told' as const)))
const anySector = fc.oneof(
  fc.constant('other' as const),
  fc.record({
    sbiVersion: fc.constantFrom('2008' as const, '2025' as const),
    sbiCode: fc.constantFrom('62', '25621'),
  }),
  fc.constantFrom(
    ...figures.sectors.divisions.map(({ code }) => ({ sbiVersion: '2008' as const, sbiCode: code })),
  ),
)
const anyAnswers: fc.Arbitrary<Answers> = fc
  .record({
    employees: orUnknown(whole(LIMITS.employees)),
    businessType: orUnknown(fc.constantFrom(...BUSINESS_TYPES)),
    sector: orUnknown(anySector),
    province: orUnknown(fc.constantFrom(...PROVINCES)),
    machines: orUnknown(whole(LIMITS.machines)),
    turnoverEurPerYear: orNotTold(whole(LIMITS.turnoverEurPerYear)),
    spareCashEur: orNotTold(whole(LIMITS.spareCashEur)),
    freeCashFlowEurPerMonth: orNotTold(whole(LIMITS.freeCashFlowEurPerMonth)),
    flows: fc.dictionary(fc.constantFrom(...coreFlows), fc.constantFrom(...FLOW_STATES)),
    stepsInUse: orUnknown(fc.subarray(stepIds)),
    barriers: fc.oneof(
      fc.constant({}),
      fc
        .tuple(...BARRIERS.map(() => fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const)))
        .map((all) => Object.fromEntries(BARRIERS.map((barrier, index) => [barrier, all[index]]))),
    ),
    riskAppetite: orUnknown(fc.constantFrom(...RISK_APPETITES)),
  })
  .map((answers) => answersSchema.parse(answers))

describe('answers', () => {
  test('any set of them makes a firm that passes the door for firms', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const firm = firmOfAnswers(answers, figures)
        expect(JSON.stringify(firm)).not.toMatch(/unknown|not-told|other/)
        if (typeof answers.employees === 'number') expect(firm.employees).toBe(answers.employees)
        if (hasOddTurnover(answers)) expect(firm.turnoverEurPerYear).toBeUndefined()
      }),
    )
  })

  test('what a page shows again is read as the answer that was given', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...LANGUAGES), (answers, language) => {
        for (const question of questions.filter((one) => isAnswered(one, answers))) {
          const form = formOfAnswer(question, answers, figures, language)
          const isOdd =
            question.kind === 'euros' && question.id === 'turnoverEurPerYear' && hasOddTurnover(answers)
          const read = readAnswer(question, form, NO_ANSWERS, figures)
          if (!read.ok) throw new Error(`${question.slug}: ${form} is refused`)
          if (!isOdd) expect(withAnswers(answers, read.value)).toEqual(answers)
        }
      }),
    )
  })

  test('unknown is an answer, and nothing is not', () => {
    for (const question of questions) {
      const form = new URLSearchParams({ answer: 'unknown', instead: 'unknown', 'steps-instead': 'unknown' })
      for (const barrier of BARRIERS) form.set(`barrier-${barrier}`, 'unknown')
      const read = readAnswer(question, form, NO_ANSWERS, figures)
      if (!read.ok) throw new Error(question.slug)

      expect(isAnswered(question, NO_ANSWERS)).toBe(false)
      expect(isAnswered(question, withAnswers(NO_ANSWERS, read.value))).toBe(true)
      expect(firmOfAnswers(withAnswers(NO_ANSWERS, read.value), figures)).toEqual(
        firmOfAnswers(NO_ANSWERS, figures),
      )
    }
  })

  test('an answer about a flow, step or base that no longer exists is left out', () => {
    const answers = answersSchema.parse({
      flows: { F03: 'paper', F99: 'paper' },
      stepsInUse: ['cobot-cell', 'steam-engine'],
      assumptions: { bases: { 'no-such-base': 5 }, contributionMargin: 0.4 },
    })
    expect(firmOfAnswers(answers, figures)).toMatchObject({
      flows: { F03: 'paper' },
      stepsInUse: ['cobot-cell'],
      assumptions: { bases: {}, contributionMargin: 0.4 },
    })
  })

  test('barriers are said as yes and no', () => {
    const answers = answersSchema.parse({ barriers: { skills: 'yes', ip: 'no', finance: 'unknown' } })
    expect(firmOfAnswers(answers, figures).barriers).toEqual({ skills: true, ip: false })
  })

  test('a division is kept with the version of the list it comes from', () => {
    const question = questions.find(({ kind }) => kind === 'sector')!
    expect(readAnswer(question, new URLSearchParams({ answer: '28' }), NO_ANSWERS, figures)).toEqual({
      ok: true,
      value: { sector: { sbiVersion: '2008', sbiCode: '28' } },
    })
  })

  test.each([
    ['answer=in&amount=2.500', 2_500],
    ['answer=out&amount=2.500', -2_500],
    ['answer=out&amount=-2.500', -2_500],
    ['amount=-2.500', -2_500],
    ['answer=even&amount=9', 0],
    ['answer=not-told&amount=9', 'not-told'],
    ['answer=in&amount=-2.500', undefined],
    ['amount=2.500', undefined],
    ['answer=in', undefined],
    ['', undefined],
    ['answer=out&amount=99.000.000', undefined],
  ])('the month of %j is %s', (form, expected) => {
    const question = questions.find(({ kind }) => kind === 'month')!
    const read = readAnswer(question, new URLSearchParams(form), NO_ANSWERS, figures)
    expect(read.ok ? read.value.freeCashFlowEurPerMonth : undefined).toBe(expected)
  })

  test.each([
    ['answer=code&sbi-code=25.62.1&sbi-version=2025', { sbiVersion: '2025', sbiCode: '25621' }],
    ['sbi-code=2562&sbi-version=2008', { sbiVersion: '2008', sbiCode: '2562' }],
    ['answer=25&sbi-code=25.62&sbi-version=2008', { sbiVersion: '2008', sbiCode: '2562' }],
    ['answer=28&sbi-code=25.62&sbi-version=2008', undefined],
    ['answer=code&sbi-code=25.62', undefined],
    ['answer=code&sbi-code=abc&sbi-version=2008', undefined],
    ['answer=code&sbi-version=2008', undefined],
    ['answer=99', undefined],
    ['answer=other', 'other'],
  ])('the sector of %j is %j', (form, expected) => {
    const question = questions.find(({ kind }) => kind === 'sector')!
    const read = readAnswer(question, new URLSearchParams(form), NO_ANSWERS, figures)
    expect(read.ok ? read.value.sector : undefined).toEqual(expected)
  })
})

describe('the questions', () => {
  test('have addresses, headings and short names of their own in each language', () => {
    expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length)
    for (const language of LANGUAGES) {
      const texts = questions.map((question) => questionText(question, language))
      expect(new Set(texts.map(({ heading }) => heading)).size).toBe(questions.length)
      expect(new Set(texts.map(({ short }) => short)).size).toBe(questions.length)
      for (const text of texts) expect(Object.values(text).every((words) => words.length > 3)).toBe(true)
    }
  })

  test('say in Dutch no more than 20 words in a sentence', () => {
    const sentences = questions.flatMap((question) =>
      Object.values(questionText(question, 'nl')).flatMap((text) => text.split(/(?<=[.?])\s/)),
    )
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 20)).toEqual([])
  })

  test('are the facts that the engine takes, every core flow, and the rest', () => {
    const ids = questions.map((question) => (question.kind === 'flow' ? question.flow.id : question.id))
    expect(ids).toEqual(expect.arrayContaining(coreFlows))
    expect(ids).toHaveLength(8 + coreFlows.length + 3)
  })

  test('go on after the one just answered, and an advice may be asked for after the first six', () => {
    const answers = answersSchema.parse({ employees: 24, province: 'Drenthe' })
    const [first, second, third] = questions
    expect(nextUnanswered(questions, answers, first)).toBe(second)
    expect(nextUnanswered(questions, { ...answers, businessType: 'unknown' }, first)?.slug).toBe('sector')
    expect(nextUnanswered(questions, answers, third)?.slug).toBe('sector')
    expect(mayAskAdvice(questions, answers)).toBe(false)

    const six = {
      businessType: 'unknown',
      sector: 'unknown',
      machines: 0,
      turnoverEurPerYear: 'not-told',
    } as const
    expect(mayAskAdvice(questions, { ...answers, ...six })).toBe(true)
  })

  test('have an answer in words for the check page', () => {
    const answers = answersSchema.parse({
      employees: 24,
      freeCashFlowEurPerMonth: -2_500,
      sector: { sbiVersion: '2008', sbiCode: '28' },
      barriers: Object.fromEntries(BARRIERS.map((barrier) => [barrier, barrier === 'ip' ? 'yes' : 'no'])),
    })
    const words = questions.map((question) => answerText(question, answers, figures, 'nl')?.join(' | '))
    expect(words.filter((word) => word !== undefined)).toEqual([
      '24',
      'Machines',
      '€\u00a02.500 tekort per maand',
      'Ja: eigendom van kennis | Nee: mensen die het kunnen, veiligheid van computers, gegevens delen, standaarden en geld',
    ])
  })
})

test.each([
  [0.005, '1 op de 200'],
  [0.01, '1 op de 100'],
  [0.03, '3 op de 100'],
  [0.025, '5 op de 200'],
  [0.00123, '12,3 op de 10.000'],
])('a share of %d is %s', (share, words) => {
  expect(oddsText(share, 'nl')).toBe(words)
})
