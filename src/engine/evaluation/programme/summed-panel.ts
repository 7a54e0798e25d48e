import type { Result } from '../../kernel/result.ts'
import { type BlockMoments, momentsOver } from '../blocks/block-moments.ts'
import type { BlockStudy } from '../blocks/block-study.ts'
import { cellsOfBlocks } from '../blocks/cells-of-blocks.ts'
import { effectsFromBlocks } from '../blocks/effects-from-blocks.ts'
import { NEVER, type StudySettings } from '../group-time/study-data.ts'
import { cellsOfSums } from '../sums/cells-of-sums.ts'
import type { CovarianceResult } from '../sums/covariance-result.ts'
import { type EffectsRefusal, effectsFromSums } from '../sums/effects-from-sums.ts'
import { momentsOf, type PanelSums } from '../sums/panel-sums.ts'
import type { CohortSize } from '../sums/study-cohorts.ts'
import type { CellPanel } from '../sums/two-way-from-cells.ts'
import type { Balance } from '../two-way/covariate-balance.ts'
import type { BalanceOf } from './evaluation.ts'

/** Units of one first time that missed a time and were left out; `unseen` of them have no outcome at all. */
export type IncompleteUnits = CohortSize & Readonly<{ unseen: number }>

/** What the reader did on the way: rows of the file, those without an outcome, and units that were left out. */
export type HandledRows = Readonly<{
  rows: number
  rowsWithoutOutcome: number
  incomplete: readonly IncompleteUnits[]
}>

/**
 * A panel of which nothing per unit is at hand.
 *
 * - `centre`: per time, to be added to the means of `cells`
 * - `effects`: group-time effects, where asked without one first time of treatment
 */
export type SummedPanel = Readonly<{
  cohorts: readonly CohortSize[]
  cells: CellPanel
  centre: Float64Array
  hasCovariates: boolean
  clusters: number | undefined // undefined where every unit is its own
  balance: readonly BalanceOf[]
  handled: HandledRows
  effects: (settings: StudySettings, without?: number) => Result<CovarianceResult, EffectsRefusal>
}>

/** A panel of which only sums per cohort were kept. */
export function panelOfSums(sums: PanelSums, handled: HandledRows): SummedPanel {
  const { times, centre, cohorts } = sums
  const sideOf = (own: readonly PanelSums['cohorts'][number][]) => {
    const { mean, scatter, units } = momentsOf(own, times.length, times.length)
    return { mean: mean[0]! + centre[0]!, variance: units > 1 ? scatter[0]! / (units - 1) : 0 }
  }
  const [joined, never] = parted(cohorts)
  const isTwoSided = joined.length > 0 && never.length > 0
  const balance = isTwoSided ? [{ covariate: '', balance: balanceOf(sideOf(joined), sideOf(never)) }] : []
  const without = (first: number) => ({ ...sums, cohorts: cohorts.filter((own) => own.first !== first) })
  return {
    cohorts,
    cells: cellsOfSums(sums),
    centre,
    hasCovariates: false,
    clusters: undefined,
    balance,
    handled,
    effects: (settings, first) => effectsFromSums(first === undefined ? sums : without(first), settings),
  }
}

/** A covariate's name, and what turns its standardised values back. */
export type CovariateScale = Readonly<{ name: string; centre: number; perUnit: number }>

/** A panel that is gone through block by block. */
export function panelOfBlocks(
  study: BlockStudy,
  covariates: readonly CovariateScale[],
  handled: HandledRows,
): SummedPanel {
  const { blocks, moments } = study
  const places = blocks.cohorts.map((cohort, place) => ({ ...cohort, place }))
  const [joined, never] = parted(places).map((own) => own.map(({ place }) => place))
  const isTwoSided = joined!.length > 0 && never!.length > 0
  const scales = [{ name: '', centre: blocks.centre[0]!, perUnit: 1 }, ...covariates]
  return {
    cohorts: blocks.cohorts,
    cells: cellsOfBlocks(study),
    centre: blocks.centre,
    hasCovariates: covariates.length > 0,
    clusters: blocks.clusterCount,
    balance: isTwoSided
      ? scales.map((scale, k) => ({
          covariate: scale.name,
          balance: balanceOf(plainSide(moments, joined!, k, scale), plainSide(moments, never!, k, scale)),
        }))
      : [],
    handled,
    effects: (settings, without) => effectsFromBlocks(study, settings, without),
  }
}

function parted<C extends CohortSize>(cohorts: readonly C[]): [joined: readonly C[], never: readonly C[]] {
  return [cohorts.filter(({ first }) => first !== NEVER), cohorts.filter(({ first }) => first === NEVER)]
}

type Side = Readonly<{ mean: number; variance: number }>

/** Mean and variance over units, weights left aside, of the outcome at the first time or of a covariate. */
function plainSide(
  moments: readonly BlockMoments[],
  places: readonly number[],
  k: number,
  { centre, perUnit }: Pick<CovariateScale, 'centre' | 'perUnit'>,
): Side {
  const { units, plainSums, plainSquares } = momentsOver(moments, places)
  const mean = plainSums[k]! / units
  const variance = units > 1 ? (plainSquares[k]! - units * mean * mean) / (units - 1) : 0
  const spread = perUnit > 0 ? 1 / perUnit : 0
  return { mean: centre + mean * spread, variance: variance * spread * spread }
}

function balanceOf(joined: Side, never: Side): Balance {
  const spread = Math.sqrt(joined.variance)
  return {
    treatedMean: joined.mean,
    controlMean: never.mean,
    difference: spread > 0 ? (joined.mean - never.mean) / spread : undefined,
    varianceRatio: never.variance > 0 ? joined.variance / never.variance : undefined,
  }
}
