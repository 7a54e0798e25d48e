import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Env } from './context.ts'
import type { Config } from './config.ts'
import { describeKeys } from './idempotency-description.ts'
import { invalidInput } from './problem.ts'

/** Semantic version of the API; on every answer. Its history is in CHANGELOG.md. */
export const API_VERSION = '1.0.0'

/** Put in every response of a route description: the API Design Rules ask for it. */
export const API_HEADERS = {
  'API-Version': {
    description: 'De volledige versie van de API.',
    schema: { type: 'string', example: API_VERSION },
  },
} as const

/** Where a problem document is described; `errors` is there for invalid input. */
const problemSchema = z
  .object({
    type: z.string().describe('Soort probleem, als pad.'),
    title: z.string().describe('De HTTP-status in woorden.'),
    status: z.int().describe('De HTTP-status.'),
    detail: z.string().describe('Wat er mis is.'),
    id: z.string().optional().describe('Nummer van een storing.'),
    errors: z
      .array(z.object({ pointer: z.string(), field: z.string(), detail: z.string() }))
      .optional()
      .describe('Alles wat er mis is met de invoer.'),
  })
  .meta({ id: 'Problem' })

const PROBLEMS = {
  400: 'De invoer klopt niet.',
  403: 'Dit mag niet.',
  404: 'Dit bestaat niet.',
  409: 'Dit botst met wat er al is.',
  410: 'Dit is verlopen.',
  413: 'De invoer is te groot.',
  415: 'De invoer is geen JSON.',
  500: 'Storing aan onze kant.',
  503: 'Het is nu te druk; probeer het straks opnieuw.',
} as const
type ProblemStatus = keyof typeof PROBLEMS

/** Describes an answer in JSON. */
export const jsonResponse = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  headers: API_HEADERS,
  content: { 'application/json': { schema } },
})

/** Describes problem documents, one per status: `...problemResponses(400, 404)`. */
export function problemResponses<S extends ProblemStatus>(...statuses: readonly S[]) {
  const describe = (status: S) => ({
    description: PROBLEMS[status],
    headers: API_HEADERS,
    content: { 'application/problem+json': { schema: problemSchema } },
  })
  return Object.fromEntries(statuses.map((status) => [status, describe(status)])) as Record<
    S,
    ReturnType<typeof describe>
  >
}

/** An app for routes under /v1, whose schemas answer with problem documents; it publishes its own description. */
export function createApi(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : invalidInput(c, result.error)),
  })
}

/** OpenAPI 3.1, made from the schemas that the routes really use. Who answers for it is a setting of the installation. */
export const openApiDocument = (
  api: OpenAPIHono<Env>,
  {
    publicUrl = 'https://example.org',
    contactEmail = 'contact@example.org',
  }: Pick<Config, 'publicUrl' | 'contactEmail'>,
) =>
  describeKeys(
    api.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Schakel',
        version: API_VERSION,
        description:
          'Waar begint een klein maakbedrijf met digitaliseren: wat het kost, wat het oplevert en wat er mis kan gaan. ' +
          'Namen van velden zijn Engels, met de eenheid in de naam; bedragen zijn in euro, aandelen liggen tussen 0 en 1.',
        contact: {
          name: 'Schakel',
          url: `${publicUrl}/over`,
          email: contactEmail,
        },
        license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/nl/' },
      },
      servers: [{ url: '/v1', description: 'Deze server' }],
    }),
    API_HEADERS,
  )
