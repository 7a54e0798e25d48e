import { fillLinear } from '../algebra/weighted-sums.ts'
import { type BlockColumns, blockProducts } from './block-products.ts'
import { fillOdds, termsFor } from './chance-fits.ts'
import type { CellTerms } from './cell-terms.ts'
import type { UnitBlock, UnitBlocks } from './unit-blocks.ts'

/**
 * Which columns there are: the influence of a unit on every effect, then w / Σ w for every group and 1 / n for all, of
 * which shares are made.
 *
 * - `groupOf`: per cohort the place of its group among the groups, −1 for controls only, undefined for who is not in it
 */
export type InfluenceLayout = Readonly<{
  terms: readonly CellTerms[]
  groups: number
  groupOf: readonly (number | undefined)[]
  weight: number // of all units together
  units: number
}>

/** Products of all columns with one another, over the units or over the sums of their clusters, in rows. */
export function influenceProducts(blocks: UnitBlocks, layout: InfluenceLayout): Float64Array {
  const fill = columnFiller(layout, blocks.blockRows)
  return blockProducts(blocks, layout.terms.length + layout.groups + 1, (block, columns) => {
    if (layout.groupOf[block.cohort] !== undefined) fill(block, columns)
  })
}

function columnFiller(layout: InfluenceLayout, stride: number) {
  const { chance, residual: odds } = termsFor(stride)
  const lines = {
    trend: new Float64Array(stride),
    gap: new Float64Array(stride),
    lean: new Float64Array(stride),
  }
  return (block: UnitBlock, columns: BlockColumns): void => {
    let filled: CellTerms['odds'] | undefined
    for (const [column, terms] of layout.terms.entries()) {
      const isTreated = terms.frame.treated.includes(block.cohort)
      if (!isTreated && !terms.frame.controls.includes(block.cohort)) continue
      if (terms.odds && terms.odds.chance !== filled?.chance) {
        fillOdds(block, terms.odds.chance.coefficients, chance, odds)
        filled = terms.odds
      }
      fillLines(lines, block, terms)
      const start = column * stride
      if (isTreated) fillTreated(columns.values, start, block, terms, chance, lines)
      else fillControls(columns.values, start, block, terms, chance, odds, lines)
      columns.active.push(column)
    }
    fillShares(layout, block, columns)
  }
}

type Lines = Readonly<{ trend: Float64Array; gap: Float64Array; lean: Float64Array }>

/** x · slopes of the three kinds. What is not used is not looked at. */
function fillLines({ trend, gap, lean }: Lines, { design, count }: UnitBlock, terms: CellTerms): void {
  const rows = { start: 0, end: count }
  if (terms.slopes) fillLinear(design, terms.slopes, trend, rows)
  else trend.fill(0, 0, count)
  if (terms.gapSlopes) fillLinear(design, terms.gapSlopes, gap, rows)
  else gap.fill(0, 0, count)
  if (terms.odds) fillLinear(design, terms.odds.chanceSlopes, lean, rows)
  else lean.fill(0, 0, count)
}

function fillTreated(
  into: Float64Array,
  start: number,
  { outcome, weight, count }: UnitBlock,
  { cell, treatedMean, treatedTotal }: CellTerms,
  chance: Float64Array,
  { trend, lean }: Lines,
): void {
  const [after, before] = [outcome[cell.step]!, outcome[cell.baseStep]!]
  for (let i = 0; i < count; i++) {
    const residual = after[i]! - before[i]! - trend[i]!
    into[start + i] = weight[i]! * ((residual - treatedMean) / treatedTotal - (1 - chance[i]!) * lean[i]!)
  }
}

function fillControls(
  into: Float64Array,
  start: number,
  { outcome, weight, count }: UnitBlock,
  { cell, odds: weighed }: CellTerms,
  chance: Float64Array,
  odds: Float64Array,
  { trend, gap, lean }: Lines,
): void {
  const [after, before] = [outcome[cell.step]!, outcome[cell.baseStep]!]
  const { mean, total } = weighed ?? { mean: 0, total: Infinity }
  for (let i = 0; i < count; i++) {
    const residual = after[i]! - before[i]! - trend[i]!
    into[start + i] =
      weight[i]! * (chance[i]! * lean[i]! - residual * gap[i]!) - (odds[i]! * (residual - mean)) / total
  }
}

function fillShares(
  layout: InfluenceLayout,
  { cohort, weight, count }: UnitBlock,
  columns: BlockColumns,
): void {
  const { terms, groups, groupOf } = layout
  const { values, stride, active } = columns
  const group = groupOf[cohort]!
  if (group >= 0) {
    const start = (terms.length + group) * stride
    for (let i = 0; i < count; i++) values[start + i] = weight[i]! / layout.weight
    active.push(terms.length + group)
  }
  const last = (terms.length + groups) * stride
  values.fill(1 / layout.units, last, last + count)
  active.push(terms.length + groups)
}
