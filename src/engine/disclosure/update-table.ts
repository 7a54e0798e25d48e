import { type Block, mayBeBlock } from './block.ts'
import { type LeafData, type PeerTree, leafCountOf, unionOf } from './peer-tree.ts'
import { type DisclosureRules, isFrequent, isUniform } from './rules.ts'
import { splitBlock } from './split-block.ts'
import { type Tally, totalOf } from './tally.ts'

/**
 * The next published state of one question. A block takes its new counts only where the difference with the earlier
 * ones is itself a cell that may be known (`mayReplace`) and the new counts may; otherwise it stays as it was. A block
 * that is renewed may split into smaller ones; blocks never join. So whatever two snapshots have in common differs by
 * nothing or by enough firms, in every sum and every difference.
 *
 * @param before  the blocks of the last snapshot; empty when nothing of this question was shown yet
 * @param data    per leaf, the firms of now
 * @returns       the blocks to show; empty when nothing may be shown
 */
export function updateTable(
  tree: PeerTree,
  before: readonly Block[],
  data: readonly LeafData[],
  rules: DisclosureRules,
  asOf: string,
): readonly Block[] {
  const cut = { tree, data, rules, asOf }
  const everyLeaf = Array.from({ length: leafCountOf(tree) }, (_, leaf) => leaf)
  if (before.length === 0) return mayBeBlock(tree, data, everyLeaf, rules) ? splitBlock(everyLeaf, cut) : []

  return before.flatMap((block) => {
    const { counts } = unionOf(data, block.leaves)
    const isRenewed = mayReplace(block.counts, counts, rules) && mayBeBlock(tree, data, block.leaves, rules)
    return isRenewed ? splitBlock(block.leaves, cut) : [block]
  })
}

/**
 * May counts be replaced by newer ones? Whoever keeps the earlier table sees what came and what went. Each of the two
 * is nothing, or a cell of enough firms that do not all say the same. Where nothing moved there is nothing to replace;
 * the date stays too, so that an old date does not tell nothing from a little.
 */
export function mayReplace(before: Tally, now: Tally, rules: DisclosureRules): boolean {
  const came = now.map((count, answer) => Math.max(0, count - (before[answer] ?? 0)))
  const went = now.map((count, answer) => Math.max(0, (before[answer] ?? 0) - count))
  const moved = [came, went].filter((change) => totalOf(change) > 0)
  return moved.length > 0 && moved.every((change) => isFrequent(change, rules) && !isUniform(change, rules))
}
