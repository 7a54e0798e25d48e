import { z } from '@hono/zod-openapi'
import { QUESTION_KINDS } from '#engine/advice/parameters.ts'

/** Parts that the schemas of an advice share. */
export const range = z
  .strictObject({ p10: z.number(), p50: z.number(), p90: z.number() })
  .meta({ id: 'Range', description: 'Acht van de tien uitkomsten liggen tussen p10 en p90.' })

export const eur = z.number().meta({ description: 'Euro.' })
export const share = z.number().min(0).max(1).meta({ description: 'Aandeel of kans, van 0 tot 1.' })
export const stepId = z.string().meta({ description: 'Stap; zie /steps.' })
export const months = z.number().meta({ description: 'Maanden.' })

export const questionId = z.strictObject({ kind: z.enum(QUESTION_KINDS), id: z.string() }).meta({
  id: 'Question',
  description:
    'Wat een vraag vraagt: een feit, deel, bedrag, alle bedragen ongeveer (levels), stroom, drempel of stap.',
})

export const switching = z.strictObject({ at: z.number(), waits: z.enum(['below', 'above']) }).meta({
  id: 'SwitchingValue',
  description: 'Waar het advies omslaat: onder (below) of boven (above) dit getal is wachten beter.',
})
