import { chanceOfFailure } from './failure.ts'
import { barriersFixedBy, type Plan } from './plan.ts'
import type { Simulation } from './simulation.ts'
import type { Barrier } from './step.ts'

/** Looks up a step's chance of failure from what is in use by then; all cases are worked out beforehand. */
export type FailureTable = Readonly<{
  chanceOf: (index: number, inUse: Float64Array) => number // month of first use per step; Infinity where not
  influencesOn: (index: number) => readonly number[] // earlier steps of the plan that change that chance
}>

/**
 * Within a plan the chance of failure of a step depends on which earlier steps came into use: each that would
 * have helped and is missing raises the odds, each that takes a barrier away lowers them.
 */
export function failureTable(plan: Pick<Plan, 'order'>, simulation: Simulation): FailureTable {
  const rows = plan.order.map((_, index) => rowOf(plan, index, simulation))
  return {
    influencesOn: (index) => rows[index]!.influences,
    chanceOf(index, inUse) {
      const { influences, chances } = rows[index]!
      let code = 0
      for (let bit = 0; bit < influences.length; bit++) {
        if (inUse[influences[bit]!]! !== Number.POSITIVE_INFINITY) code |= 1 << bit
      }
      return chances[code]!
    },
  }
}

/** Chances of one step for every combination of the earlier steps that matter to it, as bits. */
function rowOf(plan: Pick<Plan, 'order'>, index: number, simulation: Simulation) {
  const { firm, population, parameters } = simulation
  const { step, failureProbability } = simulation.stepOf(plan.order[index]!)
  const fixes = barriersFixedBy(plan, parameters.barrierFix)
  const isInUse = (id: string) => firm.stepsInUse.includes(id)
  const matters = (id: string) =>
    step.helpsFirst.includes(id) || (fixes.get(id) ?? []).some((barrier) => step.barriers.includes(barrier))
  const influences = plan.order.slice(0, index).flatMap((id, earlier) => (matters(id) ? [earlier] : []))
  const missing = step.helpsFirst.filter((id) => !isInUse(id))

  const chances = Float64Array.from({ length: 2 ** influences.length }, (_, code) => {
    const present = influences.filter((_, bit) => code & (1 << bit)).map((earlier) => plan.order[earlier]!)
    const fixed = new Set<Barrier>(present.flatMap((id) => fixes.get(id) ?? []))
    const stillMissing = missing.filter((id) => !present.includes(id)).length
    return chanceOfFailure(step, failureProbability, stillMissing, firm, fixed, population, parameters)
  })
  return { influences, chances }
}
