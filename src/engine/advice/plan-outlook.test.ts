import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mean } from '../kernel/summary.ts'
import type { Catalogue } from './catalogue.ts'
import type { Firm } from './firm.ts'
import { catalogue, range, steps } from './five-steps.test-data.ts'
import { planTo } from './mini-plans.ts'
import { outlookOf } from './outlook.ts'
import { planValue } from './plan-value.ts'
import { simulatePlan } from './simulate-plan.ts'
import { simulationOf } from './simulation.ts'
import { drawsFor, invoice, someFirm } from './small-catalogue.test-data.ts'

const draws = drawsFor(catalogue, 8)

/** Figures of one step with what it needs, on the same scenarios, without a search. */
function outlookFor(firm: Firm, id: string, from: Catalogue = catalogue) {
  const simulation = simulationOf(firm, from, draws)
  return outlookOf(simulatePlan(planTo(id, simulation), simulation), simulation.world)
}

describe('what is shown of a plan', () => {
  test('more spare cash never raises the chance of trouble, of doing nothing or of any step', () => {
    const cash = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(cash, cash, fc.integer({ min: -3000, max: 3000 }), (one, two, flow) => {
        const [poor, rich] = [Math.min(one, two), Math.max(one, two)].map((spareCashEur) => {
          const firm = { ...someFirm, spareCashEur, freeCashFlowEurPerMonth: flow }
          const simulation = simulationOf(firm, catalogue, draws)
          const plans = steps.map(({ id }) => mean(planValue(planTo(id, simulation), simulation).isTrouble))
          return [mean(simulation.world.isTrouble), ...plans]
        })
        rich!.forEach((chance, i) => {
          expect(chance).toBeLessThanOrEqual(poor![i]!)
        })
      }),
      { numRuns: 40 },
    )
  })

  test('a step with lower invoices never looks worse', () => {
    const planningFor = (eur: number): Catalogue => ({
      ...catalogue,
      steps: steps.map((step) =>
        step.id === 'planning' ? { ...step, oneOffCost: [invoice(range(eur / 2, eur, eur * 2))] } : step,
      ),
    })
    const firm = { ...someFirm, spareCashEur: 15_000 }
    const priced = (eur: number) => {
      const from = planningFor(eur)
      const simulation = simulationOf(firm, from, drawsFor(from, 8))
      return outlookOf(simulatePlan(planTo('planning', simulation), simulation), simulation.world)
    }
    const eur = fc.integer({ min: 100, max: 60_000 })
    fc.assert(
      fc.property(eur, eur, (one, two) => {
        const cheap = priced(Math.min(one, two))
        const dear = priced(Math.max(one, two))
        expect(cheap.expectedNetPresentValueEur).toBeGreaterThanOrEqual(dear.expectedNetPresentValueEur)
        expect(cheap.worstInTenEur).toBeGreaterThanOrEqual(dear.worstInTenEur)
        expect(cheap.chanceOfPayback).toBeGreaterThanOrEqual(dear.chanceOfPayback)
        expect(cheap.chanceOfTrouble).toBeLessThanOrEqual(dear.chanceOfTrouble)
        expect(cheap.cashNeedEur.p90).toBeLessThanOrEqual(dear.cashNeedEur.p90)
      }),
      { numRuns: 30 },
    )
  })

  test('a reported barrier never raises the value of a step that earns when it works', () => {
    const robotValue = (skills: boolean) =>
      outlookFor({ ...someFirm, barriers: { ...someFirm.barriers, skills } }, 'robot')
        .expectedNetPresentValueEur
    expect(robotValue(true)).toBeLessThan(robotValue(false))
  })
})
