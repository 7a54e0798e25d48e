import type { CellPanel } from '../sums/two-way-from-cells.ts'
import type { Loading } from '../sums/loadings.ts'
import { type BlockColumns, blockProducts } from './block-products.ts'
import type { BlockStudy } from './block-study.ts'
import type { UnitBlock } from './unit-blocks.ts'

/** Blocks as means of cohorts; errors take one more pass. Cohorts without weight are left out. */
export function cellsOfBlocks({ blocks, moments }: BlockStudy): CellPanel {
  const { times, cohorts } = blocks
  const places = [...cohorts.keys()].filter((place) => moments[place]!.cross[0]! > 0)
  const weighed = places.map((place) => {
    const { cross, outcome } = moments[place]!
    const weight = cross[0]!
    return {
      first: cohorts[place]!.first,
      weight,
      mean: outcome.slice(0, times.length).map((y) => y / weight),
    }
  })
  const units = places.reduce((sum, place) => sum + moments[place]!.weighing, 0)
  return {
    times,
    cohorts: weighed,
    units,
    clusters: blocks.clusterCount ?? units,
    meat: (scores) =>
      blockProducts(blocks, scores.length, (block, columns) => {
        const place = places.indexOf(block.cohort)
        if (place >= 0)
          for (const [k, score] of scores.entries())
            fillScores(k, place, score, weighed[place]!.mean, block, columns)
      }),
  }
}

/** w (a · (y − mean) + b), per unit. */
function fillScores(
  column: number,
  place: number,
  score: Loading,
  mean: Float64Array,
  { outcome, weight, count }: UnitBlock,
  { values, stride, active }: BlockColumns,
): void {
  const [start, from] = [column * stride, place * (mean.length + 1)]
  const level = mean.reduce((sum, value, t) => sum - score[from + t]! * value, score[from + mean.length]!)
  values.fill(level, start, start + count)
  for (const [t, y] of outcome.entries()) {
    const slope = score[from + t]!
    for (let i = 0; i < count; i++) values[start + i]! += slope * y[i]!
  }
  for (let i = 0; i < count; i++) values[start + i]! *= weight[i]!
  active.push(column)
}
