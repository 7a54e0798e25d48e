import { quantilesOf } from '../kernel/quantile.ts'
import type { Candidate } from './candidate.ts'
import type { FirmWorld } from './firm-world.ts'

/** What knowing one fact beforehand would be worth for the decision [EUR]. */
export type ValueOfKnowing = Readonly<{ valueEur: number; standardErrorEur: number }>

const GROUPS = 5

/** Chances are compared one-sided at 95 %. */
export const CLEARLY = 1.645

/**
 * Expected value of partial perfect information, by grouping: scenarios are grouped by the answer they imply,
 * and the best safe candidate is chosen within each group. To keep noise from passing for value, both choices,
 * with and without knowing, are made on one half of the scenarios and valued on the other, both ways
 * (cross-fitting). The halves are the first and the second one: each is a Sobol net of its own, whereas the errors
 * of halves that complement each other would be opposite, and count twice.
 *
 *     EVPPI = Σ over groups share × (U of the group's own choice − U of the choice made without knowing)
 *
 * @param answers   the fact in each scenario
 * @param chosen    falls in where nothing is safe within a group
 * @param allowed   added chance of trouble the entrepreneur accepts, also within a group
 * @returns         the value may be negative: slightly by chance, as its standard error tells, and where a choice
 *                  that is accepted on the whole is not accepted any more once the answer is known
 *
 * Source: Strong & Oakley 2013, doi:10.1177/0272989X12465123, for one parameter by grouping.
 */
export function valueOfKnowing(
  answers: Float64Array,
  candidates: readonly Candidate[],
  chosen: Candidate,
  world: FirmWorld,
  allowed: number,
): ValueOfKnowing {
  const groups = groupsOf(answers)
  const gains = new Float64Array(world.count)
  const all = groups.flat()
  for (const isLearning of [inFirstHalf(world.count), inSecondHalf(world.count)]) {
    const before = bestSafe(all.filter(isLearning), candidates, world, allowed) ?? chosen
    for (const group of groups) {
      const best = bestSafe(group.filter(isLearning), candidates, world, allowed) ?? before
      for (const n of group) if (!isLearning(n)) gains[n] = best.values[n]! - before.values[n]!
    }
  }
  return meanAndError(gains)
}

const inFirstHalf = (count: number) => (n: number) => n < count / 2
const inSecondHalf = (count: number) => (n: number) => n >= count / 2

/** Scenario numbers, grouped by equal parts of the answers; a fact with two answers gives two groups. */
function groupsOf(answers: Float64Array): readonly (readonly number[])[] {
  const cuts = quantilesOf(
    answers,
    Array.from({ length: GROUPS - 1 }, (_, i) => (i + 1) / GROUPS),
  )
  const edges = [...new Set(cuts)]
  const groups: number[][] = Array.from({ length: edges.length + 1 }, () => [])
  for (let n = 0; n < answers.length; n++) {
    const group = edges.findIndex((edge) => answers[n]! <= edge)
    groups[group < 0 ? edges.length : group]!.push(n)
  }
  return groups.filter((group) => group.length > 0)
}

/**
 * Whether a choice that is safe on the whole is clearly unsafe for some answers to an open fact: the added chance
 * of trouble in a fifth of the answers exceeds what is accepted by more than its sampling error explains.
 */
export function safetyDependsOn(
  answers: Float64Array,
  chosen: Candidate,
  world: FirmWorld,
  allowed: number,
): boolean {
  return groupsOf(answers).some((group) => {
    let added = 0
    let squares = 0
    for (const n of group) {
      const difference = chosen.trouble[n]! - world.isTrouble[n]!
      added += difference
      squares += difference * difference
    }
    const mean = added / group.length
    const standardError = Math.sqrt(Math.max(0, squares / group.length - mean * mean) / group.length)
    return mean - CLEARLY * standardError > allowed
  })
}

function bestSafe(
  scenarios: readonly number[],
  candidates: readonly Candidate[],
  world: FirmWorld,
  allowed: number,
): Candidate | undefined {
  if (scenarios.length === 0) return undefined
  let best: Candidate | undefined
  let bestValue = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    let value = 0
    let added = 0
    for (const n of scenarios) {
      value += candidate.values[n]!
      added += candidate.trouble[n]! - world.isTrouble[n]!
    }
    if (value <= bestValue || added > allowed * scenarios.length) continue
    best = candidate
    bestValue = value
  }
  return best
}

function meanAndError(gains: Float64Array): ValueOfKnowing {
  let sum = 0
  for (let n = 0; n < gains.length; n++) sum += gains[n]!
  const mean = sum / gains.length
  let squares = 0
  for (let n = 0; n < gains.length; n++) squares += (gains[n]! - mean) ** 2
  return { valueEur: mean, standardErrorEur: Math.sqrt(squares / (gains.length - 1) / gains.length) }
}
