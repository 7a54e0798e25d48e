import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile } from '../kernel/metalog.ts'
import { mean, variance } from '../kernel/summary.ts'
import { BASE_LEVELS, type Assumptions, type BaseLevel } from './firm.ts'
import { firmWorld } from './firm-world.ts'
import type { MiniPlan } from './mini-plans.ts'
import { priceQuestions } from './question-prices.ts'
import { openQuestions } from './question.ts'
import { simulationOf } from './simulation.ts'
import {
  drawsFor,
  someCatalogue,
  someFirm,
  someParameters,
  somePopulation,
} from './small-catalogue.test-data.ts'
import { POSITIVE, uncertain } from './uncertain.ts'
import { usualAmounts } from './usual-amounts.ts'

/** Scrap and stock at someFirm where nothing is in doubt [EUR]. */
const SCRAP = 48_000
const DOUBTED = ['scrap-rework-cost', 'inventory-value']

const factor = { p10: 0.5, p50: 1, p90: 2 }
const bases = somePopulation.bases.map((base) => (DOUBTED.includes(base.id) ? { ...base, factor } : base))
const catalogue = someCatalogue([], { population: { ...somePopulation, bases } })
const doubt = uncertain(factor, POSITIVE, someParameters.tails.thin)
const N = 4096
const draws = drawsFor(catalogue, 12)
const firmThat = (assumptions: Assumptions) => ({ ...someFirm, assumptions })
const scrapOf = (assumptions: Assumptions, of = catalogue) =>
  firmWorld(firmThat(assumptions), of, draws).bases.get('scrap-rework-cost')!
const told = (level: BaseLevel) => scrapOf({ baseLevels: { 'scrap-rework-cost': level } })
const quartiles = [quantile(doubt, 0.25) * SCRAP, quantile(doubt, 0.75) * SCRAP] as const

/** Mean of our doubt between two ranks, by the midpoints of many small steps of rank. */
function meanBetween(from: number, until: number): number {
  const steps = 200_000
  let sum = 0
  for (let i = 0; i < steps; i++) sum += quantile(doubt, from + ((until - from) * (i + 0.5)) / steps)
  return sum / steps
}

describe('an amount told as less, about usual or more', () => {
  test('worked example from docs/methods/scenarios.md', () => {
    expect(quartiles.map(Math.round)).toEqual([33_941, 67_882]) // 48,000 / √2 and 48,000 · √2
    expect(Math.round(meanBetween(0.75, 1) * SCRAP)).toBe(97_265)
  })

  test.each([
    ['less', 0, 0.25],
    ['usual', 0.25, 0.75],
    ['more', 0.75, 1],
  ] as const)('%s lies between its quantiles, with the mean of that part', (level, from, until) => {
    const amounts = told(level)
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(quantile(doubt, from) * SCRAP)
    expect(Math.max(...amounts)).toBeLessThanOrEqual(quantile(doubt, until) * SCRAP)
    const error = Math.sqrt(variance(amounts) / N)
    expect(Math.abs(mean(amounts) - meanBetween(from, until) * SCRAP)).toBeLessThan(3 * error)
  })

  test('the levels in the shares they stand for are the amount of nobody who told', () => {
    const mixed = 0.25 * mean(told('less')) + 0.5 * mean(told('usual')) + 0.25 * mean(told('more'))
    expect(Math.abs(mixed - mean(scrapOf({})))).toBeLessThan(3 * Math.sqrt(variance(scrapOf({})) / N))
  })

  test('a scenario never passes another: only where the tail is cut are two alike', () => {
    const open = scrapOf({})
    fc.assert(
      fc.property(
        fc.constantFrom(...BASE_LEVELS),
        fc.nat({ max: N - 1 }),
        fc.nat({ max: N - 1 }),
        (level, a, b) => {
          const amounts = told(level)
          expect((amounts[a]! - amounts[b]!) * (open[a]! - open[b]!)).toBeGreaterThanOrEqual(0)
          if (amounts[a] === amounts[b] && open[a] !== open[b])
            expect([Math.min(...amounts), Math.max(...amounts)]).toContain(amounts[a])
        },
      ),
      { numRuns: 50, examples: [['more', 2828, 919]] },
    )
  })

  test('leaves every other amount as it was', () => {
    const baseLevels = { 'scrap-rework-cost': 'more' } as const
    const before = firmWorld(someFirm, catalogue, draws).bases
    const after = firmWorld(firmThat({ baseLevels }), catalogue, draws).bases
    for (const { id } of bases) {
      if (id === 'scrap-rework-cost') continue
      expect(after.get(id)).toEqual(before.get(id))
    }
  })

  test('counts for nothing beside the amount itself', () => {
    const amounts = scrapOf({
      bases: { 'scrap-rework-cost': 9_000 },
      baseLevels: { 'scrap-rework-cost': 'more' },
    })
    expect(new Set(amounts)).toEqual(new Set([9_000]))
  })

  test('is moved and narrowed by what other firms told, as every doubt is', () => {
    const moved = bases.map((base) =>
      base.id === 'scrap-rework-cost' ? { ...base, factorMedian: 1.5, factorPower: 0.5 } : base,
    )
    const other = someCatalogue([], { population: { ...somePopulation, bases: moved } })
    const amounts = scrapOf({ baseLevels: { 'scrap-rework-cost': 'more' } }, other)
    const plain = told('more')
    for (let n = 0; n < N; n++)
      expect(Math.abs(amounts[n]! / SCRAP - 1.5 * Math.sqrt(plain[n]! / SCRAP))).toBeLessThan(1e-9)
  })
})

