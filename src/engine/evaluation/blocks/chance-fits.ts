import type { Result } from '../../kernel/result.ts'
import { fillTerms, type LogitTerms } from '../algebra/logit.ts'
import { type LogitDescent, logitDescent, type LogitRefusal } from '../algebra/logit-descent.ts'
import { crossProducts, fillLinear, weightedSums } from '../algebra/weighted-sums.ts'
import { TRIMMED_CHANCE } from '../group-time/estimate-change.ts'
import { addOutcomeSums, addTo, type BlockMoments, momentsOver } from './block-moments.ts'
import type { UnitBlock, UnitBlocks } from './unit-blocks.ts'

/** Who is compared with whom: places of cohorts. */
export type Frame = Readonly<{ key: string; treated: readonly number[]; controls: readonly number[] }>

/**
 * Chances of belonging to the treated of one frame, and sums over its controls with their odds as weights.
 *
 * - `factor`: Cholesky factor of Σ w p (1 − p) x xᵀ
 * - `highest`: largest chance of anybody
 * - `cross`, `outcome`: Σ o x xᵀ and Σ o x y_t, with o = w p / (1 − p), or 0 for a chance of `TRIMMED_CHANCE` or more
 */
export type ChanceFit = Readonly<{
  coefficients: Float64Array
  factor: Float64Array
  highest: number
  cross: Float64Array
  outcome: Float64Array
}>

type Descending = {
  readonly frame: Frame
  readonly descent: LogitDescent
  readonly gradient: Float64Array
  readonly information: Float64Array
  deviance: number
  highest: number // linear predictor
  ended: Result<Float64Array, LogitRefusal> | undefined
}

/** A propensity score for every frame, all together: each Newton step is one pass over the blocks, and so are the odds. */
export function chanceFits(
  blocks: UnitBlocks,
  moments: readonly BlockMoments[],
  frames: readonly Frame[],
): readonly Result<ChanceFit, LogitRefusal>[] {
  const size = blocks.covariates + 1
  const terms = termsFor(blocks.blockRows)
  const all = frames.map((frame): Descending => {
    const weightOf = (cohorts: readonly number[]) => momentsOver(moments, cohorts).cross[0]!
    return {
      frame,
      descent: logitDescent(size, weightOf(frame.treated), weightOf(frame.controls)),
      gradient: new Float64Array(size),
      information: new Float64Array(size * size),
      deviance: 0,
      highest: -Infinity,
      ended: undefined,
    }
  })
  for (let open = all; open.length > 0; open = open.filter(({ ended }) => !ended)) {
    for (const own of open) clear(own)
    blocks.visit((block) => {
      for (const own of open) addBlock(own, block, terms)
    })
    for (const own of open) {
      const next = own.descent.next(own)
      if (next !== 'again') own.ended = next
    }
  }
  return withOdds(blocks, all, terms)
}

export const termsFor = (rows: number): LogitTerms => ({
  chance: new Float64Array(rows),
  residual: new Float64Array(rows),
  information: new Float64Array(rows),
})

function clear(own: Descending): void {
  own.gradient.fill(0)
  own.information.fill(0)
  own.deviance = 0
  own.highest = -Infinity
}

function addBlock(own: Descending, block: UnitBlock, terms: LogitTerms): void {
  const isTreated = own.frame.treated.includes(block.cohort)
  if (!isTreated && !own.frame.controls.includes(block.cohort)) return
  const { design, weight, count } = block
  const rows = { start: 0, end: count }
  fillLinear(design, own.descent.coefficients, terms.chance, rows)
  for (let i = 0; i < count; i++) if (terms.chance[i]! > own.highest) own.highest = terms.chance[i]!
  own.deviance += fillTerms(terms, weight, isTreated ? count : 0, count)
  addTo(own.gradient, weightedSums(design, terms.residual, rows))
  addTo(own.information, crossProducts(design, terms.information, rows))
}

function withOdds(
  blocks: UnitBlocks,
  all: readonly Descending[],
  { chance, residual: odds }: LogitTerms,
): readonly Result<ChanceFit, LogitRefusal>[] {
  const size = blocks.covariates + 1
  const sums = all.map(({ frame, descent, ended }) => ({
    controls: ended?.ok ? frame.controls : [],
    coefficients: descent.coefficients,
    cross: new Float64Array(size * size),
    outcome: new Float64Array(size * blocks.times.length),
  }))
  blocks.visit((block) => {
    for (const own of sums) {
      if (!own.controls.includes(block.cohort)) continue
      fillOdds(block, own.coefficients, chance, odds)
      addTo(own.cross, crossProducts(block.design, odds, { start: 0, end: block.count }))
      addOutcomeSums(own.outcome, block, odds)
    }
  })
  return all.map(({ ended, highest }, f) => {
    if (!ended?.ok) return ended!
    const { coefficients, cross, outcome } = sums[f]!
    const fit = { coefficients, factor: ended.value, highest: 1 / (1 + Math.exp(-highest)), cross, outcome }
    return { ok: true, value: fit }
  })
}

/** Chances of a block, and the weight of every control: its own times its odds, 0 where trimmed. */
export function fillOdds(
  { design, weight, count }: UnitBlock,
  coefficients: Float64Array,
  chance: Float64Array,
  odds: Float64Array,
): void {
  fillLinear(design, coefficients, chance, { start: 0, end: count })
  for (let i = 0; i < count; i++) {
    const p = 1 / (1 + Math.exp(-chance[i]!))
    chance[i] = p
    odds[i] = p < TRIMMED_CHANCE ? (weight[i]! * p) / (1 - p) : 0
  }
}
