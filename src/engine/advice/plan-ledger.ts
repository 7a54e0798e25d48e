import {
  EMPTY_PLAN,
  type FoundPlan,
  isBetter,
  isWithin,
  type PlannedStep,
  type PlanProblem,
} from './plan-problem.ts'

/** What has been valued so far, and the best of it. No plan is valued twice. */
export type PlanLedger = Readonly<{
  /** The plan with its worth; undefined where it is new and the allowance is spent. */
  rate: (plan: readonly PlannedStep[]) => FoundPlan | undefined
  /** Upper bound on the value of the plan and all its extensions [EUR]. */
  reach: (rated: FoundPlan) => number
  best: readonly FoundPlan[] // per allowed risk
  byFirst: readonly ReadonlyMap<number, FoundPlan>[] // per allowed risk and first step
  all: readonly FoundPlan[] // in the order in which they were valued
  evaluated: () => number
  isSpent: () => boolean
  allow: (evaluations: number) => void
}>

export function openLedger(problem: PlanProblem, allowedRisks: readonly number[]): PlanLedger {
  const known = new Map<string, FoundPlan>()
  const all: FoundPlan[] = []
  const best = allowedRisks.map(() => EMPTY_PLAN)
  const byFirst = allowedRisks.map(() => new Map<number, FoundPlan>())
  let evaluated = 0
  let allowance = Number.POSITIVE_INFINITY

  const note = (rated: FoundPlan): void => {
    const first = rated.plan[0]!.step
    for (let r = 0; r < allowedRisks.length; r++) {
      if (!isWithin(rated, allowedRisks[r]!)) continue
      if (isBetter(rated, best[r]!)) best[r] = rated
      const rival = byFirst[r]!.get(first)
      if (!rival || isBetter(rated, rival)) byFirst[r]!.set(first, rated)
    }
  }
  const rate = (plan: readonly PlannedStep[]): FoundPlan | undefined => {
    if (plan.length === 0) return EMPTY_PLAN
    const key = keyOf(plan, problem)
    const before = known.get(key)
    if (before || evaluated >= allowance) return before
    evaluated++
    const { value, risk } = problem.worthOf(plan)
    const rated = { plan, value, risk }
    known.set(key, rated)
    all.push(rated)
    note(rated)
    return rated
  }
  const reach = (rated: FoundPlan) =>
    rated.value + (problem.mostAdded?.(rated.plan) ?? Number.POSITIVE_INFINITY)

  return {
    rate,
    reach,
    best,
    byFirst,
    all,
    evaluated: () => evaluated,
    isSpent: () => evaluated >= allowance,
    allow: (evaluations) => {
      allowance = evaluations
    },
  }
}

/** One character per step where that fits, as it does for every real catalogue. */
function keyOf(plan: readonly PlannedStep[], { size, quarters }: PlanProblem): string {
  if (size * quarters > 65_536) return plan.map(({ step, quarter }) => `${step}@${quarter}`).join(' ')
  let key = ''
  for (let i = 0; i < plan.length; i++) {
    key += String.fromCharCode(plan[i]!.step * quarters + plan[i]!.quarter)
  }
  return key
}
