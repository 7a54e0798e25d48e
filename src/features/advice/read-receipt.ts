import { z } from 'zod'
import type { Knowledge } from './knowledge.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 hash has 64 hexadecimal digits')

/** A receipt as it stands in a file: by itself, or inside an advice. */
export const receiptSchemaFor = ({ firmSchema }: Pick<Knowledge, 'firmSchema'>) =>
  z.strictObject({
    id: z.uuid().describe('Number of this advice.'),
    advisedAt: z.iso.datetime().describe('When it was reckoned, in UTC.'),
    engineVersion: z.string(),
    method: z.string().describe('Name and version of the method.'),
    figuresHash: hash.describe('SHA-256 of the figures it was reckoned with.'),
    inputHash: hash.describe('SHA-256 of the firm.'),
    seed: z.int().min(0),
    scenarios: z.int().min(1),
    resultHash: hash.describe('SHA-256 of the result.'),
    firm: firmSchema,
  })
