import { z } from 'zod'
import { RISK_APPETITES } from '#engine/advice/parameters.ts'
import { BUSINESS_TYPES } from '#engine/advice/population.ts'
import { BARRIERS } from '#engine/advice/step.ts'
import { FLOW_STATES } from '#engine/flows/flow.ts'
import { LIMITS, PROVINCES, SBI_VERSIONS, firmSchemaFor, sbiCodeSchema } from '#features/firms/index.ts'
import { LANGUAGES } from '#platform/i18n.ts'

const firmShape = firmSchemaFor({ flows: [], steps: [], bases: [] }).shape

const wholeIn = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)
const orUnknown = <T extends z.ZodType>(answer: T) => answer.or(z.literal('unknown')).optional()
const orNotTold = <T extends z.ZodType>(answer: T) => answer.or(z.enum(['unknown', 'not-told'])).optional()

/**
 * What was answered so far, as it stands in `scan.answers`. Absent is not answered yet; 'unknown' is an answer,
 * and so is 'not-told'. Ids of flows, steps and bases are not checked here: the figures may change between two
 * visits, and then the rest of the answers must live on (`firmOfAnswers` leaves out what no longer exists).
 */
export const answersSchema = z.strictObject({
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
  flows: z.record(z.string(), z.enum(FLOW_STATES)).default({}),
  stepsInUse: orUnknown(z.array(z.string())), // empty: none of them
  barriers: z.partialRecord(z.enum(BARRIERS), z.enum(['yes', 'no', 'unknown'])).default({}),
  riskAppetite: orUnknown(z.enum(RISK_APPETITES)),
  assumptions: firmShape.assumptions
    .unwrap()
    .extend({ bases: z.partialRecord(z.string(), z.number()).optional() })
    .default({}),
})
export type Answers = Readonly<z.output<typeof answersSchema>>

/** Answers of one page; flows are added to those that are there, everything else takes the place of what was. */
export type AnswersPatch = Partial<Answers>

export const withAnswers = (answers: Answers, patch: AnswersPatch): Answers => ({
  ...answers,
  ...patch,
  flows: { ...answers.flows, ...patch.flows },
})

export const NO_ANSWERS: Answers = answersSchema.parse({})

/** A row of the table, as far as the holder of its link is concerned. */
export const scanRowSchema = z.object({
  id: z.uuid(),
  answers: answersSchema,
  language: z.enum(LANGUAGES),
  createdAt: z.date(),
  updatedAt: z.date(),
  expiresAt: z.date(),
})
export type ScanRow = Readonly<z.output<typeof scanRowSchema>>
