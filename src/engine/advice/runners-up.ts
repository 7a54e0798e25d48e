import { mean } from '../kernel/summary.ts'
import { type Action, type Candidate, candidateOf } from './candidate.ts'
import type { RatedPlan } from './choose-plans.ts'
import type { Choice } from './first-step.ts'
import { standardError } from './outlook.ts'
import type { Plan } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Barrier, StepId } from './step.ts'

/** Why something else was not chosen. */
export const REASONS_LOST = [
  'loses-money',
  'too-little',
  'unsafe',
  'lower-value',
  'too-close-to-call',
  'money-first',
  'find-out-first',
] as const
export type ReasonLost = (typeof REASONS_LOST)[number]

export type RunnerUp = Readonly<{
  action: Action
  target: StepId
  begin: StepId
  order: readonly StepId[]
  barrier: Barrier | undefined
  expectedNetPresentValueEur: number // of the best plan that begins so
  addedChanceOfTrouble: number // share, over doing nothing
  lostBecause: ReasonLost
  behindEur: number // expected net present value below that of the advice; negative where only safety decided
}>

const RUNNERS_UP = 2

/** The two best other beginnings, each with its best plan, and why they lost. */
export function runnersUpOf(choice: Choice, valuing: Simulation, allowed: number): readonly RunnerUp[] {
  const { chosen, reasonToWait, minis } = choice
  const seen = new Set<StepId | undefined>([chosen.begin])
  const others: Candidate[] = []
  for (const { plan } of inOrder(choice, allowed)) {
    if (seen.has(plan.order[0]) || others.length === RUNNERS_UP) continue
    if (!isReasonToBegin(plan, choice)) continue
    seen.add(plan.order[0])
    others.push(candidateOf(plan, valuing, minis))
  }
  return others.map((candidate) => ({
    action: candidate.action,
    target: candidate.target!,
    begin: candidate.begin!,
    order: candidate.order,
    barrier: candidate.barrier,
    expectedNetPresentValueEur: candidate.expectedNetPresentValueEur,
    addedChanceOfTrouble: candidate.addedChanceOfTrouble,
    lostBecause:
      reasonToWait === 'money-first' ? 'money-first' : reasonLost(candidate, chosen, valuing, allowed),
    behindEur: chosen.expectedNetPresentValueEur - candidate.expectedNetPresentValueEur,
  }))
}

/** A longer plan is no way to begin with a step that loses by itself and that nothing later needs. */
function isReasonToBegin({ order }: Plan, { minis }: Choice): boolean {
  const own = minis.get(order[0]!)
  if (order.length === 1 || !own) return true
  const best = Math.max(own.atOnce.worth.value, own.afterTrial?.worth.value ?? Number.NEGATIVE_INFINITY)
  return (
    best > 0 || order.slice(1).some((id) => minis.get(id)?.atOnce.plan.order.includes(order[0]!) ?? false)
  )
}

/** Safe plans that were found, then unsafe ones, then single steps as far as they were never worth a plan. */
function inOrder(
  { others, minis }: Choice,
  allowed: number,
): readonly Readonly<{ plan: RatedPlan['plan'] }>[] {
  const isSafe = ({ worth }: RatedPlan) => worth.risk <= allowed
  const single = [...minis.values()]
    .map(({ atOnce, afterTrial }) =>
      afterTrial && afterTrial.worth.value > atOnce.worth.value ? afterTrial : atOnce,
    )
    .toSorted((a, b) => b.worth.value - a.worth.value)
  return [...others.filter(isSafe), ...others.filter((plan) => !isSafe(plan)), ...single]
}

function reasonLost(
  candidate: Candidate,
  chosen: Candidate,
  valuing: Simulation,
  allowed: number,
): ReasonLost {
  const attention = candidate.expectedNetPresentValueEur - candidate.worthEur
  if (candidate.expectedNetPresentValueEur < -attention) return 'loses-money'
  if (candidate.worthEur <= 0) return 'too-little'
  if (candidate.addedChanceOfTrouble > allowed) return 'unsafe'
  if (chosen.action === 'find-out') return 'find-out-first'
  const difference = new Float64Array(valuing.world.count)
  for (let n = 0; n < difference.length; n++) {
    difference[n] = (chosen.value?.netPresentValue[n] ?? 0) - candidate.value!.netPresentValue[n]!
  }
  return mean(difference) < 2 * standardError(difference) ? 'too-close-to-call' : 'lower-value'
}
