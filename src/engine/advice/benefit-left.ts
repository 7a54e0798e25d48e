import type { Flow } from '../flows/flow.ts'
import { isOwnFlow, isThere } from './feeds.ts'
import type { FirmUnknowns } from './firm-unknowns.ts'
import type { Step } from './step.ts'

/** How much a flow still has to gain, by rank of its carrier: all by hand, half automatic one way, nothing both ways. */
const NEED = [1, 1, 1, 0.5, 0]

/**
 * Share of a step's benefit that a firm's flows leave to gain, per scenario. Where the information a step would
 * carry already travels by itself, most of the step's benefit is in the firm's figures already.
 *
 *     left = floor + (1 − floor) × mean need of the step's own flows
 *
 * Flows that do not apply are left out; a step without flows keeps all its benefit. Assumption, see
 * docs/methods/scenarios.md.
 *
 * @param floor  share left where all its flows run by themselves, in [0, 1]
 * @returns      shares in [floor, 1]
 */
export function benefitLeft(
  step: Step,
  flows: readonly Flow[],
  { carriers }: FirmUnknowns,
  floor: number,
  count: number,
): Float64Array {
  const out = new Float64Array(count).fill(1)
  const own = flows
    .filter((flow) => isOwnFlow(step, flow))
    .map(({ id }) => carriers.get(id)!)
    .filter(isThere)
  if (own.length === 0) return out
  for (let n = 0; n < count; n++) {
    let need = 0
    for (let f = 0; f < own.length; f++) need += NEED[own[f]![n]!]!
    out[n] = floor + ((1 - floor) * need) / own.length
  }
  return out
}
