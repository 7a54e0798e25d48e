import { z } from 'zod'
import { BARRIERS } from '#engine/advice/step.ts'
import {
  PROBABILITY,
  SHARE,
  idSchema,
  rangeFigure,
  textSchema,
  valueFigure,
  valueOrRangeFigure,
  wholeFigure,
} from './figure-contract.ts'

const odds = valueOrRangeFigure('factor on the odds', { min: 1, max: 10 })

const lossSchema = z.strictObject({
  chancePerYear: valueFigure('probability per year', PROBABILITY),
  logSpread: valueFigure('standard deviation of the log', { min: 0, max: 4 }),
})

const tailSchema = z.strictObject({
  paretoIndex: valueFigure('Pareto index', { min: 0, max: 100, isOpen: true }),
  capTimesP90: valueFigure('multiple of P90', { min: 1, max: 100 }),
})

const trouble = valueFigure('share', SHARE)
const steps = wholeFigure('steps', { min: 1, max: 10 })
const fix = z.strictObject({ step: idSchema, why: textSchema })

const minutes = valueFigure('minutes', { min: 0, max: 60, isOpen: true })

/** data/parameters.json: assumptions that hold for every firm. */
export const parametersSchema = z.strictObject({
  horizonMonths: wholeFigure('months', { min: 12, max: 240 }),
  discountRatePerYear: valueOrRangeFigure('share per year', SHARE),
  firmFactorCorrelation: valueOrRangeFigure('correlation', { min: 0, max: 0.99 }),
  realisationOfFreedHours: rangeFigure('share', PROBABILITY),
  realisationOfFreedMachineHours: rangeFigure('share', PROBABILITY),
  contributionMargin: rangeFigure('share of extra turnover', PROBABILITY),
  carryingCostShareOfStock: valueOrRangeFigure('share per year', SHARE),
  failureOddsPerMissingHelp: odds,
  failureOddsPerBarrier: odds,
  projectShareOfLabour: valueOrRangeFigure('share of labour', SHARE),
  benefitShareLeftWhenAutomatic: valueOrRangeFigure('share of benefit', SHARE),
  benefitShareLostByHand: valueOrRangeFigure('share of benefit', SHARE),
  subscriptionYears: valueOrRangeFigure('years', { min: 0, max: 30, isOpen: true }),
  cyberLoss: lossSchema,
  dataDisputeLoss: lossSchema,
  addedTroubleAllowed: z
    .strictObject({ careful: trouble, normal: trouble, bold: trouble })
    .refine(
      (allowed) =>
        allowed.careful.value <= allowed.normal.value && allowed.normal.value <= allowed.bold.value,
      {
        message: 'careful must not allow more than normal, nor normal more than bold',
      },
    ),
  moneyFirstChance: valueFigure('probability', PROBABILITY),
  stepsAtOnce: z.strictObject({
    belowEmployees: wholeFigure('employees', { min: 1, max: 10_000 }),
    small: steps,
    large: steps,
  }),
  eurPerHour: valueOrRangeFigure('EUR/hour', { min: 10, max: 300 }),
  attentionHours: valueFigure('hours', { min: 0, max: 1_000 }),
  asking: z.strictObject({
    eurPerMinute: valueFigure('EUR/minute', { min: 0, max: 100 }),
    minutes: z.strictObject({
      fact: minutes,
      share: minutes,
      base: minutes,
      levels: minutes,
      flow: minutes,
      barriers: minutes,
      steps: minutes,
    }),
    bases: z.array(idSchema),
  }),
  firmsPerEstimate: valueFigure('firms', { min: 0, max: 1_000, isOpen: true }),
  findOutHours: valueFigure('hours', { min: 0, max: 1_000 }),
  findOutMonths: valueFigure('months', { min: 0, max: 24 }),
  barrierFix: z.partialRecord(z.enum(BARRIERS), fix),
  tails: z.strictObject({ itFat: tailSchema, hardware: tailSchema, thin: tailSchema }),
})
export type ParametersFigures = Readonly<z.infer<typeof parametersSchema>>
