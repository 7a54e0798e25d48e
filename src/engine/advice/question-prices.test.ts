import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf, normalDensity, normalQuantile } from '../kernel/normal.ts'
import { makeRng } from '../kernel/rng.ts'
import { mean } from '../kernel/summary.ts'
import { groupsOf } from './asking.ts'
import { FACTS, type Firm } from './firm.ts'
import type { MiniPlan } from './mini-plans.ts'
import { isWorthAsking, openQuestionsPriced } from './next-question.ts'
import { clearlyWorthEur, priceOfTrouble, priceQuestions, type QuestionPrice } from './question-prices.ts'
import { answersTo, openQuestions, openSteps } from './question.ts'
import { randomCatalogue, randomFirm } from './random-catalogue.test-data.ts'
import type { Simulation } from './simulation.ts'
import {
  drawsFor,
  exactly,
  saves,
  simulationFor,
  someCatalogue,
  someFirm,
  somePopulation,
  someStep,
} from './small-catalogue.test-data.ts'
import { BARRIERS } from './step.ts'

const without = <K extends keyof Firm>(...facts: K[]) =>
  Object.fromEntries(Object.entries(someFirm).filter(([key]) => !facts.includes(key as K))) as unknown as Firm

/** Steps whose worth per scenario is given, to be chosen among by somebody who left one fact open. */
function minisWith(worths: Readonly<Record<string, Float64Array>>, trouble?: Uint8Array) {
  return new Map<string, MiniPlan>(
    Object.entries(worths).map(([target, netPresentValue]) => {
      const plan = { order: [target], target, startMonth: 0, upfrontEur: 0 }
      const none = new Uint8Array(netPresentValue.length)
      const value = { netPresentValue, isTrouble: trouble ?? none, wouldFail: none }
      const atOnce = { target, plan, value, worth: { value: mean(netPresentValue), risk: 0 } }
      return [target, { atOnce, afterTrial: undefined }]
    }),
  )
}
const priceOf = (prices: readonly QuestionPrice[], id: string) =>
  prices.find(({ question }) => question.id === id)!

describe('the price of a question', () => {
  const ids = Array.from({ length: 20 }, (_, i) => `s${i}`)
  const catalogue = someCatalogue(ids.map((id) => someStep(id)))
  const simulation = simulationFor(catalogue, without('machines'), 10)
  const { machines } = simulation.world.facts
  const { group } = groupsOf(machines)
  const byFifth = Float64Array.from(group, (g) => 1000 * [-35, -15, 5, 25, 45][g]!)
  const priced = (minis: ReadonlyMap<string, MiniPlan>, from: Simulation = simulation, allowed = 0.01) =>
    priceOf(priceQuestions(from, minis, allowed), 'machines')

  test('worked example from docs/methods/value-of-knowing.md', () => {
    const price = priced(minisWith({ s0: byFifth }))
    expect(Math.abs(price.valueEur - 10_000)).toBeLessThan(20) // a fifth of 1,024 is no whole number
    expect(price).toMatchObject({ about: 's0', minutes: 0.3 })
    expect(price.chanceOfChange).toBeCloseTo(0.4, 2)
  })

  test('with a second step of 20,000 it is worth 9,800: what comes second counts for 95 %', () => {
    const price = priced(minisWith({ s0: byFifth, s1: new Float64Array(machines.length).fill(20_000) }))
    expect(Math.abs(price.valueEur - 9800)).toBeLessThan(20)
    expect(price.about).toBe('s0')
  })

  test('trouble costs what makes the plan safe enough: an answer for which a step is unsafe takes it out', () => {
    const trouble = Uint8Array.from(group, (g) => (g === 4 ? 1 : 0))
    const minis = minisWith({ s0: new Float64Array(machines.length).fill(1000) }, trouble)
    expect(priced(minis, simulation, 0.25).valueEur).toBe(0) // 20 % is allowed: it is done whatever the answer
    expect(priced(minis, simulation, 0.1).valueEur).toBeCloseTo(800, -1) // it lets the safe ones go on
  })

  /** U = centre + spread × x + noise × e against 0, x known only by its fifth. */
  const fifthMean = (k: number) => {
    const density = (share: number) => (share <= 0 || share >= 1 ? 0 : normalDensity(normalQuantile(share)))
    return (density(k / 5) - density((k + 1) / 5)) * 5
  }
  const byFifths = (centre: number, spread: number) =>
    [0, 1, 2, 3, 4].reduce((sum, k) => sum + Math.max(0, centre + spread * fifthMean(k)) / 5, 0) -
    Math.max(0, centre)
  const perfect = (centre: number, spread: number) =>
    centre * normalCdf(centre / spread) + spread * normalDensity(centre / spread) - Math.max(0, centre)

  test('normal value, normal fact, one step: the closed form for fifths, within 3 standard errors', () => {
    const large = simulationFor(someCatalogue([someStep('s0')]), without('machines'), 14)
    const answers = large.world.facts.machines
    const rank = new Map([...answers.toSorted()].map((value, index) => [value, index]))
    const x = answers.map((value) => normalQuantile((rank.get(value)! + 0.5) / answers.length))
    const rng = makeRng(5, 0)
    const e = x.map(() => normalQuantile(rng()))
    for (const [centre, spread] of [
      [0, 100],
      [30, 100],
      [-60, 100],
      [20, 40],
    ] as const) {
      const s0 = x.map((score, n) => centre + spread * score + 50 * e[n]!)
      const { valueEur, standardErrorEur } = priced(minisWith({ s0 }), large)
      expect(Math.abs(valueEur - byFifths(centre, spread))).toBeLessThan(3 * standardErrorEur)
      expect(byFifths(centre, spread)).toBeLessThanOrEqual(perfect(centre, spread))
      expect(byFifths(centre, spread)).toBeGreaterThan(0.94 * perfect(centre, spread))
    }
  })

  test('noise does not pass for value: twenty equal steps, an idle fact, on average nothing', () => {
    const [N, runs] = [machines.length, 40]
    const found = Float64Array.from({ length: runs }, (_, run) => {
      const rng = makeRng(run, 9)
      const normal = () => Float64Array.from({ length: N }, () => normalQuantile(rng()))
      return priced(minisWith(Object.fromEntries(ids.map((id) => [id, normal()])))).valueEur
    })
    // each run: two plans of at most six steps of N standard normals; choosing on the same would find above 0.3
    expect(Math.abs(mean(found))).toBeLessThan(3 * Math.sqrt(12 / N / runs))
  })

  test('the price of trouble is the lowest at which the steps worth most are safe together', () => {
    const [worth, added, places] = [
      [100, 90, 10],
      [0.02, 0.01, 0.01],
      [1, 1, 1],
    ]
    expect(priceOfTrouble(worth, added, places, 0.04)).toBe(0)
    expect(priceOfTrouble(worth, added, places, 0.03)).toBe(1000) // the third goes: 10 against 0.01
    expect(priceOfTrouble(worth, added, places, 0.01)).toBe(5000)
    expect(priceOfTrouble(worth, added, places, 0)).toBe(9000)
    expect(priceOfTrouble([100], [-0.1], places, 0)).toBe(0)
  })

  test('nothing to choose, nothing to ask', () => {
    expect(priceQuestions(simulation, new Map(), 0.01)).toEqual([])
  })
})

