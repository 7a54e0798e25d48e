import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import { asLinkHolder, asPublic, linkHashOf } from '#platform/link-holder.ts'
import { bulkChange } from './bulk-change.ts'
import { addNote, assignCase, closeCase, reopenCase, replyToCase } from './change-case.ts'
import { bulkSchema, handOverSchema, handToProgrammeSchema, inboxSchema } from './contract.ts'
import { type Desk, desk, hubId, HOUR_MS, parts, value } from './desk-people.test-data.ts'
import { findAskerCase, findMyCases } from './find-asker-case.ts'
import { findCase } from './find-case.ts'
import { handOverCase, handToProgramme } from './hand-over.ts'
import { findInbox } from './inbox/find-inbox.ts'
import { mergeCase } from './merge-case.ts'
import { deskPersonalData } from './own-data/personal-data.ts'
import { mayWorkOn } from './policies.ts'
import { watchOnce } from './promises/watch-promises.ts'

const SECRET = 'Alleen voor collega’s'
const noFirm = { firmIds: [], secondFactorAt: undefined, accountId: crypto.randomUUID() }

test.each([
  ['an adviser of the hub', [{ kind: 'adviser', organisationId: 'a' }], false, false, true],
  ['an adviser of another hub', [{ kind: 'adviser', organisationId: 'b' }], false, true, false],
  ['a coordinator of it', [{ kind: 'coordinator', organisationId: 'a' }], false, true, false],
  ['an administrator', [{ kind: 'administrator', organisationId: undefined }], true, true, false],
  ['the bureau', [{ kind: 'bureau', organisationId: undefined }], false, false, false],
  ['the bureau, when it is late', [{ kind: 'bureau', organisationId: undefined }], false, true, true],
  ['the bureau, when it is its own', [{ kind: 'bureau', organisationId: undefined }], true, false, true],
  ['an entrepreneur', [], true, true, false],
] as const)('%s', (_, duties, isOfBureau, isLate, expected) => {
  const row = { organisationId: 'a', isOfBureau, escalatedAt: isLate ? new Date() : null }
  expect(mayWorkOn({ ...noFirm, duties }, row)).toBe(expected)
})

