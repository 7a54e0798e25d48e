import { mean } from '../kernel/summary.ts'
import type { Fact } from './firm.ts'
import type { MiniPlan } from './mini-plans.ts'
import { barriersFixedBy, type Plan } from './plan.ts'
import { type PlanValue, planValue, worthOf } from './plan-value.ts'
import type { Simulation } from './simulation.ts'
import type { Barrier, StepId } from './step.ts'

/** What an entrepreneur can do first. */
export const ACTIONS = ['do', 'try-first', 'fix-barrier', 'find-out', 'do-nothing'] as const
export type Action = (typeof ACTIONS)[number]

/** A plan the firm could begin with, valued on scenarios that had no part in finding it. */
export type Candidate = Readonly<{
  action: Action
  target: StepId | undefined // what the first step is for: itself, or a later step that needs it
  begin: StepId | undefined // the step to begin with
  order: readonly StepId[]
  barrier?: Barrier // taken away first
  fact?: Fact // looked up first
  plan: Plan | undefined
  expectedNetPresentValueEur: number
  worthEur: number // the same, less the attention that its steps ask
  addedChanceOfTrouble: number // share, over doing nothing
  value: PlanValue | undefined
}>

export const DO_NOTHING: Candidate = {
  action: 'do-nothing',
  target: undefined,
  begin: undefined,
  order: [],
  plan: undefined,
  expectedNetPresentValueEur: 0,
  worthEur: 0,
  addedChanceOfTrouble: 0,
  value: undefined,
}

/** A plan as something to begin with. */
export function candidateOf(
  plan: Plan,
  valuing: Simulation,
  minis: ReadonlyMap<StepId, MiniPlan>,
): Candidate {
  const value = planValue(plan, valuing)
  const { value: worthEur, risk } = worthOf(value, plan.order.length, valuing)
  return {
    ...beginningOf(plan, valuing, minis),
    begin: plan.order[0],
    order: plan.order,
    plan,
    expectedNetPresentValueEur: mean(value.netPresentValue),
    worthEur,
    addedChanceOfTrouble: risk,
    value,
  }
}

/** What a plan begins with, and what for. */
function beginningOf(
  plan: Plan,
  valuing: Simulation,
  minis: ReadonlyMap<StepId, MiniPlan>,
): Readonly<{ action: Action; target: StepId; barrier?: Barrier }> {
  const begin = plan.order[0]!
  const tried = plan.trials?.find(({ before }) => before === begin)
  if (tried) return { action: 'try-first', target: tried.step }

  const paysByItself = (minis.get(begin)?.atOnce.worth.value ?? 0) > 0
  if (paysByItself) return { action: 'do', target: begin }

  const fixed = barrierFixed(plan, valuing)
  if (fixed) return { action: 'fix-barrier', ...fixed }
  const needsIt = plan.order.find((id) => id !== begin && needs(id, begin, valuing))
  return { action: 'do', target: needsIt ?? begin }
}

/** Whether a step has another among its prerequisites, near or far, or among the steps that help it. */
function needs(id: StepId, other: StepId, valuing: Simulation): boolean {
  const { prerequisites, helpsFirst } = valuing.stepOf(id).step
  return (
    prerequisites.includes(other) ||
    helpsFirst.includes(other) ||
    prerequisites.some((before) => needs(before, other, valuing))
  )
}

/** The first reported barrier that the plan's first step takes away for a later one. */
function barrierFixed(
  { order }: Plan,
  { firm, parameters, stepOf }: Simulation,
): Readonly<{ barrier: Barrier; target: StepId }> | undefined {
  const begin = order[0]!
  const fixes = barriersFixedBy({ order: [begin] }, parameters.barrierFix).get(begin) ?? []
  for (const target of order.slice(1)) {
    const barrier = fixes.find(
      (fixed) => firm.barriers[fixed] === true && stepOf(target).step.barriers.includes(fixed),
    )
    if (barrier) return { barrier, target }
  }
  return undefined
}
