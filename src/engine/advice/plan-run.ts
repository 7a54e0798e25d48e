import { chanceFrom } from './failure.ts'
import { isOwnFlow } from './feeds.ts'
import { type Overlap, overlapOf } from './overlap.ts'
import { barriersFixedBy, type Plan } from './plan.ts'
import { type PlannedTrial, plannedTrials } from './planned-trials.ts'
import type { Simulation } from './simulation.ts'
import { FAILURE, ROW, type StepMoney, stepMoney } from './step-money.ts'
import type { StepScenarios } from './step-scenarios.ts'

/** A plan made ready to be run through scenario after scenario; the arrays hold what happened in the last one. */
export type PlanRun = Readonly<{
  plan: Plan
  simulation: Simulation
  steps: readonly StepScenarios[]
  money: readonly StepMoney[]
  links: readonly Links[]
  trials: readonly PlannedTrial[]
  overlap: Overlap | undefined
  slotFree: Float64Array
  inUse: Float64Array // month of first use per step; −1 where the firm has it already, Infinity where it never comes
  ended: Float64Array // month in which the work on a step ended, well or not; −Infinity where there was none
  fails: Uint8Array // 1 where a step fails if it is started
  isDropped: Uint8Array // 1 where a trial warned
  triedUntil: Float64Array // month until which a step waits for a trial
  discount: Float64Array
  owed: { eur: number; presentEur: number } // what subscriptions still owe at the horizon
}>

/** What earlier steps of the plan do to one step, by position in the order. */
type Links = Readonly<{
  prerequisites: readonly number[]
  helps: readonly number[]
  fixes: readonly Readonly<{ by: number; barrier: Uint8Array }>[]
  feeds: readonly Readonly<{ by: readonly number[]; byHand: Uint8Array }>[]
  holdsUntil: Float64Array // highest `failure` at which the step succeeds, by missing steps × barriers there
}>

/** @param count  only the first so many scenarios will be run */
export function planRun(plan: Plan, simulation: Simulation, count = simulation.world.count): PlanRun {
  const { world, population } = simulation
  const steps = plan.order.map(simulation.stepOf)
  return {
    plan,
    simulation,
    steps,
    money: steps.map((step) => stepMoney(step, world, count)),
    links: steps.map((_, index) => linksOf(plan, steps, index, simulation)),
    trials: plannedTrials(plan, steps),
    overlap: overlapOf(steps, world.bases, population.bases),
    slotFree: new Float64Array(simulation.slots),
    inUse: new Float64Array(steps.length),
    ended: new Float64Array(steps.length),
    fails: new Uint8Array(steps.length),
    isDropped: new Uint8Array(steps.length),
    triedUntil: new Float64Array(steps.length),
    discount: simulation.discount,
    owed: { eur: 0, presentEur: 0 },
  }
}

function linksOf(plan: Plan, steps: readonly StepScenarios[], index: number, simulation: Simulation): Links {
  const { step, feeds } = steps[index]!
  const { world, parameters } = simulation
  const earlier = plan.order.slice(0, index)
  const fixed = barriersFixedBy({ order: earlier }, parameters.barrierFix)
  return {
    prerequisites: step.prerequisites.map((id) => earlier.indexOf(id)).filter((i) => i >= 0),
    helps: step.helpsFirst.map((id) => earlier.indexOf(id)).filter((i) => i >= 0),
    fixes: [...fixed].flatMap(([id, barriers]) =>
      barriers
        .filter((barrier) => step.barriers.includes(barrier))
        .map((barrier) => ({ by: earlier.indexOf(id), barrier: world.unknowns.barriers[barrier] })),
    ),
    feeds: feeds.flatMap(({ flow, byHand }) => {
      const by = earlier.flatMap((_, i) => (isOwnFlow(steps[i]!.step, flow) ? [i] : []))
      return by.length > 0 ? [{ by, byHand }] : []
    }),
    holdsUntil: holdsUntil(steps[index]!, simulation),
  }
}

function holdsUntil({ failureProbability }: StepScenarios, { oddsFactors }: Simulation): Float64Array {
  const { help, barrier } = oddsFactors
  return Float64Array.from({ length: help.length * barrier.length }, (_, key) => {
    const factor = help[Math.floor(key / barrier.length)]! * barrier[key % barrier.length]!
    return 1 - chanceFrom(failureProbability, factor)
  })
}

/** Month of first use of what the firm has already. */
export const ALREADY = -1

/** First month in which step i may start, as far as the plan and its earlier steps decide. */
export function readyAt(run: PlanRun, i: number): number {
  const { plan, links, inUse, ended } = run
  const { prerequisites, helps, fixes } = links[i]!
  let ready = Math.max(plan.startMonth, plan.notBefore?.[i] ?? 0, run.triedUntil[i]!)
  for (let p = 0; p < prerequisites.length; p++) ready = Math.max(ready, inUse[prerequisites[p]!]!)
  for (let h = 0; h < helps.length; h++) ready = Math.max(ready, ended[helps[h]!]!)
  for (let f = 0; f < fixes.length; f++) ready = Math.max(ready, ended[fixes[f]!.by]!)
  return ready
}

/** Whether step i fails in scenario n if it is started, as things stand there by then. */
export function willFail(run: PlanRun, i: number, n: number): 0 | 1 {
  const { links, steps, money, inUse, simulation } = run
  const { helps, fixes, holdsUntil } = links[i]!
  const step = steps[i]!
  let missing = step.missingHelps[n]!
  for (let h = 0; h < helps.length; h++) if (came(inUse[helps[h]!]!)) missing--
  let barriers = step.barriersThere[n]!
  for (let f = 0; f < fixes.length; f++) if (came(inUse[fixes[f]!.by]!)) barriers -= fixes[f]!.barrier[n]!
  const key = missing * simulation.oddsFactors.barrier.length + barriers
  return money[i]!.rows[n * ROW + FAILURE]! > holdsUntil[key]! ? 1 : 0
}

/** In use thanks to the plan: neither already there nor never. */
export const came = (month: number) => month >= 0 && month < Number.POSITIVE_INFINITY

/** Of the places free by then the one that came free last, so that a step that waits keeps no other one waiting. */
export function placeFor(ready: number, slotFree: Float64Array): number {
  let best = 0
  for (let slot = 1; slot < slotFree.length; slot++) {
    const free = slotFree[slot]!
    const bestFree = slotFree[best]!
    if (bestFree > ready ? free < bestFree : free > bestFree && free <= ready) best = slot
  }
  return best
}
