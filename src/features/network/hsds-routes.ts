import { readFileSync } from 'node:fs'
import type { Context, Hono } from 'hono'
import type { Env } from '#platform/context.ts'
import { invalidInput, problem, refused } from '#platform/problem.ts'
import type { Entry, Organisation } from './contract.ts'
import type { Directory } from './entry-words.ts'
import { findOrganisations, findPublished } from './find-entries.ts'
import { openReferralDocument } from './hsds-description.ts'
import {
  basicOrganization,
  basicService,
  fullOrganization,
  fullService,
  type HsdsView,
  type Item,
  serviceAtLocation,
  servicesIn,
  taxonomies,
  taxonomyTerms,
} from './hsds-items.ts'
import { entriesFor, type HsdsQuery, pageOf, querySchema } from './hsds-page.ts'

export const HSDS_ROOT = '/open-referral/v3'
const SCHEMA: unknown = JSON.parse(readFileSync(new URL('./hsds.schema.json', import.meta.url), 'utf8'))

type Answer = Response | Promise<Response>
type List = (view: HsdsView, query: HsdsQuery) => Item
type Single = (view: HsdsView, id: string) => Item | undefined

/** The directory as Open Referral's HSDS 3.0, to read only. Beside /v1, because its names are not those of our API. */
export function openReferralPages(app: Hono<Env>, directory: Directory, publicUrl: string | undefined): void {
  const baseOf = (c: Context<Env>) => `${publicUrl ?? new URL(c.req.url).origin}${HSDS_ROOT}`
  const root = (c: Context<Env>) => send(c, rootOf(baseOf(c)))
  app.get(HSDS_ROOT, root)
  app.get(`${HSDS_ROOT}/`, root)
  app.get(`${HSDS_ROOT}/openapi.json`, (c) => send(c, openReferralDocument(SCHEMA, baseOf(c))))
  for (const [name, list, single] of RESOURCES) {
    app.get(`${HSDS_ROOT}/${name}`, (c) => sendList(c, directory, list))
    app.get(`${HSDS_ROOT}/${name}/:id`, (c) => sendSingle(c, directory, single))
  }
  app.all(`${HSDS_ROOT}/*`, (c) => withHeaders(notHere(c)))
}

const RESOURCES: readonly (readonly [name: string, list: List, single: Single])[] = [
  ['services', listServices, readService],
  ['organizations', listOrganizations, readOrganization],
  ['service_at_locations', listPlaces, readPlace],
  ['taxonomies', (_view, query) => pageOf(named(taxonomies(), query), query, same), readTaxonomy],
  ['taxonomy_terms', listTerms, (view, id) => taxonomyTerms(view).find((term) => term['id'] === id)],
]

const rootOf = (base: string): Item => ({
  version: '3.0',
  profile: 'https://docs.openreferral.org/en/v3.0/hsds/overview.html',
  openapi_url: `${base}/openapi.json`,
  description: 'De lijst van het netwerk: wie maakbedrijven helpt met digitaliseren.',
})

function listServices(view: HsdsView, query: HsdsQuery): Item {
  const found = entriesFor(servicesIn(view), query, view.now)
  if (query.minimal) {
    const modified = (entry: Entry) => ({ id: entry.id, modified_date: entry.updatedAt.toISOString() })
    return pageOf(found, { ...query, page: 1, per_page: Math.max(1, found.length) }, modified)
  }
  return pageOf(found, query, (entry) => (query.full ? fullService(view, entry) : basicService(view, entry)))
}

function readService(view: HsdsView, id: string): Item | undefined {
  const entry = servicesIn(view).find((candidate) => candidate.id === id)
  return entry && fullService(view, entry)
}

/** Of organizations the search is in the name; the taxonomy is that of what they keep. */
function listOrganizations(view: HsdsView, query: HsdsQuery): Item {
  const { search, organization_id: id, taxonomy_id, taxonomy_term_id, modified_after } = query
  const byTerm = taxonomy_id !== undefined || taxonomy_term_id !== undefined || modified_after !== undefined
  const kept = new Set(
    entriesFor(view.entries, { ...query, search: undefined }, view.now).map(
      ({ organisationId }) => organisationId,
    ),
  )
  const found = view.organisations.filter(
    (one) =>
      (id === undefined || one.id === id) &&
      (!byTerm || kept.has(one.id)) &&
      one.name.toLowerCase().includes((search ?? '').toLowerCase()),
  )
  return pageOf(found, query, (one: Organisation) =>
    query.full || query.full_service
      ? fullOrganization(view, one, query.full_service)
      : basicOrganization(view, one),
  )
}

function readOrganization(view: HsdsView, id: string): Item | undefined {
  const found = view.organisations.find((one) => one.id === id)
  return found && fullOrganization(view, found)
}

function listPlaces(view: HsdsView, query: HsdsQuery): Item {
  const found = placesOf(view, entriesFor(servicesIn(view), query, view.now))
  return pageOf(found, query, same)
}

const placesOf = (view: HsdsView, entries: readonly Entry[]): readonly Item[] =>
  entries.map((entry) => serviceAtLocation(view, entry)).filter((item) => item !== undefined)

function readPlace(view: HsdsView, id: string): Item | undefined {
  return placesOf(view, servicesIn(view)).find((item) => item['id'] === id)
}

function readTaxonomy(_view: HsdsView, id: string): Item | undefined {
  return taxonomies().find((one) => one['id'] === id)
}

function listTerms(view: HsdsView, query: HsdsQuery): Item {
  const { taxonomy_id: id } = query
  const found = named(taxonomyTerms(view), query).filter(
    (term) => id === undefined || term['taxonomy_id'] === id,
  )
  return pageOf(found, query, same)
}

const same = (item: Item) => item
const named = (items: readonly Item[], { search = '' }: HsdsQuery) =>
  items.filter(({ name }) => String(name).toLowerCase().includes(search.toLowerCase()))

async function viewOf(c: Context<Env>, directory: Directory): Promise<HsdsView> {
  const ctx = c.get('ctx')
  return {
    directory,
    entries: await findPublished(ctx),
    organisations: await findOrganisations(ctx),
    now: ctx.now(),
  }
}

async function sendList(c: Context<Env>, directory: Directory, list: List): Promise<Response> {
  const query = querySchema.safeParse(c.req.query())
  if (!query.success) return withHeaders(invalidInput(c, query.error))
  return send(c, list(await viewOf(c, directory), query.data))
}

async function sendSingle(c: Context<Env>, directory: Directory, single: Single): Promise<Response> {
  const item = single(await viewOf(c, directory), (c.req.param('id') ?? '').toLowerCase())
  return item === undefined ? withHeaders(refused(c, 'not-found')) : send(c, item)
}

/** Open to pages of any site: everything here is public. */
function withHeaders(response: Response): Response {
  response.headers.set('Access-Control-Allow-Origin', '*')
  return response
}

const send = (c: Context<Env>, item: unknown): Answer => withHeaders(c.json(item))

function notHere(c: Context<Env>): Response {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return refused(c, 'not-found')
  c.header('Allow', 'GET, HEAD')
  return problem(c, 405, 'method-not-allowed', 'This address takes GET, HEAD.')
}
