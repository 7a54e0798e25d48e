import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { asActor } from '#platform/actor.ts'
import { addToCase, resolveCase } from './add-to-case.ts'
import { askQuestion } from './ask-question.ts'
import { replyToCase } from './change-case.ts'
import { addSchema, askSchema } from './contract.ts'
import { BUREAU, type Desk, desk, HOUR_MS, hubId, MONDAY_10, parts, value } from './desk-people.test-data.ts'
import { findAskerCase, findMyCases } from './find-asker-case.ts'

describeOnDatabases('asking', (use) => {
  const started: { site?: Desk } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  beforeEach(async () => {
    started.site = await desk(use())
  })

  test('without an account goes to the hub of the province, with a promise, a link and a mail that says so', async () => {
    const site = siteOf()
    const asked = await site.ask({ question: 'Welk ERP past bij ons?\nWij zijn met 20 mensen.', name: 'Jan' })
    expect(asked).toMatchObject({
      organisationName: 'Smart Industry Hub Oost (BOOST)',
      dueAt: new Date('2026-12-01T09:00:00Z'),
    })
    const [mail, ...others] = await site.mails()
    expect(others).toEqual([])
    expect(mail?.recipient).toBe('jan@firma.example')
    expect(mail?.body).toContain(`https://schakel.example/vraag/${asked.linkToken}`)
    expect(mail?.body).toContain('morgen vóór 10.00 uur')
    expect(mail?.subject).toMatch(/^Vraag \d+ is ontvangen \[S-[0-9A-Z]{12}\]$/)
    expect(mail?.headers['Reply-To']).toMatch(/^vraag\+[0-9A-Z]{12}@hub\.example$/)

    const view = await findAskerCase(site.ctx, asked.asker)
    expect(view).toMatchObject({
      number: asked.number,
      state: 'open',
      subject: 'Welk ERP past bij ons?',
      mayAdd: true,
    })
    expect(view?.messages.map(({ kind, body }) => [kind, body])).toEqual([
      ['question', 'Welk ERP past bij ons?\nWij zijn met 20 mensen.'],
    ])
    const { rows } = await sql<{
      text: string
    }>`select row_to_json(c)::text as text from desk_case c`.execute(use().db)
    expect(rows[0]?.text).not.toContain(asked.linkToken)
  })

  test.each([{ province: '' }, { province: 'Utrecht' }, { province: 'Zeeland' }])(
    'always has an owner: %o',
    async (fields) => {
      const asked = await siteOf().ask(fields)
      const { rows } = await sql<{ organisationId: string; isOfBureau: boolean }>`
        select organisation_id, is_of_bureau from desk_case where id = ${asked.id}`.execute(use().db)
      const expected = { '': BUREAU, Utrecht: hubId('noordwest'), Zeeland: hubId('zuid') }[fields.province]
      expect(rows).toEqual([{ organisationId: expected, isOfBureau: fields.province === '' }])
    },
  )

  test('with an account needs no link; its address is that of the account, whatever the form says', async () => {
    const site = siteOf()
    const piet = await site.person('piet@x.example')
    const asked = await site.ask({ email: 'other@x.example' }, piet)
    expect(asked.linkToken).toBeUndefined()
    expect((await site.mails()).map(({ recipient }) => recipient)).toEqual(['piet@x.example'])
    expect(await findAskerCase(site.ctx, { actor: piet, id: asked.id })).toMatchObject({ mayAdd: true })
    const other = await site.person('other@x.example')
    expect(await findAskerCase(site.ctx, { actor: other, id: asked.id })).toBeUndefined()
  })

  test('whoever proves an address later finds what was asked with it', async () => {
    const site = siteOf()
    const asked = await site.ask()
    const jan = await site.person('jan@firma.example')
    const mine = await asActor(site.ctx.db, jan, (tx) => findMyCases(tx, jan))
    expect(mine.map(({ id, state }) => [id, state])).toEqual([[asked.id, 'open']])
    value(await addToCase(site.ctx, { actor: jan, id: asked.id }, addSchema.parse({ words: 'Nog iets.' })))
    expect((await findAskerCase(site.ctx, asked.asker))?.messages).toHaveLength(2)
  })

  test('what is wrong is said per field: no address, a step that is not there, a firm of another', async () => {
    const { ctx } = siteOf()
    const form = askSchema.parse({
      question: 'x',
      step: 'no-such-step',
      firmId: '0e2e8a6e-5b0f-4c4c-9d2e-0a5f5a0a1b2c',
    })
    const asked = await askQuestion(ctx, parts, { form, siteUrl: 'https://x.example' })
    expect(asked).toMatchObject({
      error: { why: 'faults', faults: [{ field: 'email' }, { field: 'firmId' }, { field: 'step' }] },
    })
  })

  test('the sixth question with one address within an hour waits, and mails nobody', async () => {
    const site = siteOf()
    for (let index = 0; index < 5; index++) await site.ask()
    const form = askSchema.parse({ question: 'x', email: 'jan@firma.example' })
    const sixth = await askQuestion(site.ctx, parts, { form, siteUrl: 'https://x.example' })
    expect(sixth).toMatchObject({ ok: false, error: { why: 'too-many' } })
    expect(await site.mails()).toHaveLength(5)
  })

  test('nobody can use the desk to write to a stranger: of the visitor not a word goes along', async () => {
    const site = siteOf()
    await site.ask({ question: 'KOOP NU http://spam.example', name: 'Win een prijs http://spam.example' })
    const [mail] = await site.mails()
    expect(`${mail?.subject} ${mail?.body}`).not.toMatch(/spam|KOOP|prijs/)
  })

  test('hostile words come through as words', async () => {
    const site = siteOf()
    const question = `'; drop table desk_case; -- <script>alert(1)</script>\r\n\u202eomgedraaid\u0000\ud800 😀\u2028Bcc: x@x.example`
    const asked = await site.ask({ question, name: 'Jan\r\nBcc: evil@x.example' })
    const view = await findAskerCase(site.ctx, asked.asker)
    expect(view?.messages[0]?.body).toContain('<script>alert(1)</script>\nomgedraaid\ufffd 😀')
    const [mail] = await site.mails()
    expect(mail?.subject).not.toMatch(/[\p{Cc}\u2028]/u)
    expect(mail?.recipient).toBe('jan@firma.example')
  })

  test.each([
    { question: '' },
    { question: ' \n\t ' },
    { question: 'x'.repeat(5_001) },
    { question: 'x', email: 'a@b@c' },
    { question: 'x', email: 'jan@x.example\nBcc: y@y.example' },
    { question: 'x', email: ['jan@x.example'] },
    { question: 'x', province: 'Atlantis' },
    { question: { toString: 'x' } },
    {},
  ])('a form that does not fit is refused: %#', (fields) => {
    expect(askSchema.safeParse(fields).success).toBe(false)
  })

  test('what the asker adds opens an answered case with a fresh promise; "solved" closes it', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    value(await replyToCase(site.ctx, parts, els, asked.id, { version: 1, words: 'Begin klein.' }))
    expect(await findAskerCase(site.ctx, asked.asker)).toMatchObject({
      state: 'answered',
      dueAt: undefined,
      assignedName: 'els',
    })

    site.later(24 * HOUR_MS)
    value(await addToCase(site.ctx, asked.asker, addSchema.parse({ words: 'Waarmee?' })))
    expect(await findAskerCase(site.ctx, asked.asker)).toMatchObject({
      state: 'open',
      dueAt: new Date('2026-12-02T09:00:00Z'),
    })
    value(await resolveCase(site.ctx, asked.asker))
    expect(await site.see(els, asked.id)).toMatchObject({
      state: 'closed',
      outcome: 'solved',
      dueAt: undefined,
    })
    value(await addToCase(site.ctx, asked.asker, addSchema.parse({ words: 'Toch nog iets.' })))
    expect(await site.see(els, asked.id)).toMatchObject({
      state: 'open',
      outcome: undefined,
      lastFrom: 'asker',
    })
  })

  test('the same message sent thirty times at once is one message', async () => {
    const site = siteOf()
    const asked = await site.ask()
    const messageId = crypto.randomUUID()
    const form = addSchema.parse({ words: 'Eén keer.', messageId })
    const added = await Promise.all(Array.from({ length: 30 }, () => addToCase(site.ctx, asked.asker, form)))
    expect(added.every(({ ok }) => ok)).toBe(true)
    expect((await findAskerCase(site.ctx, asked.asker))?.messages).toHaveLength(2)
  })

  test('a link that nobody gave shows nothing', async () => {
    const site = siteOf()
    await site.ask()
    expect(await findAskerCase(site.ctx, { linkToken: 'A'.repeat(43) })).toBeUndefined()
    expect(await findAskerCase(site.ctx, { linkToken: '' })).toBeUndefined()
    const nobody = await addToCase(site.ctx, { linkToken: '' }, addSchema.parse({ words: 'x' }))
    expect(nobody).toEqual({ ok: false, error: { why: 'not-found' } })
    expect(site.clock.at).toEqual(MONDAY_10)
  })
})
