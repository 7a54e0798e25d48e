import { z } from 'zod'
import { BARRIERS, CASH_TYPES, COST_KINDS, COST_TAILS, DRIVERS } from '#engine/advice/step.ts'
import {
  EUR,
  PROBABILITY,
  choiceFigure,
  idSchema,
  rangeFigure,
  rangeFigureWith,
  textSchema,
  valueFigure,
} from './figure-contract.ts'

export const STEP_FAMILIES = ['enabling', 'process', 'product', 'chain'] as const
export type StepFamily = (typeof STEP_FAMILIES)[number]

/** Text that another sentence ends with: no capital rule, but no full stop either. */
const clause = textSchema.refine((text) => !text.endsWith('.'), 'completes a sentence, so no full stop')

const texts = {
  nameNl: textSchema,
  nameEn: textSchema,
  descriptionNl: textSchema,
  descriptionEn: textSchema,
  sentenceNl: clause, // completes 'Begin met …'
  sentenceEn: clause, // completes 'Begin with …'
  canGoWrongNl: textSchema,
  canGoWrongEn: textSchema,
  stopIfNl: clause, // completes 'Stop als …'
  stopIfEn: clause, // completes 'Stop if …'
  measureNl: textSchema, // what to measure in the first three months
  measureEn: textSchema,
}

const costTerms = (unit: string) =>
  z.array(rangeFigureWith(unit, EUR, { driver: z.enum(DRIVERS), kind: z.enum(COST_KINDS) }))

const trialSchema = z.strictObject({
  howNl: textSchema,
  howEn: textSchema,
  costEur: rangeFigure('EUR', EUR),
  durationWeeks: rangeFigure('weeks', { min: 0, max: 104 }),
  warnsIfItWouldFail: valueFigure('probability', { min: 0, max: 1 }),
  warnsIfItWouldSucceed: valueFigure('probability', { min: 0, max: 1 }),
})

const couplingSchema = z.strictObject({
  from: idSchema,
  to: idSchema,
  effect: z.enum(['creates', 'improves']),
  data: textSchema,
})

const months = rangeFigure('months', { min: 0, max: 120 })

const effects = {
  oneOffCost: costTerms('EUR').min(1),
  yearlyRunningCost: costTerms('EUR/year'),
  yearlyBenefit: z.array(
    rangeFigureWith('share of base', { min: -0.5, max: 3 }, { base: idSchema, cashType: z.enum(CASH_TYPES) }),
  ),
  preFinancing: rangeFigure('share of cost price', { min: 0, max: 2 }).optional(),
  monthsUntilInUse: months,
  monthsToFullBenefit: months,
  usefulLifeYears: rangeFigure('years', { min: 0, max: 50, isOpen: true }),
  failureProbability: rangeFigure('probability', PROBABILITY),
  shareOfOneOffCostLostIfItFails: rangeFigure('share of one-off cost', { min: 0, max: 3 }),
  costTail: choiceFigure('tail class', COST_TAILS),
}

/** One file of data/steps: a digitalisation step with its words, figures and sources. */
export const stepSchema = z
  .strictObject({
    id: idSchema,
    family: z.enum(STEP_FAMILIES),
    ...texts,
    emsTechnology: z.strictObject({ code: idSchema, labelEn: textSchema, note: textSchema }).optional(),
    prerequisites: z.array(idSchema),
    helpsFirst: z.array(idSchema),
    barriers: z.array(z.enum(BARRIERS)),
    ...effects,
    couplings: z.array(couplingSchema),
    trial: trialSchema.optional(),
    whyNoTrialNl: textSchema.optional(),
    whyNoTrialEn: textSchema.optional(),
    furtherSources: z.array(idSchema),
  })
  .superRefine((step, context) => {
    const saysWhyNot = step.whyNoTrialNl !== undefined && step.whyNoTrialEn !== undefined
    if ((step.trial === undefined) === saysWhyNot) return
    context.addIssue({
      code: 'custom',
      path: ['trial'],
      message: 'give either a trial, or whyNoTrialNl and whyNoTrialEn',
    })
  })
export type StepFigures = Readonly<z.infer<typeof stepSchema>>
