import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { asActor } from '#platform/actor.ts'
import { closeDatabase, type OpenDatabase } from '#platform/database.ts'
import { switchOff } from '#features/attention/index.ts'
import { giveConsent } from '#features/consent/index.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { referPath, referralPath, ROUTES } from '../addresses.ts'
import {
  ANNA,
  firmOf,
  HUB,
  MONDAY,
  ownerOf,
  type ReferralSite,
  referralSite,
  STEP,
  STRANGER,
} from './referral-site.test-data.ts'

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

const show = async (n: number, stepId?: string) =>
  (
    await site()
      .as(ANNA)
      .get(referPath(firmOf(n), stepId))
  ).text
const send = (n: number, target: string, more: Readonly<Record<string, string>> = {}) =>
  site()
    .as(ANNA)
    .post(ROUTES.new, { firma: firmOf(n), stap: STEP, target, reason: 'Past bij uw werkplaats.', ...more })

/** Refused: told beside its field, with all that was typed. */
async function expectRefused(answer: ReturnType<typeof send>, sentence: string, field = 'target') {
  const { status, text } = await answer
  expect(status).toBe(409)
  expect(text).toContain(sentence)
  expect(text).toContain(`href="#veld-${field}"`)
  expect(text).toContain('Past bij uw werkplaats.</textarea>')
}

test('shows what fits the step, and only firms that the adviser may refer', async () => {
  const all = (await site().as(ANNA).get(ROUTES.new)).text
  expect(all).toContain('Van Dijk Plaatwerk')
  expect(all).not.toContain('Naar wie of wat?')
  const page = await show(0, STEP)
  expect(page).toContain('Cobot: proef bij')
  expect(page).not.toContain('Camera controleert de kwaliteit: proef')
  expect(page).toContain('Dit bedrijf kan nu nog 3 dingen aangeboden krijgen.')
  const wide = await show(0)
  expect(wide).toContain('Kies eerst een stap')
  expect(wide).toContain('Camera controleert de kwaliteit: proef bij')
  const foreign = (
    await site()
      .as(STRANGER)
      .get(referPath(firmOf(0), STEP))
  ).text
  expect(foreign).not.toContain('Van Dijk')
  expect(foreign).toContain('Dit bedrijf kunt u niet doorverwijzen')
  expect(foreign).not.toContain('name="reason"')
  expect((await site().as(ownerOf(0)).get(ROUTES.new)).status).toBe(404)
  expect((await site().as(ownerOf(0)).post(ROUTES.new, {})).status).toBe(404)
})

test('shows peers by what they did, never by name, never a competitor, with what is left', async () => {
  await site().peer(1)
  const offer = await site().peer(3)
  const page = await show(0, STEP)
  expect(page).toContain('Metaalproducten, Drenthe: Wij zetten met 23 mensen een cobot neer.')
  expect(page).toContain('dit kwartaal nog 2 keer')
  expect(page).not.toContain('Groningen: Wij zetten')
  const target = /<h2[\s\S]*<textarea/.exec(page)?.[0]
  expect(target).not.toContain('De Boer')
  await site().referred(2, { peerOfferId: offer })
  expect(await show(0, STEP)).toContain('dit kwartaal nog 1 keer')
  await sql`delete from firm_need`.execute(site().db)
  expect(await show(2, STEP)).toContain('Van dit bedrijf weten wij sector of provincie niet')
})

test('offers it to the firm, and shows the adviser what became of it', async () => {
  await asActor(site().db, ownerOf(0), (tx) => giveConsent(tx, ownerOf(0), firmOf(0), 'reminders', MONDAY))
  const { trial, as } = site()
  const sent = await send(0, `entry/${trial.id}`)
  expect(sent.status).toBe(303)
  const page = (await as(ANNA).get(sent.to ?? '')).text
  expect(page).toContain('Voorgesteld. Het staat op de pagina van het bedrijf')
  expect(page).toContain('Past bij uw werkplaats.')
  const { rows } = await sql<{ recipient: string }>`select recipient from outbox`.execute(site().db)
  expect(rows).toEqual([{ recipient: 'owner-0@bedrijf.example' }])
})

