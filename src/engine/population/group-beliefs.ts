import type { Answers } from './answers.ts'
import { type FirmCell, keyOf, pathOf } from './firm-cell.ts'
import type { PopulationPrior } from './population-prior.ts'
import { priorSharesOf } from './prior-shares.ts'
import { type CellTally, PER_AMOUNT, type Tallies } from './tally.ts'
import { updateAmount } from './update-amount.ts'
import { carriedOver, updateShares } from './update-shares.ts'

/** What is believed of a group of firms after its scans. */
export type GroupBelief = Readonly<{
  cell: FirmCell
  shares: Float64Array // as `Answers` orders the answers
  centres: Float64Array // per amount, in half widths from the median before any scan
  spreads: Float64Array // per amount, as a multiple of the half width before any scan
}>
export type GroupBeliefs = ReadonlyMap<string, GroupBelief>

type Group = Readonly<{ cell: FirmCell; parent: FirmCell | undefined; depth: number }> &
  Omit<CellTally, 'cell'>

/**
 * Beliefs of every group that has scans: all firms first, then each group from what is believed of the one around
 * it, which weighs as `priorFirms.pooling` firms against the group's own.
 */
export function groupBeliefs(prior: PopulationPrior, answers: Answers, tallies: Tallies): GroupBeliefs {
  const beliefs = new Map<string, GroupBelief>()
  const groups = groupsOf(prior, answers, tallies)
  for (const group of groups.toSorted((a, b) => a.depth - b.depth)) {
    const around = group.parent && beliefs.get(keyOf(group.parent))
    beliefs.set(keyOf(group.cell), beliefOf(group, around, prior, answers))
  }
  return beliefs
}

/** Scans of all kinds of firm added up in every group they belong to; in a fixed order, so that sums are the same. */
function groupsOf(prior: PopulationPrior, answers: Answers, tallies: Tallies): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const [, tally] of [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const path = pathOf(tally.cell)
    for (const [depth, cell] of path.entries()) {
      const key = keyOf(cell)
      const group = groups.get(key) ?? emptyGroup(cell, path[depth - 1], depth, answers)
      groups.set(key, group)
      addTally(tally, group, prior, answers)
    }
  }
  return [...groups.values()]
}

const emptyGroup = (
  cell: FirmCell,
  parent: FirmCell | undefined,
  depth: number,
  answers: Answers,
): Group => ({
  cell,
  parent,
  depth,
  counts: new Float64Array(answers.shareCount),
  amounts: new Float64Array(answers.amounts.length * PER_AMOUNT),
})

/**
 * A firm whose kind was expected to give an answer twice as often as the group counts for half with that answer: so
 * it matters little which kinds of firm scan (importance weights). In a group of its own kind it counts for one.
 */
function addTally(tally: CellTally, group: Group, prior: PopulationPrior, answers: Answers): void {
  const ofGroup = priorSharesOf(group.cell, prior, answers)
  const ofKind = priorSharesOf(tally.cell, prior, answers)
  for (let k = 0; k < answers.shareCount; k++) {
    if (tally.counts[k]! > 0) group.counts[k]! += (tally.counts[k]! * ofGroup[k]!) / ofKind[k]!
  }
  for (let k = 0; k < tally.amounts.length; k++) group.amounts[k]! += tally.amounts[k]!
}

function beliefOf(
  group: Group,
  around: GroupBelief | undefined,
  prior: PopulationPrior,
  answers: Answers,
): GroupBelief {
  const { cell, counts, amounts } = group
  const own = priorSharesOf(cell, prior, answers)
  const shares = around
    ? carriedOver(around.shares, priorSharesOf(around.cell, prior, answers), own, answers.choices)
    : own.slice()
  const { pooling } = prior.priorFirms
  for (const choice of answers.choices) {
    updateShares(shares, counts, choice, around ? pooling : choice.priorFirms)
  }
  const centres = new Float64Array(answers.amounts.length)
  const spreads = new Float64Array(answers.amounts.length)
  for (const { at, priorFirms } of answers.amounts) {
    const believed = { centre: around?.centres[at] ?? 0, spread: around?.spreads[at] ?? 1 }
    const [firms = 0, sum = 0, sumOfSquares = 0] = amounts.subarray(at * PER_AMOUNT, (at + 1) * PER_AMOUNT)
    const after = updateAmount(believed, { firms, sum, sumOfSquares }, around ? pooling : priorFirms)
    centres[at] = after.centre
    spreads[at] = after.spread
  }
  return { cell, shares, centres, spreads }
}
