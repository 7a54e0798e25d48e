import { z } from 'zod'
import type { Knowledge } from '#features/firms/index.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 hash has 64 hexadecimal digits')

/** A receipt as it stands in a file: by itself, or inside an advice. */
export const receiptSchemaFor = ({ firmSchema }: Pick<Knowledge, 'firmSchema'>) =>
  z.strictObject({
    id: z.uuid().describe('Nummer van dit advies.'),
    advisedAt: z.iso.datetime().describe('Wanneer het is berekend, in UTC.'),
    engineVersion: z.string(),
    runtime: z.string().describe('Versie van Node waarmee is gerekend.'),
    method: z.string().describe('Naam en versie van de methode.'),
    figuresHash: hash.describe('SHA-256 van de kengetallen waarmee is gerekend.'),
    inputHash: hash.describe('SHA-256 van het bedrijf.'),
    seed: z.int().min(0),
    scenarios: z.int().min(1),
    resultHash: hash.describe('SHA-256 van de uitkomst.'),
    firm: firmSchema,
  })
