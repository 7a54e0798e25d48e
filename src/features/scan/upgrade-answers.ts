import { z } from 'zod'

const oldSchema = z.looseObject({
  stepsInUse: z.array(z.string()).or(z.literal('unknown')).optional(),
  assumptions: z.looseObject({ bases: z.record(z.string(), z.number()).optional() }).optional(),
})

/**
 * Answers as version 0.1 kept them, in today's form; others as they are, to be judged by the schema. Then there
 * was one list of steps in use, in which a step that was not ticked is not there, and what the firm knew better
 * stood in `assumptions`.
 */
export function upgradedAnswers(stored: unknown): unknown {
  const read = oldSchema.safeParse(stored)
  if (!read.success) return stored
  const { stepsInUse, assumptions, ...rest } = read.data
  if (stepsInUse === undefined && assumptions === undefined) return stored

  const { bases = {}, ...shares } = assumptions ?? {}
  return {
    ...rest,
    ...(stepsInUse === undefined ? {} : stepsOf(stepsInUse)),
    ...(assumptions === undefined ? {} : { shares, bases }),
  }
}

const stepsOf = (stepsInUse: readonly string[] | 'unknown') =>
  stepsInUse === 'unknown'
    ? { otherSteps: 'unknown' }
    : { steps: Object.fromEntries(stepsInUse.map((id) => [id, 'yes'])), otherSteps: 'no' }