describe('all questions of a firm', () => {
  const robot = someStep('robot', {
    oneOffCost: [{ driver: 'machine', kind: 'invoice', eurPerUnit: exactly(5500) }],
    yearlyBenefit: [saves('scrap-rework-cost', 0.25)],
  })
  const wide = someCatalogue([robot, someStep('registration')], {
    flows: [{ id: 'F1', from: 'sales', to: 'planning' }],
    population: { ...somePopulation, machinesPerEmployee: { p10: 0.05, p50: 0.36, p90: 0.9 } },
  })
  const firm = { ...without('machines'), spareCashEur: 1e6, barriers: {} }
  const questions = openQuestionsPriced(firm, wide, drawsFor(wide, 11))

  test('the fact that decides stands on top, with the step it is about', () => {
    expect(questions[0]).toMatchObject({ question: { kind: 'fact', id: 'machines' }, about: 'robot' })
    const { valueEur, standardErrorEur, chanceOfChange } = questions[0]!
    expect(valueEur).toBeGreaterThan(5 * standardErrorEur)
    expect(chanceOfChange).toBeGreaterThan(0.2)
  })

  test('what cannot matter is worth nothing: barriers no step has, a flow no step uses, shares that are certain', () => {
    const idle = questions.filter(({ question: { id } }) => id !== 'machines')
    expect(idle.map(({ question }) => question.id)).toEqual(expect.arrayContaining(['F1', 'barriers']))
    for (const { valueEur, standardErrorEur } of idle)
      expect(Math.abs(valueEur)).toBeLessThanOrEqual(3 * standardErrorEur + 1e-9)
  })

  test('one is worth asking where its value is clearly above its minutes', () => {
    const price = { ...questions[0]!, minutes: 3, standardErrorEur: 4 }
    const worth = (valueEur: number) => isWorthAsking({ ...price, valueEur }, wide.parameters.asking)
    expect([worth(12.5), worth(12.6)]).toEqual([false, true]) // 1.645 times 4, and 3 minutes at 2 euros
  })

  test('they stand by what they are clearly worth per minute', () => {
    const perMinute = questions.map((price) => clearlyWorthEur(price) / price.minutes)
    expect(perMinute).toEqual(perMinute.toSorted((a, b) => b - a))
  })

  test('every open question once, and none that was answered or follows from what was told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (seed) => {
        const catalogue = randomCatalogue(seed)
        const firm = randomFirm(seed, catalogue)
        const simulation = simulationFor(catalogue, firm, 6)
        const open = openQuestions(simulation)
        const keys = open.map(({ kind, id }) => `${kind} ${id}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const fact of FACTS) expect(keys.includes(`fact ${fact}`)).toBe(firm[fact] === undefined)
        const isOpen = BARRIERS.some((barrier) => firm.barriers[barrier] === undefined)
        expect(keys.includes('barriers barriers')).toBe(isOpen)
        for (const { id } of catalogue.flows)
          expect(keys.includes(`flow ${id}`)).toBe((firm.flows[id] ?? 'unknown') === 'unknown')
        expect(keys.includes('steps stepsInUse')).toBe(openSteps(simulation).length > 0)
        for (const id of openSteps(simulation)) expect(firm.stepsInUse[id]).toBeUndefined()
        for (const question of open) {
          if (question.kind === 'levels' || question.kind === 'barriers' || question.kind === 'steps')
            continue
          expect(answersTo(question, simulation).length).toBe(simulation.world.count)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a step told in use answers for what it needed', () => {
    const catalogue = someCatalogue(
      [someStep('records'), someStep('planning', { prerequisites: ['records'] })],
      { population: { ...somePopulation, stepInUseShare: { records: 0.5, planning: 0.2 } } },
    )
    const asked = (stepsInUse: Firm['stepsInUse']) =>
      openSteps(simulationFor(catalogue, { ...someFirm, stepsInUse }, 6))
    expect(asked({})).toEqual(['records', 'planning'])
    expect(asked({ planning: true })).toEqual([])
    expect(asked({ records: false })).toEqual([])
    expect(asked({ records: true })).toEqual(['planning'])
  })
})
