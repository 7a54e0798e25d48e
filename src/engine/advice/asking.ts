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
  const { group, count } = groupsOf(answers)
  const cell = group.map((g, n) => 2 * g + (n < world.count / 2 ? 0 : 1)) // group and half
  const tallies = candidates.map((candidate) => tallyOf(candidate, cell, 2 * count, world))
  const choices: Array<Readonly<{ own: Candidate; before: Candidate }>> = []
  for (const half of [0, 1]) {
    const cells = Array.from({ length: count }, (_, g) => 2 * g + half)
    const before = bestSafe(cells, tallies, allowed) ?? chosen
    for (const learning of cells) {
      const judging = half === 0 ? learning + 1 : learning - 1
      choices[judging] = { own: bestSafe([learning], tallies, allowed) ?? before, before }
    }
  }
  const gains = Float64Array.from({ length: world.count }, (_, n) => {
    const { own, before } = choices[cell[n]!]!
    return own.values[n]! - before.values[n]!
  })
  return meanAndError(gains)
}

/** The group of each scenario, by equal parts of the answers; a fact with two answers gives two groups. */
function groupsOf(answers: Float64Array): Readonly<{ group: Uint8Array; count: number }> {
  const cuts = quantilesOf(
    answers,
    Array.from({ length: GROUPS - 1 }, (_, i) => (i + 1) / GROUPS),
  )
  const edges = [...new Set(cuts)]
  const group = new Uint8Array(answers.length)
  for (let n = 0; n < answers.length; n++) {
    let g = 0
    while (g < edges.length && answers[n]! > edges[g]!) g++
    group[n] = g
  }
  return { group, count: edges.length + 1 }
}

/** Sums of one candidate per cell: value, added chance of trouble, its square, and scenarios. */
type Tally = Readonly<{
  candidate: Candidate
  value: Float64Array
  added: Float64Array
  squares: Float64Array
  size: Float64Array
}>

function tallyOf(candidate: Candidate, cell: Uint8Array, cells: number, { isTrouble }: FirmWorld): Tally {
  const { values, trouble } = candidate
  const [value, added, squares, size] = [0, 0, 0, 0].map(() => new Float64Array(cells)) as Four
  for (let n = 0; n < cell.length; n++) {
    const at = cell[n]!
    const difference = trouble[n]! - isTrouble[n]!
    value[at]! += values[n]!
    added[at]! += difference
    squares[at]! += difference * difference
    size[at]!++
  }
  return { candidate, value, added, squares, size }
}
type Four = [Float64Array, Float64Array, Float64Array, Float64Array]

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
  const { group, count } = groupsOf(answers)
  const { added, squares, size } = tallyOf(chosen, group, count, world)
  return added.some((sum, g) => {
    const scenarios = size[g]!
    if (scenarios === 0) return false
    const mean = sum / scenarios
    const standardError = Math.sqrt(Math.max(0, squares[g]! / scenarios - mean * mean) / scenarios)
    return mean - CLEARLY * standardError > allowed
  })
}

/** The candidate worth most over these cells, of those within the accepted risk there; none where they are empty. */
function bestSafe(
  cells: readonly number[],
  tallies: readonly Tally[],
  allowed: number,
): Candidate | undefined {
  const over = (sums: Float64Array) => cells.reduce((total, cell) => total + sums[cell]!, 0)
  let best: Candidate | undefined
  let bestValue = Number.NEGATIVE_INFINITY
  for (const { candidate, value, added, size } of tallies) {
    const scenarios = over(size)
    const worth = over(value)
    if (scenarios === 0 || worth <= bestValue || over(added) > allowed * scenarios) continue
    best = candidate
    bestValue = worth
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
