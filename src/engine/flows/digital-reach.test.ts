import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeRng } from '../kernel/rng.ts'
import { digitalReach, expectedReach } from './digital-reach.ts'
import { CARRIERS, type Carrier, FLOW_STATES, type Flow, type FlowState } from './flow.ts'

const chain: Flow[] = [
  { id: 'F03', from: 'customer', to: 'sales' },
  { id: 'F18', from: 'sales', to: 'planning' },
  { id: 'F19', from: 'planning', to: 'production' },
  { id: 'F30', from: 'production', to: 'finance' },
]
const chainStates: Record<string, FlowState> = { F03: 'typed', F18: 'one-way', F19: 'file', F30: 'one-way' }
const carrierShare: Record<Carrier, number> = {
  paper: 0.2,
  file: 0.3,
  typed: 0.2,
  'one-way': 0.2,
  'two-way': 0.1,
}
const never = () => {
  throw new Error('chance was touched')
}

type Firm = Readonly<{ flows: Flow[]; states: Record<string, FlowState> }>

/** Random firms on six functions. */
const firm: fc.Arbitrary<Firm> = fc
  .array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(...FLOW_STATES)), { maxLength: 14 })
  .map((rows) => {
    const between = rows.filter(([from, to]) => from !== to)
    return {
      flows: between.map(([from, to], k) => ({ id: `f${k}`, from: `n${from}`, to: `n${to}` })),
      states: Object.fromEntries(between.map(([, , state], k) => [`f${k}`, state])),
    }
  })

/** Searches a path from every function to every other one, flow by flow. */
function pairsBySearch(flows: readonly Flow[]): number {
  const functions = [...new Set(flows.flatMap(({ from, to }) => [from, to]))]
  const goes = (from: string, to: string, seen: readonly string[]): boolean =>
    flows.some(
      (flow) =>
        flow.from === from &&
        !seen.includes(flow.to) &&
        (flow.to === to || goes(flow.to, to, [...seen, flow.to])),
    )
  return functions.flatMap((a) => functions.filter((b) => a !== b && goes(a, b, [a]))).length
}

const isAutomatic = (state: FlowState | undefined) => state === 'one-way' || state === 'two-way'

describe('digital reach', () => {
  test('worked example from docs/methods/digital-reach.md', () => {
    expect(digitalReach(chain, chainStates)).toEqual({ pairsPossible: 10, pairsAutomatic: 2, share: 0.2 })
    expect(digitalReach(chain, { ...chainStates, F03: 'two-way' }).share).toBe(0.4)
    expect(digitalReach(chain, { ...chainStates, F19: 'one-way' }).share).toBe(0.6)
    expect(digitalReach(chain, { ...chainStates, F03: 'unknown' })).toMatchObject({
      pairsPossible: 6,
      pairsAutomatic: 2,
    })
  })

  test('equals a path search on small firms', () => {
    fc.assert(
      fc.property(firm, ({ flows, states }) => {
        const known = flows.filter(({ id }) => states[id] !== 'unknown' && states[id] !== 'not-applicable')
        const automatic = known.filter(({ id }) => isAutomatic(states[id]))
        expect(digitalReach(flows, states)).toMatchObject({
          pairsPossible: pairsBySearch(known),
          pairsAutomatic: pairsBySearch(automatic),
        })
      }),
    )
  })

  test('a better carrier never lowers it, and it stays between 0 and 1', () => {
    fc.assert(
      fc.property(firm, fc.nat(), ({ flows, states }, pick) => {
        const { share } = digitalReach(flows, states)
        if (share === undefined) return
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)

        const { id } = flows[pick % flows.length]!
        const rank = CARRIERS.indexOf(states[id] as Carrier)
        if (rank < 0) return
        for (const better of CARRIERS.slice(rank))
          expect(digitalReach(flows, { ...states, [id]: better }).share).toBeGreaterThanOrEqual(share)
      }),
    )
  })

  test('the order of the flows does not matter, nor does anything said of flows that are not there', () => {
    fc.assert(
      fc.property(firm, ({ flows, states }) => {
        const reach = digitalReach(flows, states)
        expect(digitalReach(flows.toReversed(), states)).toEqual(reach)
        expect(digitalReach(flows, { ...states, elsewhere: 'two-way' })).toEqual(reach)
      }),
    )
  })

  test('there is none where no information can travel', () => {
    expect(digitalReach([], {}).share).toBeUndefined()
    expect(digitalReach(chain, { F03: 'not-applicable' }).share).toBeUndefined()
  })

  test('refuses more functions than there are bits', () => {
    const many = Array.from({ length: 32 }, (_, k) => ({ id: `f${k}`, from: `n${k}`, to: `n${k + 1}` }))
    expect(() => digitalReach(many, {})).toThrow(RangeError)
    const all = Object.fromEntries(many.map(({ id }) => [id, 'one-way' as const]))
    expect(digitalReach(many.slice(1), all)).toEqual({ pairsPossible: 496, pairsAutomatic: 496, share: 1 })
  })
})

