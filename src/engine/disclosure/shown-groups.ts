import type { Block } from './block.ts'
import { type PeerTree, groupsOf } from './peer-tree.ts'
import { type Tally, sumOf, totalOf } from './tally.ts'

/** A group with its counts, and the oldest snapshot any of them is from. */
export type ShownGroup = Readonly<{ id: string; counts: Tally; firms: number; asOf: string }>

/** The groups that consist of whole blocks; of all others nothing is said. */
export function shownGroups(tree: PeerTree, blocks: readonly Block[]): readonly ShownGroup[] {
  return groupsOf(tree).flatMap(({ id, leaves }) => {
    const inside = blocks.filter((block) => block.leaves.some((leaf) => leaves.includes(leaf)))
    const covered = inside.flatMap((block) => block.leaves)
    if (inside.length === 0 || covered.length !== leaves.length) return []

    const counts = sumOf(inside.map((block) => block.counts))
    return [{ id, counts, firms: totalOf(counts), asOf: inside.map(({ asOf }) => asOf).toSorted()[0]! }]
  })
}

const TENTHS = 10

/**
 * Counts as whole firms out of ten that add up to ten, by largest remainder; what is left over goes to the answer
 * named first. All zero when nobody answered.
 */
export function outOfTen(counts: Tally): readonly number[] {
  const total = totalOf(counts)
  if (total === 0) return counts.map(() => 0)

  const exact = counts.map((count) => (count / total) * TENTHS)
  const whole = exact.map(Math.floor)
  const left = TENTHS - totalOf(whole)
  const order = exact
    .map((value, answer) => ({ answer, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.answer - b.answer)
  const lucky = order.slice(0, left).map(({ answer }) => answer)
  return whole.map((value, answer) => (lucky.includes(answer) ? value + 1 : value))
}

/** The class in which the middle firm is; of two middle ones the lower. Undefined when there is no firm. */
export function medianClassOf(counts: Tally): number | undefined {
  const half = totalOf(counts) / 2
  if (half === 0) return undefined

  let sum = 0
  for (const [index, count] of counts.entries()) {
    sum += count
    if (sum >= half) return index
  }
  return undefined
}
