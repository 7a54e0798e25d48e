import { mean } from '../kernel/summary.ts'
import { type Act, type AnswerPrice, planFrom, type Places } from './answer-price.ts'
import { pricePerScenario } from './price-per-scenario.ts'
import { openSteps } from './question.ts'
import type { Simulation } from './simulation.ts'

/**
 * Expected value of knowing which steps the firm has already: the plan is then made of the others. A step is ranked
 * by its mean worth where the firm does not have it; that a step in use also changes what others are worth is left
 * to the plan. Ranked on one half of the scenarios and valued on the other, both ways.
 */
export function priceOfSteps(choosing: Simulation, acts: readonly Act[], places: Places): AnswerPrice {
  const none = new Uint8Array(acts[0]!.values.length)
  const open = new Set(openSteps(choosing))
  const inUse = acts.map(({ about }) => (open.has(about) ? choosing.world.unknowns.inUse.get(about)! : none))
  return pricePerScenario(acts, places, (from, until) => {
    const ranked = rankedWhereOpen(acts, inUse, from, until)
    return {
      before: planFrom(
        acts.map(({ values }) => mean(values.subarray(from, until))),
        places,
      ),
      planAt: (n) => ranked.filter((act) => inUse[act]![n] === 0).slice(0, places.length),
    }
  })
}

/** Steps worth something where the firm does not have them, best first. */
function rankedWhereOpen(
  acts: readonly Act[],
  inUse: readonly Uint8Array[],
  from: number,
  until: number,
): readonly number[] {
  const means = acts.map(({ values }, act) => {
    let sum = 0
    let open = 0
    for (let n = from; n < until; n++) {
      if (inUse[act]![n] === 1) continue
      sum += values[n]!
      open++
    }
    return open === 0 ? 0 : sum / open
  })
  return means
    .map((_, act) => act)
    .filter((act) => means[act]! > 0)
    .toSorted((a, b) => means[b]! - means[a]! || a - b)
}