describe('the page of levels', () => {
  const kindsOpen = (assumptions: Assumptions, of = catalogue, from = draws) =>
    openQuestions(simulationOf(firmThat(assumptions), of, from)).map(({ kind, id }) => `${kind} ${id}`)

  test('is open while two amounts have neither size nor level, and the amounts are open all along', () => {
    expect(kindsOpen({})).toContain('levels baseLevels')
    for (const rest of [
      { bases: { 'inventory-value': 100_000 } },
      { baseLevels: { 'inventory-value': 'usual' as const } },
    ]) {
      expect(kindsOpen(rest)).not.toContain('levels baseLevels')
    }
    const both = { 'scrap-rework-cost': 'less', 'inventory-value': 'usual' } as const
    expect(kindsOpen({ baseLevels: both })).toEqual(expect.arrayContaining(DOUBTED.map((id) => `base ${id}`)))
  })

  test('does not ask for amounts about which there is no doubt', () => {
    const factor = { p10: 1, p50: 1, p90: 1 }
    const sure = bases.map((base) => (base.id === 'inventory-value' ? { ...base, factor } : base))
    const other = someCatalogue([], { population: { ...somePopulation, bases: sure } })
    expect(kindsOpen({}, other, drawsFor(other, 6))).not.toContain('levels baseLevels')
  })

  test('worked example from docs/methods/value-of-knowing.md: an amount that decides', () => {
    const simulation = simulationOf(someFirm, catalogue, draws)
    const worthOf = simulation.world.unknowns.baseLevels.get('scrap-rework-cost')!
    const netPresentValue = Float64Array.from(worthOf, (place) => [-30_000, 10_000, 40_000][place]!)
    const plan = { order: ['board'], target: 'board', startMonth: 0, upfrontEur: 0 }
    const value = { netPresentValue, isTrouble: new Uint8Array(N), wouldFail: new Uint8Array(N) }
    const worth = { value: mean(netPresentValue), risk: 0 }
    const mini: MiniPlan = { atOnce: { target: 'board', plan, value, worth }, afterTrial: undefined }
    const board = { ...simulation, stepOf: () => ({ months: new Float64Array(N).fill(3) }) }
    const prices = priceQuestions(board as never, new Map([['board', mini]]), 0.01)
    const price = prices.find(({ question }) => question.kind === 'levels')!
    expect(Math.abs(price.valueEur - 7_500)).toBeLessThan(40) // quarters of Sobol points, not of all numbers
    expect(price.chanceOfChange).toBeCloseTo(0.25, 2)
    expect(price).toMatchObject({ about: 'board', minutes: 2 })
  })

  test('is compared with the middle half, whatever levels were told, of amounts that were not', () => {
    const usual = usualAmounts(firmThat({ baseLevels: { 'scrap-rework-cost': 'more' } }), catalogue, draws)
    const { lowEur, highEur } = usual.get('scrap-rework-cost')!
    expect(Math.abs(lowEur / quartiles[0] - 1)).toBeLessThan(0.01)
    expect(Math.abs(highEur / quartiles[1] - 1)).toBeLessThan(0.01)
    expect([...usual.keys()]).toEqual(DOUBTED)
    const one = usualAmounts(firmThat({ bases: { 'scrap-rework-cost': 9_000 } }), catalogue, draws)
    expect([...one.keys()]).toEqual(['inventory-value'])
  })
})
