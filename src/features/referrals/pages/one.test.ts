import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { describeOnDatabases } from '../../../../test/database.ts'
import { referralPath, ROUTES } from '../addresses.ts'
import {
  ANNA,
  DAY_MS,
  MONDAY,
  ownerOf,
  type ReferralSite,
  referralSite,
  STRANGER,
} from './referral-site.test-data.ts'

const CONTACT = { contactName: 'Jan de Vries', phone: '050 123 45 67', email: 'jan@bedrijf.example' }
const YES = { deed: 'accept', version: '1', ...CONTACT }

/** The dated list of a page, without markup; its names are those that whoever looks may know. */
const historyOf = (text: string): readonly string[] => {
  const list = /<ol class="referrals-history">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? ''
  return list
    .split('</li>')
    .map((item) =>
      item
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((item) => item !== '')
}

describeOnDatabases('a referral on the pages', (use) => {
  const started: { site?: ReferralSite } = {}
  const site = () => started.site!
  beforeEach(async () => {
    started.site = await referralSite(use())
  })
  const read = async (actor: Actor, path: string) => (await site().as(actor).get(path)).text

  test('goes from offer to result, and the firm, who helps and the hub read the same', async () => {
    const { as, coordinator, trial, referred } = site()
    const id = await referred(0)
    const paths = {
      own: referralPath.own(id),
      received: referralPath.received(id),
      advised: referralPath.advised(id),
    }
    expect(await read(ownerOf(0), ROUTES.mine)).toContain('U bent aan de beurt')
    expect((await as(coordinator).get(paths.received)).status).toBe(404)
    expect(await read(coordinator, ROUTES.receiver)).not.toContain('Van Dijk')
    expect(await read(ANNA, paths.advised)).toContain('U ziet wie het is zodra het bedrijf ja zegt')

    const said = await as(ownerOf(0)).post(paths.own, YES)
    expect(said).toMatchObject({ status: 303, to: `${paths.own}?stand=bewaard` })
    expect(await read(ownerOf(0), `${paths.own}?stand=bewaard`)).toContain(
      'Bewaard. De anderen zien het ook.',
    )
    const received = await read(coordinator, paths.received)
    expect(received).toContain('href="tel:0501234567"')
    expect(received).toContain('mailto:jan@bedrijf.example')
    expect(await read(coordinator, ROUTES.receiver)).toContain('U bent aan de beurt')

    site().clock.at = new Date(MONDAY.getTime() + 2 * DAY_MS)
    await as(coordinator).post(paths.received, { deed: 'contact', version: '2' })
    site().clock.at = new Date(MONDAY.getTime() + 9 * DAY_MS)
    await as(ownerOf(0)).post(paths.own, { deed: 'help', version: '3', hours: '2,5' })
    const told = {
      deed: 'tell',
      version: '4',
      words: 'Scheelt een halve dag <per week>.',
      eurPerYear: '€ 12.000',
      hours: '3',
    }
    expect((await as(ownerOf(0)).post(paths.own, told)).status).toBe(303)

    const histories = await Promise.all([
      read(ownerOf(0), paths.own),
      read(coordinator, paths.received),
      read(ANNA, paths.advised),
    ])
    const [own = [], ...others] = histories.map(historyOf)
    expect(own).toEqual([
      '1 februari 2027 Smart Industry Hub Noord stelde dit voor',
      '1 februari 2027 Uw bedrijf zei ja',
      `3 februari 2027 Er is contact, zegt ${trial.name.replace('Cobot: proef bij ', '')}`,
      '10 februari 2027 Er is geholpen, zegt uw bedrijf 2,5 uur hulp, volgens uw bedrijf',
      '10 februari 2027 Het resultaat, verteld door uw bedrijf Scheelt een halve dag &lt;per week&gt;. € 12.000 per jaar, volgens uw bedrijf 3 uur hulp, volgens uw bedrijf',
    ])
    const byName = own.map((item) => item.replace(/uw bedrijf/gi, 'Van Dijk Plaatwerk'))
    for (const history of others) expect(history).toEqual(byName)
    expect(await read(ANNA, ROUTES.adviser)).toContain('Klaar, met resultaat')
    expect(site().defects).toEqual([])
  })

  test('is there for nobody else', async () => {
    const { as, referred, move } = site()
    const id = await referred(0)
    await move(ownerOf(0), { id, as: 'firm' }, { deed: 'accept', version: 1, phone: '050 123 45 67' })
    for (const path of [referralPath.own(id), referralPath.received(id), referralPath.advised(id)]) {
      expect((await as(ownerOf(1)).get(path)).status).toBe(404)
      expect((await as(STRANGER).get(path)).status).toBe(404)
      expect((await as(STRANGER).post(path, { deed: 'withdraw', version: '2' })).status).toBe(404)
      expect((await as(undefined).get(path)).to).toContain('/inloggen')
    }
    expect((await as(ownerOf(0)).get(referralPath.advised(id))).status).toBe(404)
    expect((await as(ANNA).get(referralPath.own('geen-nummer'))).status).toBe(404)
    expect((await as(ownerOf(0)).get(ROUTES.adviser)).status).toBe(404)
    expect((await as(ownerOf(0)).get(ROUTES.receiver)).status).toBe(404)
    expect(await read(STRANGER, ROUTES.adviser)).toContain('Uw hub verwees nog niemand door')
  })

  test('says where nobody reacted for five working days, and shows the adviser only those', async () => {
    const { clock, referred } = site()
    const id = await referred(0)
    clock.at = new Date(MONDAY.getTime() + 5 * DAY_MS)
    await referred(1)
    clock.at = new Date(MONDAY.getTime() + 6 * DAY_MS)
    expect(await read(ANNA, ROUTES.adviser)).toContain('Nergens blijft een reactie uit')
    clock.at = new Date(MONDAY.getTime() + 7 * DAY_MS + 60_000)
    expect(await read(ANNA, ROUTES.adviser)).toContain('2 lopen. Bij 1 kwam in vijf werkdagen geen reactie.')
    const silent = await read(ANNA, `${ROUTES.adviser}?toon=stil`)
    expect(silent).toContain('Van Dijk Plaatwerk')
    expect(silent).not.toContain('Metaalhuis Friso')
    expect(await read(ownerOf(0), referralPath.own(id))).toContain('Geen reactie in 5 werkdagen')
  })

  test('of two at once the second sees what happened, beside what he wrote', async () => {
    const { as, referred } = site()
    const id = await referred(0)
    await as(ownerOf(0)).post(referralPath.own(id), YES)
    const late = await as(ANNA).post(referralPath.advised(id), {
      ...{ deed: 'withdraw', version: '1', words: 'Het lab is dicht.' },
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Hier is intussen iets gebeurd')
    expect(late.text).toContain('Het lab is dicht.')
    expect(late.text).toContain('Van Dijk Plaatwerk zei ja')
    expect(late.text).toContain('name="version" value="2"')
    const again = await as(ANNA).post(referralPath.advised(id), {
      ...{ deed: 'withdraw', version: '2', words: 'Het lab is dicht.' },
    })
    expect(again.status).toBe(303)
    const own = await read(ownerOf(0), referralPath.own(id))
    expect(own).toContain('Het lab is dicht.')
    expect(own).toContain('Wie u kon bellen is gewist')
    const { rows } = await sql`select 1 from referral_contact`.execute(site().db)
    expect(rows).toEqual([])
  })

  test('comes back with what was typed where something is wrong', async () => {
    const { as, referred, move } = site()
    const id = await referred(0)
    const path = referralPath.own(id)
    const nobody = await as(ownerOf(0)).post(path, { ...YES, phone: '', email: '' })
    expect(nobody.status).toBe(400)
    expect(nobody.text).toContain('href="#veld-phone"')
    expect(nobody.text).toContain('value="Jan de Vries"')
    const odd = await as(ownerOf(0)).post(path, { ...YES, phone: 'bel maar', email: 'jan' })
    expect(odd.text).toContain('Dit is geen telefoonnummer')
    expect(odd.text).toContain('value="bel maar"')
    expect(odd.text).toContain('Dit is geen e-mailadres')
    expect((await as(ownerOf(0)).post(path, { deed: 'accept' })).status).toBe(409)
    expect((await as(ownerOf(0)).post(path, { ...YES, deed: 'erase' })).status).toBe(409)

    await move(ownerOf(0), { id, as: 'firm' }, { deed: 'accept', version: 1, phone: '050 123 45 67' })
    await move(ANNA, { id, as: 'adviser' }, { deed: 'contact', version: 2 })
    await move(ANNA, { id, as: 'adviser' }, { deed: 'help', version: 3 })
    const empty = await as(ownerOf(0)).post(path, {
      deed: 'tell',
      version: '4',
      words: ' ',
      eurPerYear: '12.000',
    })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('Vertel in een paar woorden wat eruit kwam')
    expect(empty.text).toContain('value="12.000"')
    const words = await as(ownerOf(0)).post(path, {
      deed: 'tell',
      version: '4',
      words: 'Rust.',
      eurPerYear: 'veel',
    })
    expect(words.text).toContain('Vul een heel bedrag in')
    expect(words.text).toContain('\nRust.</textarea>')
    const lang = await as(ownerOf(0)).post(path, {
      deed: 'tell',
      version: '4',
      words: 'Rust.',
      hours: 'een dag',
    })
    expect([lang.status, lang.text]).toEqual([400, expect.stringContaining('Vul een aantal uren in')])
    expect(lang.text).toContain('value="een dag"')
    const long = await as(ownerOf(0)).post(path, { deed: 'tell', version: '4', words: 'x'.repeat(2_001) })
    expect(long.text).toContain('hooguit 2.000 tekens')
  })

  test('a no asks nothing, and leaves nothing to do', async () => {
    const { as, referred } = site()
    const path = referralPath.own(await referred(0))
    expect((await as(ownerOf(0)).post(path, { deed: 'decline', version: '1' })).status).toBe(303)
    const page = await read(ownerOf(0), path)
    expect(page).toContain('Gaat niet door')
    expect(page).not.toContain('Wat u nu kunt doen')
    expect((await as(ownerOf(0)).post(path, YES)).status).toBe(409)
  })

  test('of two firms neither hears who the other is before both say yes', async () => {
    const { as, peer, referred } = site()
    const id = await referred(0, { peerOfferId: await peer(3) }, 'Van Dijk Plaatwerk wil weten hoe u begon.')
    const path = referralPath.own(id)
    const [asker, other] = ['Van Dijk Plaatwerk', 'De Boer']
    expect((await as(ownerOf(3)).get(path)).status).toBe(404)
    expect(await read(ownerOf(0), path)).toContain('Wij zetten met 23 mensen een cobot neer.')
    await as(ownerOf(0)).post(path, { ...YES, contactName: 'Wim van Dijk' })
    const asked = await read(ownerOf(3), path)
    expect(asked).toContain('Een ondernemer wil met u praten')
    expect(asked).not.toContain(asker)
    expect(asked).not.toContain('Wim van Dijk')
    expect(asked).toContain('De andere ondernemer zei ja')
    expect(await read(ownerOf(3), ROUTES.mine)).not.toContain(asker)
    for (const [actor, at] of [
      [ownerOf(0), path],
      [ANNA, referralPath.advised(id)],
    ] as const)
      expect(await read(actor, at)).not.toContain(other)

    await as(ownerOf(3)).post(path, { ...YES, deed: 'agree', version: '2', contactName: 'Els de Boer' })
    expect(await read(ownerOf(3), path)).toContain(asker)
    expect(await read(ownerOf(0), path)).toContain('Els de Boer')
    expect(await read(ownerOf(0), path)).toContain('De Boer &amp; Zn. zei ja')
    expect(site().defects).toEqual([])
  })

  test('speaks English too', async () => {
    const id = await site().referred(0)
    const page = (await site().as(ownerOf(0), 'en').get(referralPath.own(id))).text
    expect(page).toContain('It is your turn')
    expect(page).toContain('Yes, please')
    expect(page).not.toContain('Aangeboden')
    const list = (await site().as(ANNA, 'en').get(ROUTES.adviser)).text
    expect(list).toContain('1 is under way. Nobody is keeping silent.')
    expect(list).toContain(`/en${referralPath.advised(id)}`)
  })
})
