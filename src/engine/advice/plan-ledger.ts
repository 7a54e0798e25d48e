import {
  EMPTY_PLAN,
  type FoundPlan,
  isBetter,
  isWithin,
  type PlannedStep,
  type PlanProblem,
  type Worth,
} from './plan-problem.ts'

/** What has been valued so far, and the best of it. No plan is valued twice. */
export type PlanLedger = Readonly<{
  /** The plan with its worth; undefined where it is new and the allowance is spent. */
  rate: (plan: readonly PlannedStep[]) => FoundPlan | undefined
  /** The worth of a plan in a list that will be used again; of cheap problems only the best is remembered. */
  glance: (plan: readonly PlannedStep[]) => Worth | undefined
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
  const glance = (plan: readonly PlannedStep[]): Worth | undefined => {
    if (problem.isCheap !== true) return rate([...plan])
    if (evaluated >= allowance) return undefined
    evaluated++
    const worth = problem.worthOf(plan)
    for (let r = 0; r < allowedRisks.length; r++) {
      if (worth.value <= best[r]!.value || !isWithin(worth, allowedRisks[r]!)) continue
      note({ plan: [...plan], value: worth.value, risk: worth.risk })
      break
    }
    return worth
  }
  const reach = (rated: FoundPlan) =>
    rated.value + (problem.mostAdded?.(rated.plan) ?? Number.POSITIVE_INFINITY)

  return {
    rate,
    glance,
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
