import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARRIERS, type Flow, type FlowState } from '../flows/flow.ts'
import { mean } from '../kernel/summary.ts'
import { benefitLeft } from './benefit-left.ts'
import { closingFactor, fedShares, feedsOf } from './feeds.ts'
import { type FirmUnknowns, firmUnknowns } from './firm-unknowns.ts'
import type { Plan } from './plan.ts'
import { planValue } from './plan-value.ts'
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

const flows: readonly Flow[] = [
  { id: 'F1', from: 'sales', to: 'planning' },
  { id: 'F2', from: 'planning', to: 'production' },
  { id: 'F3', from: 'production', to: 'finance' },
]
const creates = (...ids: string[]) =>
  flows.filter(({ id }) => ids.includes(id)).map(({ from, to }) => ({ from, to, effect: 'creates' as const }))
const noSteps = someCatalogue([], { flows })
const draws = drawsFor(noSteps, 10)
const unknownsFor = (states: Record<string, FlowState>): FirmUnknowns =>
  firmUnknowns({ ...someFirm, flows: states }, noSteps, draws)

describe('benefit left', () => {
  const coupled = someStep('erp', { couplings: creates('F1', 'F2') })
  const left = (states: Record<string, FlowState>) =>
    benefitLeft(coupled, flows, unknownsFor(states), 0.3, 1024)

  test('worked example from docs/methods/scenarios.md', () => {
    expect(left({ F1: 'paper', F2: 'typed', F3: 'two-way' })[0]).toBe(1)
    expect(left({ F1: 'one-way', F2: 'two-way' })[0]).toBeCloseTo(0.3 + 0.7 * 0.25, 12)
    expect(left({ F1: 'one-way', F2: 'not-applicable' })[0]).toBeCloseTo(0.65, 12)
    expect(left({ F1: 'not-applicable', F2: 'not-applicable' })[0]).toBe(1)
  })

  test('an open flow counts as it is in each scenario, on average as in the population', () => {
    const open = left({ F2: 'not-applicable' })
    expect(new Set(open.map((share) => Math.round(share * 100)))).toEqual(new Set([100, 65, 30]))
    const [typical, squares] = [0.8 + 0.12 / 2, 0.8 + 0.12 / 4]
    const standardError = 0.7 * Math.sqrt((squares - typical ** 2) / 1024)
    expect(Math.abs(mean(open) - (0.3 + 0.7 * typical))).toBeLessThan(3 * standardError)
  })

  test('a better carrier never raises it', () => {
    const carrier = fc.nat(4)
    fc.assert(
      fc.property(carrier, carrier, fc.constantFrom<FlowState>(...CARRIERS), (one, two, other) => {
        const [worse, better] = [Math.min(one, two), Math.max(one, two)]
        expect(left({ F1: CARRIERS[better]!, F2: other })[0]!).toBeLessThanOrEqual(
          left({ F1: CARRIERS[worse]!, F2: other })[0]!,
        )
      }),
      { numRuns: 40 },
    )
  })
})

