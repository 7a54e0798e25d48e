import type { PlanLedger } from './plan-ledger.ts'
import type { FoundPlan, PlannedStep, PlanProblem } from './plan-problem.ts'
import { EMPTY_PLAN } from './plan-problem.ts'

/** Number of canonical plans, the empty one included, or `most` + 1 where there are more than `most`. */
export function countPlans(problem: PlanProblem, most: number): number {
  let count = 0
  const visit = (plan: readonly PlannedStep[]): void => {
    count++
    for (const next of extensions(plan, problem)) {
      if (count > most) return
      visit(next)
    }
  }
  visit([])
  return Math.min(count, most + 1)
}

/**
 * Branch and bound, depth first: a plan is left with all its extensions when, for every allowed risk, value +
 * most added is no more than the best with the same first step. A plan over the allowed risk isn't left for
 * that: a later step may release cash.
 */
export function solveExactly(problem: PlanProblem, ledger: PlanLedger): void {
  const visit = (rated: FoundPlan): void => {
    for (const next of extensions(rated.plan, problem)) {
      const child = ledger.rate(next)
      if (child && canImprove(child, ledger.reach(child), ledger)) visit(child)
    }
  }
  visit(EMPTY_PLAN)
}

/**
 * Whether an extension of the plan could be the best of its beginning, for any allowed risk.
 *
 * @param reach  upper bound on the value of the plan and its extensions [EUR]
 */
export function canImprove({ plan }: FoundPlan, reach: number, { byFirst }: PlanLedger): boolean {
  return byFirst.some((plans) => {
    const rival = plans.get(plan[0]?.step ?? -1)
    return !rival || reach > rival.value
  })
}

/** The plan with one step more, in every quarter from that of its last step on. */
function* extensions(plan: readonly PlannedStep[], problem: PlanProblem): Generator<readonly PlannedStep[]> {
  if (plan.length >= (problem.mostSteps ?? problem.size)) return
  const inPlan = new Set(plan.map(({ step }) => step))
  for (let step = 0; step < problem.size; step++) {
    if (inPlan.has(step) || !problem.prerequisites[step]!.every((other) => inPlan.has(other))) continue
    for (let quarter = plan.at(-1)?.quarter ?? 0; quarter < problem.quarters; quarter++) {
      yield [...plan, { step, quarter }]
    }
  }
}
