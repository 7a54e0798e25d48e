import { carrierRank, CARRIERS, type Carrier, type Flow, type FlowState } from '../flows/flow.ts'
import type { Step } from './step.ts'

/** How much a flow still has to gain: all by hand, half where it is automatic one way, nothing where both ways. */
const needOf = (carrier: Carrier) => (carrierRank(carrier) === 4 ? 0 : carrierRank(carrier) === 3 ? 0.5 : 1)

/**
 * Share of a step's benefit that a firm's flows leave to gain. Where the information a step would carry already
 * travels by itself, most of the step's benefit is in the firm's figures already.
 *
 *     left = floor + (1 − floor) × mean need of the step's own flows
 *
 * Flows that do not apply are left out; an unknown flow counts with the population's mean need; a step without
 * known flows keeps all its benefit. Assumption, see docs/methods/scenarios.md.
 *
 * @param floor  share left where all its flows run by themselves, in [0, 1]
 * @returns      share in [floor, 1]
 */
export function benefitLeft(
  step: Step,
  flows: readonly Flow[],
  states: Readonly<Record<string, FlowState>>,
  carrierShare: Readonly<Record<Carrier, number>>,
  floor: number,
): number {
  const meanNeed = CARRIERS.reduce((sum, carrier) => sum + carrierShare[carrier] * needOf(carrier), 0)
  const needs = flows
    .filter((flow) => step.couplings.some(({ from, to }) => from === flow.from && to === flow.to))
    .map(({ id }) => states[id] ?? 'unknown')
    .filter((state) => state !== 'not-applicable')
    .map((state) => (state === 'unknown' ? meanNeed : needOf(state)))
  if (needs.length === 0) return 1
  const mean = needs.reduce((sum, need) => sum + need, 0) / needs.length
  return floor + (1 - floor) * mean
}
