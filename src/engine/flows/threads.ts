import { carrierRank, type FlowId, type FlowState } from './flow.ts'
import { isKnownCarrier, stateOf } from './reachability.ts'

export type ThreadId = string

/** The way of one fact through the firm: each flow begins where the one before it ends. */
export type Thread = Readonly<{ id: ThreadId; flows: readonly FlowId[] }>

/** How often the same fact is retyped on its way. Links that do not exist in the firm are not counted. */
export type ThreadRetyping = Readonly<{
  id: ThreadId
  links: readonly Readonly<{ flow: FlowId; state: FlowState }>[]
  knownLinks: number
  unknownLinks: number
  linksByHand: number // times the fact is retyped, as far as known
}>

const LAST_RANK_BY_HAND = 2

/** Someone moves the information: by mouth, on paper, in a mail or by typing it. */
export const isByHand = (state: FlowState) => isKnownCarrier(state) && carrierRank(state) <= LAST_RANK_BY_HAND

/** Method: docs/methods/retyping.md. */
export function threadRetyping(thread: Thread, states: Readonly<Record<FlowId, FlowState>>): ThreadRetyping {
  const links = thread.flows.map((flow) => ({ flow, state: stateOf(states, flow) }))
  const count = (holds: (state: FlowState) => boolean) => links.filter(({ state }) => holds(state)).length
  return {
    id: thread.id,
    links,
    knownLinks: count(isKnownCarrier),
    unknownLinks: count((state) => state === 'unknown'),
    linksByHand: count(isByHand),
  }
}

/**
 * For each flow that is done by hand on a thread: the how-manieth time, as far as known, that the fact is
 * retyped there (1, 2, …). A flow on several threads gets the highest.
 */
export function retypeCountPerFlow(threads: readonly ThreadRetyping[]): Record<FlowId, number> {
  const counts: Record<FlowId, number> = {}
  for (const thread of threads) {
    const byHand = thread.links.filter(({ state }) => isByHand(state))
    for (const [i, { flow }] of byHand.entries()) counts[flow] = Math.max(counts[flow] ?? 0, i + 1)
  }
  return counts
}
