import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { freshDatabase } from '../../../test/fresh-database.ts'
import { networkSite } from './network-site.test-data.ts'

const opened: { database?: OpenDatabase; site?: Awaited<ReturnType<typeof networkSite>> } = {}
const json = (path: string) => opened.site!.json(path)

beforeAll(async () => {
  opened.database = await freshDatabase()
  opened.site = await networkSite(opened.database)
})
afterAll(async () => {
  if (opened.database !== undefined) await closeDatabase(opened.database)
})

test('/v1/directory has the filters of the page', async () => {
  const hubs = await json('/v1/directory?kind=hub&province=Zeeland')
  expect(hubs).toMatchObject({
    totalEntries: 1,
    entries: [{ slug: 'hub-zuid', freshness: 'never', unconfirmedProvinces: ['Zeeland'] }],
  })
  const all = await json('/v1/directory?pageSize=200')
  expect(all.entries).toHaveLength(all.totalEntries)
  expect((await json('/v1/directory?pageSize=10&page=2')).entries).toEqual(all.entries.slice(10, 20))
  expect((await json('/v1/directory?confirmed=true')).totalEntries).toBe(0)
})

test('/v1/directory/{slug} is one of them, without what is inside', async () => {
  const entry = await json('/v1/directory/robohouse')
  expect(entry).toMatchObject({ name: 'RoboHouse', organisation: { slug: 'robohouse' }, place: 'Delft' })
  expect(Object.keys(entry)).not.toContain('version')
})

test.each([
  ['/v1/directory/nobody', 404],
  ['/v1/directory?kind=robot', 400],
  ['/v1/directory?page=0', 400],
  ['/v1/directory/', 404],
])('%s answers %i', async (path, status) => {
  const answer = await opened.site!.ask(path)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('problem+json')
})
