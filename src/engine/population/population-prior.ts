import type { FlowId } from '../flows/flow.ts'
import type { Barrier } from './barrier.ts'
import type { FirmCell, SectorCode, SizeClass } from './firm-cell.ts'
import type { BusinessType, Population, StepId } from './population.ts'

/** Amounts of a firm as a ratio, so that firms of all sizes can be compared. */
export const RATIOS = [
  'turnoverEurPerEmployee', // per year
  'machinesPerEmployee',
  'spareCashShareOfTurnover', // of a year
  'freeCashFlowShareOfTurnover', // of a month; may be negative
] as const
export type Ratio = (typeof RATIOS)[number]

/** A factor per size class, type and sector, on a median or on odds; what is absent has no effect. */
export type Effect = Readonly<{
  sizeClass?: Readonly<Record<SizeClass, number>>
  businessType?: Readonly<Record<BusinessType, number>>
  sector?: Readonly<Record<SectorCode, number>>
}>

/** Effects of what kind of firm it is. */
export type Effects = Readonly<{
  medians: Readonly<Partial<Record<Exclude<Ratio, 'freeCashFlowShareOfTurnover'>, Effect>>>
  ownProductOdds: Effect
  carrierOdds: Effect // of a more automatic way
  barrierOdds: Readonly<Partial<Record<Barrier, Effect>>>
  productStepOdds: Effect // of having a step about the firm's product in use
}>

/** How many firms a belief weighs against scans. */
export type PriorFirms = Readonly<{
  ratios: Readonly<Record<Ratio, number>>
  bases: number
  barriers: number
  carriers: number
  stepsInUse: number
  pooling: number // of the larger group against the firms of a smaller one
}>

/** What is believed before any scan: of any firm, and how kinds of firm differ. */
export type PopulationPrior = Readonly<{
  common: Population // without `carrierShareOf` and `stepInUseShare`
  sizeClassShare: Readonly<Record<SizeClass, number>> // of firms; adds up to 1
  effects: Effects
  flowOdds: Readonly<Record<FlowId, number>> // of a more automatic way; every flow, 1 where it does not differ
  stepInUse: Readonly<Record<StepId, StepInUse>>
  priorFirms: PriorFirms
}>

/** Share of firms with a step in use, by size class, before the effect of the type where the step is a product step. */
export type StepInUse = Readonly<{ share: Readonly<Record<SizeClass, number>>; isProductStep: boolean }>

/** All that applies to a cell multiplied; an unknown attribute and an unknown sector have no effect. */
export function effectOn(cell: FirmCell, effect: Effect | undefined): number {
  const ofSize = cell.sizeClass && effect?.sizeClass?.[cell.sizeClass]
  const ofType = cell.businessType && effect?.businessType?.[cell.businessType]
  const ofSector = cell.sector === undefined ? undefined : effect?.sector?.[cell.sector]
  return (ofSize ?? 1) * (ofType ?? 1) * (ofSector ?? 1)
}

/** The median of a ratio in a cell before any scan, as a factor on that of any firm. */
export const medianFactor = (ratio: Ratio, cell: FirmCell, { effects }: PopulationPrior): number =>
  ratio === 'freeCashFlowShareOfTurnover' ? 1 : effectOn(cell, effects.medians[ratio])
