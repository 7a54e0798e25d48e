import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { ok, refuse } from '#engine/kernel/result.ts'
import { findWorklist, type Worklist } from './find-worklist.ts'
import type { FirmNeed } from './contract.ts'
import type { Proposal } from './ports.ts'
import { ALL_ROOM } from './matching-input.ts'
import { findMarks } from './repository.ts'
import { makeList } from './runs/make-list.ts'
import {
  ANNA,
  BRAM,
  CARLA,
  DAY_MS,
  firmIdOf,
  inventedNeed,
  PLACES,
  HUB,
  insertAdviser,
  MONDAY,
  ownerOf,
  type WorklistSite,
  worklistSite,
} from './worklist-site.test-data.ts'

describeOnDatabases('what an adviser does with the list', (use) => {
  const started: { site?: WorklistSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await worklistSite(use())
    await insertAdviser(use(), ANNA, 6)
    await insertAdviser(use(), BRAM, 3)
  })
  const listOf = async (actor: Actor): Promise<Worklist> => {
    const found = await findWorklist(site().ctx, actor)
    if (!found.ok) throw new Error(found.error)
    return found.value
  }
  const make = () => makeList(site().ctx, site().ports, 'weekly')
  const first = async () => (await listOf(ANNA)).toCall[0]!

  const button = (fields: Readonly<Record<string, string>>, path = 'gebeld', actor = ANNA) =>
    site()
      .as(actor)
      .post(`/balie/werklijst/${path}`, { hub: HUB, seen: '', ...fields })

  test('puts away whom one spoke with, keeps whom one did not reach, and gives the time left to others', async () => {
    await make()
    const [one, two] = (await listOf(ANNA)).toCall
    expect((await button({ firm: one!.need.firmId, result: 'talked' })).status).toBe(303)
    expect((await button({ firm: two!.need.firmId, result: 'no-answer' })).status).toBe(303)
    const list = await listOf(ANNA)
    expect(list.toCall).toHaveLength(8)
    expect(list.toCall[0]!.need.firmId).toBe(two!.need.firmId)
    expect(list.done.map(({ need }) => need.firmId)).toEqual([one!.need.firmId])
    site().clock.at = new Date(MONDAY.getTime() + 3_600_000)
    await make()
    const anew = await listOf(ANNA)
    expect(anew.toCall).toHaveLength(8) // one of nine conversations was had
    expect(anew.done).toHaveLength(1)
    site().clock.at = new Date(MONDAY.getTime() + 7 * DAY_MS)
    await make()
    const nextWeek = await listOf(ANNA)
    expect(nextWeek.toCall).toHaveLength(9)
    expect(nextWeek.leftOut.find(({ need }) => need.firmId === one!.need.firmId)?.why).toBe('talked')
  })

  test('not now is until a day, and only a day to come', async () => {
    await make()
    const { need } = await first()
    expect((await button({ firm: need.firmId, until: '2026-11-23' }, 'later')).status).toBe(400)
    expect((await button({ firm: need.firmId, until: '' }, 'later')).status).toBe(400)
    expect((await button({ firm: need.firmId, until: '2026-12-07' }, 'later')).status).toBe(303)
    const isListed = async (day: string) => {
      site().clock.at = new Date(`${day}T09:00:00Z`)
      await make()
      return (await listOf(ANNA)).leftOut.find((firm) => firm.need.firmId === need.firmId)?.why !== 'not-now'
    }
    expect(await isListed('2026-12-06')).toBe(false)
    expect(await isListed('2026-12-07')).toBe(true)
  })

  test('who acts on what a colleague changed meanwhile sees that first, and can go on', async () => {
    await make()
    const { need } = await first()
    expect((await button({ firm: need.firmId, result: 'talked' }, 'gebeld', BRAM)).status).toBe(303)
    const late = await button({ firm: need.firmId, result: 'not-interested' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Iemand was u net voor')
    const marks = () => asActor(use().db, ANNA, (tx) => findMarks(tx, need.firmId))
    expect(await marks()).toHaveLength(1)
    const seen = /name="seen" value="([^"]+)"/.exec(late.text)?.[1] ?? ''
    expect((await button({ firm: need.firmId, result: 'not-interested', seen })).status).toBe(303)
    expect((await marks()).map(({ result }) => result)).toEqual(['talked', 'not-interested'])
  })

  test('of a firm of another region nothing can be done, and not for another hub', async () => {
    await make()
    const { rows } = await sql<{
      id: string
    }>`select firm_id as id from firm_need where province = 'Limburg'`.execute(use().db)
    expect((await button({ firm: rows[0]!.id, result: 'talked' })).status).toBe(404)
    const { need } = await first()
    expect((await button({ firm: need.firmId, result: 'talked' }, 'gebeld', CARLA)).status).toBe(404)
    expect((await button({ firm: need.firmId, result: 'talked' }, 'gebeld', ownerOf(1))).status).toBe(404)
    const { rows: none } = await sql`select 1 from worklist_mark`.execute(use().db)
    expect(none).toEqual([])
  })

  test('every route sends visitors to sign in, and is not there for anybody else', async () => {
    await make()
    const { need } = await first()
    const fields = {
      hub: HUB,
      firm: need.firmId,
      seen: '',
      result: 'talked',
      until: '2026-12-24',
      offer: 'x',
    }
    const hours = { talks: '60', away: '', version: '0' }
    const bureau: Actor = { ...BRAM, duties: [{ kind: 'bureau', organisationId: undefined }] }
    for (const actor of [undefined, ownerOf(1), CARLA, bureau]) {
      const { get, post } = site().as(actor)
      const answers = [
        ...[await get(`/balie/werklijst?hub=${HUB}`), await get(`/balie/werklijst/tijd?hub=${HUB}`)],
        ...(await Promise.all(
          ['gebeld', 'later', 'aangeboden', 'opnieuw', 'tijd'].map((path) =>
            post(`/balie/werklijst/${path}`, { ...fields, ...hours }),
          ),
        )),
      ]
      for (const { status, to, text } of answers) {
        expect(status).toBe(actor === undefined ? 303 : 404)
        if (actor === undefined) expect(to).toContain('/inloggen')
        expect(text).not.toContain(need.firmId)
      }
    }
    const { rows } =
      await sql`select 1 from worklist_mark union all select 1 from talk_hours where talks_per_week = 60
      union all select 1 from worklist_run where cause = 'button'`.execute(use().db)
    expect(rows).toEqual([])
  })

  test('hours are kept, refused when they are none, and never lost to another window', async () => {
    const save = (fields: Readonly<Record<string, string>>) =>
      site()
        .as(ANNA)
        .post('/balie/werklijst/tijd', { hub: HUB, ...fields })
    expect((await save({ talks: '61', away: '', version: '1' })).status).toBe(400)
    const wrong = await save({ talks: 'veel', away: 'morgen', version: '1' })
    expect([
      wrong.status,
      wrong.text.includes('value="veel"'),
      wrong.text.includes('value="morgen"'),
    ]).toEqual([400, true, true])
    expect((await save({ talks: '2', away: '', version: '1' })).status).toBe(303)
    const late = await save({ talks: '9', away: '', version: '1' })
    expect(late.status).toBe(409)
    expect((await listOf(ANNA)).hours?.talksPerWeek).toBe(2)
    expect((await save({ talks: '0', away: '2026-12-01', version: '2' })).status).toBe(303)
    await make()
    expect((await listOf(BRAM)).toCall).toHaveLength(3)
  })

  test('an adviser who is away, or no longer one, gets no firms', async () => {
    await sql`update talk_hours set away_until = '2026-11-24' where account_id = ${ANNA.accountId}`.execute(
      use().db,
    )
    await sql`delete from duty where account_id = ${BRAM.accountId}`.execute(use().db)
    await make()
    expect((await listOf(ANNA)).toCall).toEqual([])
    site().clock.at = new Date(MONDAY.getTime() + DAY_MS)
    await make()
    expect((await listOf(ANNA)).toCall).toHaveLength(6)
  })

  test('what goes along with an export is all of the firm, and of an adviser what he did', async () => {
    await make()
    const { need } = await first()
    await button({ firm: need.firmId, result: 'talked' })
    const { personalData } = site().feature
    const exportAs = (actor: Actor) => asActor(use().db, actor, (tx) => personalData!.exportRows(tx, actor))
    const owner: Actor = { ...ownerOf(1), firmIds: [need.firmId] }
    const counts = (rows: Awaited<ReturnType<typeof exportAs>>) =>
      Object.fromEntries(rows.map((one) => [one.table, one.rows.length]))
    expect(counts(await exportAs(owner))).toMatchObject({
      firm_need: 1,
      worklist_mark: 1,
      worklist_firm: 1,
      talk_hours: 0,
    })
    expect(counts(await exportAs(ANNA))).toMatchObject({
      firm_need: 0,
      worklist_mark: 1,
      worklist_firm: 0,
      talk_hours: 1,
    })
    const items = await asActor(use().db, owner, (tx) => personalData!.thread!(site().ctx, tx, owner))
    expect(items.map(({ title }) => title)).toContain('Gesprek met Smart Industry Hub Noord.')
    await asActor(use().db, ANNA, (tx) => personalData!.erase(tx, ANNA, MONDAY))
    await sql`delete from account where id = ${ANNA.accountId}`.execute(use().db)
    for (const table of personalData!.tables) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} t where to_jsonb(t)::text like ${`%${ANNA.accountId}%`}`.execute(
          use().db,
        )
      expect([table, rows]).toEqual([table, []])
    }
    await sql`delete from firm where id = ${need.firmId}`.execute(use().db)
    for (const table of personalData!.tables) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} t where to_jsonb(t)::text like ${`%${need.firmId}%`}`.execute(
          use().db,
        )
      expect([table, rows]).toEqual([table, []])
    }
  })
})

