import type { Result } from '../../kernel/result.ts'
import { choleskyOf, solveCholesky } from '../algebra/cholesky.ts'
import type { LogitRefusal } from '../algebra/logit-descent.ts'
import { HIGHEST_CHANCE } from '../group-time/estimate-panel-cell.ts'
import type { Cell } from '../group-time/group-time-cells.ts'
import type { StudySettings, StudyWarning } from '../group-time/study-data.ts'
import { type BlockMoments, momentsOver } from './block-moments.ts'
import type { ChanceFit, Frame } from './chance-fits.ts'

/**
 * An estimate, and what the influence of a unit on it is made of. With r = y_t − y_s − x·slopes, that influence is
 *
 *     treated   w (r − treatedMean) / treatedTotal − w (1 − p) x·chanceSlopes
 *     control   −o (r − controlMean) / controlTotal − w r x·gapSlopes + w p x·chanceSlopes
 *
 * Slopes that an estimator does not use are undefined, and so is its part.
 */
export type CellTerms = Readonly<{
  cell: Cell
  frame: Frame
  estimate: number
  treatedMean: number
  treatedTotal: number
  slopes: Float64Array | undefined
  gapSlopes: Float64Array | undefined
  odds: Readonly<{ mean: number; total: number; chanceSlopes: Float64Array; chance: ChanceFit }> | undefined
}>

/**
 * The effect on the treated of one cell, as `estimateChange`, from sums alone.
 *
 * @param chance  of the frame; undefined for regression, which needs none
 */
export function cellTerms(
  cell: Cell,
  frame: Frame,
  moments: readonly BlockMoments[],
  chance: Result<ChanceFit, LogitRefusal> | undefined,
  estimator: StudySettings['estimator'],
): CellTerms | StudyWarning['code'] {
  const [treated, controls] = [momentsOver(moments, frame.treated), momentsOver(moments, frame.controls)]
  const fault = thinSide(treated, controls) ?? chanceFault(chance)
  if (fault) return fault
  const size = Math.round(Math.sqrt(treated.cross.length))
  const changes = (outcome: Float64Array) => changeSums(outcome, cell, size)

  const fit = estimator === 'inverse-weighting' ? undefined : regression(controls, changes, size)
  if (fit === 'singular') return 'singular-covariates'
  const slopes = fit?.slopes
  const treatedTotal = treated.cross[0]!
  const treatedMean = residualSum(changes(treated.outcome), treated.cross, slopes, 0) / treatedTotal
  const odds = chance?.ok ? oddsTerms(chance.value, changes(chance.value.outcome), slopes, size) : undefined
  if (odds && !(odds.total > 0)) return 'singular-covariates'
  const gap = treated.cross
    .slice(0, size)
    .map((sum, k) => sum / treatedTotal - (odds ? odds.chance.cross[k]! / odds.total : 0))
  return {
    cell,
    frame,
    estimate: treatedMean - (odds?.mean ?? 0),
    treatedMean,
    treatedTotal,
    slopes,
    gapSlopes: fit && solveCholesky(fit.factor, gap),
    odds,
  }
}

/** A variance needs two units on either side that weigh something. */
function thinSide(treated: BlockMoments, controls: BlockMoments): StudyWarning['code'] | undefined {
  if (treated.weighing === 0 || controls.weighing === 0) return 'no-weight'
  if (treated.weighing < 2) return 'group-of-one'
  return controls.weighing < 2 ? 'too-few-controls' : undefined
}

function chanceFault(chance: Result<ChanceFit, LogitRefusal> | undefined): StudyWarning['code'] | undefined {
  if (!chance) return undefined
  if (!chance.ok)
    return chance.error.code === 'singular-matrix' ? 'singular-covariates' : 'perfect-separation'
  return chance.value.highest >= HIGHEST_CHANCE ? 'no-overlap' : undefined
}

/** Σ w x (y_t − y_s), from Σ w x y. */
function changeSums(outcome: Float64Array, { step, baseStep }: Cell, size: number): Float64Array {
  const times = outcome.length / size
  return Float64Array.from(
    { length: size },
    (_, k) => outcome[k * times + step]! - outcome[k * times + baseStep]!,
  )
}

/** Least squares of the change on the design over the controls. */
function regression(
  controls: BlockMoments,
  changes: (outcome: Float64Array) => Float64Array,
  size: number,
): Readonly<{ slopes: Float64Array; factor: Float64Array }> | 'singular' {
  const factored = choleskyOf(controls.cross, size)
  if (!factored.ok) return 'singular'
  return { slopes: solveCholesky(factored.value, changes(controls.outcome)), factor: factored.value }
}

/** Σ w x_k (change − x·slopes). */
function residualSum(
  change: Float64Array,
  cross: Float64Array,
  slopes: Float64Array | undefined,
  k: number,
): number {
  if (!slopes) return change[k]!
  return slopes.reduce((left, slope, j) => left - slope * cross[k * slopes.length + j]!, change[k]!)
}

function oddsTerms(
  chance: ChanceFit,
  change: Float64Array,
  slopes: Float64Array | undefined,
  size: number,
): NonNullable<CellTerms['odds']> {
  const total = chance.cross[0]!
  const mean = residualSum(change, chance.cross, slopes, 0) / total
  const lean = Float64Array.from(
    { length: size },
    (_, k) => (residualSum(change, chance.cross, slopes, k) - mean * chance.cross[k]!) / total,
  )
  return { mean, total, chanceSlopes: solveCholesky(chance.factor, lean), chance }
}
