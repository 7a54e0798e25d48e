import { standardError } from './outlook.ts'
import { type Action, byValue, type Candidate } from './candidate.ts'
import type { Choice } from './first-step.ts'
import type { FirmWorld } from './firm-world.ts'
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
  expectedNetPresentValueEur: number
  addedChanceOfTrouble: number // share, over doing nothing
  lostBecause: ReasonLost
  behindEur: number // expected net present value below that of the advice; negative where only safety decided
}>

/** The added chance of trouble that is accepted, and what a step must at least be worth [EUR]. */
type Limits = Readonly<{ allowed: number; least: number }>

const RUNNERS_UP = 2

/** The two best other beginnings, each in its best safe form where it has one, and why they lost. */
export function runnersUpOf(
  { chosen, candidates, reasonToWait }: Choice,
  world: FirmWorld,
  { allowed, least }: Limits,
): readonly RunnerUp[] {
  const seen = new Set<StepId | undefined>([chosen.target, chosen.begin])
  const others: Candidate[] = []
  for (const best of candidates.toSorted(byValue)) {
    if (best.plan === undefined || seen.has(best.target) || seen.has(best.begin)) continue
    seen.add(best.target).add(best.begin)
    others.push(safeFormOf(best, candidates) ?? best)
  }
  return others.slice(0, RUNNERS_UP).map((candidate) => ({
    action: candidate.action,
    target: candidate.target!,
    begin: candidate.begin!,
    order: candidate.order,
    barrier: candidate.barrier,
    expectedNetPresentValueEur: candidate.expectedNetPresentValueEur,
    addedChanceOfTrouble: candidate.addedChanceOfTrouble,
    lostBecause:
      reasonToWait === 'money-first'
        ? 'money-first'
        : reasonLost(candidate, chosen, world, { allowed, least }),
    behindEur: chosen.expectedNetPresentValueEur - candidate.expectedNetPresentValueEur,
  }))
}

/** The same step done safely, by a trial or after a barrier, where that still pays. */
const safeFormOf = (best: Candidate, candidates: readonly Candidate[]): Candidate | undefined =>
  candidates
    .toSorted(byValue)
    .find(
      ({ target, isSafe, expectedNetPresentValueEur: eur }) => target === best.target && isSafe && eur > 0,
    )

function reasonLost(
  candidate: Candidate,
  chosen: Candidate,
  world: FirmWorld,
  { allowed, least }: Limits,
): ReasonLost {
  if (candidate.expectedNetPresentValueEur < -least) return 'loses-money'
  if (candidate.expectedNetPresentValueEur <= least) return 'too-little'
  if (candidate.addedChanceOfTrouble > allowed) return 'unsafe'
  if (chosen.action === 'find-out') return 'find-out-first'
  const difference = Float64Array.from(
    { length: world.count },
    (_, n) => chosen.values[n]! - candidate.values[n]!,
  )
  const behind = chosen.expectedNetPresentValueEur - candidate.expectedNetPresentValueEur
  return behind < 2 * standardError(difference) ? 'too-close-to-call' : 'lower-value'
}
