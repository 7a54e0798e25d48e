import { describe, expect, test } from 'vitest'
import { planRun } from './plan-run.ts'
import { planValue, worthOf } from './plan-value.ts'
import { PresentValue } from './present-value.ts'
import { randomCatalogue, randomFirm, randomPlan } from './random-catalogue.test-data.ts'
import { Rates } from './rates.ts'
import { runScenario } from './run-scenario.ts'
import { simulatePlan } from './simulate-plan.ts'
import {
  drawsFor,
  simulationFor,
  someCatalogue,
  someParameters,
  someStep,
} from './small-catalogue.test-data.ts'
import { simulationOf } from './simulation.ts'

const RUNS = 300

function randomCase(seed: number) {
  const catalogue = randomCatalogue(seed)
  const firm = randomFirm(seed, catalogue)
  return {
    plan: randomPlan(seed, catalogue),
    simulation: simulationOf(firm, catalogue, drawsFor(catalogue, 4, seed)),
  }
}

/** Cash at the end of each month; clears the rates. */
function cashPath({ rate, slope, hours }: Rates, startEur: number): number[] {
  let [perMonth, growth, cash] = [0, 0, startEur]
  const path: number[] = []
  for (let month = 0; month < rate.length - 1; month++) {
    growth += slope[month]!
    perMonth += rate[month]! + growth
    cash += perMonth
    path.push(cash)
  }
  for (const changes of [rate, slope, hours]) changes.fill(0)
  return path
}

describe('the value of a plan in closed sums', () => {
  test('is that of the months, and trouble is the same, for any catalogue, firm and plan', () => {
    const seen = { trouble: 0, safe: 0, loses: 0, failed: 0, owed: 0 }
    for (let seed = 1; seed <= RUNS; seed++) {
      const { plan, simulation } = randomCase(seed)
      const long = simulatePlan(plan, simulation)
      const short = planValue(plan, simulation)
      expect({ seed, trouble: short.isTrouble }).toEqual({ seed, trouble: long.isTrouble })
      expect({ seed, fails: short.wouldFail }).toEqual({ seed, fails: long.wouldFail })
      short.netPresentValue.forEach((eur, n) => {
        const wanted = long.netPresentValue[n]!
        const off = Math.abs(eur - wanted)
        if (off > 1e-6 * Math.max(1, Math.abs(wanted)))
          expect({ seed, n, eur }).toEqual({ seed, n, eur: wanted })
        if (eur < 0) seen.loses++
        if (long.isTrouble[n] === 1) seen.trouble++
        else seen.safe++
        if (long.wouldFail[n] === 1) seen.failed++
      })
      if (plan.order.some((id) => simulation.stepOf(id).preFinancedPerMonth?.some((eur) => eur > 0)))
        seen.owed++
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(30)
  })

  test('the bounds on cash are never above the lowest point, and cash in a month is that of the months', () => {
    let tight = 0
    for (let seed = 1; seed <= RUNS; seed++) {
      const { plan, simulation } = randomCase(seed)
      const { horizonMonths, count } = simulation.world
      const { cashNeed } = simulatePlan(plan, simulation)
      const run = planRun(plan, simulation)
      const ledger = new PresentValue(horizonMonths, simulation.discount)
      const [rates, copied] = [new Rates(horizonMonths), new Rates(horizonMonths)]
      for (let n = 0; n < count; n++) {
        ledger.start(-plan.upfrontEur)
        runScenario(run, n, ledger)
        expect(ledger.lowestEur).toBeLessThanOrEqual(-cashNeed[n]! + 1e-6)
        expect(ledger.paidEur).toBeLessThanOrEqual(ledger.lowestEur + 1e-6)
        if (ledger.lowestEur > -cashNeed[n]! - 1) tight++
        runScenario(run, n, rates)
        ledger.copyTo(copied)
        const path = cashPath(rates, -plan.upfrontEur)
        const off = cashPath(copied, -plan.upfrontEur).map((eur, month) =>
          Math.max(Math.abs(eur - path[month]!), Math.abs(ledger.cashAt(month) - path[month]!)),
        )
        expect(Math.max(...off)).toBeLessThan(1e-6)
      }
    }
    expect(tight).toBeGreaterThan(300) // they say something
  })

  test('one entry of each kind: sums of discount factors, by hand', () => {
    const discount = Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.5)
    const ledger = new PresentValue(4, discount)
    const written = (write: (ledger: PresentValue) => void) => {
      ledger.start(-10)
      write(ledger)
      return [ledger.presentEur + 10, ledger.lowestEur + 10].map((eur) => Math.round(eur * 1e9) / 1e9)
    }
    expect(written((l) => l.change(1, 3, -100, 50))).toEqual([-150 * 1.5, -200])
    expect(written((l) => l.once(3, 80))).toEqual([48, 0])
    expect(written((l) => l.once(4, 80))).toEqual([0, 0]) // from the horizon on nothing counts
    expect(written((l) => l.grow(1, 2, 9, 40))).toEqual([20 * 0.8 + 40 * 0.7 + 40 * 0.6, 0])
    // gains 10, 20, 30 less 15: down by 5, level, up
    expect(written((l) => l.operate(0, 3, 3, 30, 15, 1))).toEqual([7.6, -5]) // −6, 4, 14
  })

  test('both ledgers read the same from the same entries, cut off anywhere', () => {
    const discount = Float64Array.from({ length: 24 }, (_, month) => 0.99 ** month)
    for (let horizon = 1; horizon <= 24; horizon++) {
      const closed = new PresentValue(horizon, discount)
      const rates = new Rates(horizon)
      closed.start(0)
      for (const ledger of [closed, rates]) {
        ledger.operate(3, 7, 15, 100, 30, 5)
        ledger.operate(4, 9, 6, -100, 30, 0) // ends before it is full, and makes things worse
        ledger.grow(2, 5, 20, -10)
        ledger.change(0, 4, -50, 10)
      }
      let [present, perMonth, growth, hours] = [0, 0, 0, 0]
      for (let month = 0; month < horizon; month++) {
        growth += rates.slope[month]!
        perMonth += rates.rate[month]! + growth
        hours += rates.hours[month]!
        present += (perMonth - hours) * discount[month]!
      }
      expect(closed.presentEur).toBeCloseTo(present, 9)
    }
  })
})

describe('what a plan is worth for the choice', () => {
  test('the mean value less the attention of every step; trouble over doing nothing', () => {
    const parameters = { ...someParameters, attentionHours: 40 }
    const catalogue = someCatalogue([someStep('a'), someStep('b', { yearlyBenefit: [] })], { parameters })
    const simulation = simulationFor(catalogue)
    const plan = { order: ['a', 'b'], target: 'b', startMonth: 0, upfrontEur: 0 }
    const value = planValue(plan, simulation)
    const { value: worth, risk } = worthOf(value, 2, simulation)
    expect(worth).toBeCloseTo(value.netPresentValue[0]! - 2 * 40 * 46, 6)
    expect(risk).toBe(0)
  })
})
