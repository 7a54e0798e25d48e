import { makeRng, type Rng } from '../kernel/rng.ts'
import {
  type Draft,
  dropIdle,
  emptyDraft,
  type Families,
  familiesOf,
  putBack,
  putIn,
  setDraft,
  setPlan,
  setQuarter,
  takeOut,
} from './plan-draft.ts'
import type { PlanLedger } from './plan-ledger.ts'
import type { Needs } from './plan-moves.ts'
import {
  EMPTY_PLAN,
  type FoundPlan,
  isWithin,
  type PlannedStep,
  type PlanProblem,
  type SearchSettings,
  type Worth,
} from './plan-problem.ts'

type Renewal = Readonly<{
  problem: PlanProblem
  settings: Required<SearchSettings>
  ledger: PlanLedger
  needs: Needs
  own: Float64Array // per step: what it brings by itself [EUR]
}>

/** Shares of the changes; the rest puts one family in. */
const MOVES = 0.35
const REPLACEMENTS = 0.45
const DELAYS = 0.1 // of the moves, where waiting may bring safety
const TAKEN_AT_MOST = 2 // families that go out at once
const NONE_BACK = 0.3 // of the replacements: nothing comes back
const TWO_IN = 0.1 // of the times that a family goes in, two do
const WINNERS = 0.9 // of the families that go in: chosen among those that bring something by themselves
const TIDIED = 0.9
/** A worse plan is accepted with chance exp(−loss / temperature); shares of the best value, first and last. */
const HOT = 0.02
const COLD = 0.0005
/** A step counts against a plan for this share of the best value, so that no idle steps pile up. */
const PER_STEP = 1e-4
/** A chance of trouble of one more than allowed counts for so many times the value of the best plan. */
const PRICE_OF_EXCESS = 4
/** So many changes in a row that give nothing new: the neighbourhood is exhausted. */
const MOST_IDLE = 300

/** Runs of a cheap problem: plans valued in each, and so many as good as the best end the search. */
const RUN = 5_000
const AGREED = 4
const AS_GOOD = 0.998
/** A run that avoids a step does so for this share of its plans; then the step may come in again. */
const AVOIDING = 0.6

/** One walk through the plans; `avoided` stays out of what is put in for the first part of it. */
type Run = Readonly<{ from: FoundPlan; evaluations: number; seed: number; avoided?: number }>

/** One run for one allowed risk, from the best plan so far. */
export function renew(job: Renewal, risk: number, evaluations: number): void {
  walk(job, risk, { from: job.ledger.best[risk]!, evaluations, seed: 0 })
}

/**
 * For one allowed risk run after run from nothing, each with other random numbers, until four ended as good as
 * the best or so many plans were valued. Every second run avoids a step of the best plan, the most valuable by
 * itself first: what competes with that step is found only without it.
 */
export function renewUntilAgreed(job: Renewal, risk: number, evaluations: number): void {
  const { ledger, own } = job
  const first = ledger.evaluated()
  const ends: number[] = []
  const avoided = new Set<number>()
  const nextToAvoid = (): { avoided?: number } => {
    const rest = ledger.best[risk]!.plan.map(({ step }) => step).filter((step) => !avoided.has(step))
    const [dearest] = rest.filter((step) => own[step]! > 0).toSorted((a, b) => own[b]! - own[a]! || a - b)
    if (dearest === undefined) return {}
    avoided.add(dearest)
    return { avoided: dearest }
  }
  for (let seed = 0; ; seed++) {
    const before = ledger.evaluated()
    const left = evaluations - (before - first)
    if (left < 1) return
    const avoiding = seed % 2 === 1 ? nextToAvoid() : {}
    ends.push(walk(job, risk, { from: EMPTY_PLAN, evaluations: Math.min(RUN, left), seed, ...avoiding }))
    const enough = AS_GOOD * Math.max(...ends)
    if (ends.filter((end) => end >= enough).length >= AGREED || ledger.evaluated() === before) return
  }
}

/**
 * Ruin and recreate: a family (a step with what needs it, or a target with what it still lacks) goes out, comes
 * in, or moves along the order; worse plans are accepted, ever less. Ends when so many plans were valued, or
 * nothing new is found. The ledger keeps the best; returned is the best value met within the allowed risk [EUR].
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck 2000, doi:10.1006/jcph.1999.6413; removal of what is
 * related: Shaw 1998, doi:10.1007/3-540-49481-2_30; cooling: Kirkpatrick, Gelatt and Vecchi 1983,
 * doi:10.1126/science.220.4598.671.
 */
