import { mean } from '../kernel/summary.ts'
import { miniPlan, type Plan } from './plan.ts'
import type { Worth } from './plan-problem.ts'
import { type PlanValue, planValue, worthOf } from './plan-value.ts'
import { trialCostEur } from './planned-trials.ts'
import type { Simulation } from './simulation.ts'
import type { StepId, Trial } from './step.ts'

/** One step with what it still needs, at once or after a trial, as valued for the choice. */
export type Option = Readonly<{ target: StepId; plan: Plan; value: PlanValue; worth: Worth }>

/** What can be done about one open step. */
export type MiniPlan = Readonly<{ atOnce: Option; afterTrial: Option | undefined }>

/** How many of the steps whose trial promises most get it worked out. */
const TRIALS = 6

/** Every step that the firm does not have (or those `among` some), with its prerequisites, over the first `count` scenarios. */
export function miniPlans(
  simulation: Simulation,
  trialsOnOffer: ReadonlySet<StepId>,
  count: number,
  among?: ReadonlySet<StepId>,
): ReadonlyMap<StepId, MiniPlan> {
  const { isToldInUse } = simulation.world.unknowns
  const open = simulation.steps.filter(
    ({ id }) => isToldInUse.get(id) !== true && (among === undefined || among.has(id)),
  )
  const atOnce = open.map(({ id }) => optionOf(planTo(id, simulation), simulation, count))
  const promising = atOnce
    .flatMap((option) => {
      const { trial } = simulation.stepOf(option.target).step
      if (!trial || !trialsOnOffer.has(option.target)) return []
      const bound = trialBound(trial, option.value)
      return bound > Math.max(0, mean(option.value.netPresentValue)) ? [{ option, bound }] : []
    })
    .toSorted((a, b) => b.bound - a.bound)
    .slice(0, TRIALS)
  const tried = new Map(
    promising.map(({ option }) => [option.target, bestTrial(option, simulation, count)] as const),
  )
  return new Map(
    atOnce.map((option) => [option.target, { atOnce: option, afterTrial: tried.get(option.target) }]),
  )
}

/** The step with the hard prerequisites it still needs. */
export const planTo = (id: StepId, { stepOf, world }: Simulation): Plan =>
  miniPlan(
    id,
    (other) => stepOf(other).step,
    (other) => world.unknowns.isToldInUse.get(other) === true,
  )

export function optionOf(plan: Plan, simulation: Simulation, count: number): Option {
  const value = planValue(plan, simulation, count)
  return { target: plan.target, plan, value, worth: worthOf(value, plan.order.length, simulation) }
}

/** The trial before anything else, or just before the step itself: the better of the two. */
function bestTrial({ plan, target }: Option, simulation: Simulation, count: number): Option {
  const places = plan.order[0] === target ? [target] : [plan.order[0]!, target]
  return places
    .map((before) => optionOf({ ...plan, trials: [{ step: target, before }] }, simulation, count))
    .reduce((best, option) => (option.worth.value > best.worth.value ? option : best))
}

/** Upper bound on what trying first can bring [EUR], before any plan is run again: the warning, without delay. */
export function trialBound(trial: Trial, { netPresentValue, wouldFail }: PlanValue): number {
  let warned = 0
  let clear = 0
  for (let n = 0; n < netPresentValue.length; n++) {
    const chance = wouldFail[n] === 1 ? trial.warnsIfItWouldFail : trial.warnsIfItWouldSucceed
    warned += chance * netPresentValue[n]!
    clear += (1 - chance) * netPresentValue[n]!
  }
  const value = Math.max(0, warned) + Math.max(0, clear)
  return value / netPresentValue.length - trialCostEur(trial)
}
