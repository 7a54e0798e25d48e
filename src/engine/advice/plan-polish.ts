import { type Contender, contendersFor, type FullSettings } from './plan-beam.ts'
import type { PlanLedger } from './plan-ledger.ts'
import { lookout } from './plan-lookout.ts'
import {
  appended,
  broughtForward,
  broughtForwardAlone,
  inserted,
  moved,
  type Needs,
  putOff,
  putOffAlone,
  suffixEarlier,
  without,
} from './plan-moves.ts'
import { type FoundPlan, isBetter, isWithin, type PlanProblem } from './plan-problem.ts'

type Plan = FoundPlan['plan']
type Polish = Readonly<{
  problem: PlanProblem
  settings: FullSettings
  ledger: PlanLedger
  needs: Needs
  own: Float64Array
  surprise: Float64Array // per step: by how much the last guess of what it adds at the end of a plan was wrong
}>

/**
 * Local search for one allowed risk, from one plan: of each kind of move in turn the best one, from the front
 * again after each improvement, until no kind improves. A plan that is over the allowed risk counts for its value
 * less `excessPrice` for the excess, and for less than any plan within it.
 */
export function polish(from: FoundPlan, allowedRisk: number, job: Polish): FoundPlan {
  const excess = Math.max(1e-9, from.risk - allowedRisk)
  const excessPrice = Math.abs(from.value) / excess
  const counted = (rated: FoundPlan): FoundPlan =>
    isWithin(rated, allowedRisk)
      ? rated
      : { ...rated, value: rated.value - excessPrice * (rated.risk - allowedRisk) }
  const improves = (rated: FoundPlan, than: FoundPlan) => {
    const isSafe = isWithin(rated, allowedRisk)
    return isSafe === isWithin(than, allowedRisk) ? isBetter(counted(rated), counted(than)) : isSafe
  }
  let current = from
  for (let kind = 0; kind < KINDS.length; kind++) {
    let best = current
    const isSafe = isWithin(current, allowedRisk)
    for (const move of neighbours(KINDS[kind]!, current.plan, job, isSafe)) {
      const rated = job.ledger.rate(move.plan)
      if (!rated) return current
      if (move.added) {
        const { target, lacked } = move.added
        job.surprise[target] = rated.value - current.value - lacked
      }
      if (improves(rated, best)) best = rated
      else best = madeSafe(move, rated, best, allowedRisk, job) ?? best
      if (best !== current && kind >= FIRST_TAKEN) break
    }
    if (best === current) continue
    current = best
    kind = -1
  }
  return current
}

/** Where the outcome of a move is worth more but over the allowed risk: the first delay that makes it safe. */
function madeSafe(
  { plan, place }: Move,
  rated: FoundPlan,
  than: FoundPlan,
  allowedRisk: number,
  { ledger, settings, problem }: Polish,
): FoundPlan | undefined {
  if (isWithin(rated, allowedRisk) || !isWithin(than, allowedRisk) || place >= plan.length) return undefined
  for (const quarter of settings.quarterChoices) {
    if (quarter >= problem.quarters || rated.value <= than.value) return undefined
    if (quarter <= plan[place]!.quarter) continue
    const later = ledger.rate(putOff(plan, place, quarter))
    if (!later || later.value <= than.value) return undefined
    if (isWithin(later, allowedRisk)) return isBetter(later, than) ? later : undefined
  }
  return undefined
}

/** A neighbour of a plan; `place` is where it differs first in what is done. */
type Move = Readonly<{ plan: Plan; place: number; added?: Contender }>
/** From this kind of move on the first one that improves is taken: there are many. */
const FIRST_TAKEN = 4

type Kind = (plan: Plan, job: Polish, isSafe: boolean) => Generator<Move>

