import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digitalReach } from './digital-reach.ts'
import { FLOW_STATES, type Flow, type FlowState } from './flow.ts'
import { weakestLink } from './weakest-link.ts'

const chain: Flow[] = [
  { id: 'F03', from: 'customer', to: 'sales' },
  { id: 'F18', from: 'sales', to: 'planning' },
  { id: 'F19', from: 'planning', to: 'production' },
  { id: 'F30', from: 'production', to: 'finance' },
]
const chainStates: Record<string, FlowState> = { F03: 'typed', F18: 'one-way', F19: 'file', F30: 'one-way' }

type Firm = Readonly<{ flows: Flow[]; states: Record<string, FlowState>; eur: Record<string, number> }>

const firm: fc.Arbitrary<Firm> = fc
  .array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(...FLOW_STATES), fc.nat(3)), { maxLength: 10 })
  .map((rows) => ({
    flows: rows.map(([from, to], k) => ({ id: `f${k}`, from: `n${from}`, to: `m${to}` })),
    states: Object.fromEntries(rows.map(([, , state], k) => [`f${k}`, state])),
    eur: Object.fromEntries(rows.map(([, , , eur], k) => [`f${k}`, eur])),
  }))
  .map((raw) => ({ ...raw, flows: raw.flows.map((f) => ({ ...f, to: f.to.replace('m', 'n') })) }))

const subsets = (ids: readonly string[], size: number): string[][] =>
  size === 0 ? [[]] : ids.flatMap((id, i) => subsets(ids.slice(i + 1), size - 1).map((rest) => [id, ...rest]))

/** Tries every set with the public measure, and sorts. */
function bestBySorting({ flows, states, eur }: Firm, size: number) {
  const candidates = flows
    .map(({ id }) => id)
    .filter((id) => ['paper', 'file', 'typed'].includes(states[id]!))
  const automated = (set: readonly string[]) =>
    digitalReach(flows, { ...states, ...Object.fromEntries(set.map((id) => [id, 'one-way'])) }).pairsAutomatic
  return subsets(candidates.toSorted(), size)
    .map((set) => ({ set, pairs: automated(set), cost: set.reduce((sum, id) => sum + eur[id]!, 0) }))
    .toSorted((a, b) => b.pairs - a.pairs || b.cost - a.cost || (a.set.join() < b.set.join() ? -1 : 1))[0]
}

describe('the weakest link', () => {
  test('worked example from docs/methods/digital-reach.md', () => {
    expect(weakestLink(chain, chainStates, { F03: 4_000, F19: 500 }, 1)).toEqual({
      flows: ['F19'],
      gainShare: 0.4,
      newPairs: [
        { from: 'planning', to: 'finance' },
        { from: 'planning', to: 'production' },
        { from: 'sales', to: 'finance' },
        { from: 'sales', to: 'production' },
      ],
      retypingEurPerYear: 500,
    })
    expect(weakestLink(chain, chainStates, {}, 2)).toMatchObject({ flows: ['F03', 'F19'], gainShare: 0.8 })
    expect(weakestLink(chain, chainStates, {}, 3)).toBeUndefined()
  })

  test('for one, two and three flows equals trying every set', () => {
    fc.assert(
      fc.property(firm, fc.constantFrom(1, 2, 3), (some, size) => {
        const found = weakestLink(some.flows, some.states, some.eur, size as 1 | 2 | 3)
        const best = bestBySorting(some, size)
        expect(found?.flows).toEqual(best?.set)
        const before = digitalReach(some.flows, some.states)
        if (found !== undefined && best !== undefined)
          expect(found.newPairs.length).toBe(best.pairs - before.pairsAutomatic)
      }),
    )
  })

  test('the gain is the difference of two digital reaches', () => {
    fc.assert(
      fc.property(firm, ({ flows, states, eur }) => {
        const found = weakestLink(flows, states, eur, 1)
        if (found === undefined) return
        const after = digitalReach(flows, { ...states, [found.flows[0]!]: 'two-way' }).share ?? 0
        expect(found.gainShare).toBeCloseTo(after - (digitalReach(flows, states).share ?? 0), 12)
      }),
    )
  })

  test('the order of the flows does not matter', () => {
    fc.assert(
      fc.property(firm, ({ flows, states, eur }) => {
        expect(weakestLink(flows.toReversed(), states, eur, 2)).toEqual(weakestLink(flows, states, eur, 2))
      }),
    )
  })

  test('where a detour exists the gain is 0 and the dearest flow is named', () => {
    const detour: Flow[] = [
      { id: 'a', from: 'x', to: 'y' },
      { id: 'b', from: 'y', to: 'z' },
      { id: 'direct', from: 'x', to: 'z' },
      { id: 'again', from: 'x', to: 'y' },
    ]
    const states: Record<string, FlowState> = { a: 'one-way', b: 'one-way', direct: 'paper', again: 'file' }
    const found = weakestLink(detour, states, { direct: 10, again: 20 }, 1)
    expect(found).toMatchObject({ flows: ['again'], gainShare: 0, newPairs: [] })
  })

  test('unknown flows and flows that do not exist are never named', () => {
    expect(
      weakestLink(chain, { F03: 'unknown', F18: 'not-applicable', F19: 'two-way' }, {}, 1),
    ).toBeUndefined()
  })
})
