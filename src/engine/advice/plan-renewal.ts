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
import type { PlannedStep, PlanProblem, SearchSettings, Worth } from './plan-problem.ts'

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

/**
 * Ruin and recreate for one allowed risk, from the best plan so far: a family (a step with what needs it, or a
 * target with what it still lacks) goes out, comes in, or moves along the order; worse plans are accepted, ever
 * less. Ends when so many plans were valued, or nothing new is found. The ledger keeps the best.
 *
 * Source: Schrimpf, Schneider, Stamm-Wilbrandt and Dueck 2000, doi:10.1006/jcph.1999.6413; removal of what is
 * related: Shaw 1998, doi:10.1007/3-540-49481-2_30; cooling: Kirkpatrick, Gelatt and Vecchi 1983,
 * doi:10.1126/science.220.4598.671.
 */
export function renew(job: Renewal, risk: number, evaluations: number): void {
  const { problem, ledger, settings } = job
  const allowedRisk = settings.allowedRisks[risk]!
  const change = changer(job, makeRng(0, 1 + risk))
  const accepts = makeRng(0, 1_000 + risk)
  const planOf = writer(problem)
  const first = ledger.evaluated()
  let current = emptyDraft(problem.size)
  let next = emptyDraft(problem.size)
  setPlan(current, ledger.best[risk]!.plan)
  let currentCounts = ledger.best[risk]!.value
  for (let idle = 0; idle < MOST_IDLE; ) {
    const before = ledger.evaluated()
    if (before - first >= evaluations) return
    setDraft(next, current)
    change(next)
    idle++
    if (next.length === 0) continue
    const worth = ledger.glance(planOf(next))
    if (!worth) return
    if (ledger.evaluated() > before) idle = 0
    const scale = Math.max(1, ledger.best[risk]!.value)
    const counts = countsFor(worth, allowedRisk, scale) - PER_STEP * scale * next.length
    const temperature = scale * HOT * (COLD / HOT) ** ((before - first) / evaluations)
    if (counts < currentCounts && accepts() >= Math.exp((counts - currentCounts) / temperature)) continue
    ;[current, next] = [next, current]
    currentCounts = counts
  }
}

const countsFor = ({ value, risk }: Worth, allowedRisk: number, scale: number) =>
  risk > allowedRisk ? value - PRICE_OF_EXCESS * scale * (risk - allowedRisk) : value

/** Changes a draft into a neighbour, at random, of at most so many steps as a plan may have. */
function changer({ problem, needs, own }: Renewal, rng: Rng): (draft: Draft) => void {
  const families = familiesOf(needs, problem.prerequisites)
  const mostSteps = problem.mostSteps ?? problem.size
  const isIdle = Uint8Array.from(own, (value) => (value <= 0 ? 1 : 0))
  const doable = Int32Array.from(own.keys()).filter((step) => needs[step]!.length <= mostSteps)
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
