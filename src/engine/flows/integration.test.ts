import { describe, expect, test } from 'vitest'
import flowData from '../../../data/flows.json' with { type: 'json' }
import threadData from '../../../data/threads.json' with { type: 'json' }
import { makeRng } from '../kernel/rng.ts'
import type { FlowState } from './flow.ts'
import { type IntegrationReference, integrationOf } from './integration.ts'

const reference: IntegrationReference = {
  functions: flowData.functions,
  flows: flowData.flows,
  threads: threadData.threads,
  handling: {
    messagesPerWeekPerEmployee: Object.fromEntries(flowData.flows.map(({ id }) => [id, 1])),
    minutesPerMessage: { paper: 6, file: 5, typed: 4, 'one-way': 0, 'two-way': 0 },
    redoneShare: { paper: 0, file: 0, typed: 0, 'one-way': 0, 'two-way': 0 },
    weeksPerYear: 50,
    eurPerHour: 60,
  },
  carrierShare: { paper: 0.3, file: 0.3, typed: 0.2, 'one-way': 0.1, 'two-way': 0.1 },
}
const firm = () => ({ employees: 10, rng: makeRng(1, 2), count: 512 })
const all = (state: FlowState) => Object.fromEntries(flowData.flows.map(({ id }) => [id, state]))

describe('integration of a firm', () => {
  test('all by mouth: nothing travels by itself and every link costs', () => {
    const result = integrationOf(reference, all('paper'), firm())
    expect(result.reachKnown).toBe(0)
    expect(result.pairsKnown.automatic).toBe(0)
    expect(result.reachExpected).toMatchObject({ mean: 0, p10: 0, p90: 0, standardError: 0 })
    expect(result.retyping).toMatchObject({
      totalEurPerYear: 36 * 10 * 50 * 6,
      coversFlows: 36,
      unknownFlows: 0,
    })
    expect(result.threads.map((thread) => thread.linksByHand)).toEqual([5, 3, 2])
    expect(result.weakestLinks.three?.flows).toHaveLength(3)
  })

  test('all automatic: all pairs are reached and no link is weakest', () => {
    const result = integrationOf(reference, all('two-way'), firm())
    expect(result.reachKnown).toBe(1)
    expect(result.weakestLinks).toEqual({ one: undefined, two: undefined, three: undefined })
    expect(result.retypeCountPerFlow).toEqual({})
    for (const reach of result.functions) expect(reach.reachesAutomatically).toBe(reach.canReach)
  })

  test('nothing known: no known reach, an expected one, and nothing priced', () => {
    const result = integrationOf(reference, {}, firm())
    expect(result.reachKnown).toBeUndefined()
    expect(result.reachExpected?.unknownFlows).toBe(36)
    expect(result.reachExpected!.p10).toBeLessThanOrEqual(result.reachExpected!.mean)
    expect(result.reachExpected!.mean).toBeLessThanOrEqual(result.reachExpected!.p90)
    expect(result.retyping).toMatchObject({ totalEurPerYear: 0, coversFlows: 0, unknownFlows: 36 })
    expect(result.flows.every(({ rank }) => rank === undefined)).toBe(true)
  })

  test('the reach of the functions adds up to the pairs of the firm', () => {
    const result = integrationOf(reference, { ...all('typed'), F03: 'one-way', F18: 'one-way' }, firm())
    const sum = (key: 'reachesAutomatically' | 'canReach') =>
      result.functions.reduce((total, f) => total + f[key], 0)
    expect(sum('reachesAutomatically')).toBe(result.pairsKnown.automatic)
    expect(sum('canReach')).toBe(result.pairsKnown.possible)
    expect(result.flows.find(({ id }) => id === 'F03')?.rank).toBe(3)
  })

  test('the same firm and the same chance give the same bytes', () => {
    const bytes = () => JSON.stringify(integrationOf(reference, { F03: 'typed' }, firm()))
    expect(bytes()).toBe(bytes())
  })
})
