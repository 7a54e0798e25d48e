import { meanOf, metalogOf } from '../kernel/metalog.ts'
import type { Plan } from './plan.ts'
import type { Trial } from './step.ts'
import type { StepScenarios } from './step-scenarios.ts'

/** A trial within a plan: of one step, before the work on another (or the same) begins. */
export type PlannedTrial = Readonly<{
  of: number
  before: number
  drops: readonly number[] // steps not started where it warns: the step itself, and what stands there for it alone
  trial: Trial
  costEur: number
  months: number
}>

const WEEKS_PER_MONTH = 365.25 / 12 / 7

const costs = new WeakMap<Trial, number>()

/** What the firm pays for a trial itself, expected [EUR]; kept, because every plan with the trial asks for it. */
export function trialCostEur(trial: Trial): number {
  const known = costs.get(trial)
  if (known !== undefined) return known
  const cost = meanOf(metalogOf(trial.costEur, { lower: 0 }))
  costs.set(trial, cost)
  return cost
}

/** Whole months that a trial takes, by its median. */
export const trialMonths = (trial: Trial) => Math.ceil(trial.durationWeeks.p50 / WEEKS_PER_MONTH)

export function plannedTrials(
  { order, trials = [] }: Plan,
  steps: readonly StepScenarios[],
): readonly PlannedTrial[] {
  return trials.flatMap(({ step: id, before: first }) => {
    const of = order.indexOf(id)
    const before = order.indexOf(first)
    const trial = steps[of]?.step.trial
    if (!trial || before < 0 || before > of) return []
    return [
      {
        of,
        before,
        drops: onlyFor(of, before, steps),
        trial,
        costEur: trialCostEur(trial),
        months: trialMonths(trial),
      },
    ]
  })
}

/** The step itself, and those from `before` on that only it needs. */
function onlyFor(of: number, before: number, steps: readonly StepScenarios[]): readonly number[] {
  const dropped = new Set([of])
  const needs = (i: number, other: number) => steps[i]!.step.prerequisites.includes(steps[other]!.step.id)
  for (let i = of - 1; i >= before; i--) {
    const users = steps.flatMap((_, user) => (needs(user, i) ? [user] : []))
    if (users.length > 0 && users.every((user) => dropped.has(user))) dropped.add(i)
  }
  return [...dropped]
}
