import { countPlans, solveExactly } from './exact-plans.ts'
import { type Beam, type FullSettings, searchBeam, valueSingles } from './plan-beam.ts'
import { openLedger, type PlanLedger } from './plan-ledger.ts'
import { inserted, needsOf } from './plan-moves.ts'
import { explore, polish } from './plan-polish.ts'
import {
  DEFAULT_SETTINGS,
  EMPTY_PLAN,
  type Found,
  type FoundPlan,
  isBetter,
  type PlanProblem,
  type SearchSettings,
} from './plan-problem.ts'
import { renew, renewUntilAgreed } from './plan-renewal.ts'

export type { Found, FoundPlan, PlannedStep, PlanProblem, SearchSettings, Worth } from './plan-problem.ts'

/**
 * The plan with the highest value for each allowed risk.
 *
 *     max value(plan)   where   risk(plan) ≤ allowed risk
 *
 * Small problems exactly, by branch and bound. Problems whose plans are cheap to value by ruin and recreate, run
 * after run. Others by a beam search over appended steps, then a local search and one run of ruin and recreate from
 * the best it found. Deterministic; only of a cheap problem may a plan be valued twice.
 *
 * @param problem   steps, what they need, and what a plan is worth [EUR, share]
 * @param settings  allowed risks [share]; the rest has defaults (`DEFAULT_SETTINGS`)
 * @throws RangeError on steps that wait for each other
 *
 * Source: Land and Doig 1960, doi:10.2307/1910129 (branch and bound); docs/methods/plan-search.md.
 */
export function searchPlans(problem: PlanProblem, settings: SearchSettings): Found {
  const full: FullSettings = { ...DEFAULT_SETTINGS, ...settings }
  const needs = needsOf(problem.prerequisites)
  const ledger = openLedger(problem, full.allowedRisks)
  const isSmall = full.exactUpTo > 0 && countPlans(problem, full.exactUpTo) <= full.exactUpTo
  if (isSmall) {
    solveExactly(problem, ledger)
    return found(problem, ledger, true)
  }

  const job = { problem, settings: full, ledger, needs }
  ledger.allow(Math.floor(full.evaluations * (problem.isCheap ? 1 : full.beamShare)))
  const own = valueSingles(job)
  if (problem.isCheap) {
    const each = (full.evaluations - ledger.evaluated()) / full.allowedRisks.length
    for (let risk = 0; risk < full.allowedRisks.length; risk++) renewUntilAgreed({ ...job, own }, risk, each)
    return found(problem, ledger, false)
  }

  searchBeam(job, own)
  ledger.allow(full.evaluations)
  const polishing = { ...job, own, surprise: new Float64Array(own.length) }
  for (let rank = 0; rank < full.polished; rank++) {
    full.allowedRisks.forEach((allowed, r) => {
      const start = startFor(r, rank, ledger)
      if (start) polish(start, allowed, polishing)
    })
    if (rank === 0) tryBeginnings(job)
  }
  renewAll(polishing, full.renewedShare)
  explore(polishing)
  return found(problem, ledger, false)
}

/** That share of what is left of the allowance, evenly over the allowed risks. */
function renewAll(job: Beam & Readonly<{ own: Float64Array }>, share: number): void {
  const { settings, ledger } = job
  const each = (share * (settings.evaluations - ledger.evaluated())) / settings.allowedRisks.length
  for (let risk = 0; risk < settings.allowedRisks.length; risk++) renew(job, risk, each)
}

/** The best plan of the beginning of that rank; for rank 1 the best whatever the risk, to be made safe. */
function startFor(risk: number, rank: number, ledger: PlanLedger): FoundPlan | undefined {
  if (rank !== 1) return ranked(ledger.byFirst[risk]!)[rank === 0 ? 0 : rank - 1]
  return ledger.best.reduce((best, plan) => (isBetter(plan, best) ? plan : best), EMPTY_PLAN)
}

/** The best plans with another beginning in front of them, so that runners-up are plans and not single steps. */
function tryBeginnings({ ledger, settings, needs, problem }: Beam): void {
  ledger.best.forEach(({ plan }, r) => {
    for (const { plan: other } of ranked(ledger.byFirst[r]!).slice(0, settings.firsts)) {
      ledger.rate(inserted(plan, 0, other[0]!.step, needs).slice(0, problem.mostSteps))
    }
  })
}

function found(problem: PlanProblem, ledger: PlanLedger, isSolved: boolean): Found {
  const roof = problem.mostAdded?.([]) ?? Number.POSITIVE_INFINITY
  const upperBound = ledger.best.map(({ value }) => (isSolved ? value : Math.max(value, roof)))
  return {
    best: [...ledger.best],
    bestByFirst: ledger.byFirst.map(ranked),
    upperBound,
    evaluated: ledger.evaluated(),
    isExact: isSolved || ledger.best.every(({ value }, r) => value >= upperBound[r]!),
  }
}

const ranked = (plans: ReadonlyMap<number, FoundPlan>): readonly FoundPlan[] =>
  [...plans.values()].toSorted((a, b) => b.value - a.value || a.plan[0]!.step - b.plan[0]!.step)
