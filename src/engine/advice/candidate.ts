import { mean } from '../kernel/summary.ts'
import type { Fact } from './firm.ts'
import type { FirmWorld } from './firm-world.ts'
import type { PlanScenarios } from './simulate-plan.ts'
import type { Barrier, StepId } from './step.ts'
import type { TrialScenarios, TrialValue } from './trial.ts'

/** What an entrepreneur can do first. */
export const ACTIONS = ['do', 'try-first', 'fix-barrier', 'find-out', 'do-nothing'] as const
export type Action = (typeof ACTIONS)[number]

/** Something the firm could begin with, valued over all scenarios. */
export type Candidate = Readonly<{
  action: Action
  target: StepId | undefined // the step it is about; none for doing nothing
  begin: StepId | undefined // the step to begin with: the target, or one it needs first
  order: readonly StepId[]
  barrier?: Barrier // taken away first
  fact?: Fact // looked up first
  trial?: TrialValue
  expectedNetPresentValueEur: number
  addedChanceOfTrouble: number // share, over doing nothing
  isSafe: boolean // within what the entrepreneur accepts
  plan: PlanScenarios | undefined // done in every scenario
  policy?: PlanScenarios // stopped where the trial warned
  values: Float64Array // net present value per scenario [EUR]
  trouble: Float64Array | Uint8Array // chance of trouble per scenario
}>

export function doNothing(world: FirmWorld): Candidate {
  return {
    action: 'do-nothing',
    target: undefined,
    begin: undefined,
    order: [],
    expectedNetPresentValueEur: 0,
    addedChanceOfTrouble: 0,
    isSafe: true,
    plan: undefined,
    values: new Float64Array(world.count),
    trouble: world.isTrouble,
  }
}

/** Doing a plan at once; a plan that begins by taking a reported barrier away is named after it. */
export function doing(
  plan: PlanScenarios,
  world: FirmWorld,
  allowed: number,
  barrier: Barrier | undefined,
): Candidate {
  const added = mean(plan.isTrouble) - mean(world.isTrouble)
  return {
    action: barrier === undefined ? 'do' : 'fix-barrier',
    target: plan.plan.target,
    begin: plan.plan.order[0],
    order: plan.plan.order,
    ...(barrier === undefined ? {} : { barrier }),
    expectedNetPresentValueEur: mean(plan.netPresentValue),
    addedChanceOfTrouble: added,
    isSafe: added <= allowed,
    plan,
    values: plan.netPresentValue,
    trouble: plan.isTrouble,
  }
}

export function tryingFirst(
  trial: TrialScenarios,
  after: PlanScenarios,
  world: FirmWorld,
  allowed: number,
): Candidate {
  const added = mean(trial.trouble) - mean(world.isTrouble)
  return {
    action: 'try-first',
    target: after.plan.target,
    begin: after.plan.order[0],
    order: after.plan.order,
    trial: trial.value,
    expectedNetPresentValueEur: trial.value.expectedNetPresentValueEur,
    addedChanceOfTrouble: added,
    isSafe: added <= allowed,
    plan: after,
    policy: trial.policy,
    values: trial.netPresentValue,
    trouble: trial.trouble,
  }
}

/** Best first; equal values in the order given, so that the result does not depend on luck. */
export const byValue = (a: Candidate, b: Candidate) =>
  b.expectedNetPresentValueEur - a.expectedNetPresentValueEur
