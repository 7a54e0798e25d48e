import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { addToCase } from './add-to-case.ts'
import { bulkChange } from './bulk-change.ts'
import { addNote, assignCase, closeCase, reopenCase, replyToCase } from './change-case.ts'
import { addSchema, bulkSchema, handOverSchema, handToProgrammeSchema } from './contract.ts'
import { countHandedOver } from './count-handed-over.ts'
import { BUREAU, type Desk, desk, HOUR_MS, hubId, parts, value } from './desk-people.test-data.ts'
import { findAskerCase } from './find-asker-case.ts'
import { findCase } from './find-case.ts'
import { handOverCase, handToProgramme } from './hand-over.ts'
import { mergeCase } from './merge-case.ts'
import { watchOnce } from './promises/watch-promises.ts'

describeOnDatabases('working on cases', (use) => {
  const started: { site?: Desk } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  const words = async (site: Desk, actor: Awaited<ReturnType<Desk['adviser']>>, id: string) =>
    (await site.see(actor, id)).messages.map(({ kind, event, body }) => `${event ?? kind}: ${body}`)
  beforeEach(async () => {
    started.site = await desk(use())
  })

  test('an answer goes out by mail with a way back, and takes the case that nobody had', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    const messageId = crypto.randomUUID()
    const reply = { version: 1, words: 'Begin met één proces.', messageId }
    value(await replyToCase(site.ctx, parts, els, asked.id, reply))
    value(await replyToCase(site.ctx, parts, els, asked.id, reply)) // the button twice
    expect(await site.see(els, asked.id)).toMatchObject({
      state: 'answered',
      version: 2,
      assignedName: 'els',
      lastFrom: 'network',
    })
    const sent = (await site.mails()).filter(({ key }) => key.startsWith('desk-reply'))
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      recipient: 'jan@firma.example',
      headers: { 'Reply-To': expect.stringMatching(/^vraag\+/) },
    })
    expect(sent[0]?.body).toContain('Begin met één proces.')
  })

  test('fifty at once: of fifty assignments one counts and the rest get the newest state; of fifty notes none is lost', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    const many = Array.from({ length: 50 }, (_, index) => index)
    const assigned = await Promise.all(
      many.map(() => assignCase(site.ctx, parts, els, asked.id, { version: 1, accountId: els.accountId })),
    )
    expect(assigned.filter(({ ok }) => ok)).toHaveLength(1)
    for (const result of assigned) {
      if (!result.ok)
        expect(result.error).toMatchObject({ why: 'stale', current: { version: 2, assignedName: 'els' } })
    }
    const noted = await Promise.all(
      many.map((index) => addNote(site.ctx, parts, els, asked.id, { words: `notitie ${index}` })),
    )
    expect(noted.every(({ ok }) => ok)).toBe(true)
    const notes = (await site.see(els, asked.id)).messages.filter(({ kind }) => kind === 'note')
    expect(new Set(notes.map(({ body }) => body)).size).toBe(50)
    expect((await site.see(els, asked.id)).version).toBe(52)
  }, 30_000)

  test('fifty who answer at once, and read again when they were too late, all get their answer in, once', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = await site.ask()
    const answer = (index: number, version: number) =>
      replyToCase(site.ctx, parts, els, asked.id, { version, words: `antwoord ${index}` })
    const first = await Promise.all(Array.from({ length: 50 }, (_, index) => answer(index, 1)))
    expect(first.filter(({ ok }) => ok)).toHaveLength(1)
    for (const [index, done] of first.entries()) {
      if (!done.ok) value(await answer(index, (await site.see(els, asked.id)).version))
    }
    const answers = (await site.see(els, asked.id)).messages.filter(({ kind }) => kind === 'answer')
    expect(answers.map(({ body }) => body).toSorted()).toEqual(
      Array.from({ length: 50 }, (_, index) => `antwoord ${index}`).toSorted(),
    )
    expect((await site.mails()).filter(({ key }) => key.startsWith('desk-reply'))).toHaveLength(50)
  }, 60_000)

  test('only a colleague gets a case', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('nora@noord.example', 'noord')
    const asked = await site.ask()
    expect(
      await assignCase(site.ctx, parts, els, asked.id, { version: 1, accountId: nora.accountId }),
    ).toEqual({
      ok: false,
      error: { why: 'no-colleague' },
    })
    value(await assignCase(site.ctx, parts, els, asked.id, { version: 1, accountId: els.accountId }))
    value(await assignCase(site.ctx, parts, els, asked.id, { version: 2 }))
    expect(await site.see(els, asked.id)).toMatchObject({ assignedTo: undefined, assignedName: '' })
  })

  test('who asked is not sent away without an answer; a closed case opens again', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const { id } = await site.ask()
    expect(await closeCase(site.ctx, parts, els, id, { version: 1, outcome: 'solved' })).toMatchObject({
      error: { why: 'not-answered' },
    })
    expect(await reopenCase(site.ctx, parts, els, id, { version: 1 })).toMatchObject({
      error: { why: 'not-closed' },
    })
    value(await closeCase(site.ctx, parts, els, id, { version: 1, outcome: 'by-phone' }))
    expect(await replyToCase(site.ctx, parts, els, id, { version: 2, words: 'x' })).toMatchObject({
      error: { why: 'closed' },
    })
    value(await reopenCase(site.ctx, parts, els, id, { version: 2 }))
    expect(await site.see(els, id)).toMatchObject({
      state: 'open',
      outcome: undefined,
      dueAt: new Date('2026-12-01T09:00:00Z'),
    })
  })

  test('handed over to another hub it goes along whole, once, with a promise that is not stretched', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('nora@noord.example', 'noord')
    const asked = await site.ask()
    value(await addNote(site.ctx, parts, els, asked.id, { words: 'Belde al.' }))
    site.later(24 * 7 * HOUR_MS) // a week too late
    const over = handOverSchema.parse({
      version: 2,
      organisationId: hubId('noord'),
      reason: 'Staat in Groningen.',
    })
    value(await handOverCase(site.ctx, parts, els, asked.id, over))
    expect(await findCase(site.ctx, els, asked.id)).toEqual({ ok: false, error: 'not-found' })
    const view = await site.see(nora, asked.id)
    expect(view).toMatchObject({
      organisationName: 'Smart Industry Hub Noord',
      handedOver: {
        fromName: 'Smart Industry Hub Oost (BOOST)',
        byName: 'els',
        reason: 'Staat in Groningen.',
      },
      mayHandOver: false,
      assignedTo: undefined,
      dueAt: new Date('2026-12-07T13:00:00Z'), // half a working day
    })
    expect(await words(site, nora, asked.id)).toEqual([
      'question: Welk ERP past bij ons?',
      'note: Belde al.',
      'handed-over: Smart Industry Hub Noord: Staat in Groningen.',
    ])
    expect((await site.mails()).at(-1)?.body).toContain('vandaag vóór 14.00 uur')
    const back = handOverSchema.parse({ version: 3, organisationId: hubId('oost'), reason: 'Terug.' })
    expect(await handOverCase(site.ctx, parts, nora, asked.id, back)).toMatchObject({
      error: { why: 'handed-over-before' },
    })
  })

  test('a fieldlab, or who has it already, gets no case', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const { id } = await site.ask()
    for (const organisationId of [hubId('oost'), hubId('5g-groningen'), crypto.randomUUID()]) {
      const over = handOverSchema.parse({ version: 1, organisationId, reason: 'x' })
      expect(await handOverCase(site.ctx, parts, els, id, over)).toMatchObject({
        error: { why: 'no-organisation' },
      })
    }
  })

  test('to a national programme: whoever asked is told where and why, the question goes along once, and it counts', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    await sql`update directory_entry set contact_email = 'meld@ncsc.example' where slug = 'ncsc'`.execute(
      use().db,
    )
    const asked = await site.ask({ question: 'Onze server is gegijzeld.' })
    const form = handToProgrammeSchema.parse({
      version: 1,
      programme: 'ncsc',
      reason: 'Zij helpen bij een aanval.',
    })
    value(await handToProgramme(site.ctx, parts, els, asked.id, form))
    const again = handToProgrammeSchema.parse({ ...form, version: 2, programme: 'circular' })
    expect(await handToProgramme(site.ctx, parts, els, asked.id, again)).toMatchObject({
      error: { why: 'handed-over-before' },
    })

    const view = await findAskerCase(site.ctx, asked.asker)
    expect(view).toMatchObject({
      state: 'answered',
      programme: { slug: 'ncsc', reason: 'Zij helpen bij een aanval.' },
    })
    expect(view?.messages.at(-1)?.body).toContain('Zij helpen bij een aanval.')
    const to = (await site.mails()).filter(({ recipient }) => recipient === 'meld@ncsc.example')
    expect(to).toHaveLength(1)
    expect(to[0]?.body).toContain('> Onze server is gegijzeld.')
    expect(to[0]?.headers['Reply-To']).toBe('jan@firma.example')

    const bureau = await site.bureau()
    const other = await site.ask({ question: 'Nog een.' })
    value(await handToProgramme(site.ctx, parts, els, other.id, form))
    expect(value(await countHandedOver(site.ctx, bureau))).toEqual([
      { programme: 'ncsc', month: '2026-11', questions: 2 },
    ])
    expect(await countHandedOver(site.ctx, els)).toEqual({ ok: false, error: 'not-found' })
    const gone = handToProgrammeSchema.parse({ version: 1, programme: 'robohouse', reason: 'x' })
    const third = await site.ask()
    expect(await handToProgramme(site.ctx, parts, els, third.id, gone)).toMatchObject({
      error: { why: 'no-programme' },
    })
  })

  test('two questions of one asker become one; both links go on, and neither shows what the other said', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const first = await site.ask({ question: 'Eerste.' })
    const second = await site.ask({ question: 'Tweede.' })
    value(await addNote(site.ctx, parts, els, second.id, { words: 'Dubbel.' }))
    expect(
      value(await mergeCase(site.ctx, parts, els, second.id, { version: 2, into: first.number })),
    ).toMatchObject({ id: first.id })
    expect(await words(site, els, first.id)).toEqual([
      ...['question: Eerste.', 'question: Tweede.', 'note: Dubbel.', `merged: ${second.number}`],
    ])
    expect(await site.see(els, second.id)).toMatchObject({ state: 'merged', mergedInto: { id: first.id } })

    const own = await findAskerCase(site.ctx, second.asker)
    expect(own).toMatchObject({ state: 'merged', mergedInto: { id: undefined } })
    expect(own?.messages.map(({ body }) => body)).toEqual(['Tweede.'])
    value(await replyToCase(site.ctx, parts, els, first.id, { version: 2, words: 'Antwoord.' }))
    site.later(HOUR_MS)
    value(await addToCase(site.ctx, second.asker, addSchema.parse({ words: 'Door de oude link.' })))
    expect(await site.see(els, first.id)).toMatchObject({ state: 'open' })
    expect((await words(site, els, first.id)).at(-1)).toBe('question: Door de oude link.')
    expect((await findAskerCase(site.ctx, second.asker))?.messages.map(({ body }) => body)).toEqual([
      'Tweede.',
      'Door de oude link.',
    ])
    expect((await findAskerCase(site.ctx, first.asker))?.messages.map(({ body }) => body)).toContain(
      'Antwoord.',
    )
  })

  test('questions of two askers stay two; nothing is merged with itself or twice', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const jan = await site.ask()
    const piet = await site.ask({ email: 'piet@firma.example' })
    const merge = (id: string, into: string) => mergeCase(site.ctx, parts, els, id, { version: 1, into })
    expect(await merge(jan.id, piet.id)).toMatchObject({ error: { why: 'other-asker' } })
    expect(await merge(jan.id, jan.id)).toMatchObject({ error: { why: 'same-case' } })
    const more = await site.ask()
    value(await merge(more.id, jan.id))
    expect(await mergeCase(site.ctx, parts, els, more.id, { version: 2, into: jan.id })).toMatchObject({
      error: { why: 'merged' },
    })
  })

  test('several at once: all, or none with those that stood in the way', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const asked = [await site.ask(), await site.ask(), await site.ask()]
    const elsewhere = await site.ask({ province: 'Groningen' })
    value(await addNote(site.ctx, parts, els, asked[1]?.id ?? '', { words: 'x' }))
    const cases = asked.map(({ id }) => ({ id, version: 1 }))
    const assign = { kind: 'assign', accountId: els.accountId }
    const mixed = bulkSchema.parse({ ...assign, cases: [...cases, { id: elsewhere.id, version: 1 }] })
    expect(await bulkChange(site.ctx, parts, els, mixed)).toEqual({
      ok: false,
      error: {
        why: 'not-all',
        couldNot: [
          { id: asked[1]?.id, number: asked[1]?.number, subject: 'Welk ERP past bij ons?', why: 'stale' },
          { id: elsewhere.id, number: undefined, subject: '', why: 'not-found' },
        ],
      },
    })
    for (const { id } of asked) expect((await site.see(els, id)).assignedTo).toBeUndefined()

    const fresh = cases.map((one, index) => ({ ...one, version: index === 1 ? 2 : 1 }))
    expect(await bulkChange(site.ctx, parts, els, bulkSchema.parse({ ...assign, cases: fresh }))).toEqual({
      ok: true,
      value: 3,
    })
    const over = { kind: 'hand-over', organisationId: BUREAU, reason: 'Vakantie.' }
    const next = fresh.map((one) => ({ ...one, version: one.version + 1 }))
    expect(await bulkChange(site.ctx, parts, els, bulkSchema.parse({ ...over, cases: next }))).toEqual({
      ok: true,
      value: 3,
    })
    const bureau = await site.bureau()
    for (const { id } of asked)
      expect((await site.see(bureau, id)).organisationName).toBe('Programmabureau Smart Industry')
  })

  test('everything that a colleague does stands in the audit log, without words of people', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const { id } = await site.ask()
    value(
      await replyToCase(site.ctx, parts, els, id, { version: 1, words: 'Geheim antwoord.', close: 'solved' }),
    )
    const { rows } = await sql<{ action: string; object: string; all: string }>`
      select action, object, row_to_json(e)::text as all from audit_entry e`.execute(use().db)
    expect(rows.map(({ action, object }) => [action, object])).toEqual([['case answered', `case ${id}`]])
    expect(rows[0]?.all).not.toContain('Geheim')
  })

  test('the bureau does with a late case of a hub what the hub could do, and goes on seeing it', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    const { id } = await site.ask()
    site.later(48 * HOUR_MS)
    await watchOnce(site.ctx, parts)
    const form = handToProgrammeSchema.parse({ version: 1, programme: 'ncsc', reason: 'Zij helpen.' })
    value(await handToProgramme(site.ctx, parts, bureau, id, form))
    value(await closeCase(site.ctx, parts, bureau, id, { version: 2, outcome: 'elsewhere' }))
    value(await reopenCase(site.ctx, parts, bureau, id, { version: 3 }))
    expect(await site.see(bureau, id)).toMatchObject({ state: 'open', isEscalated: true, isOverdue: false })
  })

  test('what was merged stays together, also when it changes hands and is merged again', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('nora@noord.example', 'noord')
    const [first, second] = [await site.ask(), await site.ask()]
    const third = await site.ask({ province: 'Groningen' })
    value(await mergeCase(site.ctx, parts, els, first.id, { version: 1, into: second.id }))
    const over = handOverSchema.parse({ version: 2, organisationId: hubId('noord'), reason: 'x' })
    value(await handOverCase(site.ctx, parts, els, second.id, over))
    value(await mergeCase(site.ctx, parts, nora, second.id, { version: 3, into: third.id }))
    value(await addToCase(site.ctx, first.asker, addSchema.parse({ words: 'Door de eerste link.' })))
    expect(await words(site, nora, third.id)).toContain('question: Door de eerste link.')
    expect((await findAskerCase(site.ctx, first.asker))?.messages).toHaveLength(2)
  })
})
