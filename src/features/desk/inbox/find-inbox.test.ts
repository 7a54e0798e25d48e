import { beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../../test/database.ts'
import { addNote, assignCase, closeCase, replyToCase } from '../change-case.ts'
import { inboxSchema } from '../contract.ts'
import { type Desk, desk, HOUR_MS, parts, value } from '../desk-people.test-data.ts'
import { findInbox } from './find-inbox.ts'

describeOnDatabases('an inbox', (use) => {
  const started: { site?: Desk } = {}
  const siteOf = () => started.site ?? expect.fail('no site')
  beforeEach(async () => {
    started.site = await desk(use())
  })

  test('shows what its filter says, and how many each filter gives', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    const toon = await site.adviser('toon@oost.example', 'oost')
    const old = await site.ask({ question: 'Over de CNC-machine', topic: 'machines' })
    site.later(30 * HOUR_MS)
    const hers = await site.ask({
      question: 'Coöperatie in Épe',
      name: 'José',
      email: 'a@x.example',
      step: 'erp-introduction',
    })
    const his = await site.ask({ province: 'Overijssel', email: 'b@x.example' })
    const done = await site.ask({ email: 'c@x.example' })
    const said = await site.ask({ email: 'd@x.example' })
    await site.ask({ province: 'Groningen', email: 'e@x.example' })
    value(await assignCase(site.ctx, parts, els, hers.id, { version: 1, accountId: els.accountId }))
    value(await assignCase(site.ctx, parts, els, his.id, { version: 1, accountId: toon.accountId }))
    value(await closeCase(site.ctx, parts, els, done.id, { version: 1, outcome: 'spam' }))
    value(await replyToCase(site.ctx, parts, els, said.id, { version: 1, words: 'Zo. Met een kraanwagen.' }))
    value(await addNote(site.ctx, parts, els, said.id, { words: 'Moeilijke klant.' }))

    const list = async (query: Record<string, string>) =>
      value(await findInbox(site.ctx, els, inboxSchema.parse(query)))
    const numbers = async (query: Record<string, string>) => (await list(query)).rows.map(({ id }) => id)
    expect((await list({})).counts).toEqual({
      mine: 1,
      nobody: 1,
      overdue: 1,
      open: 3,
      answered: 1,
      closed: 1,
    })
    expect(await numbers({})).toEqual([hers.id])
    expect(await numbers({ filter: 'nobody' })).toEqual([old.id])
    expect(await numbers({ filter: 'overdue' })).toEqual([old.id])
    expect((await numbers({ filter: 'open' }))[0]).toBe(old.id)
    expect((await numbers({ filter: 'open' })).toSorted()).toEqual([old.id, hers.id, his.id].toSorted())
    expect(await numbers({ filter: 'answered' })).toEqual([said.id])
    expect(await numbers({ filter: 'closed' })).toEqual([done.id])
    expect(await numbers({ filter: 'open', words: 'epe cooperatie JOSE' })).toEqual([hers.id])
    expect(await numbers({ filter: 'open', words: `#${his.number}` })).toEqual([his.id])
    expect(await numbers({ filter: 'answered', words: 'kraanwagen' })).toEqual([said.id])
    expect(await numbers({ filter: 'answered', words: 'moeilijke' })).toEqual([])
    expect(await numbers({ filter: 'open', words: '%' })).toEqual([])
    expect(await numbers({ filter: 'open', province: 'Overijssel' })).toEqual([his.id])
    expect(await numbers({ filter: 'open', topic: 'machines' })).toEqual([old.id])
    expect(await numbers({ filter: 'open', step: 'erp-introduction' })).toEqual([hers.id])
    expect((await list({ words: 'cnc' })).counts).toEqual({
      mine: 0,
      nobody: 1,
      overdue: 1,
      open: 1,
      answered: 0,
      closed: 0,
    })
    expect((await list({})).colleagues.map(({ name }) => name)).toEqual(['els', 'toon'])
  })

  test('page after page shows every case once, in the order of what was promised', async () => {
    const site = siteOf()
    const els = await site.adviser('els@oost.example', 'oost')
    for (let index = 0; index < 120; index++) {
      if (index % 3 === 0) site.later(7 * 60_000) // three of the same moment
      await site.ask({ email: `a${index}@x.example` })
    }
    const seen: string[] = []
    const dues: number[] = []
    let after: string | undefined
    do {
      const page = value(await findInbox(site.ctx, els, inboxSchema.parse({ filter: 'open', after })))
      seen.push(...page.rows.map(({ id }) => id))
      dues.push(...page.rows.map(({ dueAt }) => +(dueAt ?? 0)))
      after = page.next
    } while (after !== undefined)
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
    expect(dues).toEqual(dues.toSorted((a, b) => a - b))
  }, 60_000)

  test.each([
    { filter: 'everything', after: "'; drop table desk_case --" },
    { filter: ['open'], words: 'x'.repeat(10_000), province: 'Atlantis', step: '../..', topic: {} },
    { after: `${'9'.repeat(14)}_00000000-0000-0000-0000-000000000000`, words: '\u0000\ud800\\' },
  ])('an address that somebody typed is never a defect: %#', async (query) => {
    const els = await siteOf().adviser('els@oost.example', 'oost')
    expect(await findInbox(siteOf().ctx, els, inboxSchema.parse(query))).toMatchObject({ ok: true })
  })
})
