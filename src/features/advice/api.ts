import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { jsonResponse, problemResponses } from '#platform/api.ts'
import type { Env } from '#platform/context.ts'
import { adviceDocument } from './advice-document.ts'
import { adviceDocumentShape } from './advice-schema.ts'
import type { Advise } from './advise-firm.ts'
import type { Knowledge } from '#features/firms/index.ts'
import { receiptSchemaFor } from './read-receipt.ts'

/** `POST /v1/advices`: a firm in, an advice out. Nothing is kept: the receipt in the answer is enough to replay it. */
export const adviceApi = (knowledge: Knowledge, advise: Advise) => (app: OpenAPIHono<Env>) => {
  const firmSchema = knowledge.firmSchema.meta({
    id: 'Firm',
    description: 'Wat een bedrijf vertelt. Wat ontbreekt, is onbekend of wil het bedrijf niet zeggen.',
  })
  const adviceSchema = z
    .strictObject({
      ...adviceDocumentShape,
      receipt: receiptSchemaFor({ firmSchema }).meta({
        id: 'Receipt',
        description: 'Genoeg om het advies precies na te rekenen.',
      }),
    })
    .meta({ id: 'Advice', description: 'Waar het bedrijf het best begint, en waarom.' })

  const route = createRoute({
    method: 'post',
    path: '/advices',
    operationId: 'adviseFirm',
    summary: 'Geeft een advies voor een bedrijf',
    description:
      'Rekent uit waar het bedrijf het best begint. Het advies wordt niet bewaard; met het ontvangstbewijs is het later precies na te rekenen.',
    tags: ['Advies'],
    request: { body: { required: true, content: { 'application/json': { schema: firmSchema } } } },
    responses: {
      200: jsonResponse(adviceSchema, 'Het advies.'),
      ...problemResponses(400, 413, 415, 500, 503),
    },
  })
  app.openapi(route, async (c) => {
    const report = await advise(c.req.valid('json'), c.get('ctx').now())
    return c.json(adviceDocument(report, knowledge.figures) as unknown as z.output<typeof adviceSchema>, 200)
  })
}
