import { digitalReach, type ExpectedReach, expectedReach } from './digital-reach.ts'
import { type Carrier, carrierRank, type Flow, type FlowId, type FlowState, type FunctionId } from './flow.ts'
import { flowGraph, isKnownCarrier, reachOver, stateOf, travelsByItself } from './reachability.ts'
import { type Handling, type HandlingCorrection, type RetypingCost, retypingCost } from './retyping-cost.ts'
import { retypeCountPerFlow, type Thread, type ThreadRetyping, threadRetyping } from './threads.ts'
import { type WeakestLink, weakestLink } from './weakest-link.ts'

/** What integration is measured against: the same for all firms. */
export type IntegrationReference = Readonly<{
  functions: readonly Readonly<{ id: FunctionId }>[]
  flows: readonly Flow[]
  threads: readonly Thread[]
  handling: Handling
  carrierShare: Readonly<Record<Carrier, number>> // of flows nobody described
}>

export type IntegrationFirm = Readonly<{
  employees: number
  corrections?: Readonly<Record<FlowId, HandlingCorrection>>
  rng: () => number // in [0, 1); touched only where the unknown flows have more than `count` combinations
  count: number // draws
}>

/** Where the information of a function gets to, over the flows that are known. */
export type FunctionReach = Readonly<{ id: FunctionId; reachesAutomatically: number; canReach: number }>

/** Rank is 0 by mouth or paper … 4 automatic both ways; undefined where there is no known carrier. */
export type FlowIntegration = Readonly<{ id: FlowId; state: FlowState; rank: number | undefined }>

export type Integration = Readonly<{
  reachKnown: number | undefined // share; undefined where no known flow exists
  pairsKnown: Readonly<{ possible: number; automatic: number }>
  reachExpected: ExpectedReach | undefined // undefined where no flow exists at all
  weakestLinks: Readonly<Record<'one' | 'two' | 'three', WeakestLink | undefined>>
  retyping: RetypingCost
  threads: readonly ThreadRetyping[]
  retypeCountPerFlow: Readonly<Record<FlowId, number>>
  flows: readonly FlowIntegration[]
  functions: readonly FunctionReach[]
}>

/** All that Schakel says of a firm's integration; each part is explained where it is computed. */
export function integrationOf(
  reference: IntegrationReference,
  states: Readonly<Record<FlowId, FlowState>>,
  firm: IntegrationFirm,
): Integration {
  const { flows } = reference
  const reach = digitalReach(flows, states)
  const retyping = retypingCost(flows, states, reference.handling, firm)
  const eurPerYear = Object.fromEntries(retyping.perFlow.map((flow) => [flow.flow, flow.eurPerYear]))
  const threads = reference.threads.map((thread) => threadRetyping(thread, states))
  return {
    reachKnown: reach.share,
    pairsKnown: { possible: reach.pairsPossible, automatic: reach.pairsAutomatic },
    reachExpected: expectedReach(flows, states, reference.carrierShare, firm),
    weakestLinks: {
      one: weakestLink(flows, states, eurPerYear, 1),
      two: weakestLink(flows, states, eurPerYear, 2),
      three: weakestLink(flows, states, eurPerYear, 3),
    },
    retyping,
    threads,
    retypeCountPerFlow: retypeCountPerFlow(threads),
    flows: flows.map(({ id }) => flowIntegration(id, stateOf(states, id))),
    functions: functionReach(reference, states),
  }
}

const flowIntegration = (id: FlowId, state: FlowState): FlowIntegration => ({
  id,
  state,
  rank: isKnownCarrier(state) ? carrierRank(state) : undefined,
})

/** In the order of the reference; a function that no flow touches reaches nothing. */
function functionReach(
  { functions, flows }: IntegrationReference,
  states: Readonly<Record<FlowId, FlowState>>,
): FunctionReach[] {
  const graph = flowGraph(flows)
  const state = flows.map((flow) => stateOf(states, flow.id))
  const automatic = reachOver(graph, (k) => travelsByItself(state[k]!))
  const possible = reachOver(graph, (k) => isKnownCarrier(state[k]!))
  const others = (row: number | undefined) => (row === undefined ? 0 : ones(row) - 1)
  return functions.map(({ id }) => {
    const i = graph.functions.indexOf(id)
    return { id, reachesAutomatically: others(automatic[i]), canReach: others(possible[i]) }
  })
}

const ones = (bits: number) => bits.toString(2).replaceAll('0', '').length