test('a form sent twice refers once', async () => {
  const entry = `entry/${site().trial.id}`
  const eenmalig = 'A'.repeat(22)
  const [first, second] = [await send(0, entry, { eenmalig }), await send(0, entry, { eenmalig })]
  expect(first.status).toBe(303)
  expect(second.to).toBe(first.to)
  const { rows } = await sql`select 1 from referral`.execute(site().db)
  expect(rows.length).toBe(1)
})

test('tells in plain words why something cannot be', async () => {
  const { trial, db, peer, referred } = site()
  await expectRefused(send(0, `peer/${await peer(1)}`), 'mogelijk concurrenten')
  const offer = await peer(3, { most: 1 })
  await referred(2, { peerOfferId: offer })
  await expectRefused(send(0, `peer/${offer}`), 'dit kwartaal geen kennismaking meer over')
  await expectRefused(send(0, `entry/${randomUUID()}`), 'Dit kan niet meer')
  await expectRefused(send(0, `entry/${'-'.repeat(36)}`), 'Dit kan niet meer')

  await send(0, `entry/${trial.id}`)
  await expectRefused(send(0, `entry/${trial.id}`), 'Dit staat al open voor dit bedrijf')
  const change = { firmId: firmOf(0), kind: 'trial', now: MONDAY } as const
  await asActor(db, ownerOf(0), (tx) => switchOff(tx, ownerOf(0), change))
  await expectRefused(send(0, `entry/${trial.id}`), 'Dit bedrijf wil dit soort aanbod niet')
  expect(await show(0, STEP)).toContain('Wil dit bedrijf niet: proeven en fieldlabs.')
  expect(await show(0, STEP)).not.toContain('Cobot: proef bij')
})

test('a firm with three things open gets no fourth', async () => {
  const { rows } = await sql<{
    id: string
  }>`select id from directory_entry where kind = 'trial' limit 4`.execute(site().db)
  const [fourth = '', ...three] = rows.map(({ id }) => id)
  for (const id of three) expect((await send(0, `entry/${id}`)).status).toBe(303)
  expect(await show(0, STEP)).toContain('kan nu niets meer aangeboden krijgen')
  expect(await show(0, STEP)).not.toContain('Stel voor aan het bedrijf')
  await expectRefused(send(0, `entry/${fourth}`), 'Hooguit 3 dingen tegelijk', 'firma')
})

test('says what is missing', async () => {
  const answer = await send(0, '', { reason: ' ' })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('Kies waarnaar u doorverwijst')
  expect(answer.text).toContain('hooguit 600 tekens')
  expect((await send(0, `entry/${site().trial.id}`, { firma: 'niets' })).text).toContain('Kies een bedrijf.')
})

test('comes from a question at the desk, and leads back to it', async () => {
  const { db, as, trial } = site()
  const id = randomUUID()
  await sql`insert into desk_case (id, organisation_id, is_of_bureau, source, language, subject, search_text,
      asker_email, firm_id, reply_token, step, asked_at, open_since, due_at, updated_at)
    values (${id}, ${HUB}, false, 'page', 'nl', 'Kan een cobot dit?', '', 'owner-0@bedrijf.example', ${firmOf(0)},
      'ABCDEFGHJKLM', ${STEP}, ${MONDAY}, ${MONDAY}, ${MONDAY}, ${MONDAY})`.execute(db)
  const page = (await as(ANNA).get(`${ROUTES.new}?vraag=${id}`)).text
  expect(page).toContain('Kan een cobot dit?')
  expect(page).toContain('Cobot: proef bij')
  const { to } = await send(0, `entry/${trial.id}`, { vraag: id })
  const referralId = to?.split('/').at(-1)?.split('?')[0] ?? ''
  expect((await as(ANNA).get(referralPath.advised(referralId))).text).toContain(`href="/balie/${id}"`)
  const other = await send(2, `entry/${trial.id}`, { vraag: id })
  const { rows } = await sql<{ caseId: string | null }>`select case_id as "caseId" from referral
    where firm_id = ${firmOf(2)}`.execute(db)
  expect([other.status, rows]).toEqual([303, [{ caseId: null }]])
  expect(site().defects).toEqual([])
})
