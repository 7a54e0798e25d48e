/** A step of the problem (its index) and the first quarter in which it may start. */
export type PlannedStep = Readonly<{ step: number; quarter: number }>

/** value [EUR, expected net present value]; risk [share, added chance of trouble]. */
export type Worth = Readonly<{ value: number; risk: number }>

/**
 * What a search needs to know. The steps of a plan are started in list order, each not before its quarter and
 * not before its prerequisites allow it; the search looks at canonical plans: quarters never go down along the
 * list. Appending a step must not change when the steps before it start.
 */
export type PlanProblem = Readonly<{
  size: number // steps 0 … size − 1
  prerequisites: readonly (readonly number[])[] // hard: must stand earlier in the plan; without cycles
  quarters: number // earliest start quarters run 0 … quarters − 1
  mostSteps?: number // a plan has at most so many; any number if left out
  /** A plan is valued in microseconds: many are, without looking up whether they were valued before. */
  isCheap?: boolean
  /** Does not keep the list, which may be used again. Exact on the search's scenarios; the empty plan is { value: 0, risk: 0 }. */
  worthOf: (plan: readonly PlannedStep[]) => Worth
  /** Upper bound on what extensions of this plan can add to its value [EUR], whatever the risk, at least 0. */
  mostAdded?: (plan: readonly PlannedStep[]) => number
}>

export type SearchSettings = Readonly<{
  allowedRisks: readonly number[] // shares; one best plan is sought for each
  width?: number // plans kept per beginning and allowed risk
  firsts?: number // beginnings that are followed up
  contenders?: number // steps tried after a plan
  quarterChoices?: readonly number[] // quarters to which a step is put off, besides one earlier or later
  ranksByBound?: boolean // beam ranked by value + mostAdded, for bounds that are tight; else by a guess
  beamShare?: number // share of the evaluations that the beam may take
  polished?: number // plans per allowed risk from which the local search starts
  renewedShare?: number // share of the evaluations left after that for ruin and recreate
  evaluations?: number // at most so many plans are valued
  exactUpTo?: number // a problem with at most so many canonical plans is solved exactly
}>

export const DEFAULT_SETTINGS = {
  width: 1,
  firsts: 5,
  contenders: 5,
  quarterChoices: [1, 2, 3, 5, 8],
  ranksByBound: false,
  beamShare: 0.2,
  polished: 2,
  renewedShare: 0.5,
  evaluations: 900,
  exactUpTo: 600,
} as const satisfies Omit<SearchSettings, 'allowedRisks'>

export type FoundPlan = Readonly<{ plan: readonly PlannedStep[] } & Worth>

export type Found = Readonly<{
  best: readonly FoundPlan[] // per allowed risk; the empty plan where nothing is better
  bestByFirst: readonly (readonly FoundPlan[])[] // per allowed risk: one plan per first step, best first
  upperBound: readonly number[] // of the optimum per allowed risk [EUR]; Infinity where unknown
  evaluated: number // plans valued
  isExact: boolean // whether `best` is proven to be the optimum
}>

export const EMPTY_PLAN: FoundPlan = { plan: [], value: 0, risk: 0 }

const RISK_TOLERANCE = 1e-12

export const isWithin = ({ risk }: Worth, allowedRisk: number) => risk <= allowedRisk + RISK_TOLERANCE

/** More value; for the same value fewer steps, then fewer quarters of waiting. */
export function isBetter(plan: FoundPlan, than: FoundPlan): boolean {
  const difference = plan.value - than.value
  if (Math.abs(difference) > 1e-9 * (1 + Math.abs(than.value))) return difference > 0
  if (plan.plan.length !== than.plan.length) return plan.plan.length < than.plan.length

  return waiting(plan) < waiting(than)
}

const waiting = ({ plan }: FoundPlan) => plan.reduce((sum, { quarter }) => sum + quarter, 0)
