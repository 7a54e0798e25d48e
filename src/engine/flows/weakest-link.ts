import type { Flow, FlowId, FlowState } from './flow.ts'
import {
  addFlow,
  countPairs,
  type FlowGraph,
  type FunctionPair,
  flowGraph,
  isKnownCarrier,
  pairsGained,
  type Reachability,
  reachOver,
  stateOf,
  travelsByItself,
} from './reachability.ts'

/** Flows to automate together, and what that brings. */
export type WeakestLink = Readonly<{
  flows: readonly FlowId[] // in the order of their ids
  gainShare: number // rise of digital reach, in [0, 1]; 0 where the chain is broken elsewhere too
  newPairs: readonly FunctionPair[] // connected by automatic flows afterwards and not before
  retypingEurPerYear: number // of these flows now
}>

/**
 * The set of `size` flows whose automation raises digital reach most; among equals the one with the higher
 * retyping cost, then the first by id. Exact: every set is tried. Candidates are flows of known carrier
 * that are not automatic.
 *
 * @param eurPerYear  retyping cost per flow [EUR/year]; a flow not named costs nothing
 * @returns undefined where there are fewer candidates than `size`
 *
 * Method: docs/methods/digital-reach.md.
 */
export function weakestLink(
  flows: readonly Flow[],
  states: Readonly<Record<FlowId, FlowState>>,
  eurPerYear: Readonly<Record<FlowId, number>>,
  size: 1 | 2 | 3,
): WeakestLink | undefined {
  const ordered = flows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const graph = flowGraph(ordered)
  const state = ordered.map((flow) => stateOf(states, flow.id))
  const now = reachOver(graph, (k) => travelsByItself(state[k]!))
  const candidates = state.flatMap((s, k) => (isKnownCarrier(s) && !travelsByItself(s) ? [k] : []))
  const cost = ordered.map((flow) => eurPerYear[flow.id] ?? 0)
  const chosen = bestSet(graph, now, candidates, cost, size)
  if (chosen === undefined) return undefined

  const after = now.slice()
  for (const k of chosen) addFlow(after, graph.from[k]!, graph.to[k]!)
  const pairsPossible = countPairs(reachOver(graph, (k) => isKnownCarrier(state[k]!)))
  const newPairs = pairsGained(graph, now, after)
  return {
    flows: chosen.map((k) => ordered[k]!.id),
    gainShare: pairsPossible === 0 ? 0 : newPairs.length / pairsPossible,
    newPairs,
    retypingEurPerYear: chosen.reduce((sum, k) => sum + cost[k]!, 0),
  }
}

/**
 * Tries every set of `size` candidates, in order. Each level of the search keeps the reach of the flows
 * chosen so far, so a set costs one more flow and not a new closure.
 */
function bestSet(
  graph: FlowGraph,
  now: Reachability,
  candidates: readonly number[],
  cost: readonly number[],
  size: number,
): number[] | undefined {
  const levels = Array.from({ length: size + 1 }, () => now.slice())
  const current = new Array<number>(size)
  let best: number[] | undefined
  let bestPairs = -1
  let bestCost = -1

  const search = (level: number, start: number, costSoFar: number) => {
    if (level === size) {
      const pairs = countPairs(levels[level]!)
      if (pairs < bestPairs || (pairs === bestPairs && costSoFar <= bestCost)) return

      best = current.slice()
      bestPairs = pairs
      bestCost = costSoFar
      return
    }
    for (let c = start; c <= candidates.length - (size - level); c++) {
      const k = candidates[c]!
      const next = levels[level + 1]!
      next.set(levels[level]!)
      addFlow(next, graph.from[k]!, graph.to[k]!)
      current[level] = k
      search(level + 1, c + 1, costSoFar + cost[k]!)
    }
  }
  search(0, 0, 0)
  return best
}
