import { makeRng } from '../kernel/rng.ts'
import { type Contender, contendersFor, type FullSettings, stepsOf } from './plan-beam.ts'
import type { PlanLedger } from './plan-ledger.ts'
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
    for (const move of KINDS[kind]!(current.plan, job, isWithin(current, allowedRisk))) {
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
    const targets = outside(plan, job)
    for (let i = 0; i < plan.length; i++) {
      const rest = without(plan, i, job.needs)
      const place = Math.min(i, rest.length)
      for (const { target } of targets) {
        yield { plan: inserted(rest, place, target, job.needs), place }
      }
    }
  },
]

/** One quarter either way, and the choices. */
function quartersNear(quarter: number, { settings, problem }: Polish): readonly number[] {
  const near = new Set([quarter - 1, quarter + 1, 0, ...settings.quarterChoices])
  return [...near].filter((q) => q >= 0 && q < problem.quarters && q !== quarter)
}

/** The most promising steps outside the plan. */
function outside(plan: Plan, { own, surprise, needs, settings }: Polish): readonly Contender[] {
  return contendersFor(plan, { own, surprise }, needs, 0.5).slice(0, 2 * settings.contenders)
}

/**
 * Iterated local search: the best plan for each allowed risk in turn loses some steps in a row, gets another one
 * in their place and is polished again. Which ones is drawn from a generator with a fixed seed.
 */
export function shake(job: Polish, times: number): void {
  const { ledger, settings, needs } = job
  const rng = makeRng(0, 0)
  const below = (count: number) => Math.floor(count * rng())
  for (let turn = 0; turn < times && !ledger.isSpent(); turn++) {
    const r = turn % settings.allowedRisks.length
    let { plan } = ledger.best[r]!
    if (plan.length === 0) continue
    const place = below(plan.length)
    for (let left = 1 + below(3); left > 0 && place < plan.length; left--) plan = without(plan, place, needs)
    const others = outside(plan, job)
    const other = others[below(others.length)]
    if (other) plan = inserted(plan, Math.min(place, plan.length), other.target, needs)
    const rated = ledger.rate(plan)
    if (rated) polish(rated, settings.allowedRisks[r]!, job)
  }
}

/**
 * With what is left of the allowance: the plan that counts for most among those not looked around from yet, in
 * turn for each allowed risk and whatever the risk, is looked around from, whether its neighbours are better or
 * worse. Plans of the same steps with the same worth are looked around from once.
 */
export function explore(job: Polish): void {
  const { ledger, settings } = job
  const risks = [...settings.allowedRisks, Number.POSITIVE_INFINITY]
  const nextFor = lookout(ledger)
  for (let turn = 0, idle = 0; idle < risks.length && !ledger.isSpent(); turn++) {
    const next = nextFor(risks[turn % risks.length]!)
    idle = next ? 0 : idle + 1
    if (next) for (const kind of KINDS) for (const { plan } of kind(next.plan, job, false)) ledger.rate(plan)
  }
}

/** A chance of trouble of one more than allowed counts for so many times the value of the best plan. */
const PRICE_OF_EXCESS = 4

/** Gives the plan that counts for most and has not been given yet, nor one of the same steps and worth. */
function lookout({ all, best }: PlanLedger): (allowedRisk: number) => FoundPlan | undefined {
  const given = new Set<string>()
  const isDone: boolean[] = []
  return (allowedRisk) => {
    const price = PRICE_OF_EXCESS * Math.max(1, ...best.map(({ value }) => value))
    for (;;) {
      let most = -1
      let mostCounts = Number.NEGATIVE_INFINITY
      for (let i = 0; i < all.length; i++) {
        if (isDone[i]) continue
        const { value, risk } = all[i]!
        const counts = value - price * Math.max(0, risk - allowedRisk)
        if (counts <= mostCounts) continue
        most = i
        mostCounts = counts
      }
      const next = all[most]
      if (!next) return undefined
      isDone[most] = true
      const key = `${stepsOf(next)} ${next.value} ${next.risk}`
      if (!given.has(key)) {
        given.add(key)
        return next
      }
    }
  }
}
