import { makeRng } from '../kernel/rng.ts'
import type { Block } from './block.ts'
import { type Group, type LeafData, type PeerTree, groupsOf, leafCountOf } from './peer-tree.ts'
import type { DisclosureRules } from './rules.ts'
import type { ShownGroup } from './shown-groups.ts'
import { type Tally, sumOf, totalOf } from './tally.ts'

/** For tests and benches: random firms, and an attacker who sees what is published and nothing else. */
export const TREE: PeerTree = {
  parts: ['1-9', '10-19', '20-49', '50-99', '100-249', '250-plus'],
  kinds: ['own-product', 'subcontractor'],
}
export const RULES: DisclosureRules = { minimumFirms: 10, maxShare: 0.9, pPercent: 15 }

/** A table of 0 to 400 firms, 2 to 6 answers, leaves and answers of very different sizes; amounts with a long tail. */
export function randomTable(seed: number, hasAmounts = false): readonly LeafData[] {
  const rng = makeRng(seed, 1)
  const answers = 2 + Math.floor(rng() * 5)
  const firms = Math.floor(400 * rng() ** 2)
  const liking = Array.from({ length: answers }, () => rng() ** 3 + 0.01)
  const weights = Array.from({ length: leafCountOf(TREE) }, () => rng() ** 4)
  const leaves = weights.map(() => ({
    counts: Array.from({ length: answers }, () => 0),
    contributions: [] as number[],
  }))
  for (let firm = 0; firm < firms; firm++) {
    const leaf = leaves[drawIndex(weights, rng())]!
    leaf.counts[drawIndex(liking, rng())]! += 1
    if (hasAmounts) leaf.contributions.push(Math.exp(3 * rng() ** 3 * (1 + rng())))
  }
  return leaves
}

/** The same firms some time later: a number of them came, went or changed their answer. */
export function laterTable(before: readonly LeafData[], changes: number, seed: number): readonly LeafData[] {
  const rng = makeRng(seed, 2)
  const counts = before.map((leaf) => [...leaf.counts])
  for (let change = 0; change < changes; change++) {
    const row = counts[Math.floor(rng() * counts.length)]!
    const [from, to] = [Math.floor(rng() * row.length), Math.floor(rng() * row.length)]
    const kind = rng()
    if (kind < 0.9) row[to]! += 1
    if (kind > 0.8 && row[from]! > 0) row[from]! -= 1
  }
  return counts.map((row) => ({ counts: row }))
}

function drawIndex(weights: readonly number[], u: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = u * total
  const index = weights.findIndex((weight) => {
    left -= weight
    return left <= 0
  })
  return Math.max(0, index)
}

export type Interval = { min: number; max: number }

/** Groups that are not empty and of which nothing is shown. */
export const hiddenGroups = (data: readonly LeafData[], shown: readonly ShownGroup[]): readonly Group[] =>
  groupsOf(TREE).filter(
    ({ id, leaves }) =>
      !shown.some((group) => group.id === id) &&
      leaves.some((leaf) => data[leaf]!.counts.some((count) => count > 0)),
  )

/**
 * All an attacker can prove about one answer from the shown groups: every group is the sum of its own, counts are not
 * negative. Propagation up and down until nothing moves; exact, since in a tree two sums share one group at most.
 */
export function attackByPropagation(
  shown: readonly ShownGroup[],
  answer: number,
  tree: PeerTree = TREE,
): ReadonlyMap<string, Interval> {
  const known = new Map(groupsOf(tree).map(({ id }): [string, Interval] => [id, { min: 0, max: Infinity }]))
  for (const { id, counts } of shown) known.set(id, { min: counts[answer]!, max: counts[answer]! })
  const sums: readonly (readonly [string, readonly string[]])[] = [
    ['all', tree.parts],
    ...tree.parts.map((part) => [part, tree.kinds.map((kind) => `${part}/${kind}`)] as const),
  ]
  for (let pass = 0; pass < 6; pass++) {
    for (const [whole, pieces] of sums)
      narrow(
        known.get(whole)!,
        pieces.map((piece) => known.get(piece)!),
      )
  }
  return known
}

function narrow(whole: Interval, pieces: readonly Interval[]): void {
  const sum = (end: 'min' | 'max', without?: Interval) =>
    pieces.reduce((total, piece) => (piece === without ? total : total + piece[end]), 0)
  whole.min = Math.max(whole.min, sum('min'))
  whole.max = Math.min(whole.max, sum('max'))
  for (const piece of pieces) {
    piece.max = Math.min(piece.max, whole.max - sum('min', piece))
    piece.min = Math.max(piece.min, whole.min - sum('max', piece))
  }
}

/** A linear programme for HiGHS: what the count of a hidden group can be, at least or at most. */
export function attackProgramme(
  shown: readonly ShownGroup[],
  answer: number,
  hidden: Group,
  end: 'Minimize' | 'Maximize',
): string {
  const byId = new Map(groupsOf(TREE).map(({ id, leaves }) => [id, leaves]))
  const sum = (leaves: readonly number[]) => leaves.map((leaf) => `x${leaf}`).join(' + ')
  const rows = shown.map(({ id, counts }, row) => ` r${row}: ${sum(byId.get(id)!)} = ${counts[answer]}`)
  return `${end}\n obj: ${sum(hidden.leaves)}\nSubject To\n${rows.join('\n')}\nEnd\n`
}

/** What is left of the shown groups for an attacker who takes his own answer out of them. */
export function withoutOne(
  shown: readonly ShownGroup[],
  leaf: number,
  answer: number,
): readonly ShownGroup[] {
  const mine = groupsOf(TREE).filter(({ leaves }) => leaves.includes(leaf))
  return shown.map((group) =>
    mine.some(({ id }) => id === group.id)
      ? { ...group, counts: group.counts.map((count, index) => (index === answer ? count - 1 : count)) }
      : group,
  )
}

/** What came and what went between two snapshots, per block of the earlier one; only where something did. */
export function changesBetween(before: readonly Block[], after: readonly Block[]): readonly Tally[] {
  return before.flatMap((block) => {
    const now = sumOf(
      after.filter(({ leaves }) => block.leaves.includes(leaves[0]!)).map(({ counts }) => counts),
    )
    const change = now.map((count, answer) => count - block.counts[answer]!)
    const sides = [change.map((d) => Math.max(0, d)), change.map((d) => Math.max(0, -d))]
    return sides.filter((side) => totalOf(side) > 0)
  })
}
