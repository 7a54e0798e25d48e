const LISTS = [
  [
    'services',
    'service',
    ['search', 'taxonomy_term_id', 'taxonomy_id', 'organization_id', 'modified_after', 'minimal', 'full'],
  ],
  [
    'organizations',
    'organization',
    [
      'search',
      'taxonomy_term_id',
      'taxonomy_id',
      'organization_id',
      'modified_after',
      'full',
      'full_service',
    ],
  ],
  [
    'service_at_locations',
    'service_at_location',
    ['search', 'taxonomy_term_id', 'taxonomy_id', 'organization_id', 'modified_after'],
  ],
  ['taxonomies', 'taxonomy', ['search']],
  ['taxonomy_terms', 'taxonomy_term', ['search', 'taxonomy_id']],
] as const

const PARAMETERS: Readonly<Record<string, readonly [schema: object, description: string]>> = {
  search: [{ type: 'string', maxLength: 200 }, 'Woorden in de naam, de plaats of wie het bijhoudt.'],
  page: [{ type: 'integer', minimum: 1, default: 1 }, 'Nummer van de bladzijde.'],
  per_page: [{ type: 'integer', minimum: 1, maximum: 1000, default: 50 }, 'Hoeveel op een bladzijde.'],
  taxonomy_term_id: [{ type: 'string', format: 'uuid' }, 'Alleen wat deze term heeft.'],
  taxonomy_id: [{ type: 'string', format: 'uuid' }, 'Alleen wat een term van deze indeling heeft.'],
  organization_id: [{ type: 'string', format: 'uuid' }, 'Alleen wat deze organisatie bijhoudt.'],
  modified_after: [{ type: 'string' }, 'Alleen wat op of na dit moment is gewijzigd.'],
  minimal: [{ type: 'boolean', default: false }, 'Alleen nummer en datum, alles in één keer.'],
  full: [{ type: 'boolean', default: false }, 'Met alles wat eraan hangt.'],
  full_service: [{ type: 'boolean', default: false }, 'Met de diensten, en alles wat daaraan hangt.'],
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { type: 'object' } } },
})
const answer = (schema: object, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const schemaNamed = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The API's own description: OpenAPI 3.1 with the schema that tests hold every answer against. */
export function openReferralDocument(schema: unknown, base: string): object {
  const text = JSON.stringify((schema as { $defs: object }).$defs).replaceAll(
    '#/$defs/',
    '#/components/schemas/',
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Schakel: de lijst van het netwerk (Open Referral HSDS 3.0)',
      version: '1.0.0',
      description:
        'Alleen lezen. Namen van velden en paden zijn die van HSDS. Lijsten staan in contents; filters gelden samen.',
      license: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: base }],
    paths: {
      '/': {
        get: {
          operationId: 'readRoot',
          responses: { 200: answer({ type: 'object' }, 'Welke versie dit is.') },
        },
      },
      ...Object.fromEntries(LISTS.flatMap(([name, item, filters]) => pathsOf(name, item, filters))),
    },
    components: { schemas: JSON.parse(text) },
  }
}

function pathsOf(name: string, item: string, filters: readonly string[]) {
  const parameters = ['page', 'per_page', ...filters].map((parameter) => {
    const [schema, description] = PARAMETERS[parameter] ?? [{}, '']
    return { name: parameter, in: 'query', required: false, description, schema }
  })
  const contents = { properties: { contents: { type: 'array', items: schemaNamed(item) } } }
  const list = {
    operationId: `list_${name}`,
    parameters,
    responses: {
      200: answer({ allOf: [schemaNamed('page'), contents] }, 'Een bladzijde.'),
      400: problem('De vraag klopt niet.'),
    },
  }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
  const read = {
    operationId: `read_${item}`,
    parameters: [id],
    responses: { 200: answer(schemaNamed(item), 'Alles ervan.'), 404: problem('Dit bestaat niet.') },
  }
  return [
    [`/${name}`, { get: list }],
    [`/${name}/{id}`, { get: read }],
  ] as const
}
