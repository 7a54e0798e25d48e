import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './context.ts'

type Document = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>

const METHODS = ['post', 'put', 'patch', 'delete'] as const

const PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Maakt dat een verzoek één keer werkt, ook als u het vaker stuurt: dezelfde sleutel met hetzelfde verzoek geeft hetzelfde antwoord. ' +
    'Gebruik voor elk nieuw verzoek een nieuwe UUID. Na een weigering (4xx) mag dezelfde sleutel nog eens. ' +
    'Sleutel en antwoord blijven 24 uur bewaard, het antwoord verzegeld met uw sleutel. Wie niet is ingelogd, stuurt minstens 22 tekens.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
} as const

const ANSWERS = {
  409: 'Hetzelfde verzoek is nog onderweg, of is gedaan zonder dat het antwoord bewaard is.',
  422: 'Deze Idempotency-Key is al gebruikt voor een ander verzoek.',
} as const

/** Says of every operation that writes that it takes a key, and what else may be answered then. */
export function describeKeys(document: Document, headers: Readonly<Record<string, object>>): Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = path[method]
      if (operation === undefined || !takesJson(operation)) continue
      operation.parameters = [...(operation.parameters ?? []), PARAMETER as never]
      operation.responses = { ...answers(headers), ...operation.responses }
    }
  }
  return document
}

const answers = (headers: Readonly<Record<string, object>>) =>
  Object.fromEntries(
    Object.entries(ANSWERS).map(([status, description]) => [
      status,
      {
        description,
        headers,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )

/** Mail that comes in is told apart by itself. */
const takesJson = ({ requestBody }: { requestBody?: object }) =>
  requestBody === undefined ||
  !('content' in requestBody) ||
  'application/json' in Object(requestBody.content)
