import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import flowData from '../../../data/flows.json' with { type: 'json' }
import threadData from '../../../data/threads.json' with { type: 'json' }
import { CARRIERS, FLOW_STATES, type FlowState } from './flow.ts'
import { retypeCountPerFlow, threadRetyping } from './threads.ts'

const orderToInvoice = { id: 'order-to-invoice', flows: ['F03', 'F18', 'F19', 'F30', 'F12'] }
const states: Record<string, FlowState> = {
  F03: 'typed',
  F18: 'one-way',
  F19: 'paper',
  F12: 'not-applicable',
}

describe('threads', () => {
  test('worked example from docs/methods/retyping.md', () => {
    const thread = threadRetyping(orderToInvoice, states)
    expect(thread).toMatchObject({ knownLinks: 3, unknownLinks: 1, linksByHand: 2 })
    expect(retypeCountPerFlow([thread])).toEqual({ F03: 1, F19: 2 })
  })

  test('every thread in the data is a path of existing flows', () => {
    for (const { flows } of threadData.threads) {
      const path = flows.map((id) => flowData.flows.find((flow) => flow.id === id)!)
      for (const [i, flow] of path.slice(1).entries()) expect(flow.from).toBe(path[i]!.to)
    }
  })

  test('links by hand, known, unknown and absent add up, and a better carrier is never more by hand', () => {
    const some = fc.array(fc.constantFrom(...FLOW_STATES), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(some, (list) => {
        const given = Object.fromEntries(orderToInvoice.flows.map((id, i) => [id, list[i]!]))
        const thread = threadRetyping(orderToInvoice, given)
        const absent = list.filter((state) => state === 'not-applicable').length
        expect(thread.knownLinks + thread.unknownLinks + absent).toBe(5)
        expect(thread.linksByHand).toBeLessThanOrEqual(thread.knownLinks)

        const by = CARRIERS.map(
          (carrier) => threadRetyping(orderToInvoice, { ...given, F03: carrier }).linksByHand,
        )
        expect(by).toEqual(by.toSorted((a, b) => b - a))
      }),
    )
  })

  test('a flow on two threads gets the highest count', () => {
    const long = threadRetyping({ id: 'a', flows: ['x', 'y'] }, { x: 'paper', y: 'file' })
    const short = threadRetyping({ id: 'b', flows: ['y'] }, { y: 'file' })
    expect(retypeCountPerFlow([long, short])).toEqual({ x: 1, y: 2 })
  })
})
