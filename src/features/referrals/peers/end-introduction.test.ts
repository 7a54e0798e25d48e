import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { attentionOf, switchOff } from '#features/attention/index.ts'
import { withdrawConsent } from '#features/consent/index.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import { moveReferral } from '../move-referral.ts'
import {
  ANNA,
  DAY_MS,
  emailOf,
  firmOf,
  HUB,
  ownerOf,
  parts,
  type ReferralSite,
  referralSite,
  STEP,
} from '../pages/referral-site.test-data.ts'
import { refer } from '../refer.ts'
import { endUnwillingOnce, remindOfReferrals } from '../remind.ts'
import { agreeToTalk, stopTalking } from './agree-to-talk.ts'

const YES = { words: '', eurPerYear: undefined, contactName: 'Jan', phone: '050 123 45 67', email: '' }

describeOnDatabases('an introduction to a peer that does not want it any more', (use) => {
  const started: { site?: ReferralSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await referralSite(use())
  })
  const mailsTo = async (recipient: string) =>
    (
      await sql<{ key: string }>`select key from outbox where recipient = ${recipient} order by key`.execute(
        use().db,
      )
    ).rows.map(({ key }) => key)
  const stateOf = async (id: string) =>
    (
      await sql<{
        state: string
        contacts: number
      }>`select state, (select count(*)::int from referral_contact c
        where c.referral_id = r.id) as contacts from referral r where id = ${id}`.execute(use().db)
    ).rows[0]
  const openOffers = (n: number) =>
    asActor(use().db, systemActor('bureau'), async (tx) => {
      return (await attentionOf(tx, [firmOf(n)], site().clock.at)).get(firmOf(n))?.openOffers
    })
  const yes = (n: number, id: string, deed: 'accept' | 'agree' = 'accept', version = 1) =>
    moveReferral(site().ctx, parts, ownerOf(n), { id, as: 'firm', form: { ...YES, deed, version } })
  const end = () => endUnwillingOnce(site().ctx, parts)
  const noConsent = (n: number) =>
    asActor(use().db, ownerOf(n), (tx) =>
      withdrawConsent(tx, ownerOf(n), firmOf(n), 'introductions', site().clock.at),
    )

  test('ends where the firm says yes, and the peer hears nothing', async () => {
    const id = await site().referred(2, { peerOfferId: await site().peer(3) })
    await noConsent(3)
    expect(await yes(2, id)).toEqual({ ok: false, error: { why: 'changed' } })
    expect(await stateOf(id)).toEqual({ state: 'withdrawn', contacts: 0 })
    expect(await openOffers(2)).toBe(0)
    expect(await mailsTo(emailOf(3))).toEqual([])
  })

  test('ends by itself, told to the firm that said yes; nobody is reminded, and what both agreed to goes on', async () => {
    const peerOfferId = await site().peer(3)
    const waiting = await site().referred(2, { peerOfferId })
    const agreed = await site().referred(4, { peerOfferId })
    for (const [n, id] of [
      [2, waiting],
      [4, agreed],
    ] as const)
      expect((await yes(n, id)).ok).toBe(true)
    expect((await yes(3, agreed, 'agree', 2)).ok).toBe(true)
    expect(await end()).toBe(0)
    await stopTalking(site().ctx, ownerOf(3), firmOf(3))
    site().clock.at = new Date(site().clock.at.getTime() + 8 * DAY_MS)
    await remindOfReferrals(parts).run(site().ctx, new AbortController().signal)
    expect(await stateOf(waiting)).toEqual({ state: 'withdrawn', contacts: 0 })
    expect(await stateOf(agreed)).toEqual({ state: 'agreed', contacts: 2 })
    expect(await mailsTo(emailOf(2))).toContain(`referral declined ${waiting} 0`)
    expect((await mailsTo(emailOf(3))).filter((key) => key.includes('reminder'))).toEqual([])
    expect(await end()).toBe(0)
  })

  test('that it switched off ends while it is an offer; what it was asked about stays', async () => {
    const peerOfferId = await site().peer(3)
    const offered = await site().referred(2, { peerOfferId })
    const asked = await site().referred(4, { peerOfferId })
    expect((await yes(4, asked)).ok).toBe(true)
    await asActor(use().db, ownerOf(3), (tx) =>
      switchOff(tx, ownerOf(3), { firmId: firmOf(3), kind: 'peer', now: site().clock.at }),
    )
    expect(await Promise.all([end(), end()])).toContain(1)
    expect(await stateOf(offered)).toMatchObject({ state: 'withdrawn' })
    expect(await stateOf(asked)).toMatchObject({ state: 'accepted' })
  })

  test('counts in the quarter when it was agreed, also after the peer stopped and began anew', async () => {
    const id = await site().referred(2, { peerOfferId: await site().peer(3, { most: 1 }) })
    await yes(2, id)
    expect((await yes(3, id, 'agree', 2)).ok).toBe(true)
    await stopTalking(site().ctx, ownerOf(3), firmOf(3))
    const told = { sector: '25', province: 'Drenthe', did: 'x', most: 1, version: 0 } as const
    const form = { ...told, steps: [STEP] }
    expect((await agreeToTalk(site().ctx, ownerOf(3), firmOf(3), form)).ok).toBe(true)
    const { rows } = await sql<{
      id: string
    }>`select id from peer_offer where firm_id = ${firmOf(3)}`.execute(use().db)
    const again = () =>
      asActor(use().db, ANNA, (tx) =>
        refer(tx, ANNA, {
          ...{ firmId: firmOf(4), hubId: HUB, target: { peerOfferId: rows[0]?.id ?? '' }, reason: 'Past' },
          ...{ stepId: STEP, parts, now: site().clock.at },
        }),
      )
    expect(await again()).toEqual({ ok: false, error: 'peer-is-full' })
    site().clock.at = new Date('2027-04-01T09:00:00Z')
    expect((await again()).ok).toBe(true)
  })
})
