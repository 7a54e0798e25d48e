import { CARRIERS, type Carrier, type Flow, type FlowId, type FlowState, isAutomatic } from './flow.ts'
import {
  addFlow,
  countPairs,
  type FlowGraph,
  flowGraph,
  isKnownCarrier,
  type Reachability,
  reachOver,
  stateOf,
  travelsByItself,
} from './reachability.ts'

/**
 * How much of what can travel through a firm travels by itself, counted in ordered pairs of functions.
 * `share` is in [0, 1], and undefined where no information can travel at all.
 */
export type DigitalReach = Readonly<{
  pairsPossible: number
  pairsAutomatic: number
  share: number | undefined
}>

/**
 * Digital reach over the flows that the firm described.
 *
 *     share = |pairs connected by automatic flows| / |pairs connected by applicable flows|
 *
 * A pair (a, b), a ≠ b, is connected when a directed path of flows leads from a to b. Flows of unknown
 * carrier and flows that do not exist in the firm are left out. A flow counts in its own direction only,
 * also when it is automatic both ways: what comes back is a flow of its own.
 *
 * @param states  carrier per flow; a flow not named is unknown
 * @throws RangeError above 32 functions
 *
 * Method: docs/methods/digital-reach.md.
 */
export function digitalReach(
  flows: readonly Flow[],
  states: Readonly<Record<FlowId, FlowState>>,
): DigitalReach {
  const graph = flowGraph(flows)
  const state = flows.map((flow) => stateOf(states, flow.id))
  const pairsPossible = countPairs(reachOver(graph, (k) => isKnownCarrier(state[k]!)))
  const pairsAutomatic = countPairs(reachOver(graph, (k) => travelsByItself(state[k]!)))

  return { pairsPossible, pairsAutomatic, share: shareOf(pairsAutomatic, pairsPossible) }
}

/**
 * Digital reach when the unknown flows are filled in from the population.
 * The quantiles are the smallest reach whose cumulative chance is at least 0.1 and 0.9.
 * `standardError` is that of the mean by sampling; 0 where every combination was counted.
 */
export type ExpectedReach = Readonly<{
  mean: number
  p10: number
  p90: number
  standardError: number
  unknownFlows: number
}>

export type ReachSampling = Readonly<{ rng: () => number; count: number }> // rng in [0, 1); draws, 1 or more

/**
 * Expectation and range of digital reach, each unknown flow taken to exist and to be automatic with the
 * population's share of automatic carriers, independently. Counted exactly where the unknown flows have at
 * most `count` combinations, else sampled; the chance generator is not touched in the exact case.
 *
 * @param carrierShare  share of flows per carrier [≥ 0, any positive sum]
 * @returns undefined where no information can travel at all
 *
 * Assumption: flows are independent given the population (docs/methods/digital-reach.md).
 */
export function expectedReach(
  flows: readonly Flow[],
  states: Readonly<Record<FlowId, FlowState>>,
  carrierShare: Readonly<Record<Carrier, number>>,
  { rng, count }: ReachSampling,
): ExpectedReach | undefined {
  const graph = flowGraph(flows)
  const state = flows.map((flow) => stateOf(states, flow.id))
  const pairsPossible = countPairs(reachOver(graph, (k) => state[k] !== 'not-applicable'))
  if (pairsPossible === 0) return undefined

  const known = reachOver(graph, (k) => travelsByItself(state[k]!))
  const unknown = state.flatMap((s, k) => (s === 'unknown' ? [k] : []))
  const chance = automaticShare(carrierShare)
  const exact = 2 ** unknown.length <= count
  const chanceOfPairs = exact
    ? countEveryCombination(graph, known, unknown, chance, pairsPossible)
    : sampleCombinations(graph, known, unknown, chance, pairsPossible, { rng, count })
  return summary(chanceOfPairs, exact ? Number.POSITIVE_INFINITY : count, unknown.length)
}

/** Chance that a flow of unknown carrier travels by itself. */
function automaticShare(carrierShare: Readonly<Record<Carrier, number>>): number {
  const sum = (carriers: readonly Carrier[]) => carriers.reduce((total, c) => total + carrierShare[c], 0)
  return sum(CARRIERS.filter(isAutomatic)) / sum(CARRIERS)
}

/** Chance of each number of connected pairs, over all 2^unknown combinations. */
function countEveryCombination(
  graph: FlowGraph,
  known: Reachability,
  unknown: readonly number[],
  chance: number,
  pairsPossible: number,
): Float64Array {
  const chanceOfPairs = new Float64Array(pairsPossible + 1)
  const reach = new Uint32Array(known.length)
  for (let combination = 0; combination < 2 ** unknown.length; combination++) {
    reach.set(known)
    let weight = 1
    for (let u = 0; u < unknown.length; u++) {
      const automatic = (combination >>> u) & 1
      weight *= automatic ? chance : 1 - chance
      if (automatic) addFlow(reach, graph.from[unknown[u]!]!, graph.to[unknown[u]!]!)
    }
    chanceOfPairs[countPairs(reach)]! += weight
  }
  return chanceOfPairs
}

/** Relative frequency of each number of connected pairs; one uniform per unknown flow and draw. */
function sampleCombinations(
  graph: FlowGraph,
  known: Reachability,
  unknown: readonly number[],
  chance: number,
  pairsPossible: number,
  { rng, count }: ReachSampling,
): Float64Array {
  const chanceOfPairs = new Float64Array(pairsPossible + 1)
  const reach = new Uint32Array(known.length)
  for (let draw = 0; draw < count; draw++) {
    reach.set(known)
    for (let u = 0; u < unknown.length; u++)
      if (rng() < chance) addFlow(reach, graph.from[unknown[u]!]!, graph.to[unknown[u]!]!)
    chanceOfPairs[countPairs(reach)]! += 1 / count
  }
  return chanceOfPairs
}

function summary(chanceOfPairs: Float64Array, draws: number, unknownFlows: number): ExpectedReach {
  const pairsPossible = chanceOfPairs.length - 1
  let mean = 0
  let square = 0
  for (let pairs = 0; pairs <= pairsPossible; pairs++) {
    const share = pairs / pairsPossible
    mean += chanceOfPairs[pairs]! * share
    square += chanceOfPairs[pairs]! * share * share
  }
  const variance = Math.max(0, square - mean * mean)
  return {
    mean: Math.min(1, mean),
    p10: quantile(chanceOfPairs, 0.1) / pairsPossible,
    p90: quantile(chanceOfPairs, 0.9) / pairsPossible,
    standardError: Math.sqrt(variance / draws),
    unknownFlows,
  }
}

const ROUNDING = 1e-9

/** Smallest value whose cumulative chance is at least `level`. */
function quantile(chanceOfValue: Float64Array, level: number): number {
  let cumulative = 0
  for (let value = 0; value < chanceOfValue.length; value++) {
    cumulative += chanceOfValue[value]!
    if (cumulative >= level - ROUNDING) return value
  }
  return chanceOfValue.length - 1
}

const shareOf = (part: number, whole: number) => (whole === 0 ? undefined : part / whole)
