import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { PROVINCES } from '#features/firms/index.ts'
import { jsonResponse, problemResponses } from '#platform/api.ts'
import type { Env } from '#platform/context.ts'
import { refused } from '#platform/problem.ts'
import { ALLOTMENTS, isOpen, KINDS, placesFree, STRATA } from './contract.ts'
import { findEvent, type Listed, listEvents } from './find-events.ts'

const tags = ['Evenementen']

const eventShape = z
  .object({
    slug: z.string().describe('Vaste naam in adressen.'),
    state: z
      .enum(['draft', 'published', 'cancelled'])
      .describe('Gepubliceerd, of gaat niet door; concepten staan hier niet.'),
    kind: z.enum(KINDS).describe('Soort: bezoek, bijeenkomst of workshop.'),
    titleNl: z.string(),
    titleEn: z.string().describe('Mag leeg zijn.'),
    descriptionNl: z.string(),
    descriptionEn: z.string().describe('Mag leeg zijn.'),
    organisation: z.object({ slug: z.string(), name: z.string() }).describe('Wie het organiseert.'),
    place: z.string().describe('Leeg als het alleen online is.'),
    province: z.string().describe('Leeg als er geen is.'),
    isOnline: z.boolean().describe('Kan men online meedoen? De link krijgt wie een plek heeft.'),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    deadlineAt: z.iso.datetime().describe('Tot dan kan men zich aanmelden.'),
    isOpen: z.boolean().describe('Kan men zich nu aanmelden?'),
    places: z.int().describe('Aantal plekken; een bedrijf krijgt er een.'),
    placesFree: z.int().describe('Vrije plekken; bij een loting die nog niet gedaan is, alle.'),
    peoplePerPlace: z.int().describe('Met hoeveel mensen een bedrijf mag komen.'),
    priceEur: z.int().describe('Prijs per plek in euro; 0 is gratis.'),
    steps: z.array(z.string()).describe('Stappen waarover het gaat; zie /steps.'),
    allotment: z.enum(ALLOTMENTS).describe('Hoe plekken verdeeld worden.'),
    strata: z.enum(STRATA).describe('Groepen van een loting.'),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Event' })

const listShape = z
  .object({ totalEvents: z.int().describe('Hoeveel er zijn met deze filters.'), events: z.array(eventShape) })
  .meta({ id: 'EventList' })

const querySchema = z.object({
  kind: z.enum(KINDS).optional().describe('Soort.'),
  province: z.enum(PROVINCES).optional().describe('Provincie.'),
  step: z.string().max(100).optional().describe('Stap; zie /steps.'),
  organisation: z.string().max(100).optional().describe('Vaste naam van wie het organiseert.'),
  period: z.enum(['coming', 'past']).default('coming').describe('Wat komt, of wat geweest is.'),
  page: z.coerce.number().int().min(1).max(100_000).default(1).describe('Nummer van de bladzijde.'),
  pageSize: z.coerce.number().int().min(1).max(200).default(50).describe('Hoeveel op een bladzijde.'),
})

const listRoute = createRoute({
  method: 'get',
  path: '/events',
  operationId: 'listEvents',
  summary: 'Geeft evenementen en bezoeken',
  description: 'Wat hubs, fieldlabs en het bureau organiseren, op volgorde van tijd. Filters gelden samen.',
  tags,
  request: { query: querySchema },
  responses: { 200: jsonResponse(listShape, 'Een bladzijde van de lijst.'), ...problemResponses(400, 500) },
})

const eventRoute = createRoute({
  method: 'get',
  path: '/events/{slug}',
  operationId: 'readEvent',
  summary: 'Geeft één evenement',
  description: 'Wat openbaar is van een evenement, met hoeveel plekken er nog zijn.',
  tags,
  request: {
    params: z.object({
      slug: z.string().meta({ description: 'Vaste naam.', example: 'kijken-bij-jansen-2027-03-04' }),
    }),
  },
  responses: { 200: jsonResponse(eventShape, 'Het evenement.'), ...problemResponses(400, 404, 500) },
})

/** `GET /v1/events` and `/v1/events/{slug}`: what is public of events. */
export function eventsApi(app: OpenAPIHono<Env>): void {
  app.openapi(listRoute, async (c) => {
    const { period, page, pageSize, ...filters } = c.req.valid('query')
    const ctx = c.get('ctx')
    const now = ctx.now()
    const found = await listEvents(ctx, {
      ...filters,
      ...(period === 'past' ? { before: now } : { from: now }),
    })
    const shown = found.slice((page - 1) * pageSize, page * pageSize)
    return c.json({ totalEvents: found.length, events: shown.map((one) => answerOf(one, now)) }, 200)
  })
  app.openapi(eventRoute, async (c) => {
    const ctx = c.get('ctx')
    const found = await findEvent(ctx, undefined, c.req.valid('param').slug)
    if (!found.ok) return refused(c, 'not-found') as never // the type knows JSON only, not problem documents
    return c.json(answerOf(found.value, ctx.now()), 200)
  })
}

function answerOf({ event, counts }: Listed, now: Date): z.output<typeof eventShape> {
  const { slug, state, kind, titleNl, titleEn, descriptionNl, descriptionEn, place, province } = event
  const { places, peoplePerPlace, priceEur, steps, allotment, strata } = event
  return {
    ...{ slug, state, kind, titleNl, titleEn, descriptionNl, descriptionEn, place, province },
    organisation: { slug: event.organisationSlug, name: event.organisationName },
    isOnline: event.onlineUrl !== '',
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    deadlineAt: event.deadlineAt.toISOString(),
    ...{ isOpen: isOpen(event, now), places, placesFree: placesFree(event, counts) },
    ...{ peoplePerPlace, priceEur, steps: [...steps], allotment, strata },
    updatedAt: event.updatedAt.toISOString(),
  }
}
