import { describe, expect, test } from 'vitest'
import { makeRng } from '../kernel/rng.ts'
import { correlation, mean, variance } from '../kernel/summary.ts'
import { someScenarios } from './draws.ts'
import { firmWorld } from './firm-world.ts'
import { drawLossEvents } from './loss-events.ts'
import {
  drawsFor,
  exactly,
  invoice,
  someCatalogue,
  someFirm,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'

const uncertain = (id: string) =>
  someStep(id, {
    failureProbability: { p10: 0.2, p50: 0.3, p90: 0.4 },
    oneOffCost: [
      { driver: 'firm', kind: 'invoice', eurPerUnit: { p10: 5000, p50: 10_000, p90: 20_000 } },
      { driver: 'firm', kind: 'own-hours', eurPerUnit: { p10: 1000, p50: 3000, p90: 5000 } },
    ],
    monthsUntilInUse: { p10: 20, p50: 40, p90: 80 },
  })

describe('draws', () => {
  const N = 4096
  const draws = drawsFor(someCatalogue([uncertain('a'), uncertain('b')]), 12)
  const [a, b] = [draws.steps.get('a')!, draws.steps.get('b')!]

  test('failure, overrun and delay of one firm go together, within a step and between steps', () => {
    // normal scores correlate 0.3, ranks (6/π) asin(0.15) = 0.288; three standard errors are 3/√N = 0.047
    const ranks = (column: Float64Array) => {
      const sorted = column.toSorted()
      return column.map((value) => sorted.indexOf(value))
    }
    const failure = ranks(a.failure)
    for (const other of [a.oneOffEurPerUnit[0]!, a.months, b.failure, b.oneOffEurPerUnit[0]!, b.months])
      expect(Math.abs(correlation(failure, ranks(other)) - 0.288)).toBeLessThan(0.047)
  })

  test('where the step fails it is dearer and later on average', () => {
    const where = (column: Float64Array, fails: boolean) =>
      mean(column.filter((_, n) => a.failure[n]! > 0.7 === fails))
    expect(where(a.oneOffEurPerUnit[0]!, true)).toBeGreaterThan(1.1 * where(a.oneOffEurPerUnit[0]!, false))
    expect(where(a.months, true)).toBeGreaterThan(1.1 * where(a.months, false))
  })

  test('all costs of a step are high or low together', () => {
    const [invoice, hours] = a.oneOffEurPerUnit
    for (let n = 1; n < N; n++)
      expect(Math.sign(invoice![n]! - invoice![n - 1]!)).toBe(Math.sign(hours![n]! - hours![n - 1]!))
  })

  test('the noise of cash has the variance of a summed AR(1), and starts stationary', () => {
    // Var of m months = m + 2 Σ (m − k) ρ^k; the sample variance is off by at most 3 √(2/N) of it
    const { horizonMonths, cashNoise } = draws
    for (const months of [1, 2, 12, 60]) {
      let expected = months
      for (let k = 1; k < months; k++) expected += 2 * (months - k) * 0.3 ** k
      const sums = Float64Array.from({ length: N }, (_, n) => cashNoise[n * horizonMonths + months - 1]!)
      expect(Math.abs(variance(sums) / expected - 1)).toBeLessThan(3 * Math.sqrt(2 / N))
      expect(Math.abs(mean(sums))).toBeLessThan(3 * Math.sqrt(expected / N))
    }
  })

  test('beyond its P90 nothing is larger than the tail allows; a fat tail is fatter than a thin one', () => {
    const wide = { p10: 1000, p50: 5000, p90: 20_000 }
    const costs = (['it-fat', 'hardware', 'thin'] as const).map((costTail) => {
      const step = {
        ...uncertain('a'),
        costTail,
        oneOffCost: [invoice(wide)],
        yearlyRunningCost: [invoice(wide)],
      }
      const { oneOffEurPerUnit, runningEurPerUnit } = drawsFor(someCatalogue([step]), 12).steps.get('a')!
      expect(runningEurPerUnit[0]!.every((eur) => eur <= 40_000)).toBe(true)
      return oneOffEurPerUnit[0]!
    })
    const [fat, hardware, thin] = costs
    expect(costs.map((cost) => cost.every((eur) => eur <= 60_000))).toEqual([true, true, true])
    expect(mean(fat!)).toBeGreaterThan(mean(hardware!))
    expect(mean(hardware!)).toBeGreaterThan(mean(thin!))
    const share = thin!.filter((eur) => eur > 20_000).length / N
    expect(Math.abs(share - 0.1)).toBeLessThan(3 * Math.sqrt(0.09 / N))
  })

  test('the figures of a step keep their draws when another step is added after it', () => {
    const alone = drawsFor(someCatalogue([uncertain('a')]), 12).steps.get('a')
    expect(alone).toEqual(a)
  })

  test('the first scenarios are the same for a smaller and a larger number', () => {
    const few = drawsFor(someCatalogue([uncertain('a')]), 6).steps.get('a')!
    expect(few.months).toEqual(a.months.slice(0, 64))
  })

  test('a part of the scenarios makes the same firm as the whole does there, losses included', () => {
    const lossy = { ...someParameters, cyberLoss: { chancePerYear: 0.5, logSpread: 1 } }
    const catalogue = someCatalogue([uncertain('a')], { parameters: lossy })
    const all = drawsFor(catalogue, 6)
    const { spareCashEur: _, barriers: __, ...open } = someFirm
    const firm = { ...open, barriers: {} }
    const whole = firmWorld(firm, catalogue, all)
    const part = firmWorld(firm, catalogue, someScenarios(all, 16, 48))
    expect(part.cash).toEqual(whole.cash.slice(16 * 60, 48 * 60))
    expect(part.facts.spareCashEur).toEqual(whole.facts.spareCashEur.slice(16, 48))
    expect(part.unknowns.barriers.skills).toEqual(whole.unknowns.barriers.skills.slice(16, 48))
  })
})

describe('loss events', () => {
  test('the mean loss a year is that of the base', () => {
    // per year: variance e^(s²) / p − 1 around a mean of 1
    const [years, count, p, s] = [5, 16_384, 0.1, 0.5]
    const events = drawLossEvents({ chancePerYear: p, logSpread: s }, years * 12, count, makeRng(3, 0))
    const total = events.sizeOfMean.reduce((sum, size) => sum + size / p, 0)
    const standardError = Math.sqrt((Math.exp(s * s) / p - 1) / (years * count))
    expect(Math.abs(total / (years * count) - 1)).toBeLessThan(3 * standardError)
  })

  test('they fall within the horizon, evenly over the months', () => {
    const [months, count] = [18, 16_384]
    const { month, first } = drawLossEvents(
      { chancePerYear: 0.3, logSpread: 1 },
      months,
      count,
      makeRng(4, 0),
    )
    const perMonth = new Array<number>(months).fill(0)
    for (const at of month) perMonth[at]!++
    const expected = (count * 0.3) / 12
    for (const hits of perMonth) expect(Math.abs(hits - expected)).toBeLessThan(4 * Math.sqrt(expected))
    expect(first.at(-1)).toBe(month.length)
  })
})

describe('one firm in all scenarios', () => {
  const catalogue = someCatalogue([])
  const draws = drawsFor(catalogue, 10)
  const worldOf = (firm: Partial<typeof someFirm>) => firmWorld({ ...someFirm, ...firm }, catalogue, draws)

  test('what it told is the same everywhere, zero included', () => {
    const { facts } = worldOf({ machines: 0 })
    expect(new Set(facts.machines)).toEqual(new Set([0]))
    expect(new Set(facts.turnoverEurPerYear)).toEqual(new Set([2_400_000]))
    expect(new Set(facts.businessType)).toEqual(new Set([0]))
  })

  test('what it left open is spread as the population is', () => {
    const { turnoverEurPerYear: _, ...rest } = someFirm
    const { facts } = firmWorld(rest, catalogue, draws)
    const sorted = facts.turnoverEurPerYear.toSorted()
    expect(sorted[512]! / (20 * 120_000)).toBeCloseTo(1, 2)
    expect(sorted[921]! / (20 * 160_000)).toBeCloseTo(1, 1)
  })

  test('an amount it told replaces the default and what is counted from it', () => {
    const { bases } = worldOf({ assumptions: { bases: { 'labour-total': 1_000_000 } } })
    expect(bases.get('labour-total')![0]).toBe(1_000_000)
    expect(bases.get('labour-office')![0]).toBe(200_000)
  })

  test('cash is the start, the flow of every month and rare losses', () => {
    const { cash, lowestCash, isTrouble, isTroubleThisYear } = worldOf({
      spareCashEur: 1000,
      freeCashFlowEurPerMonth: -70,
    })
    expect([cash[0], cash[59]]).toEqual([930, -3200])
    expect(lowestCash[0]).toBe(-3200)
    expect([isTrouble[0], isTroubleThisYear[0]]).toEqual([1, 0])
  })

  test('losses lower cash by the base on average', () => {
    const lossy = { ...someParameters, cyberLoss: { chancePerYear: 0.5, logSpread: 0.3 } }
    const other = { ...catalogue, parameters: lossy }
    const world = firmWorld(someFirm, other, drawsFor(other, 10))
    const last = Float64Array.from({ length: 1024 }, (_, n) => world.cash[n * 60 + 59]!)
    const lost = 50_000 - mean(last)
    expect(Math.abs(lost - 5 * 12_000)).toBeLessThan(3 * Math.sqrt(variance(last) / 1024))
  })

  test('certain figures give certain scenarios', () => {
    expect(new Set(draws.contributionMargin)).toEqual(new Set([exactly(0.3).p50]))
  })
})
