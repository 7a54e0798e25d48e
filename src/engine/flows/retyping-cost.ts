import type { Carrier, Flow, FlowId, FlowState } from './flow.ts'
import { isKnownCarrier, stateOf } from './reachability.ts'

/** What handling messages by hand takes, before a firm has corrected it. */
export type Handling = Readonly<{
  messagesPerWeekPerEmployee: Readonly<Record<FlowId, number>>
  minutesPerMessage: Readonly<Record<Carrier, number>> // hands-on time of sender and receiver together
  redoneShare: Readonly<Record<Carrier, number>> // share of messages that must be done again, in [0, 1)
  weeksPerYear: number
  eurPerHour: number // employer's cost
}>

/** What the firm knows better of one flow. */
export type HandlingCorrection = Readonly<{ messagesPerWeek?: number; minutesPerMessage?: number }>

/** What a flow takes per year. A flow that is automatic still takes the time of its exceptions. */
export type FlowRetyping = Readonly<{
  flow: FlowId
  carrier: Carrier
  messagesPerWeek: number
  hoursPerYear: number
  eurPerYear: number
}>

export type RetypingCost = Readonly<{
  perFlow: readonly FlowRetyping[] // in the order of the flows
  totalEurPerYear: number
  coversFlows: number // flows with a known carrier: what the total is about
  unknownFlows: number // flows that may exist and are not in the total
}>

/** The firm's own facts: size for the defaults, and corrections per flow. */
export type HandlingFirm = Readonly<{
  employees: number
  corrections?: Readonly<Record<FlowId, HandlingCorrection>>
}>

/**
 * What it costs a firm per year that people move its information.
 *
 *     EUR/year = messages/week × weeks/year × minutes/message × attempts / 60 × EUR/hour
 *     attempts = 1 / (1 − share redone)
 *
 * A message is redone until it is right, so attempts are geometric. Known, applicable flows only.
 *
 * @returns per flow [EUR/year], never negative
 * @throws Error where a flow has no default number of messages
 *
 * Source: SCM Network, International Standard Cost Model Manual: cost = price × quantity.
 * Method: docs/methods/retyping.md.
 */
export function retypingCost(
  flows: readonly Flow[],
  states: Readonly<Record<FlowId, FlowState>>,
  handling: Handling,
  { employees, corrections = {} }: HandlingFirm,
): RetypingCost {
  const perFlow = flows.flatMap(({ id }) => {
    const state = stateOf(states, id)
    if (!isKnownCarrier(state)) return []

    return [flowRetyping(id, state, handling, employees, corrections[id] ?? {})]
  })
  return {
    perFlow,
    totalEurPerYear: perFlow.reduce((sum, flow) => sum + flow.eurPerYear, 0),
    coversFlows: perFlow.length,
    unknownFlows: flows.filter(({ id }) => stateOf(states, id) === 'unknown').length,
  }
}

function flowRetyping(
  flow: FlowId,
  carrier: Carrier,
  handling: Handling,
  employees: number,
  correction: HandlingCorrection,
): FlowRetyping {
  const perEmployee = handling.messagesPerWeekPerEmployee[flow]
  if (perEmployee === undefined) throw new Error(`no messages per week for flow ${flow}`)

  const messagesPerWeek = correction.messagesPerWeek ?? perEmployee * employees
  const minutes = correction.minutesPerMessage ?? handling.minutesPerMessage[carrier]
  const attempts = 1 / (1 - handling.redoneShare[carrier])
  const hoursPerYear = (messagesPerWeek * handling.weeksPerYear * minutes * attempts) / 60
  return { flow, carrier, messagesPerWeek, hoursPerYear, eurPerYear: hoursPerYear * handling.eurPerHour }
}
