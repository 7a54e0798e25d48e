import { topologicalOrder } from '../kernel/graph.ts'
import type { Barrier, Step, StepId } from './step.ts'

/**
 * A plan is a policy: steps in an order that respects hard prerequisites. A step starts when those are in use
 * and a place is free, and is skipped in every scenario where one of them failed.
 */
export type Plan = Readonly<{
  order: readonly StepId[]
  target: StepId // the step it is all for; the last one for a mini-plan
  startMonth: number // nothing starts before, for instance because a trial comes first
  upfrontEur: number // paid at once, whatever follows: the firm's own cost of a trial
  notBefore?: readonly number[] // month before which each step of the order does not start
  trials?: readonly TrialBefore[]
}>

/** A trial of `step`, before the work on `before` begins: that step itself, or one it needs. */
export type TrialBefore = Readonly<{ step: StepId; before: StepId }>

/**
 * The step with the hard prerequisites it still needs, in an order that respects them.
 *
 * @param stepOf   gives the step of an id; throws for an unknown one
 * @param isInUse  steps the firm already has need nothing
 */
export function miniPlan(
  target: StepId,
  stepOf: (id: StepId) => Step,
  isInUse: (id: StepId) => boolean,
): Plan {
  return planFor([target], target, stepOf, isInUse)
}

/** Several steps with the prerequisites they still need, in the order given as far as those allow. */
export function planFor(
  wanted: readonly StepId[],
  target: StepId,
  stepOf: (id: StepId) => Step,
  isInUse: (id: StepId) => boolean,
): Plan {
  const needed: StepId[] = []
  const need = (id: StepId): void => {
    if (needed.includes(id) || isInUse(id)) return
    for (const prerequisite of stepOf(id).prerequisites) need(prerequisite)
    needed.push(id)
  }
  for (const id of wanted) need(id)
  return { order: needed, target, startMonth: 0, upfrontEur: 0 }
}

/** Refuses a catalogue in which steps wait for each other. */
export const orderOf = (steps: readonly Step[]) => {
  const byId = new Map(steps.map((step) => [step.id, step]))
  return topologicalOrder([...byId.keys()], (id) => byId.get(id)?.prerequisites ?? [])
}

/** Barriers of the target that an earlier step of the plan takes away where that step succeeds. */
export function barriersFixedBy(
  plan: Pick<Plan, 'order'>,
  barrierFix: Readonly<Partial<Record<Barrier, StepId>>>,
): ReadonlyMap<StepId, readonly Barrier[]> {
  const fixes = new Map<StepId, Barrier[]>()
  for (const [barrier, stepId] of Object.entries(barrierFix) as [Barrier, StepId][]) {
    if (plan.order.includes(stepId)) fixes.set(stepId, [...(fixes.get(stepId) ?? []), barrier])
  }
  return fixes
}
