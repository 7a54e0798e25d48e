import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { PROVINCES } from '#features/firms/index.ts'
import { jsonResponse, problemResponses } from '#platform/api.ts'
import type { Env } from '#platform/context.ts'
import { refused } from '#platform/problem.ts'
import { type Entry, KINDS, STATES, STATUSES } from './contract.ts'
import type { Directory } from './entry-words.ts'
import { filterEntries } from './filter-entries.ts'
import { findEntry, findPublished } from './find-entries.ts'
import { freshnessOf } from './freshness.ts'

const tags = ['Netwerk']
const text = (description: string) => z.string().describe(description)

const entryShape = z
  .object({
    slug: text('Vaste naam in adressen.'),
    kind: z.enum(KINDS).describe('Soort.'),
    state: z.enum(STATES).describe('Gepubliceerd of gesloten; concepten staan hier niet.'),
    name: text('Naam.'),
    summaryNl: text('Wat het is, in het Nederlands.'),
    summaryEn: text('Wat het is, in het Engels; mag leeg zijn.'),
    organisation: z.object({ slug: z.string(), name: z.string() }).describe('Wie dit bijhoudt.'),
    place: text('Plaats; leeg als die niet bekend is.'),
    latitude: z.number().optional().describe('Breedtegraad, WGS84; van de plaats, niet van het gebouw.'),
    longitude: z.number().optional().describe('Lengtegraad, WGS84.'),
    provinces: z.array(z.enum(PROVINCES)),
    unconfirmedProvinces: z
      .array(z.enum(PROVINCES))
      .describe('Provincies waarvan niet bevestigd is dat ze erbij horen.'),
    themes: z.array(z.string()),
    steps: z.array(z.string()).describe('Stappen waarvoor dit helpt; zie /steps.'),
    priceLowEur: z.int().optional().describe('Laagste prijs in euro.'),
    priceHighEur: z.int().optional().describe('Hoogste prijs in euro.'),
    days: z.int().optional().describe('Duur in dagen.'),
    placesFree: z.int().optional().describe('Vrije plekken.'),
    placesAsOf: z.iso.date().optional().describe('De dag waarop dat zo was.'),
    contactEmail: text('Openbaar e-mailadres; mag leeg zijn.'),
    contactPhone: text('Openbaar telefoonnummer; mag leeg zijn.'),
    url: text('Website; mag leeg zijn.'),
    status: z
      .enum(STATUSES)
      .describe('sourced = gezien in een openbare bron, unconfirmed = opgeschreven zonder bron.'),
    source: text('Waar dit vandaan komt; mag leeg zijn.'),
    foundOn: z.iso.date().optional().describe('De dag waarop dit gevonden is.'),
    confirmedOn: z.iso.date().optional().describe('De dag waarop dit voor het laatst bevestigd is.'),
    confirmedBy: z.string().optional().describe('Wie dat bevestigde.'),
    freshness: z
      .enum(['never', 'stale', 'fresh'])
      .describe('Nooit bevestigd, langer dan 180 dagen geleden, of korter.'),
    updatedAt: z.iso.datetime().describe('Laatste wijziging.'),
  })
  .meta({ id: 'DirectoryEntry' })

const listShape = z
  .object({
    totalEntries: z.int().describe('Hoeveel er zijn met deze filters.'),
    entries: z.array(entryShape),
  })
  .meta({ id: 'DirectoryList' })

const querySchema = z.object({
  kind: z.enum(KINDS).optional().describe('Soort.'),
  province: z.enum(PROVINCES).optional().describe('Provincie.'),
  theme: z.string().optional().describe('Thema.'),
  step: z.string().optional().describe('Stap; zie /steps.'),
  confirmed: z.enum(['true', 'false']).optional().describe('Alleen wat kort geleden bevestigd is.'),
  search: z.string().max(100).optional().describe('Woorden in de naam, de plaats of wie het bijhoudt.'),
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe('Nummer van de bladzijde.'),
  pageSize: z.coerce.number().int().min(1).max(200).default(50).describe('Hoeveel op een bladzijde.'),
})

const listRoute = createRoute({
  method: 'get',
  path: '/directory',
  operationId: 'listDirectory',
  summary: 'Geeft wie kan helpen',
  description: 'Hubs, fieldlabs, proeven, experts, cursussen en programma’s. Filters gelden samen.',
  tags,
  request: { query: querySchema },
  responses: { 200: jsonResponse(listShape, 'Een bladzijde van de lijst.'), ...problemResponses(400, 500) },
})

const entryRoute = createRoute({
  method: 'get',
  path: '/directory/{slug}',
  operationId: 'readDirectoryEntry',
  summary: 'Geeft één adres uit de lijst',
  description: 'Alles wat bekend is, met bron en de dag van bevestiging.',
  tags,
  request: {
    params: z.object({ slug: z.string().meta({ description: 'Vaste naam.', example: 'robohouse' }) }),
  },
  responses: { 200: jsonResponse(entryShape, 'Het adres.'), ...problemResponses(400, 404, 500) },
})

/** `GET /v1/directory` and `/v1/directory/{slug}`: what is public of the directory. */
export function networkApi(app: OpenAPIHono<Env>, _directory: Directory): void {
  app.openapi(listRoute, async (c) => {
    const { kind, province, theme, step, confirmed, search, page, pageSize } = c.req.valid('query')
    const ctx = c.get('ctx')
    const filters = { kind, province, theme, step, isConfirmed: confirmed === 'true', words: search }
    const found = filterEntries(await findPublished(ctx), filters, ctx.now())
    const shown = found.slice((page - 1) * pageSize, page * pageSize)
    return c.json(
      { totalEntries: found.length, entries: shown.map((entry) => answerOf(entry, ctx.now())) },
      200,
    )
  })
  app.openapi(entryRoute, async (c) => {
    const ctx = c.get('ctx')
    const found = await findEntry(ctx, undefined, c.req.valid('param').slug)
    if (!found.ok) return refused(c, 'not-found') as never // the type knows JSON only, not problem documents
    return c.json(answerOf(found.value.entry, ctx.now()), 200)
  })
}

function answerOf(entry: Entry, now: Date): z.output<typeof entryShape> {
  const { id, version, organisationId, organisationName, confirmedByName, organisation, updatedAt, ...rest } =
    entry
  return {
    ...rest,
    organisation: { slug: organisation, name: organisationName },
    ...(confirmedByName === undefined ? {} : { confirmedBy: confirmedByName }),
    freshness: freshnessOf(entry, now),
    updatedAt: updatedAt.toISOString(),
  }
}
