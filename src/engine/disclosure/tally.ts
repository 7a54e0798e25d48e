/** How many firms gave each answer to one question; the answers always in the same order. */
export type Tally = readonly number[]

export const totalOf = (tally: Tally) => tally.reduce((sum, count) => sum + count, 0)

/** Answer by answer; tallies of one question have the same length. */
export const sumOf = (tallies: readonly Tally[]): Tally =>
  (tallies[0] ?? []).map((_, answer) => totalOf(tallies.map((tally) => tally[answer] ?? 0)))

/** Share of the most frequent answer, in [0, 1]; 0 when nobody answered. */
export function largestShareOf(tally: Tally): number {
  const total = totalOf(tally)
  return total === 0 ? 0 : Math.max(...tally) / total
}
