import { z } from 'zod'
import { BASE_LEVELS, SHARE_ASSUMPTIONS } from '#engine/advice/firm.ts'
import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS, type BaseId, type StepId } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { LIMITS, PROVINCES, SBI_VERSIONS, sbiCodeSchema } from '#features/firms/index.ts'
import { LANGUAGES } from '#platform/i18n.ts'
import { upgradedAnswers } from './upgrade-answers.ts'

const wholeIn = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)
const orUnknown = <T extends z.ZodType>(answer: T) => answer.or(z.literal('unknown')).optional()
const orNotTold = <T extends z.ZodType>(answer: T) => answer.or(z.enum(['unknown', 'not-told'])).optional()
const amountUpTo = (max: number) => z.number().min(0).max(max).or(z.literal('unknown'))

/** To a question that is answered with yes or no. */
export const YES_NO = ['yes', 'no', 'unknown'] as const
export type YesNo = (typeof YES_NO)[number]

/** To the question how an amount compares. */
export const LEVEL_ANSWERS = [...BASE_LEVELS, 'unknown'] as const
export type LevelAnswer = (typeof LEVEL_ANSWERS)[number]

const currentSchema = z.strictObject({
  employees: orUnknown(wholeIn(LIMITS.employees)),
  businessType: orUnknown(z.enum(BUSINESS_TYPES)),
  sector: orUnknown(
    z.strictObject({ sbiVersion: z.enum(SBI_VERSIONS), sbiCode: sbiCodeSchema }).or(z.literal('other')),
  ),
  province: orUnknown(z.enum(PROVINCES)),
  machines: orUnknown(wholeIn(LIMITS.machines)),
  turnoverEurPerYear: orNotTold(wholeIn(LIMITS.turnoverEurPerYear)),
  spareCashEur: orNotTold(wholeIn(LIMITS.spareCashEur)),
  freeCashFlowEurPerMonth: orNotTold(wholeIn(LIMITS.freeCashFlowEurPerMonth)),
  riskAppetite: orUnknown(z.enum(RISK_APPETITES)),
  flows: z.record(z.string(), z.enum(FLOW_STATES)).default({}),
  steps: z.record(z.string(), z.enum(YES_NO)).default({}),
  otherSteps: z.enum(['no', 'unknown']).optional(), // of steps not in `steps`; only in answers from version 0.1
  barriers: z.partialRecord(z.enum(BARRIERS), z.enum(YES_NO)).default({}),
  shares: z.partialRecord(z.enum(SHARE_ASSUMPTIONS), amountUpTo(1)).default({}),
  bases: z.record(z.string(), amountUpTo(LIMITS.turnoverEurPerYear.max)).default({}), // EUR per year; a stock: EUR
  baseLevels: z.record(z.string(), z.enum(LEVEL_ANSWERS)).default({}), // counts where `bases` has no amount
  asked: z.array(z.string()).default([]), // slugs of the pages answered, in the order of their first answer
})

/**
 * What was answered so far, as it stands in `scan.answers`. Absent is not answered yet; 'unknown' is an answer,
 * and so is 'not-told'. Ids of flows, steps and bases are not checked here: the figures may change between two
 * visits, and then the rest of the answers must live on (`firmOfAnswers` leaves out what no longer exists).
 */
export const answersSchema = z.preprocess(upgradedAnswers, currentSchema)
export type Answers = Readonly<z.output<typeof answersSchema>>

/** Answers of one page: those of lists are added to the ones that are there, others take the place of what was. */
export type AnswersPatch = Partial<Answers>

export const withAnswers = (answers: Answers, patch: AnswersPatch): Answers => ({
  ...answers,
  ...patch,
  flows: { ...answers.flows, ...patch.flows },
  steps: { ...answers.steps, ...patch.steps },
  barriers: { ...answers.barriers, ...patch.barriers },
  shares: { ...answers.shares, ...patch.shares },
  bases: { ...answers.bases, ...patch.bases },
  baseLevels: { ...answers.baseLevels, ...patch.baseLevels },
})

export const NO_ANSWERS: Answers = answersSchema.parse({})

/** Whether a step is in use; undefined where nobody said. */
export const stepAnswer = ({ steps, otherSteps }: Answers, id: StepId): YesNo | undefined =>
  steps[id] ?? otherSteps

/** Amounts whose level counts: those that were not told themselves. */
export const openLevels = (bases: readonly BaseId[], answers: Answers): readonly BaseId[] =>
  bases.filter((id) => typeof answers.bases[id] !== 'number')

/** A row of the table, as far as the holder of its link is concerned. */
export const scanRowSchema = z.object({
  id: z.uuid(),
  answers: answersSchema,
  language: z.enum(LANGUAGES),
  createdAt: z.date(),
  updatedAt: z.date(),
  expiresAt: z.date(),
  isKept: z.boolean(), // by a firm: then it does not expire
})
export type ScanRow = Readonly<z.output<typeof scanRowSchema>>
