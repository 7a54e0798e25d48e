import { type Tally, sumOf } from './tally.ts'

/**
 * Groups of firms in three levels: all of them, the parts (size classes), and each part by kind (type of business).
 * A leaf is one part of one kind; leaves are numbered part by part.
 */
export type PeerTree = Readonly<{ parts: readonly string[]; kinds: readonly string[] }>

/** A group that may be shown, and the leaves it consists of. */
export type Group = Readonly<{ id: string; leaves: readonly number[] }>

/** What is known of the firms of one leaf about one question. */
export type LeafData = Readonly<{
  counts: Tally
  contributions?: readonly number[] // of an amount: one per firm that is counted
}>

export const ALL_FIRMS = 'all'

export const leafCountOf = ({ parts, kinds }: PeerTree) => parts.length * kinds.length

/** All leaves of a part. */
export const leavesOfPart = ({ kinds }: PeerTree, part: number): readonly number[] =>
  kinds.map((_, kind) => part * kinds.length + kind)

/** Every group there is: 'all', each part ('20-49'), each leaf ('20-49/own-product'). */
export function groupsOf(tree: PeerTree): readonly Group[] {
  const parts = tree.parts.map((id, part) => ({ id, leaves: leavesOfPart(tree, part) }))
  const leaves = tree.parts.flatMap((id, part) =>
    tree.kinds.map((kind, index) => ({ id: `${id}/${kind}`, leaves: [leavesOfPart(tree, part)[index]!] })),
  )
  return [{ id: ALL_FIRMS, leaves: parts.flatMap((part) => part.leaves) }, ...parts, ...leaves]
}

/** Several leaves as one cell. */
export function unionOf(data: readonly LeafData[], leaves: readonly number[]): LeafData {
  const chosen = leaves.flatMap((leaf) => data[leaf] ?? [])
  return {
    counts: sumOf(chosen.map(({ counts }) => counts)),
    contributions: chosen.flatMap(({ contributions = [] }) => contributions),
  }
}
