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
  const half = from === 0 ? 0 : 1
  const fits = rows.map((row) => {
    const cell = Uint16Array.from(row.group.subarray(from, until))
    const sizes = new Float64Array(row.count)
    for (let n = 0; n < cell.length; n++) sizes[cell[n]!]!++
    return acts.map(({ values, squares }) =>
      groupMeans(
        sumsPerCell(values.subarray(from, until), cell, row.count),
        squares[half],
        sizes,
        row.scores,
      ),
    )
  })
  const overall = acts.map((_, a) => fits[0]?.[a]?.overall ?? 0)
  const worth = [...overall]
  return {
    before: planFrom(overall, places),
    planAt: (n) => {
      for (let a = 0; a < acts.length; a++) {
        let sum = overall[a]!
        for (let r = 0; r < rows.length; r++) sum += fits[r]![a]!.perGroup[rows[r]!.group[n]!]! - overall[a]!
        worth[a] = sum
      }
      return planFrom(worth, places)
    },
  }
}