describe('what feeds a step', () => {
  const board = someStep('board', { couplings: creates('F2') })

  test('are the flows into where its own begin, its own and what is not there left out', () => {
    const fed = (states: Record<string, FlowState>) =>
      feedsOf(board, flows, unknownsFor(states)).map(({ flow, byHand }) => [flow.id, byHand[0]])
    expect(fed({ F1: 'typed' })).toEqual([['F1', 1]])
    expect(fed({ F1: 'one-way' })).toEqual([['F1', 0]])
    expect(fed({ F1: 'not-applicable' })).toEqual([])
    const both = someStep('erp', { couplings: creates('F1', 'F2') })
    expect(feedsOf(both, flows, unknownsFor({ F1: 'typed' }))).toEqual([])
  })

  test('worked example from docs/methods/scenarios.md', () => {
    const population = somePopulation // 80 % by hand
    const share = (state: FlowState) =>
      fedShares(feedsOf(board, flows, unknownsFor({ F1: state })), population, 0.2, 1)[0]!
    expect(share('paper')).toBeCloseTo(0.8 / 0.84, 12)
    expect(share('two-way')).toBeCloseTo(1 / 0.84, 12)
    expect([share('paper'), share('two-way')].map((x) => x.toFixed(4))).toEqual(['0.9524', '1.1905'])
    expect(closingFactor(feedsOf(board, flows, unknownsFor({ F1: 'paper' })), 1, 0, 0.2)).toBeCloseTo(
      1.25,
      12,
    )
  })

  test('on average over firms the figures of the catalogue hold', () => {
    const shares = fedShares(feedsOf(board, flows, unknownsFor({})), somePopulation, 0.2, 1024)
    expect(Math.abs(mean(shares) - 1)).toBeLessThan(3 * (0.2 / 0.84) * Math.sqrt((0.8 * 0.2) / 1024))
  })

  test('a step never brings less where a flow that feeds it is closed, and all closed is as if never open', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), fc.nat(5), (hands, some) => {
        const byHand = hands.filter(Boolean).length
        if (byHand === 0) return
        const feeds = hands.map((hand) => ({ flow: flows[0]!, byHand: Uint8Array.of(hand ? 1 : 0) }))
        const closed = Math.min(byHand, some)
        const factor = closingFactor(feeds, closed, 0, 0.2)
        expect(factor).toBeGreaterThanOrEqual(1)
        const all = closingFactor(feeds, byHand, 0, 0.2)
        expect(all * (1 - (0.2 * byHand) / hands.length)).toBeCloseTo(1, 12)
      }),
    )
  })
})

describe('a plan that closes a gap', () => {
  const link = someStep('link', { couplings: creates('F1'), yearlyBenefit: [], yearlyRunningCost: [] })
  const plain = someStep('plain', { yearlyBenefit: [], yearlyRunningCost: [] })
  const board = someStep('board', {
    couplings: creates('F2'),
    oneOffCost: [],
    yearlyRunningCost: [],
    yearlyBenefit: [saves('scrap-rework-cost', 0.25), saves('inventory-value', 0.05, 'one-off-saving')],
  })
  const catalogue = someCatalogue([link, plain, board], { flows })
  const worth = (order: string[], states: Record<string, FlowState>, changes: Partial<Plan> = {}) => {
    const simulation = simulationFor(catalogue, { ...someFirm, flows: states }, 2)
    return planValue({ order, target: order.at(-1)!, startMonth: 0, upfrontEur: 0, ...changes }, simulation)
      .netPresentValue[0]!
  }
  const byHand = { F1: 'typed', F2: 'typed', F3: 'typed' } as const

  test('makes a later step worth a quarter more where it was fed by hand', () => {
    const added = (first: string) => worth([first, 'board'], byHand) - worth([first], byHand)
    expect(added('link') / added('plain')).toBeCloseTo(1.25, 9)
  })

  test('but not where it came by itself already, nor for a step before it', () => {
    const automatic = { ...byHand, F1: 'two-way' } as const
    const added = (first: string) => worth([first, 'board'], automatic) - worth([first], automatic)
    expect(added('link') / added('plain')).toBeCloseTo(1, 9)
    expect(worth(['board', 'link'], byHand)).toBeCloseTo(worth(['board', 'plain'], byHand), 6)
  })

  test('nor for a step that runs beside it and is in use before', () => {
    const slow = { ...link, monthsUntilInUse: exactly(9) }
    const stepsAtOnce = { belowEmployees: 1, small: 2, large: 2 }
    const parameters = { ...catalogue.parameters, stepsAtOnce }
    const two = someCatalogue([slow, { ...plain, monthsUntilInUse: exactly(9) }, board], {
      flows,
      parameters,
    })
    const simulation = simulationFor(two, { ...someFirm, flows: byHand }, 2)
    const value = (order: string[], notBefore = [0, 0]) =>
      planValue({ order, notBefore, target: 'board', startMonth: 0, upfrontEur: 0 }, simulation)
        .netPresentValue[0]!
    expect(value(['link', 'board'])).toBeCloseTo(value(['plain', 'board']), 6)
    expect(value(['link', 'board'], [0, 6])).toBeGreaterThan(1.1 * value(['plain', 'board'], [0, 6]))
  })
})
