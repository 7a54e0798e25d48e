import { z } from 'zod'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { SIZE_CLASSES } from '#engine/population/firm-cell.ts'
import { SHARE, idSchema, valueFigure } from './figure-contract.ts'

const FACTOR = { min: 0.05, max: 20 }
const firms = valueFigure('firms', { min: 1, max: 10_000 })
const share = valueFigure('share of firms', { min: 0, max: 1, isOpen: true })

/** A factor per size class, type and sector; a kind that is named is named whole, so that 1 is said and not left out. */
const effect = (unit: string) => {
  const factor = valueFigure(unit, FACTOR)
  return z.strictObject({
    sizeClass: z.record(z.enum(SIZE_CLASSES), factor).optional(),
    businessType: z.record(z.enum(BUSINESS_TYPES), factor).optional(),
    sector: z.record(z.string(), factor).optional(),
  })
}
const onMedian = effect('factor on the median')
const onOdds = effect('factor on the odds')

/** The two ends of the size classes that steps in use are given for; those between follow. */
export const STEP_SHARE_CLASSES = [SIZE_CLASSES[0], SIZE_CLASSES[3]] as const

/** How kinds of firm differ, and what scans weigh against it: fields of data/population.json. */
export const populationCells = {
  sizeClassShare: z.record(z.enum(SIZE_CLASSES), valueFigure('share of firms', SHARE)),
  effects: z.strictObject({
    turnoverEurPerEmployee: onMedian,
    machinesPerEmployee: onMedian,
    ownProductShare: onOdds,
    carriers: onOdds,
    barriers: z.partialRecord(z.enum(BARRIERS), onOdds),
    productStepsInUse: onOdds,
  }),
  flowCarrierOdds: z.record(z.string().regex(/^F\d{2}$/), valueFigure('factor on the odds', FACTOR)),
  stepInUseShare: z.record(z.enum(STEP_SHARE_CLASSES), z.record(idSchema, share)),
  priorFirms: z.strictObject({
    estimate: firms,
    vendor: firms,
    published: firms,
    measured: firms,
    pooling: firms,
  }),
}

const cellsSchema = z.strictObject(populationCells)
export type PopulationCells = Readonly<z.infer<typeof cellsSchema>>
export type EffectFigures = Readonly<z.infer<typeof onOdds>>
