import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { attentionOf, switchOff } from '#features/attention/index.ts'
import { giveConsent, withdrawConsent } from '#features/consent/index.ts'
import { type Actor, asActor, systemActor } from '#platform/actor.ts'
import type { Deed } from './contract.ts'
import { findReferralView } from './find-referrals.ts'
import { moveReferral } from './move-referral.ts'
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
  STRANGER,
} from './pages/referral-site.test-data.ts'
import { refer } from './refer.ts'
import { DEEDS } from './referral-machine.ts'
import { remindOnce } from './remind.ts'

const CONTACT = { contactName: 'Jan de Vries', phone: '050 123 45 67', email: '' }
const EMPTY = { words: '', eurPerYear: undefined, hours: undefined, contactName: '', phone: '', email: '' }

describeOnDatabases('a referral', (use) => {
  const started: { site?: ReferralSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await referralSite(use())
  })
  const mails = async (like: string) =>
    (
      await sql<{ recipient: string; subject: string; body: string }>`
        select recipient, subject, body from outbox where key like ${like} order by key`.execute(use().db)
    ).rows
  /** Firm 0 wants mail about what fits it. */
  const wantMail = () =>
    asActor(use().db, ownerOf(0), (tx) =>
      giveConsent(tx, ownerOf(0), firmOf(0), 'reminders', site().clock.at),
    )
  const stateOf = async (id: string) =>
    (
      await sql<{ state: string; turn: string }>`select state, turn from referral where id = ${id}`.execute(
        use().db,
      )
    ).rows[0]
  const open = () =>
    asActor(use().db, systemActor('bureau'), async (tx) =>
      (await attentionOf(tx, [firmOf(0)], site().clock.at)).get(firmOf(0)),
    )
  const tryRefer = (n: number, peerOfferId: string, actor: Actor = ANNA) =>
    asActor(use().db, actor, (tx) =>
      refer(tx, actor, {
        ...{ firmId: firmOf(n), hubId: HUB, target: { peerOfferId }, reason: 'Past', stepId: STEP },
        ...{ parts, now: site().clock.at },
      }),
    )

  test('is told to the firm with its reason and a switch, and to who helps only after the yes', async () => {
    await wantMail()
    const id = await site().referred(0)
    const [offered] = await mails(`referral ${id} %`)
    expect(offered).toMatchObject({ recipient: emailOf(0), body: expect.stringContaining('U zoekt rust') })
    expect(offered?.body).toContain('/liever-niet/')
    expect(await findReferralView(site().ctx, site().coordinator, id, 'receiver')).toMatchObject({
      ok: false,
    })
    expect(await open()).toMatchObject({ openOffers: 1 })

    await site().move(ownerOf(0), { id, as: 'firm' }, { ...EMPTY, ...CONTACT, deed: 'accept', version: 1 })
    expect(await open()).toMatchObject({ openOffers: 0 })
    const told = await mails(`referral ${id} 2%`)
    expect(told.map(({ recipient }) => recipient)).toEqual(['coordinator@lab.example'])
    const view = await findReferralView(site().ctx, site().coordinator, id, 'receiver')
    expect(view.ok && view.value.firm).toMatchObject({ phone: '050 123 45 67' })
  })

  test('that it did not ask for is mailed only to a firm that wants such mail; it stands on its page', async () => {
    const id = await site().referred(0)
    expect(await mails(`referral ${id} %`)).toEqual([])
    const page = await site().as(ownerOf(0)).get('/mijn/verwijzingen')
    expect(page.text).toContain(site().trial.name)
  })

  test('where nobody there has an account or an address, the adviser hears that the firm said yes', async () => {
    await sql`delete from duty where account_id = ${site().coordinator.accountId}`.execute(use().db)
    await sql`update directory_entry set contact_email = '' where id = ${site().trial.id}`.execute(use().db)
    await sql`update account set email = 'anna@hub.example' where id = ${ANNA.accountId}`.execute(use().db)
    const id = await site().referred(0)
    await site().move(ownerOf(0), { id, as: 'firm' }, { ...EMPTY, ...CONTACT, deed: 'accept', version: 1 })
    expect(await mails('referral unheard %')).toMatchObject([{ recipient: 'anna@hub.example' }])
  })

  test('is moved by nobody but its three sides, and by each only as the table of transitions says', async () => {
    const id = await site().referred(0)
    const form = (deed: Deed) => ({ ...EMPTY, ...CONTACT, words: 'x', deed, version: 1 })
    for (const [actor, as] of [
      [ownerOf(1), 'firm'],
      [STRANGER, 'adviser'],
      [STRANGER, 'receiver'],
      [site().coordinator, 'receiver'], // before the firm said yes
      [site().coordinator, 'adviser'],
      [ANNA, 'firm'],
    ] as const)
      for (const deed of DEEDS)
        expect(await moveReferral(site().ctx, parts, actor, { id, as, form: form(deed) })).toEqual({
          ...{ ok: false, error: { why: 'not-found' } },
        })
    const adviserAccepts = await moveReferral(site().ctx, parts, ANNA, {
      id,
      as: 'adviser',
      form: form('accept'),
    })
    expect(adviserAccepts).toEqual({ ok: false, error: { why: 'changed' } })
    expect(await stateOf(id)).toEqual({ state: 'offered', turn: 'firm' })
  })

  test('is answered once, of a hundred at the same time', async () => {
    const id = await site().referred(0)
    const moved = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        moveReferral(site().ctx, parts, ownerOf(0), {
          ...{ id, as: 'firm' },
          form: { ...EMPTY, ...CONTACT, deed: n % 2 === 0 ? 'accept' : 'decline', version: 1 },
        }),
      ),
    )
    expect(moved.filter(({ ok }) => ok)).toHaveLength(1)
    const { rows } =
      await sql`select 1 from referral_event where referral_id = ${id} and side = 'firm'`.execute(use().db)
    expect(rows).toHaveLength(1)
  })

  test('reminds once after five working days, tells the adviser, and begins anew with the next state', async () => {
    await wantMail()
    const id = await site().referred(0) // Monday 1 February 2027, ten o'clock
    const remind = () => remindOnce(site().ctx, parts)
    site().clock.at = new Date(site().clock.at.getTime() + 7 * DAY_MS - 3_600_000)
    expect(await remind()).toBe(0)
    site().clock.at = new Date(site().clock.at.getTime() + 3_600_001)
    await sql`update account set email = 'anna@hub.example' where id = ${ANNA.accountId}`.execute(use().db)
    expect(await Promise.all([remind(), remind(), remind()])).toContain(1)
    expect(await remind()).toBe(0)
    expect(await mails('referral reminder %')).toHaveLength(1)
    expect(await mails('referral silent %')).toMatchObject([{ recipient: 'anna@hub.example' }])
    await site().move(ownerOf(0), { id, as: 'firm' }, { ...EMPTY, ...CONTACT, deed: 'accept', version: 1 })
    site().clock.at = new Date(site().clock.at.getTime() + 8 * DAY_MS)
    expect(await remind()).toBe(1)
    expect((await mails('referral reminder %')).map(({ recipient }) => recipient)).toContain(
      'coordinator@lab.example',
    )
  })

  test('no reminder is mailed to a firm that switched reminders off', async () => {
    await wantMail()
    await site().referred(0)
    await asActor(use().db, ownerOf(0), (tx) =>
      switchOff(tx, ownerOf(0), { firmId: firmOf(0), kind: 'reminder', now: site().clock.at }),
    )
    site().clock.at = new Date(site().clock.at.getTime() + 8 * DAY_MS)
    expect(await remindOnce(site().ctx, parts)).toBe(1)
    expect(await mails('referral reminder %')).toEqual([])
  })

  test('to a peer needs its consent, never goes to a competitor, and of fifty at once no more are made than it wants', async () => {
    const peerOfferId = await site().peer(4, { most: 1 })
    expect(await tryRefer(1, await site().peer(0))).toEqual({ ok: false, error: 'competitor' })
    expect(await tryRefer(4, peerOfferId)).toEqual({ ok: false, error: 'competitor' }) // itself
    const made = await Promise.all(Array.from({ length: 50 }, (_, n) => tryRefer(n % 3, peerOfferId)))
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await tryRefer(3, peerOfferId)).toEqual({ ok: false, error: 'peer-is-full' })

    const willing = await site().peer(3)
    await asActor(use().db, ownerOf(3), (tx) =>
      withdrawConsent(tx, ownerOf(3), firmOf(3), 'introductions', site().clock.at),
    )
    expect(await tryRefer(2, willing)).toEqual({ ok: false, error: 'peer-is-full' })
  })

  test('to a peer shows neither who the other is before both said yes', async () => {
    const made = await tryRefer(2, await site().peer(3))
    if (!made.ok) throw new Error(made.error)
    const id = made.value
    const seen = async (actor: Actor) => {
      const view = await findReferralView(site().ctx, actor, id, 'firm')
      return view.ok ? { firm: view.value.firm?.phone, receiver: view.value.receiver?.phone } : view.error
    }
    expect(await seen(ownerOf(3))).toBe('not-found')
    await site().move(ownerOf(2), { id, as: 'firm' }, { ...EMPTY, ...CONTACT, deed: 'accept', version: 1 })
    expect(await seen(ownerOf(3))).toEqual({ firm: undefined, receiver: undefined })
    expect((await mails(`referral ${id} 2%`)).map(({ recipient }) => recipient)).toEqual([emailOf(3)])
    const other = { ...CONTACT, phone: '050 765 43 21' }
    await site().move(ownerOf(3), { id, as: 'firm' }, { ...EMPTY, ...other, deed: 'agree', version: 2 })
    expect(await seen(ownerOf(3))).toMatchObject({ firm: CONTACT.phone })
    expect(await seen(ownerOf(2))).toMatchObject({ receiver: other.phone })
    await site().move(ownerOf(2), { id, as: 'firm' }, { ...EMPTY, deed: 'withdraw', version: 3 })
    const { rows } = await sql`select 1 from referral_contact where referral_id = ${id}`.execute(use().db)
    expect(rows).toEqual([])
  })

  test('is made only by an adviser of the hub, for a firm that lets the hub look', async () => {
    const offer = await site().peer(4)
    expect(await tryRefer(0, offer, STRANGER)).toEqual({ ok: false, error: 'not-found' })
    await asActor(use().db, ownerOf(0), (tx) =>
      withdrawConsent(tx, ownerOf(0), firmOf(0), 'hub-sees-advice', site().clock.at),
    )
    expect(await tryRefer(0, offer)).toEqual({ ok: false, error: 'not-found' })
  })
})
