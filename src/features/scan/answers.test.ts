import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHARE_ASSUMPTIONS } from '#engine/advice/firm.ts'
import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { LIMITS, PROVINCES } from '#features/firms/index.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { type Answers, LEVEL_ANSWERS, NO_ANSWERS, YES_NO, answersSchema, withAnswers } from './contract.ts'
import { firmOfAnswers, hasOddTurnover } from './firm-of-answers.ts'
import { formOfAnswer } from './form-of-answer.ts'
import { contradictionsIn } from './contradictions.ts'
import { pricerOf } from './next-question.ts'
import { oddsText } from './odds-text.ts'
import { isAnswered } from './questions.ts'
import { readAnswer } from './read-answer.ts'
import { figures, knowledge, questions } from './scan-site.test-data.ts'

const flowIds = figures.flows.flows.map(({ id }) => id)
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
const yesNo = fc.constantFrom(...YES_NO)
const everyOf = <T>(ids: readonly string[], answer: fc.Arbitrary<T>) =>
  fc
    .array(answer, { minLength: ids.length, maxLength: ids.length })
    .map((all) => Object.fromEntries(ids.map((id, index) => [id, all[index]])))
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
    flows: fc.dictionary(fc.constantFrom(...flowIds), fc.constantFrom(...FLOW_STATES)),
    steps: fc.oneof(fc.dictionary(fc.constantFrom(...stepIds), yesNo), everyOf(stepIds, yesNo)),
    barriers: fc.oneof(fc.dictionary(fc.constantFrom(...BARRIERS), yesNo), everyOf(BARRIERS, yesNo)),
    shares: fc.dictionary(
      fc.constantFrom(...SHARE_ASSUMPTIONS),
      fc.oneof(
        whole({ min: 0, max: 100 }).map((percent) => percent / 100),
        fc.constant('unknown' as const),
      ),
    ),
    bases: fc.dictionary(
      fc.constantFrom(...figures.parameters.asking.bases),
      fc.oneof(whole({ min: 0, max: 1_000_000_000 }), fc.constant('unknown' as const)),
    ),
    baseLevels: fc.oneof(
      fc.constant({}),
      everyOf(figures.parameters.asking.bases, fc.constantFrom(...LEVEL_ANSWERS)),
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
          const read = readAnswer(question, form, { ...answers, employees: undefined }, figures)
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
      for (const base of figures.parameters.asking.bases) form.set(`level-${base}`, 'unknown')
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
      steps: { 'cobot-cell': 'yes', 'steam-engine': 'yes', 'steam-ship': 'no' },
      shares: { contributionMargin: 0.4 },
      bases: { 'no-such-base': 5 },
    })
    expect(firmOfAnswers(answers, figures)).toMatchObject({
      flows: { F03: 'paper' },
      stepsInUse: ['cobot-cell'],
      stepsNotInUse: [],
      assumptions: { bases: {}, contributionMargin: 0.4 },
    })
  })

  test('of version 0.1 still say what they said', () => {
    const old = { employees: 24, stepsInUse: ['cobot-cell'], assumptions: { contributionMargin: 0.4 } }
    const firm = firmOfAnswers(answersSchema.parse(old), figures)
    expect(firm).toMatchObject({
      employees: 24,
      stepsInUse: ['cobot-cell'],
      assumptions: { contributionMargin: 0.4 },
    })
    expect(firm.stepsNotInUse).toEqual(stepIds.filter((id) => id !== 'cobot-cell'))
    const list = questions.find(({ kind }) => kind === 'steps')!
    for (const stepsInUse of [[], 'unknown', ['cobot-cell']]) {
      const answers = answersSchema.parse({ stepsInUse })
      expect(isAnswered(list, answers)).toBe(true)
      expect(answersSchema.parse(JSON.parse(JSON.stringify(answers)))).toEqual(answers)
    }
    expect(firmOfAnswers(answersSchema.parse({ stepsInUse: 'unknown' }), figures).stepsNotInUse).toEqual([])
  })

  test('on the list of steps and on the page of one step agree', () => {
    const list = questions.find(({ kind }) => kind === 'steps')!
    const single = questions.find(({ slug }) => slug === 'stap-cobot-cell')!
    const read = (question: typeof list, form: string, answers: Answers) => {
      const reading = readAnswer(question, new URLSearchParams(form), answers, figures)
      if (!reading.ok) throw new Error(form)
      return withAnswers(answers, reading.value)
    }
    const none = read(list, 'steps-instead=none', NO_ANSWERS)
    expect(isAnswered(single, none)).toBe(true)
    const one = read(single, 'answer=yes', none)
    expect(formOfAnswer(list, one, figures, 'nl').toString()).toBe('steps-process=cobot-cell')

    const unsure = read(single, 'answer=unknown', NO_ANSWERS)
    expect(isAnswered(list, unsure)).toBe(false)
    const ticked = read(list, 'steps-enabling=erp-introduction', unsure)
    expect(ticked.steps).toMatchObject({
      'cobot-cell': 'unknown',
      'erp-introduction': 'yes',
      'mes-light': 'no',
    })
    const nothing = read(list, 'steps-instead=unknown', NO_ANSWERS)
    expect(read(list, 'steps-process=mes-light', nothing).steps['cobot-cell']).toBe('no')
  })

  test('that do not go together are kept, named, and no trouble for the prices', () => {
    const answers = answersSchema.parse({ steps: { 'customer-portal': 'yes', 'erp-introduction': 'no' } })
    expect(contradictionsIn(answers, figures)).toEqual([
      { step: 'customer-portal', prerequisite: 'erp-introduction' },
    ])
    const silent = answersSchema.parse({ steps: { 'customer-portal': 'yes', 'erp-introduction': 'unknown' } })
    expect(contradictionsIn(silent, figures)).toEqual([])
    const asked = pricerOf(knowledge)(firmOfAnswers(answers, figures)).map(({ question }) => question.id)
    expect(asked).not.toContain('customer-portal')
    expect(asked).toContain('employees')
  })

  test('levels are those that were told, also beside the amount; of what no longer exists none is left', () => {
    const answers = answersSchema.parse({
      bases: { 'energy-cost': 5_000, 'tool-cost': 'unknown' },
      baseLevels: {
        'energy-cost': 'less',
        'tool-cost': 'more',
        'maintenance-cost': 'unknown',
        steam: 'more',
      },
    })
    expect(firmOfAnswers(answers, figures).assumptions).toEqual({
      bases: { 'energy-cost': 5_000 },
      baseLevels: { 'energy-cost': 'less', 'tool-cost': 'more' },
    })
    expect(firmOfAnswers(NO_ANSWERS, figures).assumptions).toEqual({ bases: {} })
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

test.each([
  [0.005, '1 op de 200'],
  [0.01, '1 op de 100'],
  [0.03, '3 op de 100'],
  [0.025, '5 op de 200'],
  [0.00123, '12,3 op de 10.000'],
])('a share of %d is %s', (share, words) => {
  expect(oddsText(share, 'nl')).toBe(words)
})