describeOnDatabases('what others keep', (use) => {
  test('no room, no list: attention counts in the matching and in what is offered', async () => {
    const full = new Set([firmIdOf(0), firmIdOf(3)])
    const offered: Proposal[] = []
    const site = await worklistSite(use(), 40, {
      roomFor: async (_tx, ids) =>
        new Map(ids.map((id) => [id, full.has(id) ? { ...ALL_ROOM, openOffers: 3 } : ALL_ROOM])),
      offerTo: async (_tx, _actor, proposal) => {
        if (offered.length > 0) return refuse('no-room')
        offered.push(proposal)
        return ok(undefined)
      },
    })
    await insertAdviser(use(), ANNA, 12)
    await makeList(site.ctx, site.ports, 'weekly')
    const found = await findWorklist(site.ctx, ANNA)
    if (!found.ok) throw new Error(found.error)
    const { toCall, leftOut } = found.value
    const isNoord = ({ province }: FirmNeed) => province !== 'Limburg'
    const fullHere = [0, 3].map((n) => inventedNeed(n, PLACES)).filter(isNoord)
    expect(fullHere.length).toBeGreaterThan(0)
    expect(
      leftOut
        .filter(({ why }) => why === 'no-room')
        .map(({ need }) => need.firmId)
        .toSorted(),
    ).toEqual(fullHere.map(({ firmId }) => firmId).toSorted())
    const [one, two] = toCall.filter(({ others }) => others.length > 0)
    const offer = (firm: typeof one) =>
      site.as(ANNA).post('/balie/werklijst/aangeboden', {
        ...{ hub: HUB, firm: firm!.need.firmId, seen: '', offer: firm!.others[0]!.match.offer },
      })
    expect((await offer(one)).status).toBe(303)
    expect(offered).toMatchObject([{ firmId: one!.need.firmId, offerId: one!.others[0]!.match.offer }])
    const after = await findWorklist(site.ctx, ANNA)
    const still = after.ok
      ? after.value.toCall.find(({ need }) => need.firmId === one!.need.firmId)
      : undefined
    expect(still?.others).toEqual(one!.others.slice(1)) // still to be called; what was offered is not proposed again
    expect((await offer(one)).status).toBe(404)
    const refused = await offer(two)
    expect([refused.status, refused.text.includes('geen ruimte')]).toEqual([409, true])
    const marks = await asActor(use().db, ANNA, (tx) => findMarks(tx, two!.need.firmId))
    expect(marks).toEqual([])
  })
})
