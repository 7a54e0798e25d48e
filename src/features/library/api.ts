import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { jsonResponse, problemResponses } from '#platform/api.ts'
import type { Env } from '#platform/context.ts'
import type { HIT_KINDS } from './contract.ts'
import { type Library, QUESTION_MAX } from './library.ts'

const KINDS = ['article', 'step', 'provider'] as const satisfies typeof HIT_KINDS

const hitShape = z
  .object({
    kind: z.enum(KINDS).describe('Artikel, stap, of iets uit de lijst van wie kan helpen.'),
    title: z.string().describe('Titel of naam.'),
    summary: z.string().describe('Eerste zinnen.'),
    path: z.string().describe('Pad van de pagina, zonder taal.'),
    score: z.number().describe('Hoger past beter. Alleen te vergelijken binnen één antwoord.'),
  })
  .meta({ id: 'SearchHit' })
const answerShape = z
  .object({ hits: z.array(hitShape).describe('Wat het best past staat vooraan.') })
  .meta({ id: 'SearchAnswer' })

const route = createRoute({
  method: 'get',
  path: '/search',
  operationId: 'search',
  summary: 'Zoekt in artikelen, stappen en wie kan helpen',
  description: 'In gewone woorden; typefouten, samenstellingen en andere woorden voor hetzelfde mogen.',
  tags: ['Kennis'],
  request: {
    query: z.object({
      question: z.string().min(1).max(QUESTION_MAX).describe('Woorden of een vraag.'),
      kind: z.enum(KINDS).optional().describe('Alleen deze soort.'),
      limit: z.coerce.number().int().min(1).max(50).default(10).describe('Hoeveel op zijn meest.'),
    }),
  },
  responses: { 200: jsonResponse(answerShape, 'Wat gevonden is.'), ...problemResponses(400, 500) },
})

/** `GET /v1/search`: what is public of the library, the steps and the directory. */
export function libraryApi(app: OpenAPIHono<Env>, library: Library): void {
  app.openapi(route, async (c) => {
    const { question, kind, limit } = c.req.valid('query')
    const kinds = kind === undefined ? undefined : [kind]
    const hits = await library.search(c.get('ctx'), question, { limit, kinds })
    return c.json({ hits: hits.map((hit) => ({ ...hit })) }, 200)
  })
}
