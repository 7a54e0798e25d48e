import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../test/database.ts'
import { attentionOf, offerTo } from '#features/attention/index.ts'
import { agreeToTalk } from '#features/referrals/index.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import { findWorklist } from '../features/worklist/find-worklist.ts'
import { makeList } from '../features/worklist/runs/make-list.ts'
import {
  ANNA,
  figures,
  firmIdOf,
  HUB,
  insertAdviser,
  inventedNeed,
  MONDAY,
  ownerOf,
  worklistSite,
} from '../features/worklist/worklist-site.test-data.ts'
import { worklistPorts } from './worklist-ports.ts'

const parts = { figures, config: { publicUrl: 'https://schakel.example' } }
const SCHAKEL = systemActor('bureau')
const FIRMS = Array.from({ length: 40 }, (_, n) => n)

describeOnDatabases('the worklist with what others keep', (use) => {
  const start = async () => {
    const site = await worklistSite(use(), FIRMS.length, worklistPorts(parts))
    await insertAdviser(use(), ANNA, 12)
    for (const n of FIRMS) {
      await sql`insert into account (id, email, created_at)
        values (${ownerOf(n).accountId}, ${`owner-${n}@bedrijf.example`}, ${MONDAY})`.execute(use().db)
      await sql`insert into firm_member (firm_id, account_id, since)
        values (${firmIdOf(n)}, ${ownerOf(n).accountId}, ${MONDAY})`.execute(use().db)
    }
    return site
  }
  const roomOf = (ids: readonly string[]) => asActor(use().db, SCHAKEL, (tx) => attentionOf(tx, ids, MONDAY))

  test('a peer that agreed is among what is matched, with the introductions that it has left', async () => {
    const site = await start()
    const [step = ''] = inventedNeed(0).needs.map((need) => need.step)
    const form = {
      steps: [step],
      sector: '10',
      province: 'Groningen' as const,
      did: 'Een cobot geplaatst',
      most: 2,
      version: 0,
    }
    expect((await agreeToTalk(site.ctx, ownerOf(39), firmIdOf(39), form)).ok).toBe(true)
    const { offers = async () => [] } = site.ports
    const found = await asActor(use().db, SCHAKEL, (tx) => offers(tx, MONDAY))
    expect(found.map(({ offer, name }) => ({ ...offer, name }))).toMatchObject([
      { kind: 'peer', steps: [step], capacity: 2, ownerFirm: firmIdOf(39), name: 'Een cobot geplaatst' },
    ])
    await makeList(site.ctx, site.ports, 'weekly')
  })

  test('what the adviser offers from the list is a referral and counts in the attention of the firm', async () => {
    const site = await start()
    await makeList(site.ctx, site.ports, 'weekly')
    const list = await findWorklist(site.ctx, ANNA)
    if (!list.ok) throw new Error(list.error)
    const one = [...list.value.toCall, ...list.value.toOffer].find(({ others }) => others.length > 0)!
    const [other] = one.others
    const press = () =>
      site.as(ANNA).post('/balie/werklijst/aangeboden', {
        ...{ hub: HUB, firm: one.need.firmId, seen: '', offer: other!.match.offer },
      })
    expect((await press()).status).toBe(303)
    expect((await press()).status).toBeGreaterThanOrEqual(400)
    const { rows } = await sql<{ kind: string; state: string; step: string }>`
      select kind, state, step from referral where firm_id = ${one.need.firmId}`.execute(use().db)
    expect(rows).toEqual([{ kind: other!.match.kind, state: 'offered', step: other!.match.step }])
    expect((await roomOf([one.need.firmId])).get(one.need.firmId)).toMatchObject({ openOffers: 1 })
    expect(site.defects).toEqual([])
  })

  test('a firm with three open offers is left out, and the page says why when it filled up meanwhile', async () => {
    const site = await start()
    await makeList(site.ctx, site.ports, 'weekly')
    const list = await findWorklist(site.ctx, ANNA)
    if (!list.ok) throw new Error(list.error)
    const one = [...list.value.toCall, ...list.value.toOffer].find(({ others }) => others.length > 0)!
    await asActor(use().db, SCHAKEL, async (tx) => {
      for (const n of [1, 2, 3])
        await offerTo(tx, {
          ...{ firmId: one.need.firmId, kind: 'course', what: `entry ${n}`, reason: 'Past', now: MONDAY },
        })
    })
    const refused = await site.as(ANNA).post('/balie/werklijst/aangeboden', {
      ...{ hub: HUB, firm: one.need.firmId, seen: '', offer: one.others[0]!.match.offer },
    })
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('Er is geen ruimte voor') })
    await makeList(site.ctx, site.ports, 'weekly')
    const anew = await findWorklist(site.ctx, ANNA)
    expect(anew.ok && anew.value.leftOut.find(({ need }) => need.firmId === one.need.firmId)?.why).toBe(
      'no-room',
    )
  })
})
