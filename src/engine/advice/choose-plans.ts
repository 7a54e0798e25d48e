import type { MiniPlan } from './mini-plans.ts'
import { RISK_APPETITES } from './parameters.ts'
import { type Plan, planFor, type TrialBefore } from './plan.ts'
import type { FoundPlan, PlannedStep, PlanProblem, Worth } from './plan-problem.ts'
import { searchPlans } from './plan-search.ts'
import { planValue, worthOf } from './plan-value.ts'
import type { Simulation } from './simulation.ts'
import type { StepId } from './step.ts'

/** A plan with what it is worth on all scenarios of the choice. */
export type RatedPlan = Readonly<{ plan: Plan; worth: Worth }>

/** What the search found. */
export type PlanChoice = Readonly<{
  rated: readonly RatedPlan[] // for any appetite for risk and any beginning that does well, best first
  evaluated: number // plans valued
}>

/** How hard to look: plans valued, on the first so many scenarios (a Sobol net of their own). */
export type Effort = Readonly<{ evaluations: number; scenarios: number }>
const EFFORT: Effort = { evaluations: 400, scenarios: 256 }

const BEGINNINGS = 6
/** More steps than this nobody plans for; by then the firm and the figures have changed. */
export const MOST_STEPS = 6
const MONTHS_PER_QUARTER = 3
/** A step that would start later than this belongs to a later plan. */
const QUARTERS = 12

/**
 * The best plan for each appetite for risk. Searched on a part of the scenarios; what the search found is valued
 * again on all of them, and only then is chosen among the few.
 */
export function choosePlans(
  simulation: Simulation,
  minis: ReadonlyMap<StepId, MiniPlan>,
  { evaluations, scenarios }: Effort = EFFORT,
): PlanChoice {
  const { parameters, firm } = simulation
  const steps = [...minis.keys()]
  const allowedRisks = RISK_APPETITES.map((appetite) => parameters.addedTroubleAllowed[appetite])
  const problem = problemOf(steps, minis, simulation, scenarios)
  const found = searchPlans(problem, { allowedRisks, evaluations })
  const own = RISK_APPETITES.indexOf(firm.riskAppetite)
  const finalists = [
    ...found.best,
    ...found.bestByFirst.flatMap((plans, risk) => plans.slice(0, risk === own ? BEGINNINGS : 2)),
  ]
  return { rated: distinct(finalists, steps, minis, simulation), evaluated: found.evaluated }
}

function problemOf(
  steps: readonly StepId[],
  minis: ReadonlyMap<StepId, MiniPlan>,
  simulation: Simulation,
  scenarios: number,
): PlanProblem {
  return {
    size: steps.length,
    prerequisites: steps.map((id) =>
      simulation
        .stepOf(id)
        .step.prerequisites.map((other) => steps.indexOf(other))
        .filter((index) => index >= 0),
    ),
    quarters: QUARTERS,
    mostSteps: MOST_STEPS,
    worthOf: (planned) => {
      const plan = planOf(planned, steps, minis, simulation)
      return worthOf(planValue(plan, simulation, scenarios), plan.order.length, simulation)
    },
  }
}

/** The engine's plan for one of the search; a step whose trial pays gets it, in the place that suits it best. */
function planOf(
  planned: readonly PlannedStep[],
  steps: readonly StepId[],
  minis: ReadonlyMap<StepId, MiniPlan>,
  { stepOf, world }: Simulation,
): Plan {
  const order = planned.map(({ step }) => steps[step]!)
  const plan = planFor(
    order,
    order.at(-1) ?? '',
    (id) => stepOf(id).step,
    (id) => world.unknowns.isToldInUse.get(id) === true,
  )
  const trials = order.flatMap((id) => trialIn(order, minis.get(id)))
  const notBefore = planned.map(({ quarter }) => quarter * MONTHS_PER_QUARTER)
  return {
    ...plan,
    ...(notBefore.some((month) => month > 0) ? { notBefore } : {}),
    ...(trials.length > 0 ? { trials } : {}),
  }
}

/** Where the trial of a step that does better with one goes: before the first of its own block, or just before it. */
function trialIn(order: readonly StepId[], mini: MiniPlan | undefined): readonly TrialBefore[] {
  if (!mini?.afterTrial || mini.afterTrial.worth.value <= mini.atOnce.worth.value) return []
  const { step, before } = mini.afterTrial.plan.trials![0]!
  const at = order.indexOf(before)
  return [{ step, before: at >= 0 && at < order.indexOf(step) ? before : step }]
}

/** Each plan once, valued on all scenarios, best first. */
function distinct(
  found: readonly FoundPlan[],
  steps: readonly StepId[],
  minis: ReadonlyMap<StepId, MiniPlan>,
  simulation: Simulation,
): readonly RatedPlan[] {
  const byKey = new Map<string, RatedPlan>()
  for (const { plan: planned } of found) {
    const key = planned.map(({ step, quarter }) => `${step}@${quarter}`).join(' ')
    if (planned.length === 0 || byKey.has(key)) continue
    const plan = planOf(planned, steps, minis, simulation)
    byKey.set(key, { plan, worth: worthOf(planValue(plan, simulation), plan.order.length, simulation) })
  }
  return [...byKey.values()].toSorted((a, b) => b.worth.value - a.worth.value)
}
