import { z } from 'zod'
import { CARRIERS } from '#engine/flows/flow.ts'
import { SHARE, idSchema, textSchema, valueFigure } from './figure-contract.ts'

export const FLOW_FAMILIES = ['process', 'product', 'chain'] as const

const header = {
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  date: z.iso.date(),
  license: z.literal('CC0-1.0'),
  note: textSchema,
}
const flowIdSchema = z.string().regex(/^F\d{2}$/, "a flow is called 'F01', 'F02' and so on")
const named = { nl: textSchema, en: textSchema }
const examples = z.record(z.enum(CARRIERS), textSchema)

const flowSchema = z
  .strictObject({
    id: flowIdSchema,
    from: idSchema,
    to: idSchema,
    ...named,
    whyNl: textSchema,
    whyEn: textSchema,
    family: z.enum(FLOW_FAMILIES),
    standards: z.array(textSchema),
    scsn: textSchema.optional(),
    isa95: z.strictObject({ name: textSchema, status: textSchema }).optional(),
    isCore: z.boolean(),
    questionNl: textSchema.optional(),
    hintNl: textSchema.optional(),
    questionEn: textSchema.optional(),
    hintEn: textSchema.optional(),
    exampleNl: examples.optional(),
    exampleEn: examples.optional(),
  })
  .refine((flow) => !flow.isCore || (flow.questionNl && flow.questionEn && flow.hintNl && flow.hintEn), {
    message: 'a core flow needs questionNl, questionEn, hintNl and hintEn',
  })

/** data/flows.json: functions, the information between them, and the standards that carry it. */
export const flowsSchema = z.strictObject({
  ...header,
  families: z.array(z.strictObject({ id: z.enum(FLOW_FAMILIES), ...named })),
  functions: z.array(z.strictObject({ id: idSchema, ...named, isOwn: z.boolean() })),
  standards: z.array(z.strictObject({ id: textSchema, en: textSchema })),
  flows: z.array(flowSchema),
})
export type FlowsFigures = Readonly<z.infer<typeof flowsSchema>>

/** data/threads.json: the way of one fact through the firm. */
export const threadsSchema = z.strictObject({
  ...header,
  threads: z.array(
    z.strictObject({
      id: idSchema,
      ...named,
      factNl: textSchema,
      factEn: textSchema,
      flows: z.array(flowIdSchema).min(1),
    }),
  ),
})
export type ThreadsFigures = Readonly<z.infer<typeof threadsSchema>>

/** data/handling.json: what moving information by hand takes. */
export const handlingSchema = z.strictObject({
  ...header,
  messagesPerWeekPerEmployee: z.record(
    flowIdSchema,
    valueFigure('messages/week/employee', { min: 0, max: 1_000 }),
  ),
  minutesPerMessage: z.record(z.enum(CARRIERS), valueFigure('minutes/message', { min: 0, max: 480 })),
  redoneShare: z.record(z.enum(CARRIERS), valueFigure('share of messages', SHARE)),
  weeksPerYear: valueFigure('weeks/year', { min: 1, max: 53 }),
  eurPerHour: valueFigure('EUR/hour', { min: 10, max: 300 }),
})
export type HandlingFigures = Readonly<z.infer<typeof handlingSchema>>
