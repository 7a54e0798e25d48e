import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import data from '../../../data/handling.json' with { type: 'json' }
import { CARRIERS, type Carrier, type Flow, type FlowState } from './flow.ts'
import { type Handling, retypingCost } from './retyping-cost.ts'

const numbers = <K extends string>(figures: Record<K, { value: number }>) =>
  Object.fromEntries(Object.entries<{ value: number }>(figures).map(([k, f]) => [k, f.value])) as Record<
    K,
    number
  >

const handling: Handling = {
  messagesPerWeekPerEmployee: numbers(data.messagesPerWeekPerEmployee),
  minutesPerMessage: numbers(data.minutesPerMessage),
  redoneShare: numbers(data.redoneShare),
  weeksPerYear: data.weeksPerYear.value,
  eurPerHour: data.eurPerHour.value,
}
const flows: Flow[] = [
  { id: 'F03', from: 'customer', to: 'sales' },
  { id: 'F19', from: 'planning', to: 'production' },
]
const states: Record<string, FlowState> = { F03: 'typed', F19: 'paper' }
const someStates = fc.record({ F03: fc.constantFrom(...CARRIERS), F19: fc.constantFrom(...CARRIERS) })

describe('retyping cost', () => {
  test('worked example from docs/methods/retyping.md', () => {
    const cost = retypingCost(flows, states, handling, { employees: 20 })
    expect(cost.perFlow.map((flow) => Number(flow.hoursPerYear.toFixed(2)))).toEqual([94.85, 60])
    expect(cost.perFlow.map((flow) => Number(flow.eurPerYear.toFixed(2)))).toEqual([4362.89, 2760])
    expect(cost.totalEurPerYear).toBeCloseTo(7122.89, 2)
    expect(cost).toMatchObject({ coversFlows: 2, unknownFlows: 0 })
  })

  test('the mean number of attempts is that of doing it again until it is right', () => {
    const once = retypingCost(
      flows,
      states,
      { ...handling, redoneShare: { ...handling.redoneShare, typed: 0 } },
      { employees: 1 },
    )
    const real = retypingCost(flows, states, handling, { employees: 1 })
    let attempts = 0
    for (let n = 1; n <= 40; n++) attempts += n * 0.03 ** (n - 1) * 0.97
    expect(real.perFlow[0]!.eurPerYear / once.perFlow[0]!.eurPerYear).toBeCloseTo(attempts, 12)
  })

  test('a better carrier never costs more', () => {
    fc.assert(
      fc.property(someStates, fc.constantFrom(...CARRIERS), (some, carrier) => {
        const total = (s: Record<string, FlowState>) =>
          retypingCost(flows, s, handling, { employees: 30 }).totalEurPerYear
        const rank = (c: Carrier) => CARRIERS.indexOf(c)
        const better = rank(carrier) >= rank(some.F03)
        expect(total({ ...some, F03: carrier }) - total(some))[
          better ? 'toBeLessThanOrEqual' : 'toBeGreaterThanOrEqual'
        ](0)
      }),
    )
  })

  test('twice the people or twice the wage costs twice as much', () => {
    fc.assert(
      fc.property(someStates, fc.integer({ min: 1, max: 250 }), (some, employees) => {
        const base = retypingCost(flows, some, handling, { employees }).totalEurPerYear
        expect(retypingCost(flows, some, handling, { employees: 2 * employees }).totalEurPerYear).toBeCloseTo(
          2 * base,
          6,
        )
        const dear = { ...handling, eurPerHour: 2 * handling.eurPerHour }
        expect(retypingCost(flows, some, dear, { employees }).totalEurPerYear).toBeCloseTo(2 * base, 6)
      }),
    )
  })

  test('what the firm corrects replaces the default', () => {
    const corrections = { F19: { messagesPerWeek: 24, minutesPerMessage: 3 } }
    const cost = retypingCost(flows, states, handling, { employees: 20, corrections })
    expect(cost.perFlow[1]).toMatchObject({ messagesPerWeek: 24 })
    expect(cost.perFlow[1]!.eurPerYear).toBeCloseTo(2760, 8)
  })

  test('unknown flows are counted and not priced; flows that do not exist are neither', () => {
    const cost = retypingCost(flows, { F19: 'not-applicable' }, handling, { employees: 20 })
    expect(cost).toEqual({ perFlow: [], totalEurPerYear: 0, coversFlows: 0, unknownFlows: 1 })
  })

  test('a flow without a default is a defect', () => {
    const strange = [{ id: 'F99', from: 'a', to: 'b' }]
    expect(() => retypingCost(strange, { F99: 'paper' }, handling, { employees: 1 })).toThrow('F99')
  })
})
