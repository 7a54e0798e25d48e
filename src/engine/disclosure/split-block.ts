import { type Block, mayBeBlock } from './block.ts'
import { type LeafData, type PeerTree, leavesOfPart, unionOf } from './peer-tree.ts'
import type { DisclosureRules } from './rules.ts'
import { totalOf } from './tally.ts'

type Cut = Readonly<{ tree: PeerTree; data: readonly LeafData[]; rules: DisclosureRules; asOf: string }>

/**
 * Splits leaves that may be published as one into as many blocks as may each be published: first by part, then each
 * part by kind. Parts that may not stand alone go together in one block, with as few others as that takes: this is
 * the complementary suppression. Every way to choose those is tried (2 to the number of parts).
 */
export function splitBlock(leaves: readonly number[], cut: Cut): readonly Block[] {
  const parts = cut.tree.parts
    .map((_, part) => leavesOfPart(cut.tree, part))
    .filter((part) => part.every((leaf) => leaves.includes(leaf)))
  const isWhole = parts.flat().length === leaves.length
  if (!isWhole) return [blockOf(leaves, cut)] // a part by kind already: nothing smaller is shown

  return bestSplit(parts, cut).flatMap((block) =>
    parts.some((part) => part.length === block.length) ? splitByKind(block, cut) : [blockOf(block, cut)],
  )
}

/** A part by kind where each kind may stand by itself; else as a whole. */
function splitByKind(part: readonly number[], cut: Cut): readonly Block[] {
  return bestSplit(
    part.map((leaf) => [leaf]),
    cut,
  ).map((leaves) => blockOf(leaves, cut))
}

/** Some pieces together, the others each by themselves: the choice that hides fewest pieces, then fewest firms. */
function bestSplit(
  pieces: readonly (readonly number[])[],
  { tree, data, rules }: Cut,
): readonly (readonly number[])[] {
  const whole = pieces.flat()
  const mayStand = pieces.map((leaves) => mayBeBlock(tree, data, leaves, rules))
  const firmsIn = pieces.map((leaves) => totalOf(unionOf(data, leaves).counts))
  let best: Readonly<{ hidden: readonly number[]; firms: number }> | undefined
  for (let mask = 0; mask < 2 ** pieces.length; mask++) {
    const hidden = pieces.flatMap((_, index) => ((mask >> index) & 1 ? [index] : []))
    if (mayStand.some((may, index) => !may && !hidden.includes(index))) continue

    const firms = totalOf(hidden.map((index) => firmsIn[index] ?? 0))
    const isBetter =
      best === undefined ||
      hidden.length < best.hidden.length ||
      (hidden.length === best.hidden.length && firms < best.firms)
    if (!isBetter) continue
    const together = hidden.flatMap((index) => pieces[index] ?? [])
    if (hidden.length > 0 && !mayBeBlock(tree, data, together, rules)) continue
    best = { hidden, firms }
  }
  if (best === undefined) return [whole]

  const { hidden } = best
  const together = hidden.flatMap((index) => pieces[index] ?? [])
  const alone = pieces.filter((_, index) => !hidden.includes(index))
  return hidden.length === 0 ? alone : [...alone, together]
}

const blockOf = (leaves: readonly number[], { data, asOf }: Cut): Block => ({
  leaves: leaves.toSorted((a, b) => a - b),
  counts: unionOf(data, leaves).counts,
  asOf,
})
