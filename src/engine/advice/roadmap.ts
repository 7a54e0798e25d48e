import { mean } from '../kernel/summary.ts'
import type { Candidate } from './candidate.ts'
import { type Choice, type ChoiceInput, leastWorthEur } from './first-step.ts'
import { planFor } from './plan.ts'
import { simulatePlan } from './simulate-plan.ts'
import type { StepId } from './step.ts'

/** Why a step stands on the roadmap: it is advised, the advised one needs it, or it comes on top. */
export const ROADMAP_REASONS = ['advised', 'needed', 'adds-value'] as const

export type RoadmapEntry = Readonly<{
  step: StepId
  reason: (typeof ROADMAP_REASONS)[number]
  addsEur: number | undefined // expected net present value on top of what stands before it
}>

export type Roadmap = Readonly<Record<'now' | 'then' | 'later', readonly RoadmapEntry[]>>

const ADDITIONS = 3
const CONTENDERS = 6
const ROUGH_COUNT = 1024

/**
 * A first look ahead: the advised plan, and then, one by one, the step that adds most to it within the accepted
 * risk. Values are taken together with what stands before, so that savings on the same money do not add up.
 */
export function roadmapOf({ chosen, candidates }: Choice, input: ChoiceInput): Roadmap {
  const order = chosen.action === 'do-nothing' ? [] : chosen.order
  // biome-ignore lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits it
  if (order.length === 0) return { now: [], then: [], later: [] }

  const added = additions(order, chosen.target!, candidates, input)
  const entries: RoadmapEntry[] = [
    ...order.map((step) => ({
      step,
      reason: step === chosen.target ? ('advised' as const) : ('needed' as const),
      addsEur: step === chosen.target ? chosen.expectedNetPresentValueEur : undefined,
    })),
    ...added,
  ]
  const middle = Math.max(2, order.length)
  // biome-ignore lint/suspicious/noThenProperty: the three columns of the roadmap; nobody awaits it
  return { now: entries.slice(0, 1), then: entries.slice(1, middle), later: entries.slice(middle) }
}

function additions(
  order: readonly StepId[],
  target: StepId,
  candidates: readonly Candidate[],
  input: ChoiceInput,
): readonly RoadmapEntry[] {
  const { simulation } = input
  const contenders = [...new Set(candidates.filter(isWorthAdding).map((candidate) => candidate.target!))]
    .filter((step) => !order.includes(step))
    .slice(0, CONTENDERS)
  let wanted = order
  let value = roughValueOf(order, target, input).valueEur
  const entries: RoadmapEntry[] = []
  const allowed = simulation.parameters.addedTroubleAllowed[simulation.firm.riskAppetite]
  const least = leastWorthEur(simulation.parameters)

  for (let round = 0; round < ADDITIONS; round++) {
    const options = contenders
      .filter((step) => !wanted.includes(step))
      .map((step) => ({ step, ...roughValueOf([...wanted, step], step, input) }))
      .filter(({ valueEur, addedTrouble }) => valueEur > value + least && addedTrouble <= allowed)
      .toSorted((a, b) => b.valueEur - a.valueEur)
    const best = options[0]
    if (!best) break
    const needed = best.order.filter((step) => !wanted.includes(step) && step !== best.step)
    entries.push(...needed.map((step) => ({ step, reason: 'needed' as const, addsEur: undefined })))
    entries.push({ step: best.step, reason: 'adds-value', addsEur: best.valueEur - value })
    wanted = best.order
    value = best.valueEur
  }
  return entries
}

const isWorthAdding = ({ target, isSafe, expectedNetPresentValueEur, action }: Candidate) =>
  target !== undefined && action === 'do' && isSafe && expectedNetPresentValueEur > 0

/** A rough value on the first scenarios: they are a Sobol net of their own. */
function roughValueOf(wanted: readonly StepId[], target: StepId, { simulation }: ChoiceInput) {
  const { firm, world } = simulation
  const plan = planFor(
    wanted,
    target,
    (id) => simulation.stepOf(id).step,
    (id) => firm.stepsInUse.includes(id),
  )
  const count = Math.min(ROUGH_COUNT, world.count)
  const result = simulatePlan(plan, simulation, count)
  return {
    order: plan.order,
    valueEur: mean(result.netPresentValue),
    addedTrouble: mean(result.isTrouble) - mean(world.isTrouble.subarray(0, count)),
  }
}