describe('expected reach', () => {
  test('worked example from docs/methods/digital-reach.md', () => {
    const expected = expectedReach(chain, { ...chainStates, F03: 'unknown' }, carrierShare, {
      rng: never,
      count: 2,
    })
    expect(expected?.mean).toBeCloseTo(0.26, 12)
    expect(expected).toMatchObject({ p10: 0.2, p90: 0.4, standardError: 0, unknownFlows: 1 })
  })

  test('is the known reach where nothing is unknown, and undefined where nothing can travel', () => {
    expect(expectedReach(chain, chainStates, carrierShare, { rng: never, count: 1 })).toMatchObject({
      mean: 0.2,
      p10: 0.2,
      p90: 0.2,
    })
    const none = Object.fromEntries(chain.map(({ id }) => [id, 'not-applicable' as const]))
    expect(expectedReach(chain, none, carrierShare, { rng: never, count: 1 })).toBeUndefined()
  })

  test('the exact count is the mean over all ways to fill in the unknown flows', () => {
    fc.assert(
      fc.property(firm, ({ flows, states }) => {
        const unknown = flows.filter(({ id }) => states[id] === 'unknown').slice(0, 6)
        const some = flows.filter((flow) => states[flow.id] !== 'unknown' || unknown.includes(flow))
        let mean = 0
        for (let c = 0; c < 2 ** unknown.length; c++) {
          const filled = { ...states }
          let chance = 1
          for (const [u, { id }] of unknown.entries()) {
            filled[id] = (c >> u) & 1 ? 'one-way' : 'paper'
            chance *= (c >> u) & 1 ? 0.3 : 0.7
          }
          mean += chance * (digitalReach(some, filled).share ?? 0)
        }
        const expected = expectedReach(some, states, carrierShare, { rng: never, count: 64 })
        expect(expected?.mean ?? 0).toBeCloseTo(mean, 10)
      }),
    )
  })

  test('sampling meets the exact mean within four standard errors, and says how large those are', () => {
    const count = 2_000
    const ring = Array.from({ length: 12 }, (_, k) => ({
      id: `f${k}`,
      from: `n${k % 7}`,
      to: `n${(k * 3 + 1) % 7}`,
    }))
    const exact = expectedReach(ring, {}, carrierShare, { rng: never, count: 2 ** 12 })!
    const sampled = expectedReach(ring, {}, carrierShare, { rng: makeRng(7, 1), count })!
    expect(exact.standardError).toBe(0)
    expect(sampled.standardError).toBeGreaterThan(0)
    expect(sampled.standardError).toBeLessThanOrEqual(0.5 / Math.sqrt(count))
    expect(Math.abs(sampled.mean - exact.mean)).toBeLessThan(4 * sampled.standardError)
  })

  test('the same chance gives the same result', () => {
    const draw = () => expectedReach(chain, {}, carrierShare, { rng: makeRng(3, 5), count: 10 })
    expect(draw()).toEqual(draw())
  })
})