const KINDS: readonly Kind[] = [
  function* removals(plan, { needs }) {
    for (let i = 0; i < plan.length; i++) yield { plan: without(plan, i, needs), place: i }
  },
  function* additions(plan, job) {
    for (const added of outside(plan, job)) {
      yield { plan: appended(plan, added.target, 0, job.needs), place: plan.length, added }
    }
  },
  function* swaps(plan, { needs }) {
    for (let i = 0; i + 1 < plan.length; i++) {
      const swapped = moved(plan, i, i + 1, needs)
      if (swapped) yield { plan: swapped, place: i }
    }
  },
  function* otherQuarters(plan, job, isSafe) {
    for (let i = 0; i < plan.length; i++) {
      for (const quarter of quartersNear(plan[i]!.quarter, job)) {
        if (quarter > plan[i]!.quarter && isSafe) continue
        if (quarter > plan[i]!.quarter) {
          yield { plan: putOff(plan, i, quarter), place: plan.length }
          yield { plan: putOffAlone(plan, i, quarter, job.needs), place: plan.length }
        } else {
          yield { plan: broughtForward(plan, i, quarter), place: plan.length }
          yield { plan: broughtForwardAlone(plan, i, quarter, job.needs), place: plan.length }
        }
      }
      yield { plan: suffixEarlier(plan, i), place: plan.length }
    }
  },
  function* insertions(plan, job) {
    for (const { target } of outside(plan, job)) {
      for (let place = plan.length - 1; place >= 0; place--) {
        yield { plan: inserted(plan, place, target, job.needs), place }
      }
    }
  },
  function* longMoves(plan, { needs }) {
    for (let from = 0; from < plan.length; from++) {
      for (let to = 0; to < plan.length; to++) {
        const next = Math.abs(from - to) > 1 ? moved(plan, from, to, needs) : undefined
        if (next) yield { plan: next, place: Math.min(from, to) }
      }
    }
  },
  function* exchanges(plan, job) {
    const targets = outside(plan, job, plan.length)
    for (let i = 0; i < plan.length; i++) {
      const rest = without(plan, i, job.needs)
      const place = Math.min(i, rest.length)
      for (const { target } of targets) {
        yield { plan: inserted(rest, place, target, job.needs), place }
      }
    }
  },
]

/** The neighbours of that kind that are no longer than a plan may be. */
function* neighbours(kind: Kind, plan: Plan, job: Polish, isSafe: boolean): Generator<Move> {
  const mostSteps = job.problem.mostSteps ?? job.problem.size
  for (const move of kind(plan, job, isSafe)) if (move.plan.length <= mostSteps) yield move
}

/** One quarter either way, and the choices. */
function quartersNear(quarter: number, { settings, problem }: Polish): readonly number[] {
  const near = new Set([quarter - 1, quarter + 1, 0, ...settings.quarterChoices])
  return [...near].filter((q) => q >= 0 && q < problem.quarters && q !== quarter)
}

/** The most promising steps outside the plan. */
function outside(plan: Plan, job: Polish, leaving = 0): readonly Contender[] {
  return contendersFor(plan, job, job, 0.5, leaving).slice(0, 2 * job.settings.contenders)
}

/** So many plans in a row around which nothing is new: what is left is known. */
const MOST_BARREN = 50

/**
 * With what is left of the allowance: the plan that counts for most among those not looked around from yet, in
 * turn for each allowed risk and whatever the risk, is looked around from, whether its neighbours are better or
 * worse. Plans of the same steps with the same worth are looked around from once. Ends when nothing is new.
 */
export function explore(job: Polish): void {
  const { ledger, settings } = job
  const risks = [...settings.allowedRisks, Number.POSITIVE_INFINITY]
  const nextFor = lookout(ledger, risks)
  let barren = 0
  for (let turn = 0, idle = 0; idle < risks.length && barren < MOST_BARREN && !ledger.isSpent(); turn++) {
    const next = nextFor(turn % risks.length)
    idle = next ? 0 : idle + 1
    if (!next) continue
    const before = ledger.evaluated()
    for (const kind of KINDS)
      for (const { plan } of neighbours(kind, next.plan, job, false)) ledger.rate(plan)
    barren = ledger.evaluated() > before ? 0 : barren + 1
  }
}
