import { isPartHidden } from './attack-bounds.ts'
import { type LeafData, type PeerTree, groupsOf, unionOf } from './peer-tree.ts'
import { type DisclosureRules, isDominated, isFrequent, isUniform } from './rules.ts'
import { type Tally, totalOf } from './tally.ts'

/**
 * Leaves that are published as one. The blocks of a table hold every leaf once; what is shown is a block or a union
 * of whole blocks, and so is all that follows by adding and subtracting.
 */
export type Block = Readonly<{
  leaves: readonly number[] // ascending
  counts: Tally
  asOf: string // the snapshot whose firms these are
}>

/** May this cell be known, apart from what it hides? */
const isSafeCell = ({ counts, contributions = [] }: LeafData, rules: DisclosureRules) =>
  isFrequent(counts, rules) && !isUniform(counts, rules) && !isDominated(contributions, rules)

/**
 * May these leaves be published as one: safe as a cell, and every group inside that could not stand by itself stays
 * hidden in it? A union of blocks that may is one that may: counts add, shares average, and the rest of the p%-rule
 * only grows.
 */
export function mayBeBlock(
  tree: PeerTree,
  data: readonly LeafData[],
  leaves: readonly number[],
  rules: DisclosureRules,
): boolean {
  const cell = unionOf(data, leaves)
  if (!isSafeCell(cell, rules)) return false

  return groupsOf(tree)
    .filter(
      (group) => group.leaves.length < leaves.length && group.leaves.every((leaf) => leaves.includes(leaf)),
    )
    .map((group) => unionOf(data, group.leaves))
    .filter((part) => totalOf(part.counts) > 0 && !isSafeCell(part, rules))
    .every((part) => isPartHidden(cell.counts, part.counts, rules.pPercent))
}