function walk(job: Renewal, risk: number, { from, evaluations, seed, avoided }: Run): number {
  const { problem, ledger, settings } = job
  const allowedRisk = settings.allowedRisks[risk]!
  const moves = makeRng(seed, 1 + risk)
  const accepts = makeRng(seed, 1_000 + risk)
  const freely = changer(job, moves)
  const avoiding = avoided === undefined ? freely : changer(job, moves, avoided)
  const planOf = writer(problem)
  const first = ledger.evaluated()
  let current = emptyDraft(problem.size)
  let next = emptyDraft(problem.size)
  setPlan(current, from.plan)
  let currentCounts = from.value
  let best = from.value
  for (let idle = 0; idle < MOST_IDLE; ) {
    const before = ledger.evaluated()
    if (before - first >= evaluations) return best
    const done = (before - first) / evaluations
    setDraft(next, current)
    if (done < AVOIDING) avoiding(next)
    else freely(next)
    idle++
    if (next.length === 0) continue
    const worth = ledger.glance(planOf(next))
    if (!worth) return best
    if (ledger.evaluated() > before) idle = 0
    if (worth.value > best && isWithin(worth, allowedRisk)) best = worth.value
    const scale = Math.max(1, ledger.best[risk]!.value)
    const counts = countsFor(worth, allowedRisk, scale) - PER_STEP * scale * next.length
    const loss = currentCounts - counts
    if (loss > 0 && accepts() >= Math.exp(-loss / (scale * HOT * (COLD / HOT) ** done))) continue
    ;[current, next] = [next, current]
    currentCounts = counts
  }
  return best
}

const countsFor = ({ value, risk }: Worth, allowedRisk: number, scale: number) =>
  risk > allowedRisk ? value - PRICE_OF_EXCESS * scale * (risk - allowedRisk) : value

/**
 * Changes a draft into a neighbour, at random, of at most so many steps as a plan may have.
 *
 * @param avoided  a step that is not put in, nor what needs it
 */
function changer({ problem, needs, own }: Renewal, rng: Rng, avoided?: number): (draft: Draft) => void {
  const families = familiesOf(needs, problem.prerequisites)
  const mostSteps = problem.mostSteps ?? problem.size
  const isIdle = Uint8Array.from(own, (value) => (value <= 0 ? 1 : 0))
  const doable = Int32Array.from(own.keys()).filter(
    (step) => needs[step]!.length <= mostSteps && !needs[step]!.some((needed) => needed === avoided),
  )
  const winners = doable.filter((step) => own[step]! > 0)
  const below = (count: number) => Math.floor(count * rng())
  return (draft) => {
    if (doable.length === 0) return
    const kind = rng()
    if (kind < MOVES && draft.length > 1) move(draft)
    else if (kind < MOVES + REPLACEMENTS && draft.length > 0) replace(draft)
    else fill(draft, below(draft.length + 1))
    if (rng() < TIDIED) dropIdle(draft, isIdle, families)
    if (draft.length > mostSteps) draft.length = mostSteps // what comes last, nothing earlier needs
  }

  function move(draft: Draft): void {
    const from = below(draft.length)
    if (problem.isCheap !== true && rng() < DELAYS) {
      setQuarter(draft, from, below(problem.quarters))
      return
    }
    const to = below(draft.length)
    if (to < from) putIn(draft, to, draft.steps[from]!, families)
    else putBack(draft, from, to, families)
  }

  function replace(draft: Draft): void {
    const place = below(draft.length)
    for (let left = 1 + below(TAKEN_AT_MOST); left > 0 && place < draft.length; left--) {
      takeOut(draft, place, families)
    }
    if (rng() < NONE_BACK) return
    fill(draft, rng() < 0.5 ? below(draft.length + 1) : Math.min(place, draft.length))
  }

  function fill(draft: Draft, place: number): void {
    putIn(draft, place, targetFor(draft, families), families)
    if (rng() < TWO_IN) putIn(draft, below(draft.length + 1), targetFor(draft, families), families)
  }

  /** A family that is not in the plan yet, as long as there is one. */
  function targetFor({ steps, length }: Draft, { has }: Families): number {
    has.fill(0)
    for (let i = 0; i < length; i++) has[steps[i]!] = 1
    const choice = winners.length > 0 && rng() < WINNERS ? winners : doable
    const from = below(choice.length)
    for (let i = 0; i < choice.length; i++) {
      const target = choice[(from + i) % choice.length]!
      if (has[target] === 0) return target
    }
    return choice[from]!
  }
}

/** Writes drafts as plans, in one array per length that is used again. */
function writer({ size, quarters }: PlanProblem): (draft: Draft) => readonly PlannedStep[] {
  const planned = Array.from({ length: size * quarters }, (_, i) => ({
    step: Math.floor(i / quarters),
    quarter: i % quarters,
  }))
  const plans = Array.from({ length: size + 1 }, (_, length) =>
    new Array<PlannedStep>(length).fill(planned[0]!),
  )
  return ({ steps, quarters: starts, length }) => {
    const plan = plans[length]!
    for (let i = 0; i < length; i++) plan[i] = planned[steps[i]! * quarters + starts[i]!]!
    return plan
  }
}
