import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import {
  DAY_MS,
  firmOf,
  ownerOf,
  type ReferralSite,
  referralSite,
} from '../referrals/pages/referral-site.test-data.ts'
import type { AttentionKind } from './contract.ts'
import { attentionOf, offerTo, roomFor, settleOffer } from './offer-to.ts'
import { offLink, switchOff, switchOn } from './switch-off.ts'

const SCHAKEL = systemActor('bureau')
const FIRM = firmOf(0)
const ok = (result: { ok: boolean }) => result.ok
const PLACE = { site: 'https://schakel.example', language: 'nl' } as const

describeOnDatabases('what a firm is offered', (use) => {
  const started: { site?: ReferralSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await referralSite(use())
  })
  const offer = (what: string, kind: AttentionKind = 'course') =>
    asActor(use().db, SCHAKEL, (tx) =>
      offerTo(tx, { firmId: FIRM, kind, what, reason: 'Past', now: site().clock.at }),
    )
  const room = () =>
    asActor(use().db, SCHAKEL, async (tx) => (await roomFor(tx, [FIRM], site().clock.at)).get(FIRM))
  const settle = (id: string) =>
    asActor(use().db, SCHAKEL, (tx) => settleOffer(tx, id, 'declined', site().clock.at))

  test('of a hundred offers at once three are made', async () => {
    const made = await Promise.all(Array.from({ length: 100 }, (_, n) => offer(`entry ${n}`)))
    expect(made.filter(ok)).toHaveLength(3)
    expect(new Set(made.flatMap((one) => (one.ok ? [] : [one.error])))).toEqual(new Set(['too-much-offered']))
    expect(await room()).toBe(0)
  })

  test('an answer makes room, up to four in thirty days, and no more until the oldest is past', async () => {
    const ids: string[] = []
    for (const n of [1, 2, 3]) {
      const made = await offer(`entry ${n}`)
      if (made.ok) ids.push(made.value)
    }
    expect(await settle(ids[0]!)).toBe(true)
    expect(await settle(ids[0]!)).toBe(false)
    expect(await room()).toBe(1)
    const fourth = await offer('entry 4')
    expect(fourth.ok).toBe(true)
    for (const id of ids.slice(1)) await settle(id)
    expect(await offer('entry 5')).toEqual({ ok: false, error: 'too-much-offered' })
    site().clock.at = new Date(site().clock.at.getTime() + 30 * DAY_MS + 1)
    expect((await offer('entry 5')).ok).toBe(true)
  })

  test('the same is not offered twice at a time, and nothing to a firm that is not there', async () => {
    expect((await offer('entry 1')).ok).toBe(true)
    expect(await offer('entry 1')).toEqual({ ok: false, error: 'already-offered' })
    const nobody = await asActor(use().db, SCHAKEL, (tx) =>
      offerTo(tx, { firmId: firmOf(99), kind: 'course', what: 'x', reason: 'x', now: site().clock.at }),
    )
    expect(nobody).toEqual({ ok: false, error: 'not-found' })
  })

  test('what is switched off is not offered, until it is switched on; by its own people alone', async () => {
    const change = (owner: number, to: typeof switchOff | typeof switchOn) =>
      asActor(
        use().db,
        ownerOf(owner),
        async (tx): Promise<{ ok: boolean }> =>
          to(tx, ownerOf(owner), { firmId: FIRM, kind: 'course', now: site().clock.at }),
      )
    expect((await change(1, switchOff)).ok).toBe(false)
    expect((await change(0, switchOff)).ok).toBe(true)
    expect(await offer('entry 1')).toEqual({ ok: false, error: 'switched-off' })
    expect((await offer('entry 1', 'trial')).ok).toBe(true)
    expect((await change(0, switchOn)).ok).toBe(true)
    expect((await offer('entry 1')).ok).toBe(true)
  })

  test('the switch in a mail works without signing in: looking changes nothing, one click does', async () => {
    const { url, headers } = await asActor(use().db, SCHAKEL, (tx) =>
      offLink(tx, { firmId: FIRM, kind: 'trial', now: site().clock.at }, PLACE),
    )
    expect(headers).toEqual({
      'List-Unsubscribe': `<${url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    const path = url.slice(PLACE.site.length)
    const unwanted = () =>
      asActor(
        use().db,
        SCHAKEL,
        async (tx) => (await attentionOf(tx, [FIRM], site().clock.at)).get(FIRM)?.unwantedKinds,
      )
    expect((await site().as(undefined).get(path)).status).toBe(200)
    expect(await unwanted()).toEqual([])
    for (let time = 0; time < 2; time++) {
      const pressed = await site().as(undefined).post(path, { 'List-Unsubscribe': 'One-Click' })
      expect(pressed.status).toBe(200)
      expect(await unwanted()).toEqual(['trial'])
    }
    expect(
      (
        await site()
          .as(undefined)
          .get(`${path.slice(0, -2)}xx`)
      ).status,
    ).toBe(404)
    expect(
      (
        await site()
          .as(undefined)
          .post(`${path.slice(0, -2)}xx`, {})
      ).status,
    ).toBe(404)
    const { rows } = await sql`select 1 from attention_link where position(token_hash in ${url}) > 0`.execute(
      use().db,
    )
    expect(rows).toEqual([])
    expect(site().defects).toEqual([])
  })

  test('its page shows what is open, and a switch per kind; for others it is not there', async () => {
    await offer('entry 1')
    const page = await site().as(ownerOf(0)).get('/mijn/aandacht')
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Past') })
    expect((await site().as(ownerOf(1)).get(`/mijn/aandacht?bedrijf=${FIRM}`)).status).toBe(404)
    expect((await site().as(undefined).get('/mijn/aandacht')).status).toBe(303)
    const post = (n: number) =>
      site().as(ownerOf(n)).post(`/mijn/aandacht?bedrijf=${FIRM}`, { kind: 'course', to: 'off' })
    expect((await post(1)).status).toBe(404)
    expect((await post(0)).status).toBe(303)
    expect(await offer('entry 2')).toEqual({ ok: false, error: 'switched-off' })
  })
})
