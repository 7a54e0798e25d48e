import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { freshDatabase } from '../../../test/fresh-database.ts'
import { bureau, networkSite } from './network-site.test-data.ts'
import { changeEntry } from './save-entry.ts'
import { findAll } from './find-entries.ts'
import { contentOf } from './contract.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const schema = JSON.parse(readFileSync(new URL('./hsds.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
ajv.addFormat('uuid', UUID)
ajv.addFormat('uri', (text) => /^https?:\/\//.test(text) && URL.canParse(text))
ajv.addFormat('email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/)
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)
ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
ajv.addSchema(schema, 'hsds')
const faults = (name: string, item: unknown) => {
  const validate = ajv.getSchema(`hsds#/$defs/${name}`)
  if (validate === undefined) throw new Error(`no schema is called ${name}`)
  validate(item)
  return validate.errors ?? []
}

const ROOT = '/open-referral/v3'
const RESOURCES = [
  ['services', 'service'],
  ['organizations', 'organization'],
  ['service_at_locations', 'service_at_location'],
  ['taxonomies', 'taxonomy'],
  ['taxonomy_terms', 'taxonomy_term'],
] as const
type Item = Record<string, unknown> & { id: string }

describe('Open Referral', () => {
  const opened: { database?: OpenDatabase; site?: Awaited<ReturnType<typeof networkSite>> } = {}
  const site = () => opened.site!

  beforeAll(async () => {
    opened.database = await freshDatabase()
    opened.site = await networkSite(opened.database)
    const { ctx } = opened.site
    const [trial] = (await findAll(ctx, bureau)).filter(({ slug }) => slug === 'robohouse-cobot-cell')
    const told = {
      ...contentOf(trial!),
      priceLowEur: 500,
      priceHighEur: 2500,
      contactPhone: '+31 15 123 45 67',
      contactEmail: 'lab@example.org',
      url: 'https://example.org/proef',
      confirmedOn: '2026-11-20',
      confirmedBy: 'robohouse',
    }
    expect(await changeEntry(ctx, bureau, 1, told)).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    if (opened.database !== undefined) await closeDatabase(opened.database)
  })

  test.each(RESOURCES)(
    'every item of /%s, short, full and by number, fits the schema of %s',
    async (path, name) => {
      const first = await site().json(`${ROOT}/${path}?per_page=1000`)
      expect(faults('page', first)).toEqual([])
      expect(first.total_items).toBe(first.contents.length)
      const full = await site().json(`${ROOT}/${path}?per_page=1000&full=true`)
      for (const item of [...first.contents, ...full.contents] as Item[]) {
        expect(faults(name, item)).toEqual([])
        expect(item.id).toMatch(UUID)
      }
      for (const { id } of first.contents.slice(0, 30)) {
        const item = await site().json(`${ROOT}/${path}/${id}`)
        expect(item.id).toBe(id)
        expect(faults(name, item)).toEqual([])
      }
      expect(new Set((first.contents as Item[]).map(({ id }) => id)).size).toBe(first.contents.length)
    },
  )

  test('organizations come with their services when asked', async () => {
    const { contents } = await site().json(`${ROOT}/organizations?search=robohouse&full_service=true`)
    expect(contents).toHaveLength(1)
    expect(faults('organization', contents[0])).toEqual([])
    expect(contents[0].services).toHaveLength(1)
    expect(contents[0].services[0].cost_options.map(({ amount }: { amount: number }) => amount)).toEqual([
      500, 2500,
    ])
  })

  test.each([
    ['service', 'name'],
    ['service', 'id'],
    ['service', 'status'],
    ['organization', 'name'],
    ['organization', 'description'],
    ['taxonomy_term', 'name'],
    ['location', 'location_type'],
  ])('the schema refuses a %s without %s', async (name, field) => {
    const [service] = (await site().json(`${ROOT}/services?full=true&search=robohouse`)).contents
    const whole: Record<string, Record<string, unknown>> = {
      service,
      organization: service.organization,
      taxonomy_term: service.attributes[0].taxonomy_term,
      location: service.service_at_locations[0].location,
    }
    expect(faults(name, whole[name])).toEqual([])
    const { [field]: _left, ...rest } = whole[name] ?? {}
    expect(faults(name, rest).map(({ message }) => message)).toEqual([
      `must have required property '${field}'`,
    ])
    expect(faults(name, { ...whole[name], [field]: 12 })).not.toEqual([])
  })

  test('pages as the standard says, and beyond the last there is nothing', async () => {
    const page = async (query: string) => {
      const { contents, ...rest } = await site().json(`${ROOT}/services?${query}`)
      return { ...rest, count: contents.length }
    }
    const { total_items: total } = await page('')
    const pages = Math.ceil(total / 7)
    expect(await page('per_page=7')).toEqual({
      total_items: total,
      total_pages: pages,
      page_number: 1,
      size: 7,
      first_page: true,
      last_page: false,
      empty: false,
      count: 7,
    })
    expect(await page(`per_page=7&page=${pages}`)).toMatchObject({ last_page: true, first_page: false })
    expect(await page(`per_page=7&page=${pages + 1}`)).toMatchObject({ empty: true, size: 0, count: 0 })
    const seen: string[] = []
    for (let number = 1; number <= pages; number++) {
      const { contents } = await site().json(`${ROOT}/services?per_page=7&page=${number}`)
      seen.push(...contents.map(({ id }: Item) => id))
    }
    expect(new Set(seen).size).toBe(total)
  })

  test('filters hold together', async () => {
    const terms = (await site().json(`${ROOT}/taxonomy_terms?per_page=1000`)).contents as (Item & {
      code: string
    })[]
    const term = (code: string) => terms.find((one) => one.code === code)?.id
    const count = async (query: string) => (await site().json(`${ROOT}/services?${query}`)).total_items
    const cobots = await count(`taxonomy_term_id=${term('cobot-cell')}`)
    expect(cobots).toBe(6)
    const [lab] = (await site().json(`${ROOT}/organizations?search=perron038`)).contents
    expect(await count(`taxonomy_term_id=${term('cobot-cell')}&organization_id=${lab.id}`)).toBe(1)
    expect(await count(`taxonomy_term_id=${term('machine-monitoring')}&organization_id=${lab.id}`)).toBe(0)
    expect(await count('modified_after=2026-11-30')).toBeGreaterThan(0)
    expect(await count('modified_after=2026-12-01T00:00:00%2B01:00')).toBe(0)
    expect((await site().json(`${ROOT}/services?minimal=true`)).contents[0]).toEqual({
      id: expect.stringMatching(UUID),
      modified_date: expect.any(String),
    })
  })

  test('says what nobody confirmed, and when somebody did', async () => {
    const { contents } = await site().json(`${ROOT}/services?search=robohouse`)
    expect(contents[0]).toMatchObject({ assured_date: '2026-11-20' })
    expect(contents[0].alert).toBeUndefined()
    const [other] = (await site().json(`${ROOT}/services?search=perron038`)).contents
    expect(other.alert).toContain('Niemand heeft dit bevestigd')
    expect(other.assured_date).toBeUndefined()
  })

  test('describes itself, is read-only, and answers with problem documents', async () => {
    const root = await site().json(ROOT)
    expect(root).toMatchObject({ version: '3.0', openapi_url: expect.stringContaining('/openapi.json') })
    const description = await site().json(`${ROOT}/openapi.json`)
    for (const [path] of RESOURCES) expect(Object.keys(description.paths)).toContain(`/${path}/{id}`)
    expect(JSON.stringify(description)).not.toContain('#/$defs/')

    const wrong = await site().get(`${ROOT}/services?page=0&per_page=x&organization_id=1`)
    expect(wrong.status).toBe(400)
    expect(JSON.parse(wrong.text).errors).toHaveLength(3)
    expect((await site().get(`${ROOT}/services/0`)).status).toBe(404)
    expect((await site().get(`${ROOT}/nothing`)).headers.get('content-type')).toContain('problem+json')
    const posted = await site().ask(`${ROOT}/services`, {
      method: 'POST',
      body: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
    })
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await site().get(ROOT)).headers.get('access-control-allow-origin')).toBe('*')
    expect(site().defects).toEqual([])
  })
})
