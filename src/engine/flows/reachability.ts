import { type Carrier, type Flow, type FlowId, type FlowState, type FunctionId, isAutomatic } from './flow.ts'

/** Two different functions; information can go from the one to the other. */
export type FunctionPair = Readonly<{ from: FunctionId; to: FunctionId }>

/** Functions and flows as small numbers: flow k goes from function from[k] to function to[k]. */
export type FlowGraph = Readonly<{ functions: readonly FunctionId[]; from: Uint8Array; to: Uint8Array }>

/**
 * Who reaches whom: row i is the set of functions that i reaches, as bits, i itself included.
 * Kept closed at all times, so that adding a flow costs one pass over the rows.
 */
export type Reachability = Uint32Array

const MOST_FUNCTIONS = 32

/** Numbers the functions that the flows touch. Throws above 32 functions, one bit each. */
export function flowGraph(flows: readonly Flow[]): FlowGraph {
  const functions = [...new Set(flows.flatMap((flow) => [flow.from, flow.to]))].sort()
  if (functions.length > MOST_FUNCTIONS) throw new RangeError(`more than ${MOST_FUNCTIONS} functions`)

  const index = new Map(functions.map((id, i) => [id, i]))
  return {
    functions,
    from: Uint8Array.from(flows, (flow) => index.get(flow.from)!),
    to: Uint8Array.from(flows, (flow) => index.get(flow.to)!),
  }
}

/** Everyone reaches only itself. */
export function isolate(reach: Reachability): void {
  for (let i = 0; i < reach.length; i++) reach[i] = 1 << i
}

/** After the flow from → to, whoever reaches `from` reaches all that `to` reaches. */
export function addFlow(reach: Reachability, from: number, to: number): void {
  const beyond = reach[to]!
  for (let i = 0; i < reach.length; i++) if ((reach[i]! >>> from) & 1) reach[i]! |= beyond
}

/** Ordered pairs of distinct functions that are connected. */
export function countPairs(reach: Reachability): number {
  let pairs = 0
  for (let i = 0; i < reach.length; i++) pairs += countBits(reach[i]!) - 1
  return pairs
}

/** The pairs connected in `after` and not in `before`, in the order of the functions. */
export function pairsGained(graph: FlowGraph, before: Reachability, after: Reachability): FunctionPair[] {
  return graph.functions.flatMap((from, i) => {
    const gained = after[i]! & ~before[i]!
    return graph.functions.filter((_, j) => (gained >>> j) & 1).map((to) => ({ from, to }))
  })
}

/** Connects the flows whose state passes. */
export function reachOver(graph: FlowGraph, passes: (flow: number) => boolean): Reachability {
  const reach = new Uint32Array(graph.functions.length)
  isolate(reach)
  for (let k = 0; k < graph.from.length; k++) if (passes(k)) addFlow(reach, graph.from[k]!, graph.to[k]!)
  return reach
}

/** A flow that the firm did not name is unknown. */
export const stateOf = (states: Readonly<Record<FlowId, FlowState>>, id: FlowId) => states[id] ?? 'unknown'

export const isKnownCarrier = (state: FlowState): state is Carrier =>
  state !== 'unknown' && state !== 'not-applicable'

export const travelsByItself = (state: FlowState) => isKnownCarrier(state) && isAutomatic(state)

/** Number of ones, by adding neighbours in parallel (Warren, Hacker's Delight, section 5-1). */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