describeOnDatabases('rights at the desk', (use) => {
  const started: { site?: Desk } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  beforeEach(async () => {
    started.site = await desk(use())
  })
  const TABLES = ['desk_case', 'desk_message', 'desk_note', 'desk_attachment']
  const reach = (actor: Actor) =>
    asActor(use().db, actor, async (tx) => {
      const found: number[] = []
      for (const table of TABLES)
        found.push((await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length)
      return found
    })

  const allDeeds = (site: Desk, actor: Actor, id: string, into: string) => {
    const at = { version: 1 }
    return Promise.all([
      assignCase(site.ctx, parts, actor, id, { ...at, accountId: actor.accountId }),
      addNote(site.ctx, parts, actor, id, { words: 'x' }),
      replyToCase(site.ctx, parts, actor, id, { ...at, words: 'x' }),
      closeCase(site.ctx, parts, actor, id, { ...at, outcome: 'spam' }),
      reopenCase(site.ctx, parts, actor, id, at),
      mergeCase(site.ctx, parts, actor, id, { ...at, into }),
      handOverCase(
        site.ctx,
        parts,
        actor,
        id,
        handOverSchema.parse({ ...at, organisationId: hubId('noord'), reason: 'x' }),
      ),
      handToProgramme(
        site.ctx,
        parts,
        actor,
        id,
        handToProgrammeSchema.parse({ ...at, programme: 'ncsc', reason: 'x' }),
      ),
    ])
  }

  test('who has nothing to do with a case does nothing with it and sees nothing: it is not there', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const { id } = await site.ask()
    value(await addNote(site.ctx, parts, els, id, { words: SECRET }))
    const own = await site.ask({ province: 'Groningen' })
    const strangers = [
      await site.adviser('nora@noord.example', 'noord'),
      await site.person('lab@x.example', [{ kind: 'coordinator', organisationId: hubId('oost') }]),
      await site.person('piet@x.example'),
      await site.bureau(),
      await site.person('admin@x.example', [{ kind: 'administrator', organisationId: undefined }]),
    ]
    for (const actor of strangers) {
      expect(await findCase(site.ctx, actor, id)).toEqual({ ok: false, error: 'not-found' })
      for (const done of await allDeeds(site, actor, id, own.id)) {
        expect(done).toEqual({ ok: false, error: { why: 'not-found' } })
      }
      const bulk = bulkSchema.parse({ kind: 'close', outcome: 'spam', cases: [{ id, version: 2 }] })
      expect(await bulkChange(site.ctx, parts, actor, bulk)).toMatchObject({
        error: { couldNot: [{ why: 'not-found', subject: '' }] },
      })
      const inbox = await findInbox(site.ctx, actor, inboxSchema.parse({ filter: 'open' }))
      expect(JSON.stringify(inbox)).not.toContain(id)
    }
    expect(await site.see(els, id)).toMatchObject({ version: 2, state: 'open' })
  })

  test('the database says the same, without the use cases', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('nora@noord.example', 'noord')
    const asked = await site.ask()
    value(await addNote(site.ctx, parts, els, asked.id, { words: SECRET }))
    expect(await reach(els)).toEqual([1, 1, 1, 0])
    expect(await reach(nora)).toEqual([0, 0, 0, 0])
    expect(await reach(await site.bureau())).toEqual([0, 0, 0, 0])
    expect(await reach(await site.person('jan@firma.example'))).toEqual([1, 1, 0, 0])
    const byLink = await asLinkHolder(use().db, linkHashOf(asked.linkToken ?? ''), async (tx) => [
      (await sql`select 1 from desk_case`.execute(tx)).rows.length,
      (await sql`select 1 from desk_message`.execute(tx)).rows.length,
      (await sql`select 1 from desk_note`.execute(tx)).rows.length,
    ])
    expect(byLink).toEqual([1, 1, 0])
    const byNobody = await asPublic(
      use().db,
      async (tx) => (await sql`select 1 from desk_case`.execute(tx)).rows.length,
    )
    expect(byNobody).toBe(0)

    const steal = (statement: ReturnType<typeof sql>) =>
      asActor(use().db, nora, (tx) => statement.execute(tx))
    const taken = await steal(sql`update desk_case set organisation_id = ${hubId('noord')}`)
    expect(Number(taken.numAffectedRows)).toBe(0)
    await expect(
      asActor(use().db, els, (tx) =>
        sql`update desk_case set organisation_id = ${hubId('noord')}`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/) // a hand-over must say that it is one
    await expect(
      steal(sql`insert into desk_message (id, case_id, kind, body, at)
        values (gen_random_uuid(), ${asked.id}, 'question', 'x', now())`),
    ).rejects.toThrow(/row-level security/)
    await expect(
      asLinkHolder(use().db, linkHashOf(asked.linkToken ?? ''), (tx) =>
        sql`insert into desk_message (id, case_id, kind, body, at)
          values (gen_random_uuid(), ${asked.id}, 'answer', 'x', now())`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security/) // whoever asked does not answer
  })

  test('a note reaches whoever asked by no way at all', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const jan = await site.person('jan@firma.example')
    const asked = await site.ask()
    value(await addNote(site.ctx, parts, els, asked.id, { words: SECRET }))
    value(await replyToCase(site.ctx, parts, els, asked.id, { version: 2, words: 'Antwoord.' }))
    const shown = [
      await findAskerCase(site.ctx, asked.asker),
      await findAskerCase(site.ctx, { actor: jan, id: asked.id }),
      await asActor(use().db, jan, (tx) => findMyCases(tx, jan)),
      await asActor(use().db, jan, (tx) => deskPersonalData.exportRows(tx, jan)),
      await asActor(
        use().db,
        jan,
        (tx) => deskPersonalData.thread?.(site.ctx, tx, jan) ?? Promise.resolve([]),
      ),
      await findCase(site.ctx, jan, asked.id),
      await site.mails(),
    ]
    expect(JSON.stringify(shown)).toContain('Antwoord.')
    expect(JSON.stringify(shown)).not.toContain(SECRET)
  })

  test('a colleague of the firm reads the question and writes nothing', async () => {
    const site = siteOf()
    const firmId = crypto.randomUUID()
    await sql`insert into firm (id, created_at) values (${firmId}, now())`.execute(use().db)
    const piet = await site.person('piet@x.example', [], [firmId])
    const kees = await site.person('kees@x.example', [], [firmId])
    const { id } = await site.ask({}, piet)
    expect(await findAskerCase(site.ctx, { actor: kees, id })).toMatchObject({ mayAdd: false })
    const tried = await asActor(use().db, kees, (tx) => sql`update desk_case set state = state`.execute(tx))
    expect(Number(tried.numAffectedRows)).toBe(0)
  })

  test('the bureau sees what is late and helps; what it hands over it does not see any more', async () => {
    const site = siteOf()
    const bureau = await site.bureau()
    const nora = await site.adviser('nora@noord.example', 'noord')
    const { id } = await site.ask()
    site.later(48 * HOUR_MS)
    await watchOnce(site.ctx, parts)
    expect(await site.see(bureau, id)).toMatchObject({ isEscalated: true, mayHandOver: true })
    const over = handOverSchema.parse({ version: 1, organisationId: hubId('noord'), reason: 'Kan nu.' })
    value(await handOverCase(site.ctx, parts, bureau, id, over))
    expect(await findCase(site.ctx, bureau, id)).toEqual({ ok: false, error: 'not-found' })
    expect(await site.see(nora, id)).toMatchObject({ isEscalated: false, handedOver: { byName: 'bureau' } })
  })

  test('who leaves takes the own questions along, and the own name from what he answered to others', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const nora = await site.adviser('toon@oost.example', 'oost')
    const jan = await site.person('jan@firma.example')
    const asked = await site.ask()
    const other = await site.ask({ email: 'piet@firma.example' })
    for (const { id } of [asked, other])
      value(await replyToCase(site.ctx, parts, els, id, { version: 1, words: 'Antwoord.' }))
    await asActor(use().db, jan, (tx) => deskPersonalData.erase(tx, jan, site.clock.at))
    expect(await findAskerCase(site.ctx, asked.asker)).toBeUndefined()
    await sql`delete from account where id = ${els.accountId}`.execute(use().db)
    const left = await site.see(nora, other.id)
    expect(left).toMatchObject({ assignedTo: undefined, assignedName: '' })
    expect(left.messages.map(({ body, authorName }) => [body, authorName])).toEqual([
      ['Welk ERP past bij ons?', ''],
      ['Antwoord.', ''],
    ])
  })
})
