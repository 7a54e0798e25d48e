import { z } from 'zod'
import { BARRIERS, DRIVERS } from '#engine/advice/step.ts'
import { CARRIERS } from '#engine/flows/flow.ts'
import { SHARE, idSchema, rangeFigure, textSchema, valueFigure } from './figure-contract.ts'
import { populationCells } from './population-cells-contract.ts'

/** The unit of an amount follows from what it is counted per; other words in `per` are ids of bases. */
const UNIT_PER = {
  firm: 'EUR/year',
  employee: 'EUR/year',
  machine: 'EUR/year',
  turnover: 'share of turnover',
  'own-product-turnover': 'share of own-product turnover',
} as const

export const unitPer = (per: string): string => UNIT_PER[per as keyof typeof UNIT_PER] ?? 'share of base'

const amountFigure = z.strictObject({
  value: z.number().min(0).max(10_000_000),
  unit: z.enum([...new Set(Object.values(UNIT_PER)), 'share of base']),
  grade: valueFigure('', SHARE).shape.grade,
  why: textSchema,
  sources: z.array(idSchema),
})

const baseTermSchema = z
  .strictObject({ per: idSchema, ownProduct: amountFigure, subcontractor: amountFigure })
  .superRefine((term, context) => {
    const unit = unitPer(term.per)
    for (const type of ['ownProduct', 'subcontractor'] as const) {
      if (term[type].unit === unit) continue
      context.addIssue({
        code: 'custom',
        path: [type, 'unit'],
        message: `per ${term.per} the unit is '${unit}'`,
      })
    }
  })

const baseSchema = z.strictObject({
  id: idSchema,
  partOf: idSchema.optional(),
  terms: z.array(baseTermSchema).min(1),
  factor: rangeFigure('multiple of default', { min: 0, max: 10, isOpen: true }),
})

const count = valueFigure('count', { min: 0, max: 100 })

const driverSchema = z.strictObject({
  driver: z.enum(DRIVERS),
  per: z.enum(['firm', 'employee', 'machine']),
  ownProduct: count,
  subcontractor: count,
})

const shareOfMonth = 'share of monthly turnover'

/** data/population.json: what is believed of a firm before it has said anything. */
export const populationSchema = z
  .strictObject({
    employees: rangeFigure('employees', { min: 1, max: 10_000 }),
    ownProductShare: valueFigure('share of firms', SHARE),
    machinesPerEmployee: rangeFigure('machines per employee', { min: 0, max: 10 }),
    turnoverEurPerEmployee: rangeFigure('EUR/year per employee', { min: 1_000, max: 5_000_000 }),
    ownProductShareOfTurnover: valueFigure('share of turnover', SHARE),
    spareCashShareOfTurnover: rangeFigure('share of yearly turnover', { min: 0, max: 2 }),
    freeCashFlowShareOfTurnover: rangeFigure(shareOfMonth, { min: -1, max: 1 }),
    cashFlowSpreadShareOfTurnover: valueFigure(shareOfMonth, { min: 0, max: 2 }),
    cashFlowPersistence: valueFigure('autocorrelation', { min: -1, max: 1, isOpen: true }),
    barrierShare: z.record(z.enum(BARRIERS), valueFigure('share of firms', SHARE)),
    carrierShare: z.record(z.enum(CARRIERS), valueFigure('share of flows', SHARE)),
    ...populationCells,
    bases: z.array(baseSchema).min(1),
    drivers: z.array(driverSchema),
  })
  .superRefine((population, context) => {
    const total = CARRIERS.reduce((sum, carrier) => sum + population.carrierShare[carrier].value, 0)
    if (Math.abs(total - 1) > 1e-9) {
      context.addIssue({ code: 'custom', path: ['carrierShare'], message: `adds up to ${total}, not to 1` })
    }
  })
export type PopulationFigures = Readonly<z.infer<typeof populationSchema>>
