import { mean } from '../kernel/summary.ts'
import { type Act, type AnswerPrice, type Places, planFrom, sumsPerCell } from './answer-price.ts'
import type { Grouping } from './asking.ts'
import { groupMeans } from './group-means.ts'
import { type Planning, pricePerScenario } from './price-per-scenario.ts'

/**
 * Expected value of knowing all rows of one page together. What a step is worth where the answers are known is its
 * mean with what each row adds to it or takes away, as if rows did not change each other's effect:
 *
 *     m̂(x₁ … x_R) = m + Σ over rows (m̂_r(x_r) − m)
 *
 * Learnt on one half of the scenarios and judged on the other, both ways, so that it never finds more than there is.
 */
export const priceOfRows = (rows: readonly Grouping[], acts: readonly Act[], places: Places): AnswerPrice =>
  pricePerScenario(acts, places, (from, until) => learnRows(rows, acts, places, from, until))

function learnRows(
  rows: readonly Grouping[],
  acts: readonly Act[],
  places: Places,
  from: number,
  until: number,
): Planning {
  const overall = acts.map(({ values }) => mean(values.subarray(from, until)))
  const effects = rows.map((row) => effectsOf(row, acts, from, until))
  const worth = new Float64Array(acts.length)
  return {
    before: planFrom(overall, places),
    planAt: (n) => {
      worth.set(overall)
      for (let r = 0; r < rows.length; r++) {
        const effect = effects[r]!
        const at = rows[r]!.group[n]! * acts.length
        for (let a = 0; a < worth.length; a++) worth[a]! += effect[at + a]!
      }
      return planFrom(worth, places)
    },
  }
}

/** What every answer of a row adds to every act [EUR]: group × act. */
function effectsOf(
  { group, count, scores }: Grouping,
  acts: readonly Act[],
  from: number,
  until: number,
): Float64Array {
  const cell = Uint16Array.from(group.subarray(from, until))
  const sizes = new Float64Array(count)
  for (let n = 0; n < cell.length; n++) sizes[cell[n]!]!++
  const effects = new Float64Array(count * acts.length)
  for (const [a, { values, squares }] of acts.entries()) {
    const sums = sumsPerCell(values.subarray(from, until), cell, count)
    const { overall, perGroup } = groupMeans(sums, squares[from === 0 ? 0 : 1], sizes, scores)
    for (let g = 0; g < count; g++) effects[g * acts.length + a] = perGroup[g]! - overall
  }
  return effects
}
