import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { peerPath, ROUTES, stopPeerPath } from '../addresses.ts'
import { firmOf, ownerOf, type ReferralSite, referralSite, STEP } from './referral-site.test-data.ts'

const started: { site?: ReferralSite; database?: OpenDatabase } = {}
const site = () => started.site!
beforeEach(async () => {
  if (started.database !== undefined) await closeDatabase(started.database)
  started.database = await freshDatabase()
  started.site = await referralSite(started.database)
})
afterAll(async () => {
  if (started.database !== undefined) await closeDatabase(started.database)
})

const TOLD = {
  ...{ steps: [STEP, 'erp-introduction'], sector: '25', province: 'Drenthe', most: '3', version: '0' },
  did: 'Wij zetten een cobot neer.',
}
const save = (fields: Readonly<Record<string, string | readonly string[]>> = {}) =>
  site()
    .as(ownerOf(3))
    .post(peerPath(firmOf(3)), { ...TOLD, ...fields })
const show = async () =>
  (
    await site()
      .as(ownerOf(3))
      .get(peerPath(firmOf(3)))
  ).text

test('a firm says that it wants to talk, and agrees to introductions with it', async () => {
  const before = await show()
  expect(before).toContain('Met deze knop zegt u ook ja tegen kennismaken')
  expect(before).toMatch(/<option value="25" selected>/)
  expect(before).toMatch(/<option value="Drenthe" selected>/)
  const saved = await save()
  expect(saved.to).toBe(`${peerPath(firmOf(3))}&stand=bewaard`)
  const page = (
    await site()
      .as(ownerOf(3))
      .get(saved.to ?? '')
  ).text
  expect(page).toContain('Bewaard. U doet mee.')
  expect(page).toContain('nog 3 van de 3 keer')
  expect(page.match(/type="checkbox"[^>]* checked/g)?.length).toBe(2)
  const { rows } = await sql`select 1 from consent where purpose = 'introductions'`.execute(site().db)
  expect(rows.length).toBe(1)
})

test('and stops', async () => {
  await save()
  const stopped = await site()
    .as(ownerOf(3))
    .post(stopPeerPath(firmOf(3)), {})
  expect(
    (
      await site()
        .as(ownerOf(3))
        .get(stopped.to ?? '')
    ).text,
  ).toContain('U doet niet meer mee')
  const { rows } = await sql`select firm_id from peer_offer
    union select firm_id from consent where purpose = 'introductions'`.execute(site().db)
  expect(rows).toEqual([])
})

test('what is wrong is said with what was typed', async () => {
  const { status, text } = await save({ steps: ['geen-stap'], sector: '99', did: ' ', most: '20' })
  expect(status).toBe(400)
  for (const field of ['steps', 'sector', 'did', 'most']) expect(text).toContain(`href="#veld-${field}"`)
  expect(text).not.toContain('href="#veld-province"')
  expect(text).toContain('value="20"')
  const { rows } = await sql`select 1 from peer_offer`.execute(site().db)
  expect(rows).toEqual([])
})

test('of two colleagues the second sees what the first saved', async () => {
  await save()
  const late = await save({ did: 'Wij zetten er twee neer.' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('‘Wij zetten een cobot neer.’, hooguit 3 keer per kwartaal')
  expect(late.text).toContain('Wij zetten er twee neer.</textarea>')
  expect(late.text).toContain('name="version" value="1"')
  await save({ did: 'Wij zetten er twee neer.', version: '1' })
  expect(await show()).toContain('Wij zetten er twee neer.')
})

test('is about the own firm alone', async () => {
  const { as } = site()
  expect((await as(ownerOf(0)).get(peerPath(firmOf(3)))).status).toBe(404)
  expect((await as(ownerOf(0)).post(peerPath(firmOf(3)), TOLD)).status).toBe(404)
  expect((await as(ownerOf(0)).post(stopPeerPath(firmOf(3)), {})).status).toBe(404)
  const nobody = { ...ownerOf(0), firmIds: [] }
  expect((await as(nobody).get(ROUTES.peer)).text).toContain('Noem eerst uw bedrijf')
  expect((await as(ownerOf(0), 'en').get(ROUTES.peer)).text).toContain('Talking with other entrepreneurs')
  expect(site().defects).toEqual([])
})
